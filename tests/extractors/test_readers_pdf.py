"""PDF files, and the same notice through every format."""

from io import BytesIO

import docx
import pytest

from xuntu.extractors.readers import read_document
from xuntu.ontology import DocumentError

Drawn = tuple[float, float, float, str] | tuple[float, float, float, float]

LONG = (
    "根据县委统一部署，2021年3月1日至4月30日，县委第一巡察组对县水利局党组开展了常规巡察。6月10日，"
    "巡察组反馈了巡察意见。按照有关要求，现将巡察整改进展情况予以公布。"
)
PARAGRAPHS = [
    LONG,
    "一、整改情况",
    "（一）聚焦政治建设方面",
    *(f"{number}.反馈问题：第{number}项制度不健全。{LONG}" for number in range(1, 8)),
]


def make_pdf(pages: list[list[Drawn]]) -> bytes:
    """Return a PDF; a page is texts (x, y, size, text) and rules (x, y, x, y). Its font is one that viewers bring."""
    objects = [
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[2 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/FontDescriptor 3 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 93>>",
        b"<</Type/Catalog/Pages 5 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(len(pages))), len(pages)),
    ]
    for number, page in enumerate(pages):
        content = "\n".join(_draw(drawn) for drawn in page).encode()
        objects.append(
            b"<</Type/Page/Parent 5 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 1 0 R>>>>/Contents %d 0 R>>"
            % (7 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        file
        + head
        + table
        + b"trailer<</Size %d/Root 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(file))
    )


def _draw(drawn: Drawn) -> str:
    x, y, third, last = drawn
    if isinstance(last, str):
        return f"BT /F {third} Tf {x} {y} Td <{last.encode('utf-16-be').hex()}> Tj ET"
    return f"{x} {y} m {third} {last} l S"


def set_page(paragraphs: list[str], *, indent: int, head: str = "") -> list[list[Drawn]]:
    """Return pages of 26 characters a line, wrapped as Word wraps, with page numbers and a running head."""
    lines: list[tuple[int, str]] = []
    for paragraph in paragraphs:
        line, width, first = "", float(indent), True
        for sign in paragraph:
            advance = 0.5 if sign.isascii() else 1
            if width + advance > 26 and sign not in "，。：":
                lines.append((indent if first else 0, line))
                line, width, first = "", 0.0, False
            line, width = line + sign, width + advance
        lines.append((indent if first else 0, line))
    pages: list[list[Drawn]] = []
    for start in range(0, len(lines), 24):
        page: list[Drawn] = [
            (90 + 16 * at, 740 - 27 * i, 16, text) for i, (at, text) in enumerate(lines[start : start + 24])
        ]
        page.append((270, 50, 12, f"— {len(pages) + 1} —"))
        pages.append([(90, 800, 10, head), *page] if head else page)
    return pages


@pytest.mark.parametrize("indent", [2, 0])
def test_lines_are_joined_to_paragraphs(indent: int) -> None:
    """Wrapped lines become the paragraphs they were, over page ends too, headings apart, page numbers dropped."""
    document = read_document(make_pdf(set_page(PARAGRAPHS, indent=indent)), "a.pdf")
    assert document.text.split("\n") == PARAGRAPHS
    assert [note.message for note in document.notes] == ["略去页码和页眉页脚 2 行"]


def test_running_heads_are_dropped() -> None:
    """What stands at the edge of three pages or more is no text."""
    pages = set_page(PARAGRAPHS * 2, indent=2, head="青石县水利局文件")
    assert len(pages) == 3
    assert read_document(make_pdf(pages), "a.pdf").text.split("\n") == PARAGRAPHS * 2


def test_a_title_of_two_lines_is_one() -> None:
    """Larger lines in the middle belong together, and not to the text below."""
    title: list[Drawn] = [(178, 790, 22, "中共青石县水利局党组关于"), (167, 760, 22, "巡察整改进展情况的通报文")]
    [page, *_] = set_page([LONG], indent=2)
    lines = read_document(make_pdf([[*title, *page]]), "a.pdf").text.split("\n")
    assert lines == ["中共青石县水利局党组关于巡察整改进展情况的通报文", LONG]


def _ruled(rows: list[tuple[str, str, str]], top: float) -> list[Drawn]:
    columns, height = (90.0, 150.0, 350.0, 500.0), 40.0
    bottom = top - height * len(rows)
    drawn: list[Drawn] = [(x, top, x, bottom) for x in columns]
    drawn += [(90.0, top - height * at, 500.0, top - height * at) for at in range(len(rows) + 1)]
    for at, row in enumerate(rows):
        for x, cell in zip(columns, row, strict=False):
            drawn += [(x + 4, top - height * at - 15 - 18 * i, 12, part) for i, part in enumerate(cell.split("|"))]
    return drawn


def test_ruled_tables_are_rows_of_cells_in_their_place() -> None:
    """Cells broken over lines are joined; a table that a page break parts is one, its head told once."""
    head = ("序号", "反馈问题", "整改情况")
    first = [(90.0, 760.0, 12.0, "台账如下。"), *_ruled([head, ("1", "学习不深入，联系实际|不紧密", "完成")], 740)]
    second = [*_ruled([head, ("2", "制度不健全。|责任不明", "推进中")], 760), (90.0, 600.0, 12.0, "以上。")]
    document = read_document(make_pdf([first, second]), "a.pdf")
    [table] = document.tables
    assert [[cell.of(document.text) for cell in row] for row in table.rows] == [
        list(head),
        ["1", "学习不深入，联系实际不紧密", "完成"],
        ["2", "制度不健全。 责任不明", "推进中"],
    ]
    assert document.text.split("\n")[0] == "台账如下。"
    assert document.text.split("\n")[-1] == "以上。"


def test_a_frame_around_text_is_no_table() -> None:
    """Rules without columns change nothing."""
    frame: list[Drawn] = [(80, 770, 520, 770), (80, 770, 80, 100), (520, 770, 520, 100), (80, 100, 520, 100)]
    [page, *_] = set_page([LONG], indent=2)
    document = read_document(make_pdf([[*frame, *page]]), "a.pdf")
    assert (document.text, document.tables) == (LONG, ())


def test_a_page_without_text_is_noted_and_a_scan_refused() -> None:
    """A scanned page among others is a gap; a file of scans cannot be read."""
    [page, *_] = set_page([LONG], indent=2)
    document = read_document(make_pdf([page, [(1, 1, 9, 9)]]), "a.pdf")
    assert any(note.message.startswith("第 2 页没有文字层，没有读") for note in document.notes)
    with pytest.raises(DocumentError, match="扫描件"):
        read_document(make_pdf([[(1, 1, 9, 9)]]), "a.pdf")
    with pytest.raises(DocumentError, match="没有读到文字"):
        read_document(make_pdf([[(270, 50, 12, "— 1 —")]]), "a.pdf")


@pytest.mark.parametrize("share", [0.02, 0.5])
def test_a_truncated_file_is_refused(share: float) -> None:
    """A download that broke off is named as such."""
    data = make_pdf(set_page(PARAGRAPHS, indent=2))
    with pytest.raises(DocumentError, match=r"^a\.pdf：PDF 已损坏"):
        read_document(data[: int(len(data) * share)], "a.pdf")


def test_the_same_notice_gives_the_same_lines_in_every_format() -> None:
    """Text, web page, Markdown, Word and PDF are five ways to the same lines."""
    word, stream = docx.Document(), BytesIO()
    for paragraph in PARAGRAPHS:
        word.add_paragraph(paragraph)
    word.save(stream)
    web = "".join(f"<p>\u3000\u3000{paragraph}</p>" for paragraph in PARAGRAPHS)
    files = {
        "a.txt": "\r\n\r\n".join(PARAGRAPHS).encode("gb18030"),
        "a.md": "\n\n".join(PARAGRAPHS).encode(),
        "a.html": f"<html><body><div>{web}</div></body></html>".encode(),
        "a.docx": stream.getvalue(),
        "a.pdf": make_pdf(set_page(PARAGRAPHS, indent=2)),
    }
    texts = {name: read_document(data, name).text for name, data in files.items()}
    assert texts == dict.fromkeys(files, "\n".join(PARAGRAPHS))
