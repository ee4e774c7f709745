"""The graph as a network of entities (networkx): what a picture, Gephi or an algorithm needs, and no more.

Entities become nodes with plain attributes, their links become edges. What RDF needs and a picture does not is
folded: passages become ``file``, ``start``, ``end`` and ``quote`` of the node they support, status records become
dated edges to the status, concepts become words.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import FACTS, KINDS, OUTCOMES, Language, kind_name, relation_name
from xuntu.graph.rows import Rows, Value
from xuntu.graph.store import Store
from xuntu.ontology import QueryError

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Network: TypeAlias = "MultiDiGraph[str]"
Attributes: TypeAlias = dict[str, str | int | float]

_KIND_OF_CLASS: Final = {
    "Unit": "unit",
    "Inspection": "inspection",
    "InspectionRound": "round",
    "InspectionTeam": "team",
    "Finding": "finding",
    "Recurrence": "recurrence",
    "Measure": "measure",
    "PolicyDocument": "policy",
    "Meeting": "outcome",
    "FundsMovement": "outcome",
    "Sanction": "outcome",
    "IndicatorValue": "outcome",
    "DeclaredFigure": "figure",
    "Figure": "figure",
    "Post": "post",
    "Report": "report",
    "Document": "document",
    "Division": "division",
}
_KIND_OF_LEVEL: Final = (("level-issue", "finding"), ("level-category", "category"), ("level-aspect", "aspect"))
_FACT_OF_PROPERTY: Final = {
    "altLabel": "also",
    "findingLevel": "level",
    "inspectionKind": "kind",
    "measureType": "kind",
    "type": "kind",
    "measureState": "state",
}
_DROPPED: Final = frozenset({"identifier", "inheritedProblemType", "mentionedAs", "relative", "typeWord"})
_NAMING: Final = ("label", "title")
_RESERVED: Final = frozenset({"id", "label", "type_label", "file", "start", "end", "quote"})
_NARROWER: Final = {"yields": ("issues", "drafts", "revises")}
_CONCEPT_NODES: Final = {"problemType": "problem_type", "status": "status"}
STATED: Final = frozenset({"category", "aspect", "finding", "measure"})
_HUBS: Final = frozenset({"unit", "round", "team", "policy", "status", "problem_type", "document", "division"})
SHORTCUTS: Final = frozenset({"canonical", "mentions", "ofInspection", "ofUnit"})
"""Relations that the store keeps so that questions are quick: others say the same."""
CONCEPTS: Final = "https://w3id.org/xuntu/concept/"
MENTIONED: Final = "https://w3id.org/xuntu/id/cited/"
_RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What XML 1.0 forbids, what a terminal obeys, and halves of surrogate pairs.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a document: its file, its code-point offsets and its words (``""`` where they are not kept)."""

    document: str
    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: what it is called, and the one above it."""

    name: str
    broader: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What the store says of one thing: literals and links, by the local name of the property."""

    id: str
    classes: list[str] = field(default_factory=list)
    literals: dict[str, list[Value]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The class that decides the kind of node; ``""`` where the thing is none."""
        return next((one for one in sorted(self.classes) if one in _KIND_OF_CLASS or one == "StatusRecord"), "")


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    relation: str
    target: str
    facts: tuple[tuple[str, str | int | float], ...] = ()

    def place(self) -> tuple[str, str, str, str]:
        """Return what the edges of a network are ordered by."""
        return self.source, self.relation, self.target, str(self.facts)

    @property
    def key(self) -> str:
        """A key that no other edge of the network has, the same in every build."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def to_networkx(store: Store, *, unit: str | None = None, language: Language = "zh") -> Network:
    """Return the entities of *store* and their links as a directed multigraph, in a fixed order.

    Node attributes are text and numbers only: ``id``, ``label``, ``type`` (a key of ``legend.KINDS``), ``type_label``,
    the facts that are known (``number``, ``status``, ``date`` …) and the evidence ``file``, ``start``, ``end``,
    ``quote``. Edges carry ``relation`` and ``label``, and a key that no other edge has.
    ``by_mention`` marks inspections, and their findings,
    that are known only because a text mentions them; ``superseded`` a recurrence that another tells better.
    With *unit* (a name, another name of it, or its IRI) only what belongs to that unit. Raises ``QueryError`` for a
    unit that is unknown or that several names fit.
    """
    graph = _read_network(store, language)
    return graph if unit is None else around_unit(graph, find_unit(graph, unit))


def find_unit(graph: Network, name: str) -> str:
    """Return the node of the unit called *name*: by IRI, label or other name, else by the one that has it in a name.

    Raises ``QueryError`` where there is none, or more than one.
    """
    units = {node: at for node, at in graph.nodes(data=True) if at["type"] == "unit"}
    if not name.strip():
        raise QueryError("单位名称是空的；请写单位的全称、简称或其中一段")
    names = {node: (node, str(at["label"]), *str(at.get("also", "")).split("；")) for node, at in units.items()}
    exact = [node for node, called in names.items() if name in called]
    found = exact or [node for node, (_, *called) in names.items() if any(name in each for each in called)]
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"单位“{name}”不止一个：{_some_names(graph, found)}；请写全称")
    raise QueryError(f"图里没有单位“{name}”；图里的单位：{_some_names(graph, units) or '一个也没有'}")


def to_places(store: Store) -> dict[str, list[Place]]:
    """Return the passages that support each entity, in the order of the documents' text."""
    files_of = {
        str(one): clean_text(str(name or title or "")) for one, name, title in ask_own(store, "views/files").rows
    }
    places: defaultdict[str, list[Place]] = defaultdict(list)
    rows = ask_own(store, "views/passages").rows
    for subject, document, start, end, quote in sorted(rows, key=_by_place):
        file = files_of.get(str(document)) or local_name(str(document))
        words = "" if quote is None else clean_text(str(quote))
        places[str(subject)].append(Place(str(document), file, int(str(start)), int(str(end)), words))
    return dict(places)


def _by_place(row: tuple[Value, ...]) -> tuple[str, int, int, str]:
    subject, document, start, end, _ = row
    return str(document), int(str(start)), int(str(end)), str(subject)


def clean_text(text: str) -> str:
    r"""Return *text* without control characters, which XML and terminals do not bear; line breaks stay.

    >>> clean_text("整改\x00措施\x1b[31m")
    '整改措施[31m'
    """
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _read_network(store: Store, language: Language) -> Network:
    entities, concepts = to_things(ask_own(store, "views/statements")), _read_concepts(store, language)
    places = to_places(store)
    nodes = {one.id: to_attributes(one, concepts, language) for one in entities if one.name in _KIND_OF_CLASS}
    edges = [edge for one in entities if one.id in nodes for edge in _links(one)]
    edges += [edge for one in entities if one.name == "StatusRecord" for edge in _statuses(one, places)]
    nodes |= _concept_nodes(edges, concepts, language)
    edges += [_Edge(node, "broader", concepts[node].broader) for node in nodes if node in concepts]
    edges = sorted({edge for edge in edges if edge.source in nodes and edge.target in nodes}, key=_Edge.place)
    for node, facts in nodes.items():
        facts.update(to_evidence(places.get(node, []), str(facts["label"])))
        if "quote" in facts and facts["type"] in STATED:
            facts["statement"] = " ".join(str(facts["quote"]).split())
    _tell_status(nodes, edges, {one.id: one.links.get("currentStatus", []) for one in entities})
    _tell_unit(nodes, edges)
    _tell_earlier(nodes, edges)
    _tell_mentions(nodes, edges)
    _tell_superseded(nodes, edges)
    order = {node: _rank(node, nodes[node], places.get(node, [])) for node in nodes}
    return _to_graph({node: nodes[node] for node in sorted(nodes, key=order.__getitem__)}, edges, language)


def _to_graph(nodes: dict[str, Attributes], edges: Iterable[_Edge], language: Language) -> Network:
    from networkx import MultiDiGraph

    graph: Network = MultiDiGraph()
    for node, facts in nodes.items():
        graph.add_node(node, **_in_order(facts))
    for edge in edges:
        label = relation_name(edge.relation, language)
        graph.add_edge(
            edge.source, edge.target, key=edge.key, **{"relation": edge.relation, "label": label, **dict(edge.facts)}
        )
    return graph


def around_unit(graph: Network, centre: str) -> Network:
    """Return the part of *graph* that belongs to one unit, in the same order.

    Everything linked to it is followed, but not past what many units share (other units, statuses, types …).
    """
    kept, frontier = {centre}, [centre]
    while frontier:
        node = frontier.pop()
        if node == centre or (graph.nodes[node]["type"] not in _HUBS and _is_of(graph, node, centre)):
            near = {*graph.successors(node), *graph.predecessors(node)} - kept
            kept |= near
            frontier += sorted(near)
    return part_of(graph, kept)


def part_of(graph: Network, kept: set[str]) -> Network:
    """Return the nodes that are *kept* and the edges between them, in the same order."""
    part: Network = graph.__class__()
    part.add_nodes_from((node, facts) for node, facts in graph.nodes(data=True) if node in kept)
    for source, target, key, facts in graph.edges(keys=True, data=True):
        if source in kept and target in kept:
            part.add_edge(source, target, key=str(key), **facts)
    return part


def _is_of(graph: Network, node: str, unit: str) -> bool:
    owner = graph.nodes[node].get("unit")
    return owner is None or owner == graph.nodes[unit]["label"]


def to_things(statements: Rows) -> list[Thing]:
    """Return the things that rows of subject, predicate, value and whether it is a literal speak of, in fixed order.

    Rows are put in order here: the engine would take four times as long for it as for finding them.
    """
    entities: dict[str, Thing] = {}
    for subject, predicate, value, is_literal in sorted(statements.rows, key=lambda row: [str(one) for one in row]):
        entity = entities.setdefault(str(subject), Thing(str(subject)))
        name = local_name(str(predicate))
        if predicate == _RDF_TYPE:
            entity.classes.append(local_name(str(value)))
        elif is_literal:
            entity.literals.setdefault(name, []).append(value)
        else:
            entity.links.setdefault(name, []).append(str(value))
    return list(entities.values())


def _read_concepts(store: Store, language: Language) -> dict[str, Concept]:
    concepts: dict[str, Concept] = {}
    for concept, chinese, english, broader in ask_own(store, "views/concepts").rows:
        name = english if language == "en" and english else chinese or english or local_name(str(concept))
        concepts[str(concept)] = Concept(clean_text(str(name)), str(broader or ""))
    return concepts


def to_attributes(entity: Thing, concepts: dict[str, Concept], language: Language) -> Attributes:
    """Return what is known of a thing as attributes of a node, its name and kind first."""
    kind = kind_of(entity.name, {local_name(link) for link in entity.links.get("findingLevel", [])})
    facts: Attributes = {"id": entity.id, "type": kind, "type_label": kind_name(kind, language)}
    for name, values in entity.literals.items():
        if name not in (*_NAMING, *_DROPPED) and (key := _fact_key(name)) not in _RESERVED:
            facts[key] = _joined(values)
    for name, links in entity.links.items():
        words = [_concept_name(link, concepts) for link in links if link.startswith(CONCEPTS)]
        if words and name not in (*_CONCEPT_NODES, *_DROPPED) and (key := _fact_key(name)) not in _RESERVED:
            facts[key] = _joined(words)
    if entity.name in OUTCOMES:
        facts.setdefault("kind", getattr(OUTCOMES[entity.name], language))
    name = _name_of(entity) or _described(facts) or local_name(entity.id)
    amount = str(facts.get("value_text", ""))
    facts["label"] = name if amount in name else f"{name} {amount}"
    title = str(_joined(entity.literals.get("title", [])[:1]))
    if title not in ("", name):
        facts["title"] = title
    return facts


def kind_of(name: str, levels: Container[str] = ()) -> str:
    """Return the kind of node for a class, and for findings their levels.

    >>> kind_of("Unit"), kind_of("Finding", {"level-aspect"}), kind_of("Passage")
    ('unit', 'aspect', '')
    """
    by_level = next((kind for level, kind in _KIND_OF_LEVEL if level in levels), None)
    return by_level or _KIND_OF_CLASS.get(name, "")


def _name_of(entity: Thing) -> str:
    return next((str(_joined(entity.literals[name][:1])) for name in _NAMING if name in entity.literals), "")


def _described(facts: Attributes) -> str:
    """Return words for a thing without a name, from what is known of it."""
    amount = f"{facts.get('value', '')}{facts.get('unit_text', '')}"
    words = [facts.get("indicator"), facts.get("what"), facts.get("kind"), amount, facts.get("basis")]
    return " ".join(str(word) for word in words if word)


def _links(entity: Thing) -> list[_Edge]:
    """Return the links of an entity; a general one is left out where a narrower one says more of the same pair."""
    return [
        _Edge(entity.id, name, link)
        for name, links in entity.links.items()
        for link in links
        if name not in _DROPPED and not any(link in entity.links.get(one, []) for one in _NARROWER.get(name, ()))
    ]


def _statuses(record: Thing, places: dict[str, list[Place]]) -> list[_Edge]:
    """Return a status record as edges from what it is about to the status, dated and with its words."""
    facts: Attributes = {"record": record.id, **to_evidence(places.get(record.id, []))}
    for key, name in (("date", "date"), ("wording", "statusText")):
        if name in record.literals:
            facts[key] = _joined(record.literals[name])
    return [
        _Edge(about, "status", status, tuple(sorted(facts.items())))
        for about in record.links.get("statusOf", [])
        for status in record.links.get("status", [])
    ]


def _concept_nodes(edges: list[_Edge], concepts: dict[str, Concept], language: Language) -> dict[str, Attributes]:
    """Return a node for every problem type and status that something links to, with the types above them."""
    nodes: dict[str, Attributes] = {}
    for edge in edges:
        kind, concept = _CONCEPT_NODES.get(edge.relation), edge.target
        while kind and concept and concept not in nodes:
            name = _concept_name(concept, concepts)
            nodes[concept] = {"id": concept, "label": name, "type": kind, "type_label": kind_name(kind, language)}
            concept = concepts[concept].broader if concept in concepts else ""
    return nodes


def to_evidence(places: list[Place], label: str = "") -> Attributes:
    """Return the place where the thing is named, else its first place, as attributes."""
    if not places:
        return {}
    first = next((place for place in places if label and label[:8] in place.quote), places[0])
    quote: Attributes = {"quote": first.quote} if first.quote else {}
    return {"file": first.file, "start": first.start, "end": first.end, **quote}


def _tell_status(nodes: dict[str, Attributes], edges: list[_Edge], current: Mapping[str, list[str]]) -> None:
    """Write the status now on the node it is about: what links say is *current*, by node, else the latest.

    Of one day's it is the first, which has the strongest source.
    """
    told = sorted(
        (edge for edge in edges if edge.relation == "status"), key=lambda edge: str(dict(edge.facts)["record"])
    )
    latest: dict[str, dict[str, str | int | float]] = {}
    for edge in told:
        facts = dict(edge.facts)
        if edge.source not in latest or str(facts.get("date", "")) > str(latest[edge.source].get("date", "")):
            latest[edge.source] = {**facts, "status": nodes[edge.target]["label"]}
    of_record = {str(dict(edge.facts)["record"]): edge for edge in told}
    for node, records in current.items():
        for edge in filter(None, map(of_record.get, records if node in nodes else ())):
            latest[node] = {**dict(edge.facts), "status": nodes[edge.target]["label"]}
    for node, facts in latest.items():
        nodes[node].update({key: facts[key] for key in ("status", "date", "wording") if key in facts})


def _tell_unit(nodes: dict[str, Attributes], edges: list[_Edge]) -> None:
    """Write the inspected unit's name on inspections and on what was found in them."""
    for relation in ("inspects", "foundIn"):
        for edge in edges:
            if edge.relation == relation:
                unit = nodes[edge.target].get("label" if relation == "inspects" else "unit")
                if unit is not None:
                    nodes[edge.source].setdefault("unit", unit)


def _tell_earlier(nodes: dict[str, Attributes], edges: list[_Edge]) -> None:
    """Write on a recurrence which earlier inspection had found the problem, and name it so."""
    inspections = {edge.source: edge.target for edge in edges if edge.relation == "foundIn"}
    for edge in edges:
        if edge.relation == "priorFinding" and edge.target in inspections:
            facts, earlier = nodes[edge.source], nodes[inspections[edge.target]]["label"]
            facts["earlier"] = earlier
            facts["label"] = f"{facts.get('kind') or facts['type_label']}：{earlier}"


def _tell_superseded(nodes: dict[str, Attributes], edges: list[_Edge]) -> None:
    """Mark recurrences told by mention whose earlier finding is known as well, by another recurrence."""
    links: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for edge in edges:
        links[edge.source, edge.relation].append(edge.target)

    def earlier(recurrence: str) -> list[str]:
        return [visit for prior in links[recurrence, "priorFinding"] for visit in links[prior, "foundIn"]]

    known = {
        (finding, visit)
        for (recurrence, relation), findings in list(links.items())
        if relation == "recurringFinding"
        for finding in findings
        for visit in earlier(recurrence)
    }
    for node in [node for node, facts in nodes.items() if facts["type"] == "recurrence"]:
        visits = [visit for mention in earlier(node) for visit in links[mention, "exactMatch"]]
        if any((finding, visit) in known for finding in links[node, "recurringFinding"] for visit in visits):
            nodes[node]["superseded"] = 1


def _tell_mentions(nodes: dict[str, Attributes], edges: list[_Edge]) -> None:
    """Mark inspections known only because another document mentions them, and what they found."""
    for node, facts in nodes.items():
        if node.startswith(MENTIONED):
            facts["by_mention"] = 1
    for edge in edges:
        if edge.relation == "foundIn" and edge.target.startswith(MENTIONED):
            nodes[edge.source]["by_mention"] = 1


def _rank(node: str, facts: Attributes, places: list[Place]) -> tuple[int, str, int, str, str]:
    kinds = list(KINDS)
    document, start = (places[0].document, places[0].start) if places else ("", 0)
    return kinds.index(str(facts["type"])), document, start, str(facts["label"]), node


def _in_order(facts: Attributes) -> Attributes:
    """Return the attributes with the naming first, then the facts as the legend lists them, the rest by name."""
    listed = ["id", "label", "type", "type_label", *FACTS, "file", "start", "end", "quote"]
    keys = [key for key in listed if key in facts] + sorted(set(facts) - set(listed))
    return {key: facts[key] for key in keys}


def _fact_key(name: str) -> str:
    """Return the attribute for a property: its own word, or its local name in the style of Python.

    >>> _fact_key("measureState"), _fact_key("feedbackDate")
    ('state', 'feedback_date')
    """
    return _FACT_OF_PROPERTY.get(name) or re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def _concept_name(concept: str, concepts: dict[str, Concept]) -> str:
    return concepts[concept].name if concept in concepts else local_name(concept)


def _joined(values: Iterable[Value]) -> str | int | float:
    """Return one plain value as it is, several as text.

    >>> _joined([Decimal("0.87")]), _joined(["常规", "提级"])
    (0.87, '常规；提级')
    """
    plain = [_plain(value) for value in values]
    return plain[0] if len(plain) == 1 else "；".join(str(value) for value in plain)


def _plain(value: Value) -> str | int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return clean_text(str(value)) if isinstance(value, str) else int(value or 0)


@lru_cache(maxsize=10_000)
def local_name(iri: str) -> str:
    """Return the last part of an IRI.

    >>> local_name("https://w3id.org/xuntu/ns#Finding")
    'Finding'
    """
    return re.split(r"[/#]", iri)[-1]


def _some_names(graph: Network, units: Iterable[str]) -> str:
    names = sorted(str(graph.nodes[unit]["label"]) for unit in units)
    return "、".join(names[:8]) + (f" 等 {len(names)} 个" if len(names) > 8 else "")
