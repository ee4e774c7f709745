"""What tables a graph becomes: columns, keys and titles, read from ``tables.toml``; all table formats share them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, TypeAlias, cast

from xuntu.ontology import PREFIXES, XT

Type: TypeAlias = Literal["text", "integer", "number", "boolean"]

_TYPES: Final = frozenset(("text", "integer", "number", "boolean"))
THINGS: Final = "things"
EVIDENCE: Final = "evidence"
OTHERS: Final = "others"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it is called, its type, and the table whose ``id`` it holds, if it leads to one."""

    name: str
    zh: str
    en: str
    type: Type = "text"
    leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what it is called, its columns, and those by which a row is known."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Tell whether there is a column of that name."""
        return any(column.name == name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def links(self) -> tuple[Column, ...]:
        """The columns that lead to other tables."""
        return tuple(column for column in self.columns if column.leads_to)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a property of a class is kept: a table, and a column of it; ``is_link`` for a table of its own."""

    table: str
    column: str
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """All tables, the table of each class, and where each property of a table's things is kept.

    The key of ``places`` is the table and the property, with ``@`` and the language where it matters.
    """

    tables: tuple[Table, ...]
    of_class: dict[str, str]
    places: dict[tuple[str, str], Place]

    def table(self, name: str) -> Table:
        """Return the table of that name."""
        return next(table for table in self.tables if table.name == name)

    def place_of(self, table: Table, name: str) -> Place | None:
        """Return where a property, with ``@`` and its language, of the things of a table is kept."""
        return self.places.get((table.name, name)) or self.places.get((table.name, name.partition("@")[0]))


@cache
def load_model() -> Model:
    """Return the tables, those that others lead to before them as far as they can be."""
    told = tomllib.loads((files("xuntu.graph.exports") / "tables.toml").read_text(encoding="utf-8"))
    places: dict[tuple[str, str], Place] = {}
    tables, links = list[Table](), list[Table]()
    for name, one in told.items():
        tables.append(_to_table(name, one))
        places |= {(name, _expand(said[1])): Place(name, said[0]) for said in one["columns"]}
        for said in one.get("links", ()):
            links.append(_to_link(name, said))
            places[name, _expand(said[1])] = Place(said[0], links[-1].columns[1].name, is_link=True)
        places[name, XT.evidence] = Place(EVIDENCE, "passage_id", is_link=True)
    of_class = {_expand(each): name for name, one in told.items() for each in one["classes"]}
    return Model((_things(), *tables, *links, _evidence(), _others()), of_class, places)


def _to_table(name: str, told: dict[str, Any]) -> Table:
    own = [Column("id", "标识（IRI）", "IRI", "text", THINGS)]
    if len(told["classes"]) > 1:
        own.append(Column("class", "类别", "class"))
    columns = [_to_column(said[0], *cast("list[str]", said[2:])) for said in told["columns"]]
    return Table(name, told["zh"], told["en"], (*own, *columns), ("id",))


def _to_link(owner: str, told: list[str]) -> Table:
    name, _, kind, zh, en = told
    one = singular(owner)
    holder = Column(f"{one}_id", "所属", "of", "text", owner)
    leads = "other_id" if kind == owner else f"{singular(kind)}_id"
    value = _to_column("value" if kind in _TYPES else leads, kind, zh, en)
    return Table(name, zh, en, (holder, value), (holder.name, value.name))


def _to_column(name: str, kind: str, zh: str, en: str) -> Column:
    return Column(name, zh, en, cast("Type", kind)) if kind in _TYPES else Column(name, zh, en, "text", kind)


def singular(name: str) -> str:
    """Return the name of one row of a table.

    >>> [singular(name) for name in ("policies", "statuses", "findings", "matches")]
    ['policy', 'status', 'finding', 'match']
    """
    for many, one in (("ies", "y"), ("sses", "ss"), ("uses", "us"), ("ches", "ch"), ("s", "")):
        if name.endswith(many):
            return name.removesuffix(many) + one
    return name


def _things() -> Table:
    columns = (
        Column("id", "标识（IRI）", "IRI"),
        Column("table", "在哪张表", "the table that has it"),
        Column("label", "名称", "name"),
    )
    return Table(THINGS, "全部事物", "all things", columns, ("id",))


def _evidence() -> Table:
    columns = (
        Column("thing_id", "事物", "thing", "text", THINGS),
        Column("passage_id", "原文片段", "passage", "text", "passages"),
    )
    return Table(EVIDENCE, "原文依据", "evidence", columns, ("thing_id", "passage_id"))


def _others() -> Table:
    columns = (
        Column("thing_id", "事物", "thing", "text", THINGS),
        Column("property", "属性（IRI）", "property (IRI)"),
        Column("value", "值", "value"),
        Column("type", "值的类型或语言", "type or language of the value"),
    )
    return Table(
        OTHERS, "各表容不下的其余陈述", "what no other table holds", columns, tuple(column.name for column in columns)
    )


def _expand(short: str) -> str:
    prefix, _, name = short.partition(":")
    return PREFIXES[prefix] + name
