"""A ledger that people filled in comes back: what they changed, and nothing else."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

import xuntu
from xuntu.graph.build import build, load_packs
from xuntu.graph.ledger import write_ledger
from xuntu.graph.profiles import describe_finding, list_document_rows
from xuntu.graph.queries import ask
from xuntu.graph.sources import Source
from xuntu.graph.store import Store
from xuntu.ontology import DocumentError, Organisation, QueryError, StoreError

TOWN = Organisation("云岭县青石镇", (), "530199")
STATUS, PROGRESS, PROOF, CLOSED = "整改状态", "整改进展", "佐证材料", "销号日期"
DAY = date(2022, 3, 1)
Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def built(samples: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store on disk with three reports, five findings."""
    place = tmp_path_factory.mktemp("ledger") / "库"
    make(place, samples)
    return place


def make(place: Path, samples: SimpleNamespace) -> None:
    """Build the store, or bring it up to date, from the same documents."""
    town = samples.rectification(2021, unit=TOWN, statements=("执行不力。",))
    told = {each.document.sha256: each for each in (samples.rectification(2019), samples.rectification(2021), town)}
    sources = [Source(each.document.name, each.document.name, each.document.text.encode()) for each in told.values()]
    build(sources, place, lambda content, _: told[hashlib.sha256(content).hexdigest()], version="1")


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the store that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "库"))


def edited(store: Path, edit: Edit, *, name: str = "台账.xlsx") -> Path:
    """Export the ledger, let someone edit the workbook, and return the file."""
    path = store.with_name(name)
    with Store.open(store) as graph:
        write_ledger(graph, path)
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def cell(book: Any, number: int, head: str, sheet: str = "台账") -> Any:
    """Return the cell of the finding of that number, in the column of that head."""
    page = book[sheet]
    column = next(each.column for each in page[2] if each.value == head)
    row = next(each.row for each in page["A"] if each.value == number)
    return page.cell(row, column)


def statuses(store: Path) -> dict[str, tuple[object, ...]]:
    """Return the status of every finding now."""
    with Store.open(store) as graph:
        rows = ask(graph, "findings").to_dicts()
    return {str(row["finding_iri"]): (row["status"],) for row in rows}


def set_done(book: Any) -> None:
    """Say of the first problem that it is done."""
    cell(book, 1, STATUS).value = "完成"


def test_only_what_was_changed_is_changed(store: Path) -> None:
    """Of five problems two were edited: exactly these have new statuses, and all others are as they were."""

    def edit(book: Any) -> None:
        cell(book, 1, STATUS).value = "完成"
        cell(book, 4, STATUS, "总表").value = "未完成"

    before, path = statuses(store), edited(store, edit)
    told = xuntu.import_ledger(path, store, date=DAY)
    after = statuses(store)
    assert [(each.unit, each.number, dict(each.changes), each.place) for each in told.taken] == [
        ("云岭县财政局", "1", {STATUS: ("阶段性完成", "完成")}, "台账!J5"),
        ("云岭县财政局", "2", {STATUS: ("阶段性完成", "未完成")}, "总表!S6"),
    ]
    changed = {finding: status for finding, status in after.items() if status != before[finding]}
    assert list(changed.values()) == [("完成",), ("未完成",)]
    assert set(changed) == {each.finding for each in told.taken}
    assert len(after) == len(before) == 5


def test_the_earlier_status_stays_in_the_history(store: Path) -> None:
    """The record is dated, its source is the cell, and what the report said stands before it."""
    path = edited(store, set_done)
    [taken] = xuntu.import_ledger(path, store, date=DAY).taken
    with Store.open(store) as graph:
        profile = describe_finding(graph, taken.finding)
    assert profile
    assert [(each.day, each.label, each.source) for each in profile.statuses] == [
        ("2019-12-20", "阶段性完成", "标签"),
        ("2022-03-01", "完成", "台账"),
    ]
    assert profile.statuses[1].quote
    assert profile.statuses[1].quote.words == "台账!J5 整改状态：完成"
    assert (profile.row.status_label, profile.row.day) == ("完成", "2022-03-01")


def test_progress_proof_and_the_day_of_striking_off_come_back(store: Path) -> None:
    """They stand in the next ledger as they were written; a telephone number does not."""

    def edit(book: Any) -> None:
        cell(book, 1, PROGRESS).value = "办法已印发，\n=专班电话：13800001234"
        cell(book, 1, PROOF).value = "验收单 3 份"
        cell(book, 1, CLOSED, "总表").value = date(2022, 2, 28)

    xuntu.import_ledger(edited(store, edit), store, date=DAY)
    with Store.open(store) as graph:
        book = openpyxl.load_workbook(write_ledger(graph, store.with_name("新.xlsx")))
    assert cell(book, 1, PROGRESS).value == "办法已印发，\n=专班电话：***********"
    assert cell(book, 1, PROGRESS).data_type == "s"
    assert cell(book, 1, PROOF).value == "验收单 3 份"
    assert cell(book, 1, CLOSED, "总表").value == "2022-02-28"
    assert cell(book, 1, STATUS).value == "阶段性完成"


def test_the_same_file_twice_changes_nothing(store: Path) -> None:
    """Neither does the file saved anew by another program, nor a ledger that nobody edited."""
    path = edited(store, set_done)
    xuntu.import_ledger(path, store, date=DAY)
    documents, after = count_documents(store), statuses(store)
    assert xuntu.import_ledger(path, store, date=DAY).known
    openpyxl.load_workbook(path).save(again := path.with_name("另存.xlsx"))
    assert xuntu.import_ledger(again, store, date=DAY).taken == ()
    assert xuntu.import_ledger(edited(store, lambda _: None, name="新.xlsx"), store, date=DAY).taken == ()
    assert (count_documents(store), statuses(store)) == (documents, after)


def count_documents(store: Path) -> int:
    """Return how many documents the store holds."""
    with Store.open(store) as graph:
        return list_document_rows(graph).total


def test_a_dry_run_changes_nothing(store: Path) -> None:
    """It tells what would change."""
    before = statuses(store)
    assert len(xuntu.import_ledger(edited(store, set_done), store, date=DAY, dry_run=True).taken) == 1
    assert statuses(store) == before


def test_rows_may_be_sorted_deleted_and_inserted_and_columns_moved(store: Path) -> None:
    """A row is known by its code, wherever it stands; rows that were not exported are told and not taken."""

    def edit(book: Any) -> None:
        page = book["台账"]
        cell(book, 2, STATUS).value = "完成"
        rows = [[each.value for each in row] for row in page.iter_rows(min_row=3)]
        numbered = [row for row in rows if isinstance(row[0], int)]
        page.delete_rows(3, len(rows))
        added = ["9", "新发现的问题", *[None] * 7, "完成", None, None, None, None]
        for row in [added, *reversed(numbered[:4])]:
            page.append(row)
        page.insert_cols(3)
        page["C2"] = "备注"

    told = xuntu.import_ledger(edited(store, edit), store, date=DAY)
    assert [(each.number, dict(each.changes)) for each in told.taken] == [("2", {STATUS: ("阶段性完成", "完成")})]
    assert told.strays == ("台账 第 3 行：不是导出时就有的行",)


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (
            lambda book: setattr(cell(book, 1, STATUS), "value", "已完成"),
            "台账!J5：整改状态“已完成”不在列表中；是不是“完成”？可写 完成、基本完成",
        ),
        (lambda book: setattr(cell(book, 1, STATUS), "value", None), "台账!J5：整改状态清空了；请从列表中选一个"),
        (
            lambda book: setattr(cell(book, 1, CLOSED, "总表"), "value", "五月初"),
            "总表!U3：销号日期“五月初”不是日期；请写成 2024-12-31",
        ),
        (
            lambda book: (
                setattr(cell(book, 1, STATUS), "value", "完成"),
                setattr(cell(book, 1, STATUS, "总表"), "value", "未完成"),
            ),
            "台账!J5 与 总表!S3：同一问题的“整改状态”改得不同",
        ),
        (lambda book: book["台账"].delete_cols(14), "台账：找不到表头（要有“整改状态”和隐藏的“编码”两列）"),
        (lambda book: book.remove(book["_xuntu"]), "不是 xuntu ledger 写出的台账"),
    ],
)
def test_nothing_is_taken_where_anything_is_wrong(store: Path, edit: Edit, fault: str) -> None:
    """The message says sheet, cell and what to write; what is right beside it is not taken either."""

    def both(book: Any) -> None:
        cell(book, 2, STATUS).value = "完成"
        edit(book)

    before = statuses(store)
    with pytest.raises(QueryError, match="台账") as told:
        xuntu.import_ledger(edited(store, both), store, date=DAY)
    assert fault in str(told.value)
    assert statuses(store) == before


def test_what_others_changed_meanwhile_is_not_overwritten(store: Path) -> None:
    """Two people edit ledgers of one export: the second is told, unless both say the same."""

    def set_undone(book: Any) -> None:
        cell(book, 1, STATUS).value = "未完成"

    mine, hers, same = (
        edited(store, edit, name=f"{name}.xlsx")
        for edit, name in ((set_done, "甲"), (set_undone, "乙"), (set_done, "丙"))
    )
    xuntu.import_ledger(mine, store, date=DAY)
    with pytest.raises(QueryError, match="台账!J5：导出以后库里的“整改状态”已改为“完成”；请重新导出"):
        xuntu.import_ledger(hers, store, date=DAY)
    assert xuntu.import_ledger(same, store, date=DAY).taken == ()


def test_a_later_ledger_of_the_same_day_counts(store: Path) -> None:
    """Of one day the workbook that was saved last is the newest."""

    def save_at(hour: int, status: str) -> Edit:
        def edit(book: Any) -> None:
            cell(book, 1, STATUS).value = status
            book.properties.modified = f"2022-03-01T{hour:02}:00:00Z"

        return edit

    for hour, status in ((9, "完成"), (10, "未完成"), (11, "正在整改")):
        path = edited(store, save_at(hour, status), name=f"{hour}.xlsx")
        put_time(path, f"2022-03-01T{hour:02}:00:00Z")
        assert xuntu.import_ledger(path, store).day == "2022-03-01"
        assert next(iter(statuses(store).values())) == (status,)


def put_time(path: Path, moment: str) -> None:
    """Say in the workbook that it was saved at that moment; openpyxl writes the time of the clock."""
    import re
    import zipfile

    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{moment}", parts["docProps/core.xml"].decode())
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, core if name == "docProps/core.xml" else content)


def test_a_day_before_the_status_that_is_known_is_refused(store: Path) -> None:
    """It would change nothing: the status that is known is newer."""
    with pytest.raises(QueryError, match="2018-01-01 早于库里这个问题现有状态的日期 2019-12-20"):
        xuntu.import_ledger(edited(store, set_done), store, date=date(2018, 1, 1))


def test_what_was_taken_outlives_builds_and_is_loaded_from_shards(
    store: Path, samples: SimpleNamespace, tmp_path: Path
) -> None:
    """The ledger is a document of the store: a build that is not given it keeps it, packs hold it, exports have it."""
    xuntu.import_ledger(edited(store, set_done), store, date=DAY)
    after = statuses(store)
    make(store, samples)
    assert statuses(store) == after
    load_packs([store], tmp_path / "另一个")
    assert statuses(tmp_path / "另一个") == after
    with Store.open(store) as one, Store.open(tmp_path / "另一个") as other:
        assert one.nquads() == other.nquads()


def test_a_problem_that_vanished_is_told(store: Path, samples: SimpleNamespace) -> None:
    """A record of a problem that a later reading does not find stays, and the check tells of it."""
    xuntu.import_ledger(edited(store, set_done), store, date=DAY)
    first = samples.rectification(2019)
    content = first.document.text.encode()
    empty = samples.Page(first.document.text).to_extraction(first.document.name)
    build([Source(first.document.name, first.document.name, content)], store, lambda *_: empty, version="2")
    with xuntu.open(store) as graph:
        faults = [each for each in graph.check() if each.kind == "shape" and "/s-" in (each.node or "")]
        assert [(each.what, each.severity) for each in faults] == [("statusOf", "violation")]


def test_a_ledger_is_no_document_to_be_read(store: Path) -> None:
    """Nobody wants the problems of a ledger twice: who reads one is told what to do."""
    with pytest.raises(DocumentError, match="请用 xuntu ledger --import 导入"):
        xuntu.extract(edited(store, set_done))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"<html></html>"])
def test_what_is_no_workbook_is_refused(store: Path, tmp_path: Path, content: bytes) -> None:
    """The message says what to do."""
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=r"坏\.xlsx：不是 \.xlsx 文件，或已损坏"):
        xuntu.import_ledger(path, store)


def test_a_server_is_not_written(tmp_path: Path) -> None:
    """A ledger is taken into a store of this machine, and pushed from there."""
    with pytest.raises(StoreError, match="要导入本地的库"):
        xuntu.import_ledger(tmp_path / "台账.xlsx", "http://127.0.0.1:7878")


@pytest.mark.slow
def test_libreoffice_keeps_what_the_import_needs(store: Path, tmp_path: Path) -> None:
    """Hidden columns and the hidden sheet survive it, and line breaks of another kind are no change."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("没有 LibreOffice：apt-get install libreoffice-calc")
    path, profile = edited(store, set_done), (tmp_path / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(tmp_path / "out"), str(path)], check=True, timeout=180, capture_output=True)
    told = xuntu.import_ledger(tmp_path / "out" / path.name, store, date=DAY)
    assert [dict(each.changes) for each in told.taken] == [{STATUS: ("阶段性完成", "完成")}]
    assert told.strays == ()
