"""The findings that an authority file means: by IRI, or by file, index of the report and printed number."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from xuntu.graph.asking import ask_own
from xuntu.graph.store import Store
from xuntu.ontology import ID_NAMESPACE, document_graph_iri

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class References:
    """Pairs (later, earlier) of findings by IRI, and what to tell of those that fit no finding."""

    pairs: frozenset[Pair]
    warnings: tuple[str, ...]


def resolve_references(store: Store, said: Iterable[Pair], findings: Callable[[], Iterable[str]]) -> References:
    """Return the findings that pairs of ``FILE#REPORT:NUMBER`` or IRIs name; *findings* are asked for where need be."""
    written = sorted(said)
    if not written:
        return References(frozenset(), ())
    named = _names(store, findings())
    pairs: set[Pair] = set()
    warnings: list[str] = []
    for later, earlier in written:
        found = [named.get(name, ()) for name in (later, earlier)]
        if all(len(each) == 1 for each in found):
            pairs.add((found[0][0], found[1][0]))
        else:
            name = later if len(found[0]) != 1 else earlier
            problem = "有几个" if named.get(name) else "没有"
            warnings.append(f"规范文件：库中{problem}问题 {name}；写成 文件名#通报序号:编号（序号从 0 起）或问题的 IRI")
    return References(frozenset(pairs), tuple(warnings))


def _names(store: Store, findings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    files = {str(graph): str(file) for graph, file in ask_own(store, "facts/file_names").rows}
    numbers = {str(finding): str(number) for finding, number in ask_own(store, "facts/numbers").rows}
    named: defaultdict[str, list[str]] = defaultdict(list)
    for finding in sorted(findings):
        key, _, rest = finding.removeprefix(f"{ID_NAMESPACE}doc/").partition("/r")
        report = rest.partition("/")[0]
        named[finding].append(finding)
        named[f"{files.get(document_graph_iri(key), key)}#{report}:{numbers.get(finding, '')}"].append(finding)
    return {name: tuple(found) for name, found in named.items()}
