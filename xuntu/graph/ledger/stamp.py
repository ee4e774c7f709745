"""What a ledger knows of itself, on a sheet that nobody sees: whose its rows are, and how they were written.

So a workbook that comes back, sorted, cut and saved by another program, tells what people changed in it.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xuntu.graph.asking import ask_own
from xuntu.graph.ledger.choice import Filters
from xuntu.graph.ledger.columns import MARK
from xuntu.graph.ledger.entries import Entry, Task
from xuntu.graph.ledger.lines import code_of
from xuntu.graph.ledger.told import closed_of, progress_of, proof_of
from xuntu.graph.network import clean_text
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH

_FINDING, _MEASURE = "finding", "measure"
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A row as it was written: whose it is (IRI), its status, digests of its progress and proof, when struck off."""

    iri: str
    status: str
    progress: str
    proof: str
    closed: str


def head_lines(store: Store, as_of: date | None, filters: Filters) -> Iterator[list[str]]:
    """Yield the first rows of the sheet: what it is, of which graph, as of which day, narrowed to what."""
    told = [f"{name}={value}" for name, value in filters.to_parameters().items()]
    states = ask_own(store, "facts/ledger-state", {"graph": Iri(GRAPH.inferred)}).rows
    yield [MARK, str(states[0][0]) if states else "", str(as_of or ""), *told]
    yield ["code", "kind", "iri", "status", "progress", "proof", "closed"]


def stamp_of_entry(entry: Entry) -> list[str]:
    """Return the row of a problem."""
    texts = [digest_text(progress_of(entry)), digest_text(proof_of(entry))]
    return [code_of(entry.iri), _FINDING, entry.iri, entry.status, *texts, closed_of(entry)]


def stamp_of_task(task: Task) -> list[str]:
    """Return the row of a measure."""
    return [code_of(task.iri), _MEASURE, task.iri, task.state, "", "", ""]


def read_stamps(cells: Mapping[tuple[int, int], str]) -> dict[str, Stamp] | None:
    """Return the problems that the sheet knows, by their codes; ``None`` where it is none of ours."""
    if cells.get((0, 0)) != MARK:
        return None
    rows = sorted({row for row, _ in cells} - {0, 1})
    told: list[Sequence[str]] = [[cells.get((row, column), "") for column in range(7)] for row in rows]
    return {
        code: Stamp(iri, status, progress, proof, closed)
        for code, kind, iri, status, progress, proof, closed in told
        if kind == _FINDING and iri
    }


def digest_text(text: str) -> str:
    r"""Return a digest of a text that is the same however a program breaks its lines; ``""`` for an empty one.

    >>> digest_text("完成 1\r\n项") == digest_text("完成1\n项"), digest_text(" ")
    (True, '')
    """
    bare = _SPACE.sub("", clean_text(text))
    return hashlib.sha256(bare.encode()).hexdigest()[:16] if bare else ""
