"""What is to be looked at: notes of the reading, with their documents; the rest is asked by named questions."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import Listing, Named, Quote, document_of, read_facts, read_names, read_quotes
from xuntu.graph.profiles.kept import keep
from xuntu.graph.queries import ask
from xuntu.graph.rows import Value
from xuntu.graph.store import Store
from xuntu.ontology import XT

Doubt: TypeAlias = Literal["mismatches", "conflicts", "overdue"]

_QUESTIONS: Final[dict[Doubt, str]] = {
    "mismatches": "count-mismatches",
    "conflicts": "status-conflicts",
    "overdue": "overdue",
}


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
    notes = keep(store, "pages/notes", lambda: _read_notes(store))
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


def list_doubts(
    store: Store, doubt: Doubt, *, today: date | None = None, start: int = 0, size: int = 50
) -> Listing[dict[str, Value]]:
    """Return a part of the answer to the named question behind a doubt; *today* is for what is overdue."""
    told = {} if today is None or doubt != "overdue" else {"today": today}
    rows = keep(store, (doubt, today), lambda: ask(store, _QUESTIONS[doubt], limit=None, **told).to_dicts())
    return Listing(tuple(rows[start : start + size]), start, len(rows))


def _read_notes(store: Store) -> list[str]:
    return sorted({str(note) for (note,) in ask_own(store, "pages/notes").rows})
