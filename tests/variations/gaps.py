"""What is known not to round-trip yet: the writer's choice, the fields it spoils, and why.

A gap that is mended is deleted here; ``python -m tests.variations --count 30`` tells how often each still shows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.variations.reading import Difference
from tests.variations.variation import Variation


@dataclass(frozen=True, slots=True)
class Gap:
    """Variations in which *fields* (all where none is named) may be read otherwise than written."""

    reason: str
    holds: Callable[[Variation], bool]
    fields: frozenset[str] = frozenset()

    def excuses(self, variation: Variation, difference: Difference) -> bool:
        """Tell whether *difference* is this gap's."""
        return (not self.fields or difference.field in self.fields) and self.holds(variation)


def unexcused(variation: Variation, differences: list[Difference]) -> list[Difference]:
    """Return the *differences* that no known gap explains."""
    return [each for each in differences if not any(gap.excuses(variation, each) for gap in GAPS)]


GAPS: tuple[Gap, ...] = (
    Gap(
        "deeds on the next line without a label, beside a line of status",
        lambda v: v.dress.deeds in ("next", "run") and v.dress.status in ("before", "after"),
    ),
    Gap(
        "notices of few problems without labels or title",
        lambda v: v.dress.deeds in ("next", "run"),
        frozenset({"kind"}),
    ),
    Gap("S8：关于X问题的整改情况 without quotation marks", lambda v: v.dress.leaf_form == "about situation"),
    Gap(
        "numbered deeds without titles below a problem (对…进行全面自查) are taken for problems",
        lambda v: v.dress.deeds == "items" and not v.dress.titled,
    ),
)
