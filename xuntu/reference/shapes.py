"""What the shapes demand, one line for each demand, in words that need no SHACL."""

from collections.abc import Iterator
from typing import Final, cast

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from xuntu.reference.model import Constraint, Severity, Shape, Words
from xuntu.reference.names import Names

_TARGETS: Final = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_LIMITS: Final = {
    SH.minInclusive: "≥ {}",
    SH.maxInclusive: "≤ {}",
    SH.minLength: "length ≥ {}",
    SH.pattern: "/{}/",
    SH.lessThan: "< {}",
    SH.disjoint: "≠ {}",
    SH.nodeKind: "{}",
}


def read_shapes(graph: Graph) -> list[Shape]:
    """Return the shapes that have targets, in the order of their names."""
    names = Names(graph)
    shapes = {shape for target in _TARGETS for shape in graph.subjects(target)}
    return [
        Shape(
            names.short(shape),
            tuple(name for target in _TARGETS for name in names.all(graph.objects(shape, target))),
            tuple(sorted(_read_constraints(graph, names, shape), key=_place)),
        )
        for shape in sorted(shapes, key=str)
    ]


def _place(constraint: Constraint) -> tuple[bool, str, str, str]:
    message = constraint.message.zh if constraint.message else ""
    return constraint.path is None, constraint.path or "", constraint.severity, constraint.values + message


def _read_constraints(graph: Graph, names: Names, shape: Node) -> Iterator[Constraint]:
    severity = _severity(graph, shape)
    for demand in graph.objects(shape, SH.property):
        yield Constraint(
            _path(graph, names, cast("Node", graph.value(demand, SH.path))),
            _count(graph, demand),
            _values(graph, names, demand),
            _severity(graph, demand, severity),
            _message(graph, demand),
        )
    for rule in graph.objects(shape, SH.sparql):
        yield Constraint(None, "", "", severity, _message(graph, rule), is_rule=True)
    if (shape, SH["or"], None) in graph and (told := _message(graph, shape)):
        yield Constraint(None, "", "", severity, told)


def _severity(graph: Graph, node: Node, otherwise: Severity = "violation") -> Severity:
    told = graph.value(node, SH.severity)
    return otherwise if told is None else cast("Severity", str(told).removeprefix(str(SH)).lower())


def _message(graph: Graph, node: Node) -> Words | None:
    told = {str(cast("Literal", text).language): str(text) for text in graph.objects(node, SH.message)}
    return Words(told["zh"], told["en"]) if told else None


def _path(graph: Graph, names: Names, path: Node) -> str:
    """Return a property path as SPARQL writes it."""
    if isinstance(path, URIRef):
        return names.short(path)
    if (path, RDF.first, None) in graph:
        return "/".join(_path(graph, names, step) for step in Collection(graph, path))
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return f"^{_path(graph, names, inverse)}"
    if (repeated := graph.value(path, SH.zeroOrMorePath)) is not None:
        return f"{_path(graph, names, repeated)}*"
    choices = cast("Node", graph.value(path, SH.alternativePath))
    return "|".join(_path(graph, names, choice) for choice in Collection(graph, choices))


def _count(graph: Graph, demand: Node) -> str:
    """Return how many values there may be; nothing where that is not said.

    A shape that only warns where a value is missing says ``1..*`` as well.
    """
    least, most = graph.value(demand, SH.minCount), graph.value(demand, SH.maxCount)
    if least is None and most is None:
        return ""
    return f"{0 if least is None else least}..{'*' if most is None else most}"


def _values(graph: Graph, names: Names, demand: Node) -> str:
    """Return what the values must be."""
    parts = [*names.all(graph.objects(demand, SH["class"])), *names.all(graph.objects(demand, SH.datatype))]
    parts += names.all(graph.objects(demand, SH.node))
    parts += names.all(graph.objects(demand, SH.hasValue))
    for choices in graph.objects(demand, SH["in"]):
        parts.append(" | ".join(names.short(choice) for choice in Collection(graph, choices)))
    for choices in graph.objects(demand, SH["or"]):
        parts.append(" | ".join(_values(graph, names, choice) for choice in Collection(graph, choices)))
    for limit, wording in _LIMITS.items():
        parts += [wording.format(names.short(value)) for value in graph.objects(demand, limit)]
    return " ".join(parts)
