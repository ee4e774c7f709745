"""What a question is told, as terms of the graph: names become the units they name, codes the types below them.

Unit and place narrow the units of a question, round, inspector, level and year its inspections; so a query has one
slot for each: ``VALUES ?u { UNDEF }`` for units, ``?i`` for inspections, ``?t`` for problem types, ``?st`` for
statuses. ``VALUES ?f { UNDEF }`` is filled with the findings that units and inspections leave, where these are few.
Every other parameter fills ``VALUES ?wanted_NAME { UNDEF }``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Final, Literal, NoReturn, TypeAlias

from xuntu.graph.asking import ask_own
from xuntu.graph.sparql import Iri, Slot
from xuntu.graph.store import Store
from xuntu.ontology import LEVEL, STATUS, QueryError, divisions_named, load_problems, problem_iri, to_number

Kind: TypeAlias = Literal[
    "text", "iri", "date", "year", "number", "unit", "place", "level", "round", "type", "status", "inspector"
]
Told: TypeAlias = str | int | date

LEVELS: Final = (
    ("central", "中央"), ("province", "省", "省级"), ("city", "市", "市级"), ("county", "县", "县级", "区", "区级"),
    ("unit", "单位"),
)  # fmt: skip
FEW: Final = 500
_DONE: Final = ("完成",)
STATUSES: Final[Mapping[str, tuple[str, ...]]] = {
    **{word: (word,) for word in STATUS},
    **dict.fromkeys(("已办结", "办结", "closed"), _DONE),
    **dict.fromkeys(("未办结", "open"), tuple(word for word in STATUS if word not in _DONE)),
}
_ROUND: Final = re.compile(r"第([一二三四五六七八九十百]+)(?=[轮批])")
_TERM: Final = re.compile(r"(届)(?=[^届]*委)")
_SLOTS: Final[Mapping[Kind, str]] = {
    "unit": "u", "place": "u", "round": "i", "inspector": "i", "level": "i", "year": "i", "type": "t", "status": "st",
}  # fmt: skip


def slot_of(kind: Kind, name: str) -> str:
    """Return the variable that a parameter fills.

    >>> slot_of("place", "place"), slot_of("date", "today")
    ('u', 'wanted_today')
    """
    return _SLOTS.get(kind, f"wanted_{name}")


def read_value(store: Store, kind: Kind, name: str, value: Told) -> Slot:
    """Return what the parameter *name* is told as terms; raises ``QueryError`` that says what may be written."""
    if kind in _NAMED:
        return _NAMED[kind](store, str(value).strip())
    if kind == "date":
        return _read_day(name, value)
    if kind == "number":
        return _read_number(name, value)
    return Iri(value) if kind == "iri" else str(value)


def find_narrowed(store: Store, units: Slot, inspections: Slot) -> Slot:
    """Return the findings of *units* and *inspections*, for the slot ``?f``; ``None`` where they are all or many.

    It changes no answer: a question that may begin at a few findings need not read those of all documents.
    """
    of_units = _findings_of(store, "facts/findings-of-units", {"u": units})
    of_inspections = _findings_of(store, "facts/findings-of-inspections", {"i": inspections})
    told = [findings for findings in (of_units, of_inspections) if findings is not None]
    found = set[str]().union(*told).intersection(*told)
    return _iris(found) if told and len(found) <= FEW else None


def _findings_of(store: Store, query: str, narrowed: Mapping[str, Slot]) -> set[str] | None:
    """Return the findings that a slot leaves; ``None`` where it leaves all, or has too many values to look up."""
    if any(slot is None or (isinstance(slot, tuple) and len(slot) > FEW) for slot in narrowed.values()):
        return None
    return {str(finding) for (finding,) in ask_own(store, query, narrowed).rows}


def _read_day(name: str, value: Told) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise QueryError(f"参数 {name} 不是日期：{value}；写成 2024-12-31") from error


def _read_number(name: str, value: Told) -> int:
    if re.fullmatch(r"\d{1,9}", str(value)):
        return int(str(value))
    raise QueryError(f"参数 {name} 不是整数：{value}；写成 2、3 这样的数字")


def _find_units(store: Store, name: str) -> tuple[Iri, ...]:
    return _iris(row[0] for row in ask_own(store, "facts/named-units", {"wanted": name}).rows)


def _find_units_in(store: Store, name: str) -> tuple[Iri, ...]:
    """Return the units in the divisions called *name*, by code, full name or beginning, and in those within them."""
    places = [(str(place), str(label), outer) for place, label, outer in ask_own(store, "facts/places").rows]
    codes = {name, *(division.code for division in divisions_named(name))}
    wanted = {place for place, label, _ in places if place.rpartition("/")[2] in codes or label.startswith(name)}
    if not wanted and len(codes) == 1:
        _refuse("place", name, [label for _, label, _ in places], "写区划名称或六位代码，如 宣城市、341800")
    while inner := {place for place, _, outer in places if outer in wanted} - wanted:
        wanted |= inner
    return _iris(unit for unit, place in ask_own(store, "facts/placed-units").rows if place in wanted)


def _find_of_round(store: Store, name: str) -> tuple[Iri, ...]:
    """Return the inspections of the rounds called *name*, with or without their place: 六届市委第三轮."""
    in_figures = _ROUND.sub(lambda ordinal: f"第{to_number(ordinal[1])}", name)
    pattern = _TERM.sub(r"\1.{0,10}", re.escape(in_figures))
    return _iris(row[0] for row in ask_own(store, "facts/named-rounds", {"wanted": pattern}).rows)


def _find_of_inspector(store: Store, name: str) -> tuple[Iri, ...]:
    return _iris(row[0] for row in ask_own(store, "facts/named-inspectors", {"wanted": name}).rows)


def _find_of_level(store: Store, word: str) -> tuple[Iri, ...]:
    level = next((words[0] for words in LEVELS if word.lower() in words), None)
    if level is None:
        may = "、".join(words[1] for words in LEVELS)
        _refuse("level", word, [each for words in LEVELS for each in words], f"可写 {may}，或 {'、'.join(LEVEL)}")
    concept = next(concept for key, concept in LEVEL.items() if key == level)
    return _iris(row[0] for row in ask_own(store, "facts/levels", {"wanted": Iri(concept)}).rows)


def _find_of_year(store: Store, year: str) -> tuple[Iri, ...]:
    if not re.fullmatch(r"(?:19|20)\d\d", year):
        raise QueryError(f"参数 year 不是年份：{year}；写成 2021")
    return _iris(inspection for inspection, when in ask_own(store, "facts/years").rows if when == year)


def _find_types(_: Store, name: str) -> tuple[Iri, ...]:
    """Return the problem types of codes or labels, exact or in part, with all below them; several are parted by 、."""
    problems = load_problems()
    wanted = {code for each in re.split(r"[、,，]", name) for code in _codes_of(each.strip())}
    while inner := {one.code for one in problems if one.broader in wanted} - wanted:
        wanted |= inner
    return _iris(problem_iri(code) for code in wanted)


def _codes_of(name: str) -> set[str]:
    problems = load_problems()
    exact = {one.code for one in problems if name.upper() == one.code or name in (one.label_zh, one.label_en)}
    wanted = exact or {one.code for one in problems if name in one.label_zh}
    if not wanted:
        near = [word for one in problems for word in (one.code, one.label_zh, *one.triggers)]
        _refuse("type", name, near, "写代码或名称，如 C05、C05.01、财政财务，几个以顿号分开")
    return wanted


def _find_statuses(_: Store, word: str) -> tuple[Iri, ...]:
    if word not in STATUSES:
        _refuse("status", word, STATUSES, f"可写 {'、'.join(STATUS)}，或 已办结（closed）、未办结（open）")
    return _iris(concept for normal, concept in STATUS.items() if normal in STATUSES[word])


def _refuse(name: str, value: str, known: Iterable[str], may: str) -> NoReturn:
    near = get_close_matches(value, dict.fromkeys(known), n=3, cutoff=0.4)
    hint = f"是不是 {'、'.join(near)}？" if near else ""
    raise QueryError(f"参数 {name} 没有这个值：{value}；{hint}{may}")


def _iris(values: Iterable[object]) -> tuple[Iri, ...]:
    return tuple(Iri(value) for value in sorted({str(value) for value in values}))


_NAMED: Final[Mapping[Kind, Callable[[Store, str], tuple[Iri, ...]]]] = {
    "unit": _find_units, "place": _find_units_in, "round": _find_of_round, "inspector": _find_of_inspector,
    "level": _find_of_level, "year": _find_of_year, "type": _find_types, "status": _find_statuses,
}  # fmt: skip
