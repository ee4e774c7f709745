"""Links are made group by group: a group's links follow from it alone, in any process, and no line is of two."""

import pickle
from itertools import chain
from typing import TypeVar, cast

import pytest

from benchmarks.corpus import write_corpus
from xuntu.graph.link import link
from xuntu.graph.link.authority import NOTHING
from xuntu.graph.link.groups import plan_lineages, plan_tours
from xuntu.graph.link.linking import Linking
from xuntu.graph.link.working import link_lineage, link_tour
from xuntu.graph.quads import merge_authority, to_quads
from xuntu.graph.store import Store

Work = TypeVar("Work")


def again(work: Work) -> Work:
    """Return what arrives in another process."""
    return cast("Work", pickle.loads(pickle.dumps(work)))  # noqa: S301, our own


@pytest.fixture(scope="module")
def county() -> Store:
    """A county with three of its departments, two of them renamed."""
    shards = [to_quads(each) for each in write_corpus(4, findings=8)]
    store = Store.in_memory()
    store.load((shard.own for shard in shards), "trig")
    store.load([merge_authority(shard.shared for shard in shards)])
    return store


def test_the_parts_share_no_line_and_are_the_inferred_graph(county: Store) -> None:
    """So that parts may be written as they come, and one of them be replaced."""
    lines = list(chain.from_iterable(Linking(county, NOTHING).run()))
    assert len(lines) == len(set(lines))
    assert "".join(sorted(lines)) == link(county)


def test_a_lineage_needs_its_own_documents_and_those_of_the_unit_above(county: Store) -> None:
    """Four inspections of a department before and after its new name, and of the county, told twice at the end."""
    survey = Linking(county, NOTHING).survey
    assert [len(group.documents) for group in plan_tours(survey)] == [2, 2, 2, 2]
    assert sorted(len(group.documents) for group in plan_lineages(survey)) == [5, 10, 10, 10]


def test_a_group_gives_the_same_wherever_it_is_worked_on(county: Store) -> None:
    """A group that went through a pickle, as to another process or machine, gives the same lines."""
    linking = Linking(county, NOTHING)
    for tour in linking.tours():
        done = link_tour(tour)
        linking.note_tour(done)
        assert link_tour(again(tour)) == done
    for lineage in linking.lineages():
        assert link_lineage(again(lineage)) == link_lineage(lineage)


@pytest.mark.slow
def test_any_number_of_processes_gives_the_same_links(county: Store) -> None:
    """One, two and four."""
    assert link(county, jobs=2) == link(county, jobs=4) == link(county)
