"""Records written as a document are read back as they were: in every scheme, dress, file format and damage."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.variations.choice import Drawn
from tests.variations.damage import DAMAGES
from tests.variations.formats import FORMATS
from tests.variations.gaps import unexcused
from tests.variations.reading import compare
from tests.variations.scheme import SCHEMES, Scheme
from tests.variations.variation import Variation, draw_variation, make_variation
from xuntu.extractors import extract, to_json

PER_SCHEME = 170  # of 32 schemes: 5,440 documents
QUICK = tuple(form for form in FORMATS if form not in ("docx", "pdf"))  # those take most of the time
_SETTINGS = settings(derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@st.composite
def variations(
    draw: Callable[[st.SearchStrategy[int]], int], schemes: Sequence[Scheme], forms: Sequence[str] = tuple(FORMATS)
) -> Variation:
    """Return variations of *schemes* in *forms*, with every damage."""
    choice = Drawn(draw)
    return draw_variation(choice.one(schemes), choice, forms=forms, damages=tuple(DAMAGES))


def assert_round_trip(variation: Variation) -> None:
    """Compare what is read with what was written; the message shows the document and the fields."""
    extraction = extract(*variation.save())
    differences = unexcused(variation, compare(variation.write(), to_json(extraction), extraction.document.text))
    told = [f"{each.field}: expected {each.expected!r}, got {each.got!r}" for each in differences]
    dress = f"{variation.scheme.name}, {variation.form}, {variation.damage}"
    assert not differences, "\n".join([dress, extraction.document.text, *told])


@given(variations(SCHEMES, QUICK))
@settings(_SETTINGS, max_examples=100)
def test_a_hundred_documents_of_all_kinds_round_trip(variation: Variation) -> None:
    """Headers, problems, statuses, measures and policies come back from texts and pages."""
    assert_round_trip(variation)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: str(scheme.name.split()[0]))
def test_thousands_of_documents_round_trip(scheme: Scheme) -> None:
    """Each outline scheme holds in a hundred and more dresses, formats and damages."""

    @seed(SCHEMES.index(scheme))
    @given(variations([scheme]))
    @settings(_SETTINGS, max_examples=PER_SCHEME)
    def round_trips(variation: Variation) -> None:
        assert_round_trip(variation)

    round_trips()


def test_the_same_seed_writes_the_same_document() -> None:
    """Benchmarks and reports can name a variation by its scheme and its seed."""
    assert make_variation("S5", 7).save() == make_variation("S5", 7).save()
    assert make_variation("S5", 7) != make_variation("S5", 8)


def test_there_are_five_thousand_documents_and_more() -> None:
    """The slow test stays as large as it is promised to be."""
    assert len(SCHEMES) * PER_SCHEME >= 5_000
