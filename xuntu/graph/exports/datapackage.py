"""What the columns of exported tables mean, beside them: a Data Package of Frictionless."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xuntu.graph.exports.tables import Column, Table
from xuntu.ontology import VERSION

_TYPES: Final = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
_MEDIA: Final = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def write_package(folder: Path, tables: Sequence[Table], form: str) -> None:
    """Write ``datapackage.json`` into *folder*: files, columns with their titles, primary and foreign keys."""
    package = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "xuntu",
        "title": "巡视巡察知识图谱 A knowledge graph of party inspections",
        "version": VERSION,
        "resources": [_to_resource(table, form) for table in tables],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


def _to_resource(table: Table, form: str) -> dict[str, object]:
    return {
        "name": table.name,
        "path": f"{table.name}.{form}",
        "title": table.zh,
        "description": table.en,
        "format": form,
        "mediatype": _MEDIA[form],
        **({"profile": "tabular-data-resource", "encoding": "utf-8"} if form == "csv" else {}),
        "schema": {
            "fields": [_to_field(column, is_key=column.name in table.key) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [_to_key(column, table) for column in table.links],
            "missingValues": [""],
        },
    }


def _to_field(column: Column, *, is_key: bool) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": _TYPES[column.type]}
    required = {"constraints": {"required": True}} if is_key else {}
    return {**field, "title": column.zh, "description": column.en, **required}


def _to_key(column: Column, table: Table) -> dict[str, object]:
    target = "" if column.leads_to == table.name else column.leads_to  # a table's own name is written as nothing
    return {"fields": column.name, "reference": {"resource": target, "fields": "id"}}
