"""The authority file: what a person says of units and findings, over what the rules find.

A TOML file that lives with the store. ``[[same]]`` and ``[[different]]`` list names that are or are not one unit,
``[[parent]]`` tells what a unit lies in, ``[[successor]]`` what carried it on; ``[[accept]]`` and ``[[refuse]]`` judge
recurrences.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, Literal, cast

from xuntu.graph.link.chains import Groups
from xuntu.ontology import CHANGE_KIND, AuthorityError

ChangeKind = Literal["renamed", "merged", "absorbed", "split"]

_KEYS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "same": (frozenset({"names"}), frozenset({"note"})),
    "different": (frozenset({"names"}), frozenset({"note"})),
    "parent": (frozenset({"unit", "parent"}), frozenset({"note"})),
    "successor": (frozenset({"old", "new"}), frozenset({"date", "kind", "note"})),
    "accept": (frozenset({"later", "earlier"}), frozenset({"note"})),
    "refuse": (frozenset({"later", "earlier"}), frozenset({"note"})),
}
_DATE: Final = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_KINDS: Final[Mapping[str, ChangeKind]] = {
    **{kind: kind for kind in CHANGE_KIND},
    "更名": "renamed", "合并": "merged", "并入": "absorbed", "拆分": "split",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidSuccession:
    """A unit that carries others on, by names; ``date`` is a day, month or year."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    kind: ChangeKind
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """What an authority file says, names as written; ``accepted`` and ``refused`` are pairs (later, earlier)."""

    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, ...], ...] = ()
    parents: tuple[tuple[str, str], ...] = ()
    successors: tuple[SaidSuccession, ...] = ()
    accepted: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of a unit that the file has, once, in its order."""
        parents = (name for pair in self.parents for name in pair)
        changed = (name for each in self.successors for name in (*each.old, *each.new))
        listed = (name for group in (*self.same, *self.different) for name in group)
        return tuple(dict.fromkeys((*listed, *parents, *changed)))


NOTHING: Final = Authority()
"""What no authority file says."""


def read_authority(text: str, place: str = "authority.toml") -> Authority:
    r"""Return what the authority file *text* says; *place* is its name in errors.

    Raises ``AuthorityError`` for what is no TOML, for an unknown section or key, a value of the wrong kind, and for
    sections that contradict each other.

    >>> read_authority('[[same]]\nnames = ["市卫健委", "甲市卫生健康委员会"]').same
    (('市卫健委', '甲市卫生健康委员会'),)
    """
    try:
        tables = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise AuthorityError(_explained(place, str(error))) from error
    unknown = next((section for section in tables if section not in _KEYS), None)
    if unknown is not None:
        raise AuthorityError(
            f"{place}：不认识 {unknown}；可用的节有 {'、'.join(f'[[{section}]]' for section in _KEYS)}"
        )
    reader = _Reader(text, place)
    entries = {section: list(reader.entries(section, tables.get(section, []))) for section in _KEYS}
    authority = Authority(
        same=tuple(reader.listed("same", n, e) for n, e in enumerate(entries["same"])),
        different=tuple(reader.listed("different", n, e) for n, e in enumerate(entries["different"])),
        parents=tuple(
            (reader.word("parent", n, e, "unit"), reader.word("parent", n, e, "parent"))
            for n, e in enumerate(entries["parent"])
        ),
        successors=tuple(reader.successor(n, e) for n, e in enumerate(entries["successor"])),
        accepted=tuple(reader.pair("accept", n, e) for n, e in enumerate(entries["accept"])),
        refused=tuple(reader.pair("refuse", n, e) for n, e in enumerate(entries["refuse"])),
    )
    _check(authority, reader)
    return authority


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads entries of a file and says where one of them is wrong."""

    text: str
    place: str

    def entries(self, section: str, found: Any) -> Iterator[dict[str, Any]]:
        if not isinstance(found, list):
            raise AuthorityError(f"{self.place}：{section} 要写成 [[{section}]]（两层方括号），每条一节")
        needed, allowed = _KEYS[section]
        for index, entry in enumerate(found):
            if not isinstance(entry, dict):
                raise self.error(section, index, f"要写成 [[{section}]] 下的若干行“键 = 值”")
            keys = set(cast("dict[str, Any]", entry))
            if unknown := sorted(keys - needed - allowed):
                raise self.error(section, index, f"不认识的键 {unknown[0]}；可用 {'、'.join(sorted(needed | allowed))}")
            if missing := sorted(needed - keys):
                raise self.error(section, index, f"缺 {missing[0]}；请补上")
            yield cast("dict[str, Any]", entry)

    def listed(self, section: str, index: int, entry: Mapping[str, Any]) -> tuple[str, ...]:
        names = self.words(section, index, entry, "names")
        if len(set(names)) < 2:
            raise self.error(section, index, '至少要两个不同的名称，如 names = ["市卫健委", "甲市卫生健康委员会"]')
        return names

    def words(self, section: str, index: int, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = entry[key]
        values = value if isinstance(value, list) else [value]
        if not values or not all(isinstance(each, str) and each.strip() for each in values):
            raise self.error(section, index, f'{key} 要是名称，或名称的列表，如 {key} = ["甲市水务局"]')
        return tuple(cast("str", each).strip() for each in values)

    def word(self, section: str, index: int, entry: Mapping[str, Any], key: str) -> str:
        words = self.words(section, index, entry, key)
        if len(words) != 1:
            raise self.error(section, index, f"{key} 只能写一个；多个请分成几节")
        return words[0]

    def pair(self, section: str, index: int, entry: Mapping[str, Any]) -> tuple[str, str]:
        return self.word(section, index, entry, "later"), self.word(section, index, entry, "earlier")

    def successor(self, index: int, entry: Mapping[str, Any]) -> SaidSuccession:
        old, new = (self.words("successor", index, entry, key) for key in ("old", "new"))
        if set(old) & set(new):
            raise self.error("successor", index, f"{min(set(old) & set(new))} 不能承继自己；请改 old 或 new")
        date = entry.get("date")
        told = None if date is None else str(date)
        if told is not None and not _DATE.fullmatch(told):
            raise self.error("successor", index, f'date 要写成 "2019"、"2019-03" 或 "2019-03-20"，不是 {told}')
        kind = str(entry.get("kind", "merged" if len(old) > 1 else "split" if len(new) > 1 else "renamed"))
        if kind not in _KINDS:
            raise self.error("successor", index, f"不认识的 kind {kind}；可用 {'、'.join(_KINDS)}")
        return SaidSuccession(old, new, _KINDS[kind], told)

    def error(self, section: str, index: int, message: str) -> AuthorityError:
        return AuthorityError(f"{self.place}{self.line(section, index)}：第 {index + 1} 个 [[{section}]]：{message}")

    def line(self, section: str, index: int) -> str:
        """Return the line of the entry as a message has it, ``""`` where it cannot be told."""
        header = re.compile(rf"^\s*\[\[\s*{section}\s*\]\]", re.MULTILINE)
        found = list(header.finditer(self.text))
        if index >= len(found):
            return ""
        start = found[index].start() + len(found[index][0]) - len(found[index][0].lstrip())
        return f" 第 {self.text.count(chr(10), 0, start) + 1} 行"


def _check(authority: Authority, reader: _Reader) -> None:
    """Raise ``AuthorityError`` where what the file says cannot all be true."""
    groups = Groups()
    for names in authority.same:
        for name in names[1:]:
            groups.join(names[0], name)
    for index, names in enumerate(authority.different):
        for one, other in combinations(names, 2):
            if groups.first(one) == groups.first(other):
                raise reader.error("different", index, f"{one} 与 {other} 又在 [[same]] 中写成同一单位；请删去一处")
    above: dict[str, str] = {}
    for index, (unit, parent) in enumerate(authority.parents):
        unit, parent = groups.first(unit), groups.first(parent)
        if above.setdefault(unit, parent) != parent:
            raise reader.error("parent", index, f"{unit} 写了两个上级（{above[unit]}、{parent}）；请只留一个")
        here: str | None = parent
        while here is not None:
            if here == unit:
                raise reader.error("parent", index, f"{unit} 成了自己的上级；请改掉绕回来的一条")
            here = above.get(here)
    for index, pair in enumerate(authority.refused):
        if pair in authority.accepted:
            raise reader.error("refuse", index, "同一对问题又在 [[accept]] 中；请删去一处")


def _explained(place: str, message: str) -> str:
    where = re.search(r"at line (\d+), column (\d+)", message)
    at = f" 第 {where[1]} 行第 {where[2]} 列" if where else ""
    return f"{place}{at}：不是正确的 TOML；请核对引号、方括号是否成对，名称要写在双引号里"
