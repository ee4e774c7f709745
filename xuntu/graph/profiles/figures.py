"""Counts that documents declare of themselves, beside what was extracted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import (
    Facts,
    Listing,
    Quote,
    document_of,
    read_facts,
    read_inward,
    read_names,
    read_quotes,
    tail_of,
)
from xuntu.graph.profiles.kept import keep
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, SCHEMA, SKOS, XT, XTC, document_graph_iri


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """A count that a report declares; ``extracted`` is ``None`` where not judged, ``under`` the heading it is for."""

    iri: str
    what: str
    value: int | Decimal | None
    unit: str | None
    under: str | None
    day: str | None
    extracted: int | None
    report: str
    title: str
    quote: Quote | None

    @property
    def agrees(self) -> bool | None:
        """Whether the count is the extracted one; ``None`` where that is not judged."""
        return None if self.extracted is None else self.extracted == self.value


def read_declared(store: Store, figures: Iterable[str], language: Language = "zh") -> tuple[DeclaredRow, ...]:
    """Return declared counts as rows, in the order of reports and places."""
    wanted = sorted(set(figures))
    facts = read_facts(store, wanted)
    abouts = {each for figure in wanted for each in facts.all(figure, SCHEMA.observationAbout, XT.declaredFor)}
    titles = read_facts(store, abouts, DCTERMS.title)
    names = read_names(store, abouts | {each for one in wanted for each in facts.all(one, XT.indicator)}, language)
    quotes = read_quotes(store, facts, wanted)
    extracted = _read_extracted(store, facts, wanted)
    rows: list[DeclaredRow] = []
    for figure in facts.things():
        about = facts.first(figure, SCHEMA.observationAbout) or ""
        part = facts.first(figure, XT.declaredFor)
        rows.append(
            DeclaredRow(
                figure, names.get(facts.first(figure, XT.indicator) or "", ""), facts.number(figure, SCHEMA.value),
                facts.first(figure, SCHEMA.unitText), names[part] if part else None,
                facts.first(figure, SCHEMA.observationDate), extracted.get(figure), about,
                titles.first(about, DCTERMS.title) or names.get(about, ""), next(iter(quotes[figure]), None),
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.report, row.quote.start if row.quote else 0, row.iri)))


def read_declared_of(store: Store, reports: Iterable[str], language: Language = "zh") -> tuple[DeclaredRow, ...]:
    """Return the counts that *reports* declare."""
    sources = [source for source, _, _ in read_inward(store, reports, SCHEMA.observationAbout)]
    facts = read_facts(store, sources, XT.indicator)
    return read_declared(store, facts.things(), language)


def read_declaring(
    store: Store, reports: Iterable[str], language: Language = "zh"
) -> dict[tuple[str, str], tuple[Quote, ...]]:
    """Return the passages in which *reports* declare a count, by the report and by what is declared."""
    figures = {source: report for source, _, report in read_inward(store, reports, SCHEMA.observationAbout)}
    facts = read_facts(store, figures, XT.indicator, XT.evidence)
    names = read_names(store, {each for one in facts.things() for each in facts.all(one, XT.indicator)}, language)
    quotes = read_quotes(store, facts, figures)
    found: defaultdict[tuple[str, str], list[Quote]] = defaultdict(list)
    for figure, report in sorted(figures.items()):
        for indicator in facts.all(figure, XT.indicator):
            found[report, names[indicator]] += quotes[figure]
    return {key: tuple(dict.fromkeys(told)) for key, told in found.items()}


def list_declared(store: Store, *, start: int = 0, size: int = 50, language: Language = "zh") -> Listing[DeclaredRow]:
    """Return a part of the list of all declared counts, in the order of their reports."""
    figures = keep(store, "pages/declared", lambda: _read_figures(store))
    return Listing(read_declared(store, figures[start : start + size], language), start, len(figures))


def _read_figures(store: Store) -> list[str]:
    return sorted(str(figure) for (figure,) in ask_own(store, "pages/declared").rows)


@dataclass(frozen=True, slots=True)
class _Issues:
    """The findings of some documents: their levels, what is above each, the inspection that found it."""

    levels: Mapping[str, set[str]]
    above: Mapping[str, str]
    inspections: Mapping[str, str]

    def own(self, report: str, inspections: Iterable[str]) -> list[str]:
        """Return the findings of a report on *inspections*, but for old ones that are listed again within others."""
        of = set(inspections)
        return [
            one
            for one, inspection in self.inspections.items()
            if inspection in of
            and one.startswith(f"{report}/")
            and XTC.level_issue not in self.levels.get(self.above.get(one, ""), ())
        ]

    def is_below(self, finding: str, heading: str) -> bool:
        """Tell whether a finding is anywhere under a heading."""
        seen: set[str] = set()
        while (up := self.above.get(finding)) and up not in seen:
            if up == heading:
                return True
            seen.add(up)
            finding = up
        return False


def _read_extracted(store: Store, facts: Facts, figures: Iterable[str]) -> dict[str, int]:
    """Return what was extracted for the counts that are judged, as ``facts/declared`` counts it.

    “N个方面” without “N类” beside it counts the outermost headings; where there are none it is not judged but when it
    is the number of problems.
    """
    wanted = list(figures)
    reports = {each for figure in wanted for each in facts.all(figure, SCHEMA.observationAbout)}
    about = read_facts(store, reports, XT.reportsOn)
    matches = read_facts(store, {each for one in wanted for each in facts.all(one, XT.indicator)}, SKOS.relatedMatch)
    beside = _read_beside(store, reports)
    issues = _read_issues(store, {document_of(figure) for figure in wanted})
    found: dict[str, int] = {}
    for figure in wanted:
        level = matches.first(facts.first(figure, XT.indicator) or "", SKOS.relatedMatch)
        report = facts.first(figure, SCHEMA.observationAbout) or ""
        part = facts.first(figure, XT.declaredFor)
        if level is None:
            continue
        if part is not None:
            found[figure] = sum(level in levels and issues.is_below(one, part) for one, levels in issues.levels.items())
            continue
        inspections = about.all(report, XT.reportsOn)
        is_guess = False
        if level == XTC.level_aspect and report not in beside:
            among = set(inspections)
            has_headings = any(
                XTC.level_category in issues.levels[one] for one, each in issues.inspections.items() if each in among
            )
            level = XTC.level_category if has_headings else XTC.level_issue
            is_guess = not has_headings
        number = sum(level in issues.levels[one] for one in issues.own(report, inspections))
        if inspections and not (is_guess and number != facts.number(figure, SCHEMA.value)):
            found[figure] = number
    return found


def _read_beside(store: Store, reports: Iterable[str]) -> set[str]:
    """Return the reports that declare a number of categories."""
    figures = {source: report for source, _, report in read_inward(store, reports, SCHEMA.observationAbout)}
    facts = read_facts(store, figures, XT.indicator)
    return {figures[one] for one in facts.things() if XTC.declared_categories in facts.all(one, XT.indicator)}


def _read_issues(store: Store, documents: Iterable[str]) -> _Issues:
    levels: defaultdict[str, set[str]] = defaultdict(set)
    above: dict[str, str] = {}
    inspections: dict[str, str] = {}
    graphs = tuple(sorted(Iri(document_graph_iri(tail_of(document))) for document in documents))
    for finding, level, heading, inspection in ask_own(store, "pages/levels", {"graph": graphs}).rows if graphs else ():
        levels[str(finding)].add(str(level))
        inspections[str(finding)] = str(inspection)
        if heading is not None:
            above[str(finding)] = str(heading)
    return _Issues(levels, above, inspections)
