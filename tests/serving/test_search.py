"""Search: every name and text of the examples is found, and every question is answered kindly."""

from pathlib import Path

import pytest

from tests.serving.conftest import Client
from tests.serving.inline import Collected, Inline
from xuntu.graph import Store, find_words
from xuntu.serving.app import make_app
from xuntu.serving.tasks import Reading, do

LABELS = """
SELECT DISTINCT ?label WHERE {
  { GRAPH xtg:authority { ?thing a ?class ; rdfs:label ?label } }
  UNION { ?thing a ?class ; rdfs:label ?label . FILTER NOT EXISTS { ?thing xt:foundIn/xt:mentionedAs ?mention } }
  FILTER(?class IN (xt:Unit, xt:InspectionRound, xt:InspectionTeam, xt:PolicyDocument, xt:Finding, xt:Measure, xt:Report))
}"""


@pytest.fixture(scope="module")
def words(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the index of the examples."""
    path = tmp_path_factory.mktemp("words") / "words.sqlite"
    do(Reading(store, path), {"task": "index"}, Collected())
    return path


@pytest.fixture(scope="module")
def client(store: Store, words: Path) -> Client:
    """Return a client of the application over the examples with their index."""
    return Client(make_app(Inline(Reading(store, words))))


def test_every_label_is_found_by_any_two_neighbouring_characters(store: Store, words: Path) -> None:
    """Units, rounds, teams, policies, findings, measures and reports; several hundred labels of the examples."""
    labels = {str(label) for (label,) in store.query(LABELS).rows}
    assert len(labels) > 400
    pairs = {label[place : place + 2] for label in labels for place in range(len(label) - 1)}
    missing = [
        pair for pair in sorted(pairs) if any(mark.isalnum() for mark in pair) and not find_words(words, pair, limit=1)
    ]
    assert missing == []
