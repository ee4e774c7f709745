"""One thing of the graph with all that is known of it: facts, links, and the words it was read from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xuntu.graph.legend import FACTS, Language, fact_name, kind_name
from xuntu.graph.network import SHORTCUTS, Network, Place, clean_text, to_networkx, to_places
from xuntu.graph.store import Store
from xuntu.ontology import QueryError

_NAMED_IN_ERRORS: Final = 8


@dataclass(frozen=True, slots=True)
class Link:
    """Another thing that this one is linked to; ``outward`` is false where the link comes from the other."""

    relation: str
    label: str
    outward: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing: its IRI, its name, what it is, its facts and links in words, and the places that support it."""

    iri: str
    label: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    findings: tuple[str, ...]
    places: tuple[Place, ...]


def find_entities(store: Store, name: str, *, most: int = 5, language: Language = "zh") -> list[Entity]:
    """Return the things called *name*: by IRI, name or other name, else those whose name contains it.

    Where these are more than *most*, only the units among them are meant. Raises QueryError where there is none, or
    still more than *most*.
    """
    graph = to_networkx(store, language=language)
    wanted = clean_text(name).strip()
    nodes = _narrow(graph, _find_nodes(graph, wanted), most) if wanted else []
    if not nodes:
        raise QueryError(f"图里没有叫“{wanted}”的单位、问题、制度或别的事物；请换一个说法，或写名称的一部分")
    if len(nodes) > most:
        names = "、".join(str(graph.nodes[node]["label"]) for node in nodes[:_NAMED_IN_ERRORS])
        raise QueryError(f"叫“{wanted}”的有 {len(nodes)} 个：{names} 等；请写得更全")
    places = to_places(store)
    return [_describe(graph, node, tuple(places.get(node, ())), language) for node in nodes]


def _find_nodes(graph: Network, name: str) -> list[str]:
    """Return the nodes called *name*; what is known by mention only comes in where there is nothing else."""
    if name in graph:
        return [name]
    named = {node: {str(at["label"]), *str(at.get("also", "")).split("；")} for node, at in graph.nodes(data=True)}
    exact = [node for node, names in named.items() if name in names]
    found = exact or [node for node, names in named.items() if any(name in each for each in names)]
    return [node for node in found if not graph.nodes[node].get("by_mention")] or found


def _narrow(graph: Network, nodes: list[str], most: int) -> list[str]:
    units = [node for node in nodes if graph.nodes[node]["type"] == "unit"]
    return units if len(nodes) > most and units else nodes


def _describe(graph: Network, node: str, places: tuple[Place, ...], language: Language) -> Entity:
    at = graph.nodes[node]
    return Entity(
        iri=node,
        label=str(at["label"]),
        kind=kind_name(str(at["type"]), language),
        facts=tuple((fact_name(key, language), str(at[key])) for key in FACTS if key in at),
        links=tuple(dict.fromkeys(_links(graph, node))),
        findings=tuple(_findings(graph, str(at["label"]))) if at["type"] == "unit" else (),
        places=places,
    )


def _links(graph: Network, node: str) -> Iterator[Link]:
    for _, target, at in graph.out_edges(node, data=True):
        if at["relation"] not in SHORTCUTS:
            yield Link(str(at["label"]), str(graph.nodes[target]["label"]), outward=True)
    for source, _, at in graph.in_edges(node, data=True):
        if at["relation"] not in SHORTCUTS:
            yield Link(str(at["label"]), str(graph.nodes[source]["label"]), outward=False)


def _findings(graph: Network, unit: str) -> Iterator[str]:
    for _, at in graph.nodes(data=True):
        if at["type"] == "finding" and at.get("unit") == unit and not at.get("by_mention"):
            parts = (at.get("number"), at["label"], at.get("status"))
            yield "　".join(str(part) for part in parts if part is not None)
