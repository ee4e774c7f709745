"""A graph to take away: two inspections of a unit, one of another, and words that no format bears easily."""

from types import SimpleNamespace

import pytest

from xuntu.graph.link import link
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, Organisation

TOWN = Organisation("云岭县青石镇", ("中共云岭县青石镇委员会",), "530199")

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1:A9)",
    "“引号”\"'，逗号,分号;竖线|",
    "两\n行，末尾有反斜杠\\",
    "回车\r\n换行",
    "\t制表符开头",
    "</script><script>alert(1)</script><!-- ]]> &amp; &lt;",
    "控制\x01\x0b\x1b[31m字符\x7f",
    "非字符\ufffe\uffff",
    "看似代理 \\uD800 \\u000B",
    "\u202e从右向左\u200f\u2066隔离\u2069",
    "𠮷𬺓𪚥：基本平面之外",
    "{{7*7}} ${jndi:ldap://x} %s",
    "é与é：两种写法",
)
"""Titles of policy documents as a hostile document could have them."""
POLICY = "https://w3id.org/xuntu/id/policy/怪{}"


def escape(text: str) -> str:
    """Return *text* as a literal of N-Quads."""
    for mark, meant in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(mark, meant)
    return f'"{text}"'


@pytest.fixture(scope="session")
def store(samples: SimpleNamespace) -> Store:
    """Return a linked store with policy documents of hostile names, which a measure cites."""
    made: Store = samples.to_store(
        samples.rectification(2019),
        samples.rectification(2021, repeat=True),
        samples.rectification(2021, unit=TOWN, statements=("执行不力。",)),
        samples.launch(),
        samples.news(),
    )
    made.replace_all(load_vocabulary())
    made.replace(GRAPH.inferred, link(made))
    graph = next(graph for graph in made.graphs() if "/doc/" in graph and "Measure>" in "".join(made.nquads(graph)))
    lines = made.nquads(graph)
    measure = next(line.split(" ")[0] for line in lines if "#Measure>" in line)
    xt, a = "https://w3id.org/xuntu/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    for place, text in enumerate(HOSTILE):
        policy = f"<{POLICY.format(place)}>"
        lines += [
            f"{measure} <{xt}cites> {policy} <{graph}> .\n",
            f"{policy} <{a}> <{xt}PolicyDocument> <{graph}> .\n",
            f"{policy} <http://www.w3.org/2000/01/rdf-schema#label> {escape(text)}@zh <{graph}> .\n",
        ]
    made.replace(graph, "".join(lines))
    return made
