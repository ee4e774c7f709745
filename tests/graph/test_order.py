"""Links are a function of what is said: neither the order of documents nor the number of builds changes a byte."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from benchmarks.corpus import findings_of, write_corpus
from xuntu.graph import build
from xuntu.graph.link import link
from xuntu.graph.quads import merge_authority, to_quads
from xuntu.graph.sources import Source
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH, XT, Extraction


def grown(documents: Sequence[Extraction], steps: int) -> str:
    """Return the inferred graph of a store that takes *documents* in so many steps and is linked after each."""
    shards = [to_quads(each) for each in documents]
    size = -(-len(shards) // steps)
    with Store.in_memory() as store:
        for start in range(0, len(shards), size):
            store.load((shard.own for shard in shards[start : start + size]), "trig")
            store.replace(GRAPH.authority, merge_authority(shard.shared for shard in shards[: start + size]))
            linked = link(store)
            store.replace(GRAPH.inferred, linked)
        assert link(store) == linked, "what was inferred before is no ground for anything"
    return linked


def built(place: Path, documents: Sequence[Extraction], steps: int) -> list[str]:
    """Return the inferred graph of a store on disk, made from *documents* in so many builds."""
    told = {each.document.name: each for each in documents}
    names = list(told)
    size = -(-len(names) // steps)
    for start in range(0, len(names), size):
        sources = [Source(name, name, told[name].document.text.encode()) for name in names[start : start + size]]
        build(sources, place, lambda _, name: told[name], version="1")
    with Store.open(place) as store:
        return store.nquads(GRAPH.inferred)


def shuffled(documents: Sequence[Extraction], seed: int) -> list[Extraction]:
    """Return the documents in another order, the same for the same *seed*."""
    return Random(seed).sample(documents, len(documents))  # noqa: S311


def test_documents_one_by_one_in_any_order_give_the_links_of_all_at_once() -> None:
    """Sixty findings of a county and two renamed departments: recurrences, restatements, successions, to the byte."""
    documents = list(write_corpus(3, findings=5))
    whole = grown(documents, 1)
    held = [whole.count(f" <{kind}> ") for kind in (XT.recurringFinding, XT.restates, XT.succeeds)]
    assert all(count >= 2 for count in held), held
    assert grown(shuffled(documents, 1), len(documents)) == whole
    assert grown(shuffled(documents, 2), 4) == whole


@pytest.mark.slow
def test_no_order_of_builds_changes_the_links_of_a_county(tmp_path: Path) -> None:
    """A county and its nine departments on disk: in one build, in seven, and one by one."""
    documents = list(write_corpus(10, findings=6))
    whole = built(tmp_path / "whole", documents, 1)
    assert built(tmp_path / "seven", shuffled(documents, 3), 7) == whole
    assert built(tmp_path / "single", shuffled(documents, 4), len(documents)) == whole


def test_the_made_up_corpus_is_as_large_as_it_says() -> None:
    """A hundred findings of each unit, the last few of them told again in a report."""
    told = {each.document.name: len(each.reports[0].findings) for each in write_corpus(4)}
    assert sum(told.values()) == findings_of(4) == 400
    assert (told["0-2023a.txt"], told["0-2023b.txt"]) == (12, 13)
