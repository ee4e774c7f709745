"""What is to be looked at: notes of the reading, with their documents; the rest is asked by named questions."""

from dataclasses import dataclass

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import Listing, Named, Quote, document_of, read_facts, read_names, read_quotes
from xuntu.graph.store import Store
from xuntu.ontology import XT


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note of the reading of a document."""

    iri: str
    stage: str
    message: str
    document: Named
    quote: Quote | None


def list_notes(
    store: Store, *, stage: str = "", start: int = 0, size: int = 50, language: Language = "zh"
) -> Listing[NoteRow]:
    """Return a part of the list of all notes, document by document; *stage* is where in the reading they were made."""
    notes = sorted({str(note) for (note,) in ask_own(store, "pages/notes").rows})
    if stage:
        notes = [note for note in notes if f"/n-{stage}@" in note or f"/n-{stage}-" in note]
    page = notes[start : start + size]
    facts = read_facts(store, page)
    quotes = read_quotes(store, facts, page)
    names = read_names(store, {document_of(note) for note in page}, language)
    rows = [
        NoteRow(
            note,
            facts.first(note, XT.stage) or "",
            facts.first(note, XT.message) or "",
            Named(document_of(note), names[document_of(note)]),
            next(iter(quotes[note]), None),
        )
        for note in page
    ]
    return Listing(tuple(rows), start, len(notes))
