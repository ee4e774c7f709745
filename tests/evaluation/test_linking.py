"""What is linked right stays linked right: precision and recall do not fall below their pins."""

import pytest

from tests.evaluation import linking


@pytest.mark.slow
@pytest.mark.parametrize("name", linking.SETS)
def test_nothing_is_linked_worse_than_it_is_pinned(name: str) -> None:
    """A score may rise (`python -m tests.evaluation.linking pin` notes it), and falls only by a commit that says so."""
    if not linking.DOCUMENTS.get(name, linking.HERE).is_dir():
        pytest.skip("needs ../shared (gold of real documents)")
    now = linking.to_pins(linking.measure(name))
    assert {score: now[score] for score, pin in linking.load_pins()[name].items() if now[score] < pin} == {}


def test_the_labels_are_many_enough_to_teach() -> None:
    """The sets hold more than sixty pairs that recur and sixty that look like it and do not."""
    labels = [linking.load_labels(name) for name in ("rounds", "province", "city", "port")]
    assert sum(len(each["recurs"]) for each in labels) >= 60
    assert sum(len(each["not"]) for each in labels) >= 60
