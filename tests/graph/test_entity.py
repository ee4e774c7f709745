"""All that is known of one thing, found by what people call it."""

from pathlib import Path

import pytest

import xuntu
from xuntu.graph import Store, find_entities
from xuntu.ontology import QueryError

TOWN = Path(__file__).parents[2] / "examples" / "documents" / "11-town-2023.txt"


@pytest.fixture(scope="module")
def store() -> Store:
    """Build the graph of one example."""
    return xuntu.build(TOWN).store


def test_a_finding_is_found_by_a_part_of_its_words(store: Store) -> None:
    """With its facts, its links, and the sentence it was read from; what is known by mention only stays out."""
    [finding] = find_entities(store, "走读")
    facts = dict(finding.facts)
    assert (facts["编号"], facts["整改状态"]) == ("问题10", "基本完成")
    assert ("针对问题", False) in {(link.relation, link.outward) for link in finding.links}
    [place] = finding.places
    assert (place.file, place.quote) == ("11-town-2023.txt", "镇村干部“走读”问题未得到根治,夜间值班抽查有4次无人在岗。")


def test_a_thing_is_found_by_its_iri(store: Store) -> None:
    """The IRI names one thing only."""
    [finding] = find_entities(store, "走读")
    assert find_entities(store, finding.iri) == [finding]


def test_a_unit_tells_its_findings(store: Store) -> None:
    """Number, name and status of each; a name that many things share means the unit."""
    [unit] = [entity for entity in find_entities(store, "梨花渡镇委员会") if entity.kind == "单位"]
    assert len(unit.findings) == 11
    assert any(finding.startswith("问题10　") and finding.endswith("　基本完成") for finding in unit.findings)


def test_names_are_in_the_language_asked_for(store: Store) -> None:
    """What comes from the document stays as it is."""
    [finding] = find_entities(store, "走读", language="en")
    assert finding.kind == "finding"
    assert ("number", "问题10") in finding.facts


@pytest.mark.parametrize(
    ("name", "message"), [("谁也不是", "没有叫“谁也不是”的"), (" ", "没有叫“”的"), ("的", "请写得更全")]
)
def test_nothing_and_too_much_are_said(store: Store, name: str, message: str) -> None:
    """An unknown name, no name, and one that fits too many things."""
    with pytest.raises(QueryError, match=message):
        find_entities(store, name)
