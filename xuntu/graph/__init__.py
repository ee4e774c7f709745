"""What is kept and shown: records to quads, the store, questions, exports and views."""

from xuntu.graph.answering import Sparql, Syntax, answer, find_place, parse_triples, read_sparql, write_triples
from xuntu.graph.around import MOST_DRAWN, Picture, Spot, draw_around, list_starts
from xuntu.graph.authority import read_authority
from xuntu.graph.bridge import to_rdflib
from xuntu.graph.build import build, build_in_memory, load_packs
from xuntu.graph.choices import count_documents, list_years
from xuntu.graph.completing import Word, list_words
from xuntu.graph.cutting import Cut, Full
from xuntu.graph.describing import Holdings, measure
from xuntu.graph.entity import Entity, Link, find_entities
from xuntu.graph.explaining import UNION, Explanation, explain, explain_question
from xuntu.graph.exports import FORMATS, Format, export
from xuntu.graph.formats import ROW_FORMATS, to_bytes
from xuntu.graph.html import DRAWING, in_script, read_drawing, write_view
from xuntu.graph.jobs import LIMIT, Progress
from xuntu.graph.judging import Judgement, judge_links
from xuntu.graph.ledger import SHEETS as LEDGER_SHEETS
from xuntu.graph.ledger import LedgerImport, Taken, import_ledger, write_ledger
from xuntu.graph.legend import KINDS, Language, fact_name, kind_name, relation_name
from xuntu.graph.network import Place, to_networkx, to_places
from xuntu.graph.overview import Overview, read_overview
from xuntu.graph.parts import Part, select_part
from xuntu.graph.plan import Failure
from xuntu.graph.queries import (
    Column,
    Group,
    Parameter,
    Question,
    ask,
    find_faults,
    find_question,
    load_groups,
    load_questions,
    to_sparql,
)
from xuntu.graph.recurring import RecurrenceLink, list_candidates, list_links, to_link_rows
from xuntu.graph.remote import Protocol, Pushed, find_access, is_address, mask, open_store, push
from xuntu.graph.roster import UnitEntry, list_units, to_rows
from xuntu.graph.rows import Rows, Value
from xuntu.graph.saving import drafting, save
from xuntu.graph.search import Hit, count_words, find_named, find_near, find_words, recall_overview, suggest_names
from xuntu.graph.snapshot import read_state, take_snapshot, write_copy
from xuntu.graph.sources import Source
from xuntu.graph.sparql import Bound
from xuntu.graph.store import ALL, Selection, Store
from xuntu.graph.summary import Summary
from xuntu.graph.texts import read_text
from xuntu.graph.updating import Update, apply_update, read_update
from xuntu.graph.validate import CheckResult, check
from xuntu.graph.viewing import Focus, Sight
from xuntu.graph.wordbook import ThingKind, index_words

__all__ = [
    "ALL", "DRAWING", "FORMATS", "KINDS", "LEDGER_SHEETS", "LIMIT", "MOST_DRAWN", "ROW_FORMATS", "UNION", "Bound",
    "CheckResult", "Column", "Cut", "Entity", "Explanation", "Failure", "Focus", "Format", "Full", "Group", "Hit",
    "Holdings", "Judgement", "Language", "LedgerImport", "Link", "Overview", "Parameter", "Part", "Picture", "Place",
    "Progress", "Protocol", "Pushed", "Question", "RecurrenceLink", "Rows", "Selection", "Sight", "Source", "Sparql",
    "Spot", "Store", "Summary", "Syntax", "Taken", "ThingKind", "UnitEntry", "Update", "Value", "Word", "answer",
    "apply_update", "ask", "build", "build_in_memory", "check", "count_documents", "count_words", "drafting",
    "draw_around", "explain", "explain_question", "export", "fact_name", "find_access", "find_entities",
    "find_faults", "find_named", "find_near", "find_place", "find_question", "find_words", "import_ledger",
    "in_script", "index_words", "is_address", "judge_links", "kind_name", "list_candidates", "list_links",
    "list_starts", "list_units", "list_words", "list_years", "load_groups", "load_packs", "load_questions", "mask",
    "measure", "open_store", "parse_triples", "push", "read_authority", "read_drawing", "read_overview",
    "read_sparql", "read_state", "read_text", "read_update", "recall_overview", "relation_name", "save",
    "select_part", "suggest_names", "take_snapshot", "to_bytes", "to_link_rows", "to_networkx", "to_places",
    "to_rdflib", "to_rows", "to_sparql", "write_copy", "write_ledger", "write_triples", "write_view",
]  # fmt: skip
