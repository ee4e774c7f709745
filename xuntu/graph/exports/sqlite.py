"""Tables as one SQLite file: foreign keys, indexes, full text, and the tables that people ask for as views."""

from contextlib import closing
from importlib.resources import files
from pathlib import Path
from sqlite3 import Connection

from xuntu.graph.exports.filling import fill
from xuntu.graph.exports.tables import Table, load_model
from xuntu.graph.store import Store


def write_sqlite(store: Store, path: Path) -> None:
    """Write the tables of *store* to a new database at *path*.

    ``texts`` has the name and the sentences of every thing; ``search`` is its full text (FTS5) for words of three
    characters and more, shorter ones are found in ``texts`` by ``LIKE``. ``columns`` says what every column is called.
    The views have Chinese names.
    """
    path.unlink(missing_ok=True)
    with closing(fill(store, path)) as base:
        for table in load_model().tables:
            for column in table.links:
                if column.name != table.key[0]:
                    base.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
        base.executescript((files("xuntu.graph.exports") / "views.sql").read_text(encoding="utf-8"))
        _tell_columns(base, load_model().tables)
        base.executescript("ANALYZE; VACUUM;")


def _tell_columns(base: Connection, tables: tuple[Table, ...]) -> None:
    base.executemany(
        "INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?)",
        [
            (table.name, place, column.name, column.zh, column.en, column.leads_to)
            for table in tables
            for place, column in enumerate(table.columns)
        ],
    )
