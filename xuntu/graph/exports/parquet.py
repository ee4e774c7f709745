"""Tables as Parquet files, for pandas, DuckDB, Spark and the like."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from xuntu.graph.exports.datapackage import write_package
from xuntu.graph.exports.filling import Cell, filled, read_rows
from xuntu.graph.exports.tables import Column, Table, load_model
from xuntu.graph.store import Store
from xuntu.ontology import StoreError

_TOGETHER: Final = 20_000


def write_tables(store: Store, folder: Path) -> None:
    """Write every table of *store* into *folder*, and ``datapackage.json`` that says what their columns mean.

    Raises ``StoreError`` where pyarrow is missing.
    """
    arrow = _load_arrow()
    tables = load_model().tables
    with filled(store) as base:
        for table in tables:
            shape = arrow.schema([_to_field(arrow, column) for column in table.columns])
            with arrow.parquet.ParquetWriter(folder / f"{table.name}.parquet", shape, compression="zstd") as writer:
                for rows in _batches(read_rows(base, table)):
                    writer.write_table(arrow.table([list(cells) for cells in _columns(table, rows)], schema=shape))
    write_package(folder, tables, "parquet")


def _load_arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise StoreError("写 Parquet 要有 pyarrow；请 pip install 'xuntu[parquet]'，或改写成 csv、sqlite") from error
    return pyarrow


def _to_field(arrow: Any, column: Column) -> Any:
    types = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    return arrow.field(column.name, types[column.type], metadata={"title": column.zh, "description": column.en})


def _batches(rows: Iterator[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    while some := list(islice(rows, _TOGETHER)):
        yield some


def _columns(table: Table, rows: list[tuple[Cell, ...]]) -> Iterator[Iterable[Cell]]:
    for column, cells in zip(table.columns, zip(*rows, strict=True), strict=True):
        is_boolean = column.type == "boolean"
        yield (None if cell is None else bool(cell) for cell in cells) if is_boolean else cells
