"""How one writer dresses the text: widths, labels, enumerators, blank lines, faults of numbering."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.variations import words
from tests.variations.choice import Choice
from tests.variations.scheme import Scheme

# inside running text
ENUMERATORS: dict[str, Callable[[int], str]] = {
    "一是": lambda n: f"{words.NUMERALS[n - 1]}是",
    "第一": lambda n: f"第{words.NUMERALS[n - 1]}，",
    "(1)": lambda n: f"（{n}）",
    "①": lambda n: "①②③④⑤⑥⑦⑧⑨"[n - 1],
    "1.": lambda n: f"{n}.",
    "首先": lambda n: ("首先，", "其次，", "再次，", "最后，")[n - 1],
}
# what numbers the deeds that stand on lines of their own below a problem
ITEMS = {"1.": "(1)", "1、": "(1)", "(1)": "①", "一": "1.", "(一)": "1.", "问题1": "(1)", "第一": "1."}


@dataclass(frozen=True, slots=True)
class Dress:
    """The choices of one writer, the same for the whole document."""

    wide: bool
    leaf_form: str
    group_form: str
    deeds: str
    status: str
    measure_label: str
    status_label: str
    own_line: bool
    boxed: bool
    enumerator: str
    titled: bool
    separator: str
    runs_on: bool
    fault: str
    lead: int
    organising: int
    count_place: str
    outlook: str
    ending: int
    title: bool
    gap: str
    stop: bool
    dot: str
    closing: int


def draw_dress(scheme: Scheme, choice: Choice) -> Dress:
    """Return the choices of one writer who follows *scheme*."""
    deeds = choice.one(scheme.deeds)
    own = "1" if scheme.leaf.startswith("1") else scheme.leaf
    taken = {own, *((scheme.group or "").strip("."), (scheme.middle or "").strip("."))}
    fitting = [each for each in ENUMERATORS if each.strip(".") not in taken]
    if deeds in ("run", "own"):
        fitting = [each for each in fitting if each not in ("1.", "(1)", "①")]
    return Dress(
        wide=choice.one((True, False)),
        leaf_form=choice.one(scheme.leaf_forms),
        group_form=choice.one(scheme.group_forms) if scheme.group_forms else "",
        deeds=deeds,
        status=choice.one(scheme.statuses),
        measure_label=choice.one(words.MEASURE_LABELS),
        status_label=choice.one(words.STATUS_LABELS),
        own_line=choice.one((False, False, True)),
        boxed=choice.one((False, False, False, True)),
        enumerator=choice.one([*fitting[:1], *fitting, "sentences"]),
        titled=choice.one((False, True)),
        separator=choice.one((".", "、", "．")) if scheme.leaf not in ("1.1",) else ".",
        runs_on=choice.one((True, False)),
        fault=choice.one(("", "", "", "", "skip", "twice")),
        lead=choice.number(0, 4),
        organising=choice.number(0, 2),
        count_place=choice.one(("none", "lead", "organising")),
        outlook=choice.one(("none", "items", "prose")),
        ending=choice.number(0, 2),
        title=choice.one((True, True, True, False)),
        gap=choice.one(("\n", "\n", "\n\n", "\n　　", "\r\n", "\n \n")),
        stop=choice.one((True, True, False)),
        dot=choice.one(("。", "")),
        closing=choice.number(0, len(words.CLOSING) - 1),
    )
