"""Word documents."""

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from xuntu.extractors.readers import read_document
from xuntu.extractors.readers.word.numerals import format_number, to_chinese
from xuntu.ontology import DocumentError

LEVELS = (("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("decimal", "%3.%4"))


class Notice:
    """A Word document under construction with a list of four levels."""

    def __init__(self) -> None:
        self.word = docx.Document()
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (style, text) in enumerate(LEVELS)
        )
        lists = self.word.part.numbering_part.element
        lists.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="70">{levels}</w:abstractNum>'))
        lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="71"><w:abstractNumId w:val="70"/></w:num>'))
        lists.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="72"><w:abstractNumId w:val="70"/>'
                '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )

    def add(self, text: str, depth: int | None = None, number: int = 71) -> Paragraph:
        """Add a paragraph, as an element of a list where a depth is given."""
        paragraph = self.word.add_paragraph(text)
        if depth is not None:
            properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph.paragraph_format.element.get_or_add_pPr().append(parse_xml(properties))
        return paragraph

    def data(self) -> bytes:
        """Return the bytes of the file."""
        stream = BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    def lines(self) -> list[str]:
        """Return the lines that the reader makes of it."""
        return read_document(self.data(), "a.docx").text.split("\n")


def test_numbers_that_word_adds_are_written() -> None:
    """Numbers of outline lists are counted as Word counts them: deeper levels start again below each heading."""
    notice = Notice()
    for text, depth in [
        ("总体", 0),
        ("整改", 0),
        ("政治", 1),
        ("学习不深", 2),
        ("2021年以来不力", 2),
        ("细目", 3),
        ("组织", 1),
        ("散", 2),
    ]:
        notice.add(text, depth)
    notice.add("另一列表", 2, number=72)
    notice.add("无编号")
    assert notice.lines() == [
        "一、总体", "二、整改", "（一）政治", "1.学习不深", "2. 2021年以来不力", "2.1细目", "（二）组织", "1.散",
        "1.另一列表", "无编号",
    ]  # fmt: skip


def test_numbers_of_styles_are_written_and_bullets_are_not() -> None:
    """A style may carry the list; a bullet says nothing."""
    notice = Notice()
    notice.word.add_paragraph("其一", style="List Number")
    notice.word.add_paragraph("其二", style="List Number")
    notice.word.add_paragraph("一点", style="List Bullet")
    assert notice.lines() == ["1.其一", "2.其二", "一点"]


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("decimal", ["1", "10", "21"]),
        ("chineseCounting", ["一", "十", "二十一"]),
        ("chineseLegalSimplified", ["壹", "拾", "贰拾壹"]),
        ("ideographTraditional", ["甲", "癸", "21"]),
        ("decimalEnclosedCircle", ["①", "⑩", "21"]),
        ("upperLetter", ["A", "J", "U"]),
        ("lowerRoman", ["i", "x", "xxi"]),
        ("decimalZero", ["01", "10", "21"]),
        ("bullet", ["", "", ""]),
        ("someFutureFormat", ["1", "10", "21"]),
    ],
)
def test_numbers_have_the_format_of_their_list(style: str, printed: list[str]) -> None:
    """The formats of Chinese documents are printed as Word prints them."""
    assert [format_number(number, style) for number in (1, 10, 21)] == printed


def test_chinese_numerals_are_written_out() -> None:
    """Zeros and hundreds are where they belong."""
    assert [to_chinese(number) for number in (0, 11, 20, 100, 110, 101, 999)] == [
        "〇", "十一", "二十", "一百", "一百一十", "一百〇一", "九百九十九",
    ]  # fmt: skip


def test_tables_stand_between_their_paragraphs_with_merged_cells_repeated() -> None:
    """Order is kept, each row is a line, and a merged cell counts for all that it covers."""
    notice = Notice()
    notice.add("台账如下：")
    table = notice.word.add_table(3, 3)
    for row, texts in zip(
        table.rows, (["序号", "整改", ""], ["1", "学习不深", "完成"], ["", "制度\n不全", "未完成"]), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    notice.add("以上。")
    document = read_document(notice.data(), "a.docx")
    assert document.text.split("\n") == [
        "台账如下：", "序号\t整改\t整改", "1\t学习不深\t完成", "1\t制度 不全\t未完成", "以上。",
    ]  # fmt: skip
    [found] = document.tables
    assert [cell.of(document.text) for cell in found.rows[2]] == ["1", "制度 不全", "未完成"]


def test_a_frame_of_one_cell_is_no_table() -> None:
    """A box drawn around text is text."""
    notice = Notice()
    notice.word.add_table(1, 1).cell(0, 0).text = "框中文字。"
    document = read_document(notice.data(), "a.docx")
    assert (document.text, document.tables) == ("框中文字。", ())


def test_tracked_changes_hidden_text_and_content_controls() -> None:
    """What a reader sees is read: insertions and controls are, deletions, hidden text and pinyin are not."""
    notice = Notice()
    runs = (
        "<w:r><w:t>巡</w:t></w:r><w:ins><w:r><w:t>察</w:t></w:r></w:ins><w:del><w:r><w:delText>视</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>组</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:ruby><w:rt><w:r><w:t>zhěng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>整</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:t>改</w:t><w:br/><w:t>第二行</w:t></w:r>"
    )
    body = notice.word.element.body
    body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))
    body.insert(
        1,
        parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
    )
    assert notice.lines() == ["巡察组整改", "第二行", "控件"]


@pytest.mark.parametrize("share", [0.05, 0.5, 0.98])
def test_a_truncated_file_is_refused(share: float) -> None:
    """A download that broke off is named as such."""
    notice = Notice()
    notice.add("整改情况")
    data = notice.data()
    with pytest.raises(DocumentError, match=r"^a\.docx：.*已损坏"):
        read_document(data[: int(len(data) * share)], "a.docx")
