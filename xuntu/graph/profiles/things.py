"""Any thing of the graph: its class, facts, what it points to and what points to it, its sentences."""

from dataclasses import dataclass

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import FACTS, RELATIONS, Language
from xuntu.graph.profiles.facts import Named, Quote, quotes_of, read_facts, read_names, tail_of
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import OA, RDF, RDFS, XT

_UNTOLD = (RDF.type, XT.evidence, RDFS.label)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said: the property, and a value or another thing (``linked`` with its IRI)."""

    property: Named
    value: str
    linked: str | None


@dataclass(frozen=True, slots=True)
class ThingProfile:
    """A thing; ``canonical`` is what it stands for where that is another."""

    iri: str
    label: str
    classes: tuple[Named, ...]
    canonical: Named | None
    facts: tuple[Fact, ...]
    inward: tuple[Fact, ...]
    quotes: tuple[Quote, ...]


def describe_thing(store: Store, iri: str, language: Language = "zh") -> ThingProfile | None:
    """Return what the graph says of a thing; ``None`` where it says nothing."""
    rows = ask_own(store, "pages/outward", {"thing": Iri(iri)}).rows
    pointing = [(str(source), str(name)) for source, name in ask_own(store, "pages/pointing", {"thing": Iri(iri)}).rows]
    if not rows and not pointing:
        return None
    said = sorted({(str(name), str(value), bool(linked)) for name, value, linked in rows})
    classes = [value for name, value, _ in said if name == RDF.type]
    passages = [value for name, value, _ in said if name == XT.evidence]
    canonical = next((value for name, value, _ in said if name == XT.canonical and value != iri), None)
    things = {value for _, value, linked in said if linked} | {source for source, _ in pointing} | {iri}
    names = read_names(store, things, language)
    terms = _name_terms(store, {name for name, _, _ in said} | {name for _, name in pointing} | set(classes), language)
    own = read_facts(store, [iri], OA.exact, XT.message)
    return ThingProfile(
        iri,
        own.first(iri, OA.exact, XT.message) or names[iri],
        tuple(Named(each, terms[each]) for each in classes),
        Named(canonical, names[canonical]) if canonical else None,
        tuple(
            Fact(Named(name, terms[name]), names[value] if linked else value, value if linked else None)
            for name, value, linked in said
            if name not in _UNTOLD and not (name == XT.canonical and value == iri)
        ),
        tuple(
            Fact(Named(name, terms[name]), names[source], source)
            for source, name in sorted(pointing, key=lambda each: (each[1], each[0]))
            if source != iri
        ),
        quotes_of(read_facts(store, passages, OA.exact, OA.start), passages),
    )


def _name_terms(store: Store, terms: set[str], language: Language) -> dict[str, str]:
    """Return what properties and classes are called; what the vocabulary does not name, as views call it."""
    told: dict[str, dict[str, str]] = {}
    for term, name, spoken in ask_own(store, "pages/properties", {"term": tuple(map(Iri, sorted(terms)))}).rows:
        told.setdefault(str(term), {})[str(spoken)] = str(name)
    return {term: told.get(term, {}).get(language) or _call(term, language) for term in terms}


def _call(term: str, language: Language) -> str:
    tail = tail_of(term)
    snake = "".join(f"_{mark.lower()}" if mark.isupper() else mark for mark in tail)
    name = RELATIONS.get(tail) or FACTS.get(snake)
    return getattr(name, language) if name else tail
