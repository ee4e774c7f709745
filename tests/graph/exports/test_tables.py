"""Tables: one for each class, keys that lead somewhere, the same in CSV, Parquet and SQLite."""
# ruff: noqa: S608  (names of our own tables)

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas
import pytest

from tests.graph.exports.conftest import HOSTILE, POLICY
from xuntu.graph.exports import export
from xuntu.graph.exports.tables import load_model
from xuntu.graph.network import clean_text
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH, XT, StoreError

TABLES = {table.name: table for table in load_model().tables}
CLASSES = load_model().of_class
CSV = "header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true, strict_mode = true"


@pytest.fixture(scope="module")
def base(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Return the tables as SQLite."""
    connection = sqlite3.connect(export(store, tmp_path_factory.mktemp("sqlite") / "g.sqlite"))
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tables as CSV."""
    return export(store, tmp_path_factory.mktemp("tables") / "csv", form="csv")


def rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    """Return all rows of a query."""
    return connection.execute(sql).fetchall()


def count(store: Store, table: str) -> int:
    """Return how many things of a table's classes there are, by SPARQL."""
    classes = " ".join(f"<{one}>" for one, name in CLASSES.items() if name == table)
    number = store.query(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ VALUES ?c {{ {classes} }} ?s a ?c }}").rows[0][0]
    return int(str(number))


@pytest.mark.parametrize("table", sorted(set(CLASSES.values())))
def test_every_class_has_all_its_things(store: Store, base: sqlite3.Connection, table: str) -> None:
    """The rows of a table are the things that SPARQL counts."""
    assert rows(base, f'SELECT count(*) FROM "{table}"') == [(count(store, table),)]


def test_nothing_that_is_said_is_lost(store: Store, base: sqlite3.Connection) -> None:
    """Filled cells, rows of link tables and ``others`` are as many as the triples about things that have a table."""
    cells = 0
    for name in set(CLASSES.values()):
        columns = [column.name for column in TABLES[name].columns if column.name != "class"]  # id stands for the class
        cells += sum(int(str(rows(base, f'SELECT count("{column}") FROM "{name}"')[0][0])) for column in columns)
    links = [place.table for place in load_model().places.values() if place.is_link]
    for name in {*links, "others"}:
        cells += int(str(rows(base, f'SELECT count(*) FROM "{name}"')[0][0]))
    classes = " ".join(f"<{one}>" for one in CLASSES)
    said = store.query(
        f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?c {{ {classes} }} ?s a ?c . GRAPH ?g {{ ?s ?p ?o }} "
        f"FILTER(?g NOT IN (<{GRAPH.vocabulary}>, <{GRAPH.manifest}>)) }}"
    )
    assert cells == len(said)


def test_sqlite_finds_no_fault(base: sqlite3.Connection) -> None:
    """Every foreign key leads to a row, the file is whole, and the full text agrees with what it is made of."""
    assert rows(base, "PRAGMA foreign_key_check") == []
    assert rows(base, "PRAGMA integrity_check") == [("ok",)]
    base.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    keys = sum(len(rows(base, f'PRAGMA foreign_key_list("{name}")')) for name in TABLES)
    assert keys == sum(len(table.links) for table in TABLES.values()) > 90


def test_a_finding_is_joined_to_its_unit_its_status_and_its_sentence(base: sqlite3.Connection) -> None:
    """The view for people has it all in one row, in Chinese."""
    found = rows(
        base,
        "SELECT 单位, 巡视巡察, 编号, 问题, 整改状态, 状态日期, 原文, 出处文件 FROM 问题清单 "
        "WHERE 出处文件 = '云岭县财政局2021.txt' AND 编号 = '1'",
    )
    assert found == [
        (
            "云岭县财政局", "县委第一巡察组巡察云岭县财政局（2021）", "1", "财务管理不规范", "阶段性完成", "2021-12-20",
            "财务管理不规范。公务卡使用率低。", "云岭县财政局2021.txt",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("view", ["问题清单", "措施清单", "反复问题", "单位问题数"])
def test_views_answer(base: sqlite3.Connection, view: str) -> None:
    """Each view has rows, and as many as its first table where it has one."""
    assert int(str(rows(base, f"SELECT count(*) FROM {view}")[0][0])) > 0


def test_words_are_found_in_the_full_text(base: sqlite3.Connection) -> None:
    """Three characters by MATCH, two by LIKE; hostile text is found as it was."""
    sql = "SELECT t.id FROM search JOIN texts t ON t.row = search.rowid WHERE search MATCH '\"公务卡\"' AND t.\"table\" = 'findings'"
    by_match = rows(base, sql)
    by_like = rows(base, "SELECT id FROM texts WHERE \"table\" = 'findings' AND text LIKE '%务卡%'")
    assert sorted(by_match) == sorted(by_like) != []
    assert rows(base, "SELECT id FROM texts WHERE label LIKE '%𠮷𬺓𪚥%'") == [(POLICY.format(12),)]


def test_hostile_names_come_back_from_sqlite_and_parquet(
    store: Store, base: sqlite3.Connection, tmp_path: Path
) -> None:
    """Control characters, line breaks, quotes and marks of direction are as they were."""
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'xuntu[parquet]'")
    path = export(store, tmp_path / "p", form="parquet") / "policies.parquet"
    in_sqlite = dict(base.execute("SELECT id, label FROM policies").fetchall())
    in_parquet = dict(duckdb.sql(f"SELECT id, label FROM read_parquet('{path}')").fetchall())
    for place, text in enumerate(HOSTILE):
        assert in_sqlite[POLICY.format(place)] == in_parquet[POLICY.format(place)] == text


def test_csv_opens_in_excel_and_no_cell_is_a_formula(folder: Path) -> None:
    """A byte order mark stands first; what begins as a formula has an apostrophe; the rest is as it was but controls."""
    content = (folder / "policies.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,label,title\r\n")
    read = pandas.read_csv(folder / "policies.csv", dtype=str, keep_default_na=False).set_index("id")["label"]
    for place, text in enumerate(HOSTILE):
        guard = "'" if text[0] in "=+-@\t" else ""
        assert read[POLICY.format(place)] == guard + clean_text(text)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_duckdb_reads_as_many_rows_as_sqlite_and_no_key_dangles(
    store: Store, base: sqlite3.Connection, tmp_path: Path, form: str
) -> None:
    """Tables are equal in number of rows; every foreign key of the data package leads to a row."""
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'xuntu[parquet]'")
    folder = export(store, tmp_path / form, form=form)
    duck = duckdb.connect()
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        path, name = folder / resource["path"], resource["name"]
        source = f"read_csv('{path}', {CSV})" if form == "csv" else f"read_parquet('{path}')"
        duck.execute(f'CREATE TABLE "{name}" AS SELECT * FROM {source}')
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert [row[0] for row in duck.execute(f'DESCRIBE "{name}"').fetchall()] == fields
        assert duck.execute(f'SELECT count(*) FROM "{name}"').fetchall() == rows(base, f'SELECT count(*) FROM "{name}"')
    for resource in package["resources"]:
        for key in resource["schema"]["foreignKeys"]:
            target, column = key["reference"]["resource"] or resource["name"], key["fields"]
            sql = f'SELECT count(*) FROM "{resource["name"]}" WHERE "{column}" NOT IN (SELECT id FROM "{target}")'
            assert duck.execute(sql).fetchall() == [(0,)], (resource["name"], column)


def test_the_data_package_names_every_file_and_every_column_in_chinese(folder: Path) -> None:
    """Files beside it are those it lists; keys are those of the tables."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    files = {path.name for path in folder.iterdir()} - {"datapackage.json"}
    assert files == {resource["path"] for resource in package["resources"]} == {f"{name}.csv" for name in TABLES}
    findings = next(one for one in package["resources"] if one["name"] == "findings")
    assert findings["title"] == "问题"
    assert findings["schema"]["fields"][2] == {
        "name": "label", "type": "string", "title": "问题", "description": "finding",
    }  # fmt: skip
    assert {"fields": "within_id", "reference": {"resource": "", "fields": "id"}} in findings["schema"]["foreignKeys"]


def test_parquet_has_the_types_of_the_columns(store: Store, tmp_path: Path) -> None:
    """Offsets are integers, amounts numbers, what is told relatively true or false."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: pip install 'xuntu[parquet]'")
    folder = export(store, tmp_path / "p", form="parquet")
    assert str(parquet.read_schema(folder / "passages.parquet").field("start").type) == "int64"
    assert str(parquet.read_schema(folder / "outcomes.parquet").field("value").type) == "double"
    inspections = pandas.read_parquet(folder / "inspections.parquet").set_index("label")
    assert bool(inspections.loc["2019年县委巡察", "relative"]) is False
    field = parquet.read_schema(folder / "findings.parquet").field("deadline")
    assert field.metadata[b"title"].decode() == "整改时限"


def test_a_link_to_what_is_not_there_gets_a_row_with_its_name_only(tmp_path: Path) -> None:
    """So that no foreign key is broken, in a graph that was cut or changed by hand too."""
    store = Store.in_memory()
    graph, finding, gone = GRAPH.authority, "https://w3id.org/xuntu/id/f", "https://w3id.org/xuntu/id/gone"
    a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    store.replace(
        graph,
        f"<{finding}> <{a}> <{XT.Finding}> <{graph}> .\n<{finding}> <{XT.foundIn}> <{gone}> <{graph}> .\n"
        f'<{finding}> <{XT.number}> "1" <{graph}> .\n<{finding}> <{XT.number}> "2" <{graph}> .\n',
    )
    base = sqlite3.connect(export(store, tmp_path / "g.db"))
    assert rows(base, "PRAGMA foreign_key_check") == []
    assert rows(base, "SELECT id, label FROM inspections") == [(gone, None)]
    assert rows(base, "SELECT number FROM findings") == [("1",)]
    assert rows(base, "SELECT value FROM others") == [("2",)]
    base.close()


def test_without_pyarrow_the_message_says_what_to_install(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written."""
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(StoreError, match=r"pip install 'xuntu\[parquet\]'"):
        export(store, tmp_path / "p", form="parquet")
    assert list(tmp_path.iterdir()) == []
