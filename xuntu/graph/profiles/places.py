"""Where passages stand: the file, its title, the characters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xuntu.graph.profiles.facts import document_of, read_facts, tail_of
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, XT

_CHARACTERS: Final = re.compile(r"#char=(\d+),(\d+)$")


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """The place of a passage: the file and its title, the first character and the one after the last."""

    file: str
    title: str
    start: int | None
    end: int | None


def read_places(store: Store, passages: Iterable[str]) -> dict[str, PassagePlace]:
    """Return where each of *passages* stands."""
    wanted = sorted(set(passages))
    facts = read_facts(store, {document_of(passage) for passage in wanted}, XT.fileName, DCTERMS.title)
    found: dict[str, PassagePlace] = {}
    for passage in wanted:
        document = document_of(passage)
        told = _CHARACTERS.search(passage)
        file = facts.first(document, XT.fileName) or tail_of(document)
        found[passage] = PassagePlace(
            file,
            facts.first(document, DCTERMS.title) or file,
            int(told[1]) if told else None,
            int(told[2]) if told else None,
        )
    return found
