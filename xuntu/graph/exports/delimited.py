"""Tables as CSV files, as Excel opens them: a byte order mark, and no cell that becomes a formula."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from xuntu.graph.exports.datapackage import write_package
from xuntu.graph.exports.filling import Cell, filled, read_rows
from xuntu.graph.exports.tables import Table, load_model
from xuntu.graph.formats import as_text_cell
from xuntu.graph.network import clean_text
from xuntu.graph.store import Store


def write_tables(store: Store, folder: Path) -> None:
    """Write every table of *store* into *folder*, and ``datapackage.json`` that says what their columns mean.

    Control characters are left out, as Excel does not bear them; a text that begins as a formula gets an apostrophe.
    """
    tables = load_model().tables
    with filled(store) as base:
        for table in tables:
            _write(folder / f"{table.name}.csv", table, read_rows(base, table))
    write_package(folder, tables, "csv")


def _write(path: Path, table: Table, rows: Iterable[tuple[Cell, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows(_to_cells(table, rows))


def _to_cells(table: Table, rows: Iterable[tuple[Cell, ...]]) -> Iterator[list[Cell]]:
    booleans = [column.type == "boolean" for column in table.columns]
    for row in rows:
        yield [_to_cell(cell, is_boolean=boolean) for cell, boolean in zip(row, booleans, strict=True)]


def _to_cell(cell: Cell, *, is_boolean: bool) -> Cell:
    if isinstance(cell, str):
        return as_text_cell(clean_text(cell))
    if is_boolean and cell is not None:
        return "true" if cell else "false"
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
