"""The one unit, or the one round, that a person means by a name or a part of it."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from xuntu.graph.asking import ask_own
from xuntu.graph.profiles.facts import read_names
from xuntu.graph.profiles.kept import keep
from xuntu.graph.profiles.units import find_canonical
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import QueryError, clean, to_number

_NAMED_IN_ERRORS: Final = 8
_ORDINAL: Final = re.compile(r"第([一二三四五六七八九十百]+)(?=[轮批])")
_TERM: Final = re.compile(r"届(?=[^届]*第)")
_ROLES: Final = ("", "巡视", "巡察")


def find_unit(store: Store, name: str) -> str:
    """Return the unit that is called *name*: by its IRI, by one of its names, or by a part of one.

    Where several have these words in their names, the inspected one is meant. Raises QueryError where there is none,
    or still more than one.
    """
    wanted = clean(name).strip()
    if wanted.startswith("http") and (own := find_canonical(store, wanted)):
        return own
    called = ask_own(store, "pages/units-called", {"wanted": wanted}).rows if wanted else ()
    found = {str(unit) for unit, told in called if told == wanted} or {str(unit) for unit, _ in called}
    names = read_names(store, found)
    of_that_label = {unit for unit in found if names[unit] == wanted}
    inspected = _inspected(store, found) if len(found) > 1 else set[str]()
    return _the_one(of_that_label or inspected or found, names, wanted, "单位", "写名称的一部分也可以")


def find_round(store: Store, name: str) -> str:
    """Return the round that is called *name*: by its IRI, its name or a part of it, as 第六轮 or 三届市委第六轮.

    Raises QueryError where there is none, or more than one.
    """
    wanted = clean(name).strip()
    if wanted.startswith("http") and (own := find_canonical(store, wanted)):
        return own
    names = keep(store, "called/rounds", lambda: _read_rounds(store))
    in_figures = _ORDINAL.sub(lambda ordinal: f"第{to_number(ordinal[1])}", wanted)
    exact = {one for one, label in names.items() if label in {in_figures + role for role in _ROLES}}
    pattern = re.compile(_TERM.sub("届.{0,10}", re.escape(in_figures)))
    found = {one for one, label in names.items() if pattern.search(label)} if wanted else set[str]()
    return _the_one(exact or found, names, wanted, "轮次", "如 第六轮、三届市委第六轮")


def _inspected(store: Store, units: Iterable[str]) -> set[str]:
    wanted = tuple(map(Iri, sorted(units)))
    return {str(unit) for unit, _ in ask_own(store, "pages/inspections-of-units", {"u": wanted}).rows}


def _read_rounds(store: Store) -> dict[str, str]:
    return {str(one): str(name) for one, name, _ in ask_own(store, "pages/rounds").rows}


def _the_one(found: Iterable[str], names: Mapping[str, str], wanted: str, kind: str, hint: str) -> str:
    told = sorted(found, key=lambda one: (names[one], one))
    if not told:
        raise QueryError(f"图里没有叫“{wanted}”的{kind}；请换一个说法，{hint}")
    if len(told) > 1:
        some = "、".join(names[one] for one in told[:_NAMED_IN_ERRORS])
        rest = " 等" if len(told) > _NAMED_IN_ERRORS else ""
        raise QueryError(f"叫“{wanted}”的{kind}有 {len(told)} 个：{some}{rest}；请写得更全")
    return told[0]
