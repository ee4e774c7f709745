"""Tables filled from a graph: a database in a temporary file, from which every table format is written.

Statements come sorted by subject, so that memory does not grow with the graph. Every link leads to a row: of what is
linked to without being told, the row has its name only.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from xuntu.graph.exports.lines import graph_of, read_by_subject
from xuntu.graph.exports.statements import Statement, by_subject
from xuntu.graph.exports.tables import OTHERS, THINGS, Column, Model, Place, Table, load_model
from xuntu.graph.network import local_name
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH, RDF, XSD

Cell: TypeAlias = str | int | float | None
Told: TypeAlias = dict[str, list[Statement]]

_LEFT_OUT: Final = frozenset(f"<{graph}>".encode() for graph in (GRAPH.vocabulary, GRAPH.manifest))
_SQL_TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1
_NAMES: Final = ("label", "title", "full_name", "file_name", "message", "text")
_INTEGER: Final = re.compile(r"[+-]?\d{1,19}")


@contextmanager
def filled(store: Store) -> Generator[sqlite3.Connection, None, None]:
    """Give a database with the tables of *store*, for as long as they are read."""
    with TemporaryDirectory(prefix="xuntu-") as folder, closing(fill(store, Path(folder) / "tables.sqlite")) as base:
        yield base


def fill(store: Store, path: Path) -> sqlite3.Connection:
    """Write the tables of *store* to a new database at *path*, and return it open."""
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")
    model = load_model()
    base.executescript("".join(map(to_sql, model.tables)) + "BEGIN;")
    for subject, said in by_subject(_read(store)):
        _put_thing(base, model, subject, said)
    for table in model.tables:
        for column in table.links:
            _complete(base, model, table, column)
    base.execute("COMMIT")
    return base


def read_rows(base: sqlite3.Connection, table: Table) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a table in the order of their keys, of passages in the order of the text."""
    order = ("document_id", "start", "end", "id") if table.name == "passages" else table.key
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    yield from base.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {_list(order)}')  # noqa: S608 (our own names)


def to_sql(table: Table) -> str:
    """Return the statement that makes a table, with its keys.

    >>> columns = Column("id", "", ""), Column("unit_id", "", "", "text", "units")
    >>> print(to_sql(Table("posts", "", "", columns, ("id",))))
    CREATE TABLE "posts" (
      "id" TEXT NOT NULL,
      "unit_id" TEXT REFERENCES "units" ("id"),
      PRIMARY KEY ("id")
    ) WITHOUT ROWID;
    <BLANKLINE>
    """
    lines = [f'  "{column.name}" {_SQL_TYPES[column.type]}{_constraints(table, column)},\n' for column in table.columns]
    return f'CREATE TABLE "{table.name}" (\n{"".join(lines)}  PRIMARY KEY ({_list(table.key)})\n) WITHOUT ROWID;\n'


def _constraints(table: Table, column: Column) -> str:
    there = " NOT NULL" if column.name in table.key else ""
    return there + (f' REFERENCES "{column.leads_to}" ("id")' if column.leads_to else "")


def _read(store: Store) -> Iterator[bytes]:
    return read_by_subject(store, lambda line: graph_of(line) not in _LEFT_OUT)


def _put_thing(base: sqlite3.Connection, model: Model, subject: str, said: Iterable[Statement]) -> None:
    """Put a thing into the table of its class; what has no place there goes into ``others``."""
    told = _by_property(said)
    classes = {one.value for one in told.get(RDF.type, ())}
    known = next((each for each in model.of_class if each in classes), None)
    if known is None:
        return
    table = model.table(model.of_class[known])
    row: dict[str, Cell] = {"id": subject, **({"class": local_name(known)} if table.has("class") else {})}
    left = [one for one in told.pop(RDF.type) if one.value != known]
    for name, statements in told.items():
        left += _put_values(base, model.place_of(table, name), table, row, statements)
    _put(base, OTHERS, ([subject, one.predicate, one.value, one.language or one.datatype or "link"] for one in left))
    _put(base, table.name, [[row.get(column.name) for column in table.columns]])
    _put(base, THINGS, [[subject, table.name, next((row[name] for name in _NAMES if name in row), None)]])


def _put_values(
    base: sqlite3.Connection, place: Place | None, table: Table, row: dict[str, Cell], statements: list[Statement]
) -> list[Statement]:
    """Put the values of one property where they are kept, and return those that have no place."""
    if place is None or place.column in row:
        return statements
    if place.is_link:
        _put(base, place.table, ([one.subject, one.value] for one in statements))
        return []
    cell = to_cell(statements[0], table.column(place.column))
    if cell is None:
        return statements
    row[place.column] = cell
    return statements[1:]


def _put(base: sqlite3.Connection, table: str, rows: Iterable[Sequence[Cell]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        base.execute(f'INSERT OR IGNORE INTO "{table}" VALUES ({marks})', row)  # noqa: S608 (our own names)


def to_cell(one: Statement, column: Column) -> Cell:
    """Return a value as its column keeps it; ``None`` where the column cannot hold it."""
    if column.leads_to or column.type == "text":
        return one.value
    if column.type == "boolean":
        return {"true": 1, "1": 1, "false": 0, "0": 0}.get(one.value)
    if column.type == "integer":
        return _to_integer(one.value)
    try:
        return float(one.value) if one.datatype != XSD.string else None
    except ValueError:
        return None


def _to_integer(text: str) -> int | None:
    number = int(text) if _INTEGER.fullmatch(text) else None
    return number if number is not None and _SMALLEST <= number <= _LARGEST else None


def _by_property(said: Iterable[Statement]) -> Told:
    """Return what is said by property, and by language where one property is kept by language."""
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in said:
        told[f"{one.predicate}@{one.language}" if one.language else one.predicate].append(one)
    return dict(sorted(told.items(), key=lambda one: not one[0].endswith("@zh")))  # a name in Chinese comes first


def _complete(base: sqlite3.Connection, model: Model, table: Table, column: Column) -> None:
    """Give what a column leads to a row where it has none."""
    target = model.table(str(column.leads_to))
    missing = (
        f'SELECT DISTINCT "{column.name}" FROM "{table.name}" WHERE "{column.name}" IS NOT NULL '  # noqa: S608
        f'AND "{column.name}" NOT IN (SELECT id FROM "{target.name}")'
    )
    if target.name != THINGS:
        base.execute(f'INSERT OR IGNORE INTO things (id, "table") SELECT *, ? FROM ({missing})', (target.name,))  # noqa: S608
        base.execute(f'INSERT OR IGNORE INTO "{target.name}" (id) {missing}')
    else:
        base.execute(f"INSERT OR IGNORE INTO things (id) {missing}")


def _list(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
