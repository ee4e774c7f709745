"""One variation: a scheme, a dress, a tree, written as a document."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from tests.variations.choice import Choice, Seeded
from tests.variations.content import draw_notice
from tests.variations.damage import DAMAGES, OF_PDF
from tests.variations.dress import Dress, draw_dress
from tests.variations.formats import FORMATS, OF_TABLES
from tests.variations.notice import Written, write_notice
from tests.variations.scheme import SCHEMES, Scheme
from tests.variations.tree import Group, Notice

BY_NAME = {scheme.name.split()[0]: scheme for scheme in SCHEMES}


@dataclass(frozen=True, slots=True)
class Variation:
    """A tree and all the choices of how it is written."""

    scheme: Scheme
    notice: Notice
    dress: Dress
    form: str = "txt"
    damage: str = "none"

    def write(self) -> Written:
        """Return the document."""
        return write_notice(self.notice, self.scheme, self.dress)

    def save(self) -> tuple[bytes, str]:
        """Return the document as a file, damaged on its way: its bytes and its name."""
        written = self.write()
        suffix, save = FORMATS[self.form]
        return save(DAMAGES[self.damage](written.lines), written.gap), f"variation{suffix}"


def draw_variation(
    scheme: Scheme, choice: Choice, *, forms: Sequence[str] = ("txt",), damages: Sequence[str] = ("none",)
) -> Variation:
    """Return one variation of *scheme*, in one of *forms* with one of *damages*."""
    fitting = [form for form in forms if scheme.name != "S14" or form in OF_TABLES] or OF_TABLES
    notice, dress = draw_notice(choice), draw_dress(scheme, choice)
    form = choice.one(fitting)
    done = [damage for damage in damages if form != "pdf" or damage in OF_PDF] or ["none"]
    return Variation(scheme, notice, dress, form, choice.one(done))


def make_variation(
    name: str, seed: int, *, forms: Sequence[str] = ("txt",), damages: Sequence[str] = ("none",)
) -> Variation:
    """Return the variation of the scheme called *name* that follows from *seed*."""
    return draw_variation(BY_NAME[name], Seeded(f"{name} {seed}"), forms=forms, damages=damages)


def simplest(variation: Variation, fails: Callable[[Variation], bool]) -> Variation:
    """Return a smaller variation that still *fails*."""
    while smaller := next((each for each in _smaller(variation) if fails(each)), None):
        variation = smaller
    return variation


_PLAIN: dict[str, Any] = {"gap": "\n", "wide": True, "fault": "", "boxed": False, "own_line": False, "titled": False, "ending": 0,
          "organising": 0, "outlook": "none", "count_place": "none", "lead": 0, "title": True, "runs_on": True,
          "separator": ".", "stop": True, "dot": "。", "measure_label": "整改情况", "status_label": "整改结果"}  # fmt: skip


def _smaller(variation: Variation) -> Iterator[Variation]:
    notice, dress = variation.notice, variation.dress
    for at in range(len(notice.groups)):
        groups = notice.groups[:at] + notice.groups[at + 1 :]
        if groups:
            yield replace(variation, notice=replace(notice, groups=groups))
    for at, group in enumerate(notice.groups):
        for place in range(len(group.problems)):
            problems = group.problems[:place] + group.problems[place + 1 :]
            if problems:
                yield _with_group(variation, at, replace(group, problems=problems))
        for place, problem in enumerate(group.problems):
            smaller = [
                replace(problem, measures=problem.measures[:n] + problem.measures[n + 1 :])
                for n in range(len(problem.measures))
                if len(problem.measures) > 1
            ]
            smaller += [replace(problem, detail="")] if problem.detail else []
            for each in smaller:
                problems = (*group.problems[:place], each, *group.problems[place + 1 :])
                yield _with_group(variation, at, replace(group, problems=problems))
    if variation.form != "txt" and variation.scheme.name != "S14":
        yield replace(variation, form="txt")
    if variation.damage != "none":
        yield replace(variation, damage="none")
    if dress.status != "none" and "none" in variation.scheme.statuses:
        yield replace(variation, dress=replace(dress, status="none"))
    if dress.enumerator != "一是" and "一是" not in dress.enumerator:
        yield replace(variation, dress=replace(dress, enumerator="一是"))
    if variation.scheme.leaf_forms and dress.leaf_form != variation.scheme.leaf_forms[0]:
        yield replace(variation, dress=replace(dress, leaf_form=variation.scheme.leaf_forms[0]))
    for field in fields(dress):
        if field.name in _PLAIN and getattr(dress, field.name) != _PLAIN[field.name]:
            yield replace(variation, dress=replace(dress, **{field.name: _PLAIN[field.name]}))


def _with_group(variation: Variation, at: int, group: Group) -> Variation:
    groups = variation.notice.groups
    return replace(variation, notice=replace(variation.notice, groups=(*groups[:at], group, *groups[at + 1 :])))
