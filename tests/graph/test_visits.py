"""Inspections told in several documents: which accounts are of one, and what came before what."""

import pytest

from xuntu.graph.link.told import Account, Round
from xuntu.graph.link.units import Units
from xuntu.graph.link.visits import find_visits, is_before, say_follow_ups
from xuntu.ontology import XTC

NONE = Units({})
FOURTH = Round("round/4-4", None, 4, 4, None, None)
NINTH = Round("round/4-9", None, 4, 9, None, None)
ROUNDS = {each.iri: each for each in (FOURTH, NINTH)}


def account(iri: str, **told: object) -> Account:
    """Return an account of an inspection of one unit by a city's committee."""
    return Account(iri, **{"unit": "u", "level": XTC.authority_city} | told)  # type: ignore[arg-type]


LAUNCH = account("launch", team="市委第三巡察组", start="2018-03-15", round=FOURTH.iri, issued="2018-03-14")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (account("report", team="市委第三巡察组", start="2018-03", feedback="2018-07-11"), True),
        (account("report", feedback="2018-07-11", issued="2018-12-03"), True),
        (account("report", round=FOURTH.iri), True),
        (account("report", start="2018-03-16", team="市委第三巡察组"), True),
        (account("report", team="市委第五巡察组", start="2018-03-15"), False),
        (account("report", start="2020-08-24"), False),
        (account("report", start="2018-03-15", round=NINTH.iri), False),
        (account("report", start="2018-06-20"), False),
        (account("report", level=XTC.authority_province, start="2018-03-15"), False),
        (account("report", feedback="2018-09-01", kinds=frozenset({XTC.kind_lookback})), False),
        (account("report", unit="v", start="2018-03-15"), False),
        (account("report"), False),
    ],
)
def test_accounts_are_of_one_inspection_where_something_agrees_and_nothing_contradicts(
    other: Account, same: bool
) -> None:
    """Round, start, feedback or near days speak for it; team, level, round, dates or a look back against it."""
    visits = find_visits([LAUNCH, other], ROUNDS, NONE)
    assert (visits.of("launch") == visits.of("report")) is same


def test_no_inspection_holds_accounts_that_contradict_each_other() -> None:
    """A notice that fits two inspections joins neither to the other."""
    old, new = account("old", start="2018-03-15"), account("new", start="2020-08-24")
    visits = find_visits([old, account("vague", round=FOURTH.iri), new], ROUNDS, NONE)
    assert visits.of("old") != visits.of("new")


def test_a_round_follows_from_another_inspection_of_the_same_days() -> None:
    """What one committee began and ended on the same days is one round."""
    told = account("a", unit="a", body="市委", start="2018-03-15", end="2018-06-05", round=FOURTH.iri)
    other = account("b", unit="b", body="市委", start="2018-03-15", end="2018-06-05")
    assert find_visits([told, other], ROUNDS, NONE).inferred_rounds == (("b", FOURTH.iri),)


def test_an_inspection_follows_the_one_before_it_of_its_level() -> None:
    """The latest earlier one by the same level is what it follows; those without any date follow nothing."""
    accounts = [account(year, start=f"{year}-03-01") for year in ("2018", "2020", "2023")]
    province = account("省", level=XTC.authority_province, start="2021-03-01")
    visits = find_visits([*accounts, province, account("undated")], ROUNDS, NONE)
    assert sorted(say_follow_ups(visits, NONE)) == [("2020", "2018"), ("2023", "2020")]


def test_order_needs_dates_as_far_as_both_are_known() -> None:
    """2018 and 2018-03 cannot be told apart; 2018-03 is before 2020."""
    year, month, later = (
        find_visits([account(day, start=day)], ROUNDS, NONE).by_iri[day] for day in ("2018", "2018-03", "2020")
    )
    assert (is_before(year, month), is_before(month, year), is_before(month, later)) == (False, False, True)
