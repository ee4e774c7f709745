"""A body and its Party organisation bear one name."""

import pytest

from xuntu.ontology import accountable_name


@pytest.mark.parametrize(
    ("name", "place", "own"),
    [
        ("中共云岭县财政局党组", None, "云岭县财政局"),
        ("云岭县财政局", None, "云岭县财政局"),
        ("县财政局党组", "云岭县", "云岭县财政局"),
        ("县财政局党组", "澄陵市", "县财政局"),  # whose county's is not told by a city
        ("县财政局党组", None, "县财政局"),
        ("中共云岭县委", None, "云岭县"),
        ("云岭县县委", None, "云岭县"),
        ("中共云岭县青石镇委员会", None, "云岭县青石镇"),
        ("青石镇党委", None, "青石镇"),
        ("中共云岭经济开发区工作委员会", None, "云岭经济开发区"),
        ("中共云岭水务集团有限公司委员会", None, "云岭水务集团有限公司"),
        ("县委", "云岭县", "县委"),  # the committee that inspects keeps its short name
        ("云岭县卫生健康委员会", None, "云岭县卫生健康委员会"),  # an office, not a party committee
        ("中共云岭县纪律检查委员会", None, "云岭县纪律检查委员会"),
        ("中共云岭新区纪检监察工作委员会", None, "云岭新区纪检监察工作委员会"),
    ],
)
def test_the_accountable_body_is_named_without_its_party_form(name: str, place: str | None, own: str) -> None:
    """中共, 党组, 党委 and 工作委员会 tell which organ speaks, not which body answers."""
    assert accountable_name(name, place) == own
