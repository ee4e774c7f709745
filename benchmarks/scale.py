"""How much is measured: the quick run, the full one, and the smallest, which only shows that all of it runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers of documents for each theme; ``rounds`` is how often a comparison is repeated."""

    read: int
    built: int
    sizes: tuple[int, ...]
    replaced_at: tuple[int, ...]
    shared: int
    viewed: int
    profiled: int
    rounds: int


QUICK = Scale(60, 60, (100, 1_000, 3_000), (1_000, 3_000), 400, 100, 400, 2)
FULL = Scale(400, 400, (100, 1_000, 10_000, 50_000, 100_000), (1_000, 10_000, 50_000), 2_000, 400, 1_000, 3)
SMALLEST = Scale(2, 2, (3, 6), (6,), 4, 3, 4, 1)
