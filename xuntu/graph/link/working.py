"""What one group gives, as a pure function of it: in this process or in others, in any order, the same."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from xuntu.graph.link.recurrences import Lineage, find_recurrences
from xuntu.graph.link.references import Pair
from xuntu.graph.link.restatements import Tour, choose_canonical, find_restatements
from xuntu.graph.link.telling import say_earlier_visits, say_recurrences, say_restatements

Work = TypeVar("Work")
Done = TypeVar("Done")

_AHEAD = 4  # groups that wait for each process


@dataclass(frozen=True, slots=True)
class TourLinks:
    """The lines of a tour, the fullest account of each finding told twice, and the pairs that tell one problem."""

    lines: tuple[str, ...]
    canonical: dict[str, str]
    best: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class LineageLinks:
    """The lines of a lineage, and what they mean for others.

    ``common`` are lines that other lineages may give too, ``recurring`` the pairs that wording tells, ``stated`` those
    that texts tell. ``priors`` map findings known by mention to what they turned out to be; ``cited`` are inspections
    known by mention with what each turned out to be, and the finding and prior that say so: the last has it.
    """

    lines: tuple[str, ...]
    common: tuple[str, ...]
    recurring: tuple[Pair, ...]
    stated: tuple[Pair, ...]
    priors: dict[str, str]
    cited: tuple[tuple[str, Pair, str], ...]


def link_tour(tour: Tour) -> TourLinks:
    """Return what the reports of a tour tell twice."""
    restated = find_restatements(tour)
    canonical = choose_canonical({each.iri: each for each in tour.told}, restated)
    best = tuple((each.one.iri, each.other.iri) for each in restated if each.best)
    return TourLinks(tuple(sorted(set(say_restatements(restated, canonical)))), canonical, best)


def link_lineage(lineage: Lineage) -> LineageLinks:
    """Return what was found before in the units of a lineage."""
    found = find_recurrences(lineage)
    old = [(each, lineage.canonical.get(each.earlier.iri, each.earlier.iri)) for each in found.resolved if each.earlier]
    return LineageLinks(
        tuple(sorted(set(say_recurrences(found, lineage.visits)))),
        tuple(sorted(set(say_earlier_visits(found.resolved, lineage.visits)))),
        tuple(each.pair for each in found.inferred),
        tuple((each.later.iri, each.earlier.iri) for each in found.resolved if each.earlier),
        {each.stated.prior: one for each, one in old},
        tuple((each.stated.cited, (each.later.iri, each.stated.prior), each.visit.iri) for each in found.resolved),
    )


def work_through(work: Iterable[Work], do: Callable[[Work], Done], *, jobs: int = 1) -> Iterator[Done]:
    """Yield what *do* gives for each piece of work, in their order, by so many processes; few pieces wait at a time.

    >>> list(work_through(["党费", "欠收"], len))
    [2, 2]
    """
    if jobs < 2:
        yield from map(do, work)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting: deque[Future[Done]] = deque()
        for piece in work:
            waiting.append(pool.submit(do, piece))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
