"""Bytes of a file to a document: kinds of files, encodings, assembling, bad input."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from xuntu.extractors.readers import find_media_type, read_document
from xuntu.ontology import DocumentError, Note

NOTICE = "中共青石县水利局党组关于巡察整改情况的通报\n根据县委统一部署，县委第一巡察组对县水利局党组开展了巡察。\n"
TRADITIONAL = "中共青石縣委關於巡察整改情況的通報，根據統一部署，巡察組進駐。"


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"<!DOCTYPE html><html>", "saved.txt", "text/html"),
        (b"\xef\xbb\xbf \r\n<!-- a --><!-- b --><HTML>", "page", "text/html"),
        (b"<div><p>1</p><p>2</p></div>", "part.txt", "text/html"),
        (b"plain", "page.htm", "text/html"),
        ("说明：<p> 是段落".encode(), "note.txt", "text/plain"),
        (b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", "wide.txt", "text/html"),
        (b"# \xe4\xb8\x80", "note.md", "text/markdown"),
        (b"%PDF-1.7", "notice.txt", "application/pdf"),
        (b"anything", "notice.pdf", "text/plain"),
    ],
)
def test_the_content_tells_the_kind_before_the_name(data: bytes, name: str, media_type: str) -> None:
    """A web page saved as .txt is a web page; the extension decides only where the bytes do not."""
    assert find_media_type(data, name) == media_type


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_encodings_are_told_apart(encoding: str) -> None:
    """The text is the same whatever the encoding; UTF-16 shows itself by its mark."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert read_document(mark + NOTICE.encode(encoding), "a.txt").text == NOTICE.strip()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        NOTICE,
        f"一、反馈问题\r\n{NOTICE}",
        f"<html><head><title>通报</title></head><body><p>{NOTICE}</p></body></html>",
        "2021年3月1日至4月30日\n㈠学习不深；①作风不实（PPP）\n",
    ],
)
def test_utf_16_without_its_mark_is_told_by_its_zero_bytes(encoding: str, text: str) -> None:
    """Some programs export it so; no other Chinese text holds zero bytes."""
    assert read_document(text.encode(encoding), "a.txt").text == read_document(text.encode(), "a.txt").text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "整改"),
        ("gb18030", "朱镕基、李𠮷、㐂、€"),
        ("gbk", "一、反馈问题：学习不深。"),
        ("utf-8", "整改"),
        ("utf-8-sig", "整改"),
        ("utf-8", "PPP"),
        ("utf-32", "整改落实"),
    ],
)
def test_short_texts_are_read_in_their_encoding(encoding: str, text: str) -> None:
    """Two characters are enough, and rare ones do no harm."""
    assert read_document(text.encode(encoding), "a.txt").text == text


def test_big5_is_read_and_simplified() -> None:
    """A page from Taiwan or Hong Kong is not taken for GB 18030."""
    document = read_document(TRADITIONAL.encode("big5"), "a.txt")
    assert document.text == "中共青石县委关于巡察整改情况的通报，根据统一部署，巡察组进驻。"
    assert document.notes == (Note("cleaning", "原文是繁体字，已转为简体"),)


def test_a_text_cut_in_a_character_is_read_with_a_note() -> None:
    """A download that broke off is kept, and where it is damaged is said."""
    document = read_document((NOTICE * 5).strip().encode()[:-1], "a.txt")
    assert document.text.endswith("巡察\ufffd")
    assert [note.stage for note in document.notes] == ["reading", "cleaning"]
    marked = document.notes[1].passage
    assert marked is not None
    assert marked.of(document.text) == "\ufffd"


def test_a_document_knows_its_source() -> None:
    """Name, digest of the bytes and media type are those of the file."""
    data = NOTICE.encode()
    document = read_document(data, "公开/a.txt")
    assert (document.name, document.media_type) == ("公开/a.txt", "text/plain")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.title, document.publisher, document.published, document.tables, document.notes) == (
        None, None, None, (), ()
    )  # fmt: skip


def test_every_loss_is_noted() -> None:
    """What the cleaning leaves out is counted, with its beginning."""
    tail = "来源：青石廉政网\n青石县举行新春活动\n青石县召开部署会议\n分享到\n"
    page = f"首页 > 公开\n{NOTICE}整改已经完成。\n打印 关闭\n{tail}"
    document = read_document(page.encode(), "a.txt")
    assert document.text == f"{NOTICE}整改已经完成。\n来源：青石廉政网"
    assert [note.message for note in document.notes] == [
        "略去网页附件 2 行，如“首页 > 公开”",
        "略去文末导航 3 行，自“青石县举行新春活动”起",
    ]


def test_the_text_is_the_same_when_read_again() -> None:
    """Cleaning a cleaned text changes nothing, so that `xuntu text` can be read back."""
    first = read_document(f"中 共 青 石 县 委\n{TRADITIONAL}\n\n　２０２２年".encode(), "a.txt")
    assert read_document(first.text.encode(), "a.txt").text == first.text


def test_markdown_loses_its_marks_and_keeps_its_numbers() -> None:
    """Headings, emphasis and links become plain lines; a table becomes rows of cells."""
    source = (
        "---\ntitle: x\n---\n# 整改通报\n\n**反馈问题**：学习不深。\n\n1. 问题*一*\n- 见[附件](http://a.example)\n\n"
        "| 序号 | 问题 |\n|---|---|\n| 1 | 不\\|严 |\n\n***\n结尾\n"
    )
    document = read_document(source.encode(), "a.md")
    assert document.text == "整改通报\n反馈问题：学习不深。\n1. 问题一\n见附件\n序号\t问题\n1\t不|严\n结尾"
    [table] = document.tables
    assert [[cell.of(document.text) for cell in row] for row in table.rows] == [["序号", "问题"], ["1", "不|严"]]
    assert table.passage.of(document.text) == "序号\t问题\n1\t不|严"


def _zip(*names: str) -> bytes:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name in names:
            file.writestr(name, "<a/>")
    return archive.getvalue()


def _ole(stream: str) -> bytes:
    """Return the beginning of an old Office file with the name of a *stream* in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (b" \r\n\xe3\x80\x80\n", "没有读到文字"),
        ("打印\n关闭".encode(), "没有读到文字"),
        (bytes(range(256)) * 20, "不是文本文件"),
        (b"\x00" * 500, "不是文本文件"),
        (
            "巡察整改1\n".encode("utf-16-le")[1:] * 20,
            "不是文本文件",
        ),  # cut within a character, nothing tells what it is
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "另存为 .docx"),
        (_ole("EncryptedPackage"), "加了密码"),
        (_ole("PowerPoint Document"), "演示文稿"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"Rar!", "解压"),
        (b"PK\x03\x04 cut off", "已损坏"),
        (_zip("word/document.xml"), "已损坏"),
        (_zip("xl/workbook.xml"), "没有读到文字"),
        (_zip("OFD.xml"), "OFD"),
        (_zip("a.txt"), "解压"),
        (b"\x1f\x8b\x08", "解压"),
        (b"%PDF-1.7\n1 0 obj", "PDF 已损坏"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x", "MHTML"),
    ],
)
def test_what_is_no_document_is_refused_with_a_way_out(data: bytes, words: str) -> None:
    """The error names the file, says what is wrong and what to do."""
    with pytest.raises(DocumentError) as caught:
        read_document(data, "公开/坏文件.txt")
    assert str(caught.value).startswith("公开/坏文件.txt：")
    assert words in str(caught.value)


def test_reading_needs_no_heavy_library_for_plain_text() -> None:
    """Start-up stays light: parsers of other formats are imported when such a file comes."""
    readers = Path(__file__).parents[2] / "xuntu/extractors/readers"
    for module in [*readers.glob("*.py"), *readers.parent.glob("cleaning/*.py")]:
        top = [line for line in module.read_text().splitlines() if line.startswith(("import ", "from "))]
        imported = {line.split()[1].split(".")[0] for line in top}
        assert imported & {"lxml", "docx", "pypdfium2", "pdfplumber", "opencc"} == set(), module.name


def test_a_text_beyond_all_documents_is_refused() -> None:
    """A million characters are the limit, in whatever format."""
    for name in ("a.txt", "a.md", "a.html"):
        with pytest.raises(DocumentError, match=f"^{name}：太大，不像一份文件（一份最多 100 万字）"):
            read_document("巡察".encode() * 600_000, name)


TABLE = [["序号", "问题", "整改情况"], ["1", "学习不深", "完成"], ["2", "责任不明", ""]]


def _cells(data: bytes, name: str) -> list[list[list[str]]]:
    document = read_document(data, name)
    return [[[cell.of(document.text) for cell in row] for row in table.rows] for table in document.tables]


@pytest.mark.parametrize("name", ["a.txt", "表.csv"])
def test_rows_parted_by_tabs_are_a_table(name: str) -> None:
    """As pasted from Excel into a text, or saved by it."""
    pasted = "\r\n".join("\t".join(row) for row in TABLE)
    assert _cells(f"整改台账\r\n{pasted}\r\n".encode("gb18030"), name) == [TABLE]


def test_a_pasted_cell_of_several_lines_is_one_cell() -> None:
    """Excel puts it into quotation marks and doubles those within."""
    pasted = '序号\t问题\t整改情况\n1\t"学习不深；\n“走过场”\n说""是""不做"\t完成\n2\t责任不明\t完成\n以上。'
    assert _cells(pasted.encode(), "a.txt") == [
        [["序号", "问题", "整改情况"], ["1", '学习不深； “走过场” 说"是"不做', "完成"], ["2", "责任不明", "完成"]]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "甲局\t乙局\t丙局\n丁局\t戊局\t己局",  # a list of names
        "序号\t问题\n1\t学习不深",  # two columns: a number before a line
        "1\t学习不深\t完成\n2\t责任不明\t完成",  # no head
        "序号\t问题\t整改情况\n以上。",  # no row
        "整改完成。\t问题清零。\t情况如下：\n一\t二\t三",  # sentences
    ],
)
def test_tabs_alone_make_no_table(text: str) -> None:
    """A table has a head row and rows of as many cells."""
    assert _cells(text.encode(), "a.txt") == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_csv_is_read_whatever_parts_its_cells(delimiter: str) -> None:
    """A title above is a line, and rows of nothing are left out."""
    rows = [["整改台账", "", ""], *TABLE, ["", "", ""]]
    data = "\n".join(delimiter.join(row) for row in rows).encode("utf-8-sig")
    assert _cells(data, "a.csv") == [TABLE]
    assert read_document(data, "a.csv").text.split("\n")[0] == "整改台账"


def test_commas_of_sentences_part_no_cells() -> None:
    """A cell that holds a comma stands in quotation marks; one of full width needs none."""
    data = '序号,问题,整改\n1,学习不深，不实；不用，不思，不做,"追缴3,500元"\n'.encode()
    assert _cells(data, "a.csv") == [
        [["序号", "问题", "整改"], ["1", "学习不深，不实；不用，不思，不做", "追缴3,500元"]]
    ]
