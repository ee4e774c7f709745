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


def _name(variation: Variation) -> str:
    return variation.scheme.name.split()[0]


def _detailed(variation: Variation) -> bool:
    return any(problem.detail for problem in variation.notice.problems)


GAPS: tuple[Gap, ...] = (
    Gap(
        "deeds on the next line without a label, behind a statement of several sentences",
        lambda v: v.dress.deeds == "next" and v.dress.enumerator != "sentences" and _detailed(v),
    ),
    Gap(
        "deeds on the next line without a label, beside a line of status",
        lambda v: v.dress.deeds in ("next", "run") and v.dress.status in ("before", "after"),
    ),
    Gap(
        "deeds on the next line without a label, enumerated by what also marks problems",
        lambda v: v.dress.deeds == "next" and v.dress.enumerator in ("第一", "(1)", "①", "1."),
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
    Gap(
        "S4b：a second labelled part is lost", lambda v: _name(v) == "S4b", frozenset({"measures", "texts", "policies"})
    ),
    Gap(
        "关于X的问题。 and one sentence below it, without a label",
        lambda v: v.dress.deeds == "next" and v.dress.leaf_form == "about",
    ),
    Gap("【整改情况】 below 一、关于“X”问题的整改", lambda v: v.scheme.leaf == "一" and v.dress.boxed),
    Gap("a status line behind numbered deeds", lambda v: v.dress.deeds == "label items" and v.dress.status == "after"),
    Gap(
        "通知公告 of the navigation is taken for the title",
        lambda v: v.form in ("html-tables", "html-soup") and _name(v) in ("S15", "S16", "S18"),
        frozenset({"kind"}),
    ),
)
