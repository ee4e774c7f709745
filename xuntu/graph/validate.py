"""Is the graph as it should be: against the shapes, and against the counts that documents state of themselves.

The core of the shapes runs in pySHACL. Their SPARQL constraints run once each over the whole store instead of once for
every node, which gives the same verdicts in a thousandth of the time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from xuntu.graph.asking import ask_own
from xuntu.graph.rows import Value
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store, triple_of
from xuntu.ontology import GRAPH, ID_NAMESPACE

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Severity: TypeAlias = Literal["ok", "info", "warning", "violation"]

_SH = "http://www.w3.org/ns/shacl#"
_SHARED = (GRAPH.authority, GRAPH.inferred, GRAPH.vocabulary, GRAPH.taxonomy)
_BATCH = 100_000
_COMPLAINTS = {
    "MinCountConstraintComponent": "缺少必须有的值",
    "MaxCountConstraintComponent": "只应有一个值，却有几个",
    "ClassConstraintComponent": "所指事物的类不对",
    "DatatypeConstraintComponent": "值的数据类型不对",
    "InConstraintComponent": "值不在规定的概念之中",
    "HasValueConstraintComponent": "缺少规定的值",
    "NodeConstraintComponent": "值不合要求",
    "OrConstraintComponent": "几种规定的写法一种也不合",
    "PatternConstraintComponent": "写法不合规定",
    "NodeKindConstraintComponent": "应为 IRI",
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was checked.

    ``kind`` is ``"declared"`` for a count that a document states, with ``declared``, ``extracted`` and the ``sentence``
    that states it; ``"shape"`` for a node that a shape complains of, with ``node`` and the shape's ``message``.
    ``severity`` is ``ok`` where all is well, ``info`` where a document disagrees with itself or with what was read,
    ``warning`` where someone should look, ``violation`` where the builder is wrong. ``extracted`` is ``None`` for
    counts of what is not published clause by clause, as measures; those are told and not judged.
    """

    kind: Literal["declared", "shape"]
    severity: Severity
    what: str
    message: str
    file: str | None = None
    report: str | None = None
    under: str | None = None
    declared: Value = None
    extracted: int | None = None
    sentence: str | None = None
    start: int | None = None
    node: str | None = None

    @property
    def agrees(self) -> bool | None:
        """Whether a declared count is the extracted one; ``None`` where that is not judged."""
        return None if self.kind == "shape" or self.extracted is None else self.declared == self.extracted


@dataclass(frozen=True, slots=True)
class _Rule:
    """A SPARQL constraint of a shape."""

    shape: str
    severity: Severity
    message: str
    select: str
    targets: tuple[str, ...]


def check(store: Store, *, shapes: bool = True) -> list[CheckResult]:
    """Return what the checks of a store find: every declared count, then every complaint of the shapes.

    *shapes* set to false leaves the shapes out.
    """
    results = list(compare_declared(store))
    if shapes:
        found = {*_run_rules(store), *_run_core(store)}
        results += sorted(_with_origin(store, found), key=lambda each: (each.what, each.node or "", each.message))
    return results


def compare_declared(store: Store) -> Iterator[CheckResult]:
    """Yield every count that a document states, beside what was extracted."""
    for _, file, report, what, under, declared, extracted, guessed, sentence, start in ask_own(
        store, "facts/declared"
    ).rows:
        judged = None if extracted is None else int(cast("int", extracted))
        if guessed and judged != declared:
            judged = None  # which printed things its 方面 are is not known
        agrees = judged is None or judged == declared
        yield CheckResult(
            "declared",
            "ok" if agrees else "info",
            str(what),
            "一致" if judged == declared else "不核对" if judged is None else f"自报 {declared}，抽取 {judged}",
            file=str(file),
            report=str(report),
            under=None if under is None else str(under),
            declared=declared,
            extracted=judged,
            sentence=str(sentence),
            start=int(cast("int", start)),
        )


def _run_rules(store: Store) -> Iterator[CheckResult]:
    for rule in _load_rules():
        if rule.shape == "DeclaredMatchesExtracted":
            continue  # told in full by compare_declared
        rows = store.query(rule.select)
        targets = _targets(store, rule.targets) if rows.rows and rule.targets else None
        for row in rows.to_dicts():
            node = str(row["this"])
            if targets is None or node in targets:
                yield CheckResult("shape", rule.severity, rule.shape, rule.message, node=node)


def _targets(store: Store, classes: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for each in classes:
        rows = store.query("SELECT DISTINCT ?this { VALUES ?class { UNDEF } ?this a ?class }", {"class": Iri(each)})
        found.update(str(row[0]) for row in rows.rows)
    return found


def _run_core(store: Store) -> Iterator[CheckResult]:
    """Yield what pySHACL finds. A large store is looked at in batches of documents.

    Then only what belongs to the documents is judged, as a batch does not hold all that is said of shared entities.
    """
    shared = [line for name in _SHARED for line in store.nquads(name)]
    own = [name for name in store.graphs() if name not in (*_SHARED, GRAPH.manifest)]
    batch: list[str] = []
    is_first = True
    for place, name in enumerate(own, 1):
        batch += store.nquads(name)
        is_last = place == len(own)
        if is_last or len(batch) >= _BATCH:
            whole = is_first and is_last
            found = _validate([*shared, *batch])
            yield from (each for each in found if whole or str(each.node).startswith(f"{ID_NAMESPACE}doc/"))
            batch, is_first = [], False


def _validate(nquads: list[str]) -> Iterator[CheckResult]:
    import pyshacl
    from rdflib import RDF, Graph, URIRef

    triples = "".join(map(triple_of, nquads))
    data = Graph().parse(data=triples, format="nt")
    outcome = cast("tuple[bool, Graph, str]", pyshacl.validate(data, shacl_graph=_core_shapes(), inference="none"))
    found = outcome[1]
    for result in found.subjects(RDF.type, URIRef(f"{_SH}ValidationResult")):
        node = str(found.value(result, URIRef(f"{_SH}focusNode")))
        severity = str(found.value(result, URIRef(f"{_SH}resultSeverity"))).removeprefix(_SH).lower()
        part = found.value(result, URIRef(f"{_SH}resultPath")) or found.value(result, URIRef(f"{_SH}sourceShape"))
        component = _tail(str(found.value(result, URIRef(f"{_SH}sourceConstraintComponent"))))
        messages = list(found.objects(result, URIRef(f"{_SH}resultMessage")))
        is_ours = any(getattr(each, "language", None) == "zh" for each in messages)
        message = _in_chinese(messages) if is_ours else _COMPLAINTS.get(component, _in_chinese(messages))
        if node.startswith(ID_NAMESPACE):
            yield CheckResult("shape", cast("Severity", severity), _tail(str(part)), message, node=node)


def _with_origin(store: Store, results: Iterable[CheckResult]) -> Iterator[CheckResult]:
    """Yield the results with the file and the words that their nodes come from."""
    found = list(results)
    origins = (
        {str(thing): (str(file), str(quote)) for thing, file, quote in ask_own(store, "facts/origins").rows}
        if found
        else {}
    )
    for result in found:
        file, sentence = origins.get(result.node or "", (None, None))
        yield replace(result, file=file, sentence=sentence)


@cache
def _shapes() -> "Graph":
    from rdflib import Graph

    return Graph().parse(data=(files("xuntu.ontology") / "shapes.ttl").read_text(encoding="utf-8"), format="turtle")


@cache
def _core_shapes() -> "Graph":
    """Return the shapes without their SPARQL constraints."""
    from rdflib import Graph, URIRef

    core = Graph()
    core += _shapes()
    core.remove((None, URIRef(f"{_SH}sparql"), None))
    return core


@cache
def _load_rules() -> tuple[_Rule, ...]:
    """Return the SPARQL constraints of the shapes, in a fixed order."""
    from rdflib import URIRef

    shapes = _shapes()
    rules: list[_Rule] = []
    for shape, constraint in shapes.subject_objects(URIRef(f"{_SH}sparql")):
        severity = str(shapes.value(shape, URIRef(f"{_SH}severity")) or f"{_SH}Violation").removeprefix(_SH).lower()
        rules.append(
            _Rule(
                _tail(str(shape)),
                cast("Severity", severity),
                _in_chinese(shapes.objects(constraint, URIRef(f"{_SH}message"))),
                str(shapes.value(constraint, URIRef(f"{_SH}select"))),
                tuple(sorted(str(each) for each in shapes.objects(shape, URIRef(f"{_SH}targetClass")))),
            )
        )
    return tuple(sorted(rules, key=lambda rule: (rule.shape, rule.select)))


def _in_chinese(messages: "Iterable[Node]") -> str:
    """Return the Chinese one of several messages, or the first."""
    told = sorted(messages, key=lambda each: (getattr(each, "language", None) != "zh", str(each)))
    return " ".join(str(told[0]).split()) if told else ""


def _tail(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
