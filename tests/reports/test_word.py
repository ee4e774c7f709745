"""The report as a Word document: whole, the same every time, its sources as endnotes of Word's own."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from tests.reports.conftest import HARM
from xuntu.graph import Store
from xuntu.reports import make_report, to_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@pytest.fixture(scope="module")
def county(examples: Store) -> bytes:
    """Return the document of a county."""
    return to_bytes(make_report(examples, unit="槐溪县"), "docx")


def part(document: bytes, name: str) -> etree._Element:
    """Return a part of a document."""
    with ZipFile(BytesIO(document)) as archive:
        return etree.fromstring(archive.read(name))


def test_headings_are_numbered_as_in_official_documents(county: bytes) -> None:
    """一、 then （一）, in styles that Word lists as headings."""
    told = Document(BytesIO(county))
    headings = [each.text for each in told.paragraphs if each.style.name == "Heading 1"]
    assert headings[:2] == ["一、概要", "二、历次巡视巡察"]
    assert headings[-1] == "出处"
    assert "（一）文中明示（13 处）" in [each.text for each in told.paragraphs if each.style.name == "Heading 2"]


def test_chinese_letters_have_fonts_of_official_documents(county: bytes) -> None:
    """方正小标宋, 黑体, 楷体, 仿宋, each as the font of East Asian letters, with another name to fall back to."""
    styles = part(county, "word/styles.xml")
    fonts = {
        style.get(f"{W}styleId"): style.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}rPr/{W}rFonts") is not None
    }
    assert (fonts["Title"], fonts["Heading1"], fonts["Heading2"], fonts["Body"]) == (
        "方正小标宋简体",
        "黑体",
        "楷体_GB2312",
        "仿宋_GB2312",
    )
    table = part(county, "word/fontTable.xml")
    known = {font.get(f"{W}name"): font.find(f"{W}altName") for font in table}
    assert set(fonts.values()) <= set(known)
    assert known["仿宋_GB2312"].get(f"{W}val") == "仿宋"


def test_sources_are_endnotes_in_order(county: bytes) -> None:
    """Each is cited once as an endnote, in the order of its numbers; again as a reference to that place."""
    body = part(county, "word/document.xml")
    cited = [int(each.get(f"{W}id")) for each in body.iter(f"{W}endnoteReference")]
    assert cited == list(range(1, len(cited) + 1))
    notes = part(county, "word/endnotes.xml")
    assert [int(each.get(f"{W}id")) for each in notes][2:] == cited
    bookmarks = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    again = {each.text.split()[1] for each in body.iter(f"{W}instrText")}
    assert again
    assert again <= bookmarks


def test_tables_fill_the_page_and_repeat_their_heads(county: bytes) -> None:
    """The columns of every table are as wide as the text; every head comes again on the next page."""
    body = part(county, "word/document.xml")
    for table in body.iter(f"{W}tbl"):
        assert sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) == 9411
    heads = [row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert len(heads) == 14


def test_what_a_part_refers_to_is_there(county: bytes) -> None:
    """Parts, pictures and ids: none is missing, none is there twice."""
    with ZipFile(BytesIO(county)) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    links = {each.get("Id"): each.get("Target") for each in part(county, "word/_rels/document.xml.rels")}
    assert {f"word/{target}" for target in links.values()} <= names
    body = part(county, "word/document.xml")
    embedded = {value for each in body.iter() for name, value in each.attrib.items() if name.endswith("}embed")}
    assert embedded <= set(links)
    drawn = [each.get("id") for each in body.iter() if each.tag.endswith("}docPr")]
    assert len(drawn) == len(set(drawn)) > 10


def test_harmful_words_are_words_in_a_document(harmful: Store) -> None:
    """What looks like markup is text in its cell."""
    told = Document(BytesIO(to_bytes(make_report(harmful, unit="云岭县财政局"), "docx")))
    words = "\n".join(cell.text for table in told.tables for row in table.rows for cell in row.cells)
    assert HARM[0] in words
    assert HARM[1] in words
    assert "\u202e" not in words


def test_the_same_graph_gives_the_same_document(examples: Store, county: bytes) -> None:
    """There is no clock in it."""
    assert to_bytes(make_report(examples, unit="槐溪县"), "docx") == county
