"""Declared counts beside what was read, as ``xuntu check`` compares them in the graph; a test holds both equal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xuntu.ontology import Declared, Finding, Heading, Report


@dataclass(frozen=True, slots=True)
class Comparison:
    """A declared count with the extracted one; ``None`` for what is not published clause by clause, as measures."""

    declared: Declared
    extracted: int | None

    @property
    def agrees(self) -> bool | None:
        """Whether both counts are the same; ``None`` where that is not judged."""
        return None if self.extracted is None else self.declared.value == self.extracted


def compare_declared(report: Report) -> Iterator[Comparison]:
    """Yield every count that *report* declares, beside what was read of it.

    >>> from xuntu.ontology import Passage, Wording
    >>> declared = Declared("problems", Decimal(2), "个", Passage(0, 4))
    >>> found = Finding("1", Wording("学习不深", Passage(9, 13)))
    >>> report = Report("rectification_report", Passage(0, 13), declared=(declared,), findings=(found,))
    >>> [(each.extracted, each.agrees) for each in compare_declared(report)]
    [(1, False)]
    """
    by_category = any(declared.kind == "categories" for declared in report.declared)
    for declared in report.declared:
        inner = _below(report.findings, declared.about)
        if declared.kind == "problems":
            extracted: int | None = len(inner)
        elif declared.kind == "categories":
            extracted = _count_categories(inner)
        elif declared.kind == "aspects":
            extracted = _count_aspects(inner, declared.value, by_category=by_category)
        else:
            extracted = None
        yield Comparison(declared, extracted)


def _below(findings: Sequence[Finding], about: str | None) -> list[Finding]:
    """Return the findings that count: the report's own, or all below the last heading that reads *about*."""
    paths = [_path(f.headings[:depth]) for f in findings for depth in range(1, len(f.headings) + 1)]
    named = [path for path in paths if path[-1] == about]
    if about is None or not named:
        return [finding for finding in findings if finding.listed_under is None]
    within = [finding for finding in findings if _path(finding.headings)[: len(named[-1])] == named[-1]]
    numbers = {finding.number for finding in within if finding.number}
    return [*within, *(finding for finding in findings if finding.listed_under in numbers)]


def _count_categories(findings: Sequence[Finding]) -> int:
    return len({_path(finding.headings[:1]) for finding in findings if finding.headings})


def _count_aspects(findings: Sequence[Finding], declared: Decimal, *, by_category: bool) -> int | None:
    """Count 方面: the second level beside categories, else the outermost headings, else (by guess) the problems."""
    if not by_category:
        outermost = _count_categories(findings)
        return outermost or (len(findings) if len(findings) == declared else None)
    deep = any(len(finding.headings) > 1 for finding in findings)
    if not deep:
        return _count_categories(findings)
    lower = {_path(f.headings[:depth]) for f in findings for depth in range(2, len(f.headings) + 1)}
    return len(lower) + sum(len(finding.headings) == 1 for finding in findings)


def _path(headings: Sequence[Heading]) -> tuple[str, ...]:
    return tuple(heading.text for heading in headings)
