"""Sources numbered in the order in which a report cites them."""

from xuntu.graph import Store
from xuntu.graph.profiles import read_places
from xuntu.reports.model import Note, Report, Section, texts_of


def to_report(
    store: Store, *, title: str, subtitle: str, about: tuple[tuple[str, str], ...], sections: tuple[Section, ...]
) -> Report:
    """Return a report with its sources: each passage has one number, however often it is cited."""
    quotes = {quote.iri: quote for told in texts_of(sections) for quote in told.quotes}
    places = read_places(store, quotes)
    notes = tuple(Note(number, quote, places[quote.iri]) for number, quote in enumerate(quotes.values(), 1))
    files = {note.quote.iri.partition("#")[0] for note in notes}
    based = ("依据", f"{len(files)} 份公开文件，{len(notes)} 处原文；文末列有每一处的文件、位置和原句")
    return Report(title, subtitle, (*about, based), sections, notes)
