"""What policy documents answered: through which measures, and which findings these were for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xuntu.graph.network import STATED, Network
from xuntu.graph.viewing.links import Links

_TELLING: Final = ("issues", "revises", "drafts", "yields", "cites", "references")  # what made it before what names it


@dataclass(frozen=True, slots=True)
class Answer:
    """That a measure made, or a measure or finding named, a policy document, by *relation*, and for what findings."""

    policy: str
    by: str
    relation: str
    findings: tuple[str, ...]


def list_answers(graph: Network, links: Links) -> list[Answer]:
    """Return the answers, those of the policy documents with most of them first."""
    answers = list(_answers(graph, links))
    place = {node: index for index, node in enumerate(graph)}
    count: dict[str, int] = {}
    for one in answers:
        count[one.policy] = count.get(one.policy, 0) + 1
    return sorted(answers, key=lambda one: (-count[one.policy], place[one.policy], place[one.by]))


def _answers(graph: Network, links: Links) -> Iterator[Answer]:
    """Yield an answer for each measure or finding and policy document: the most telling relation between them.

    A finding that names a document is left out where a measure for it already leads to that document.
    """
    told: set[tuple[str, str]] = set()
    for relation in _TELLING:
        for by, policies in links.pairs(relation).items():
            kind = graph.nodes[by]["type"]
            for policy in policies:
                if kind not in STATED or graph.nodes[policy]["type"] != "policy" or (by, policy) in told:
                    continue
                findings = tuple(dict.fromkeys(links.of(by, "addresses"))) if kind == "measure" else (by,)
                told |= {(by, policy), *((finding, policy) for finding in findings)}
                yield Answer(policy, by, relation, findings)
