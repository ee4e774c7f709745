"""One thing of the ontology by whatever name it is called."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TypeAlias

from xuntu.ontology import QueryError
from xuntu.reference.model import Concept, Model, Scheme, Term
from xuntu.reference.names import local

Thing: TypeAlias = Term | Concept | Scheme

_NEAR = 3
_ALIKE = 0.5


def find_things(model: Model, name: str) -> list[Thing]:
    """Return what is called *name*: an IRI, a short or local name, a code, a label, else another word for a concept.

    Raises QueryError, with the nearest names, where nothing is.

    >>> from xuntu.reference.reading import load_model
    >>> [thing.name for thing in find_things(load_model(), "C03.02")]
    ['xtc:problem-C03.02']
    """
    wanted = name.strip()
    for names in (_names, _labels, _others):
        found = [thing for thing in _things(model) if wanted in names(thing)]
        if found:
            return found
    raise QueryError(f"本体里没有“{wanted}”；{_hint(model, wanted)}全部词汇见 xuntu ontology")


def _things(model: Model) -> Iterator[Thing]:
    yield from model.terms
    yield from model.schemes
    yield from model.concepts


def _names(thing: Thing) -> set[str]:
    codes = {thing.code} if isinstance(thing, Concept) and thing.code else set[str]()
    return {thing.name, thing.iri, local(thing.name), *codes}


def _labels(thing: Thing) -> set[str]:
    return {*thing.label, thing.label.en.lower()}


def _others(thing: Thing) -> set[str]:
    return set(thing.others) if isinstance(thing, Concept) else set()


def _hint(model: Model, wanted: str) -> str:
    called: dict[str, Thing] = {}
    for thing in _things(model):
        for name in (*_names(thing), *_labels(thing)):
            called.setdefault(name.lower(), thing)
    near = get_close_matches(wanted.lower(), sorted(called), n=_NEAR, cutoff=_ALIKE)
    found = dict.fromkeys(f"{called[one].name}（{called[one].label.zh}）" for one in near)
    return f"是不是 {'、'.join(found)}？" if found else ""
