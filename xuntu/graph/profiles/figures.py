"""Counts that documents declare of themselves, beside what was extracted."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import Listing, Quote, read_facts, read_inward, read_names, read_quotes
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, SCHEMA, XT


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """A count that a report declares; ``extracted`` is ``None`` where it is not judged, ``under`` the heading it is for."""

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
    extracted = _read_extracted(store, wanted)
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


def list_declared(
    store: Store, *, start: int = 0, size: int = 50, language: Language = "zh"
) -> Listing[DeclaredRow]:
    """Return a part of the list of all declared counts, in the order of their reports."""
    figures = sorted(str(figure) for (figure,) in ask_own(store, "pages/declared").rows)
    return Listing(read_declared(store, figures[start : start + size], language), start, len(figures))


def _read_extracted(store: Store, figures: list[str]) -> dict[str, int]:
    """Return what was extracted for the counts that are judged."""
    if not figures:
        return {}
    rows = ask_own(store, "pages/extracted", {"figure": tuple(map(Iri, figures))}).rows
    return {
        str(figure): int(str(extracted))
        for figure, declared, extracted, guessed in rows
        if extracted is not None and not (guessed and extracted != declared)
    }
