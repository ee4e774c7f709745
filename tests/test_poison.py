"""Files made to break their reader, or broken on their way: each costs itself and nothing else."""

import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import xuntu
from tests.extractors.test_readers_pdf import make_pdf

pytestmark = pytest.mark.slow

GOOD = "中共青石县水利局党组关于巡察整改进展情况的通报\n2021年3月，县委第一巡察组对县水利局党组开展了巡察。\n"
NOTICE = "县委第一巡察组对县水利局党组开展了巡察。"
SECONDS, BYTES = 10, 1_000_000_000


def pack(path: Path, *members: tuple[str, str | bytes]) -> None:
    """Write a zip archive of *members*, names and contents."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)


def pack_docx(path: Path, document: str | bytes) -> None:
    """Write a Word file whose body is the XML *document*."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    pack(
        path,
        (
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        ),
        (
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
        ),
        ("word/document.xml", document),
    )


def body(content: str, entities: str = "") -> str:
    """Return a Word document around *content*, with a document type that declares *entities*."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'<?xml version="1.0"?>{entities}<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{content}</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )


def entities(path: Path) -> None:
    """Write a Word file that asks for a file of this machine."""
    secret = path.parent.parent / "secret.txt"
    secret.write_text("机密机密", encoding="utf-8")
    pack_docx(path, body(f"{NOTICE}&a;", f'<!DOCTYPE w [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'))


def laughs(path: Path) -> None:
    """Write a Word file whose entities stand for a thousand million others."""
    lines = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    pack_docx(path, body(f"{NOTICE}&a9;", f'<!DOCTYPE w [<!ENTITY a0 "哈哈">{lines}]>'))


def many_members(path: Path) -> None:
    """Write an archive of 30,000 files."""
    pack(path, *((f"{number}.txt", "") for number in range(30_000)))


def many_paragraphs(path: Path) -> None:
    """Write a Word file of three million empty paragraphs."""
    pack_docx(path, body("").replace("<w:p>", "<w:p/>" * 3_000_000 + "<w:p>"))


WIDE = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)


def wide_sheet(path: Path, cells: str = WIDE) -> None:
    """Write a workbook whose one cell beside the first is its very last, merged with all between; or other *cells*."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack(
        path,
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{space}" xmlns:r="{relation}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        ),
        (
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
        ),
        (
            "xl/worksheets/a.xml",
            f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData><mergeCells><mergeCell ref="A1:XFD1048575"/></mergeCells></worksheet>',
        ),
    )


Write = Callable[[Path], object]


def of_bytes(data: Callable[[], bytes]) -> Write:
    """Return what writes the bytes that *data* makes."""
    return lambda path: path.write_bytes(data())


def of_text(text: Callable[[], str]) -> Write:
    """Return what writes the text that *text* makes."""
    return lambda path: path.write_text(text(), encoding="utf-8")


POISON: list[tuple[str, Write, str | None]] = [
    ("empty.txt", of_bytes(lambda: b""), "文件是空的"),
    ("zeros.txt", of_bytes(lambda: b"\0" * 10_000_000), "太大"),
    ("zeros-short.txt", of_bytes(lambda: b"\0" * 100_000), "不是文本文件"),
    ("line.txt", of_bytes(lambda: b"a" * 100_000_000), "太大"),
    ("long.html", of_text(lambda: f"<html><body><p>{NOTICE * 170_000}</p></body></html>"), "太大"),
    ("huge.html", of_text(lambda: "<html><body>" + "<div>" * 30_000_000), "太大"),
    ("divisions.html", of_text(lambda: f"<html><body>{'<div>' * 5_900_000}{NOTICE}"), None),
    ("tags.html", of_text(lambda: f"<html><body>{'<div>' * 50_000}{NOTICE}"), None),
    ("table-tags.html", of_text(lambda: f"<html><body>{'<table><tr><td>' * 50_000}{NOTICE}"), None),
    ("brackets.txt", of_text(lambda: f"{'（' * 10_000}{NOTICE}"), None),
    ("quotes.txt", of_text(lambda: f"{'“《[【' * 10_000}{NOTICE}"), None),
    ("brackets.md", of_text(lambda: f"{'[' * 10_000}{'(' * 10_000}{'**' * 10_000}{NOTICE}"), None),
    ("numbers.txt", of_text(lambda: "".join(f"{n}.\n" for n in range(20_000)) + NOTICE), None),
    ("tabs.txt", of_text(lambda: "序号\t问题\t状态\n" + '"\t"\t"\n' * 50_000), None),
    ("cells.csv", of_text(lambda: '序号,问题\n"' + "a,\n" * 300_000), None),
    ("bomb.zip", lambda path: pack(path, ("a.txt", b"0" * 300_000_000)), "压缩包炸弹"),
    ("bomb-in-part.zip", lambda path: pack(path, ("a.txt", b"0" * 99_000_000), ("b", os.urandom(900_000))), "解压后过大"),
    ("many.zip", many_members, "文件太多"),
    ("nested.zip", lambda path: pack(path, ("b.zip", b"PK\x03\x04"), ("a.txt", NOTICE)), "压缩包里的压缩包不读"),
    ("outside.zip", lambda path: pack(path, ("../outside.txt", GOOD)), "指到压缩包外面"),
    ("absolute.zip", lambda path: pack(path, ("/etc/outside.txt", GOOD)), "指到压缩包外面"),
    ("cut.zip", of_bytes(lambda: b"PK\x03\x04" + b"\0" * 100), "压缩包已损坏"),
    ("entities.docx", entities, None),
    ("laughs.docx", laughs, None),
    ("bomb.docx", lambda path: pack_docx(path, body("0" * 300_000_000)), "解压后过大"),
    ("paragraphs.docx", many_paragraphs, "解压后过大"),
    ("wide.xlsx", wide_sheet, None),
    ("cells.xlsx", lambda path: wide_sheet(path, "<row>" + "<c/>" * 1_900_000 + "</row>"), "没有读到文字"),
    ("more-cells.xlsx", lambda path: wide_sheet(path, "<row>" + "<c/>" * 9_000_000 + "</row>"), "解压后过大"),
    ("cut.pdf", of_bytes(lambda: make_pdf([[(70, 700, 12, NOTICE)]])[:400]), "PDF 已损坏"),
    ("pages.pdf", of_bytes(lambda: make_pdf([[]] * 5_000)), "都是空白页"),
    ("loop.txt", lambda path: path.symlink_to(path), "不能读取"),
    ("loop", lambda path: path.symlink_to(path.parent), None),
    ("unreadable.txt", lambda path: (path.write_text(GOOD, encoding="utf-8"), path.chmod(0)), "不能读取"),
    ("page.pdf", of_text(lambda: f"<html><body><p>{NOTICE}</p></body></html>"), None),  # a wrong extension
    ("text.docx", of_text(lambda: NOTICE), None),
    ("pipe.txt", os.mkfifo, "不是普通文件"),
    ("device.txt", lambda path: path.symlink_to("/dev/zero"), "不是普通文件"),
    ("old.doc", of_bytes(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000), "旧式 Office 文件"),
    ("picture.png", of_bytes(lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50), None),
]  # fmt: skip


def limit() -> None:
    """Cage a process: what runs away is ended by the system."""
    resource.setrlimit(resource.RLIMIT_AS, (6 * BYTES, 6 * BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (6 * SECONDS, 6 * SECONDS))


@pytest.mark.parametrize(("name", "write", "message"), POISON, ids=[name for name, _, _ in POISON])
def test_a_poisonous_file_costs_itself_only(tmp_path: Path, name: str, write: Write, message: str | None) -> None:
    """It ends with one clear line, or is read; the document beside it is in the store.

    Within 10 seconds of the processor and 1 GB (which counts what the test itself holds when it starts the process).
    """
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "好.txt").write_text(GOOD, encoding="utf-8")
    write(folder / name)
    if name == "unreadable.txt" and os.access(folder / name, os.R_OK):
        pytest.skip("this user may read every file")
    before = sorted(tmp_path.rglob("*"))
    command = [sys.executable, "-m", "xuntu", "build", str(folder), "-o", str(tmp_path / "a.store")]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, cwd=Path(xuntu.__file__).parents[1], preexec_fn=limit, encoding="utf-8"
    ) as process:
        assert process.stderr
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    complaints = [line for line in said.splitlines() if line.startswith("错误：")]
    assert used.ru_utime + used.ru_stime < SECONDS, said
    assert used.ru_maxrss * 1024 < BYTES, said
    if message:
        assert process.returncode == 3, said
        assert [message in line and name in line for line in complaints] == [True], said
    else:
        assert process.returncode in (0, 3), said
    with xuntu.open(tmp_path / "a.store") as graph:
        assert "好.txt" in graph.query("SELECT ?name { ?document xt:fileName ?name }").column("name")
        assert len(graph.query('SELECT ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), "机密")) }')) == 0
    assert [path for path in sorted(tmp_path.rglob("*")) if tmp_path / "a.store" not in (path, *path.parents)] == before
