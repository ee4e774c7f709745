"""Make the example documents that are not plain text from the plain texts in ``sources/``.

Run ``python examples/make_documents.py``. The documents are committed, so nobody needs to run this to use them; whoever
changes a source needs python-docx (a dependency of xuntu) and reportlab (not one: ``pip install reportlab``). Two runs
give the same bytes: dates inside the docx and pdf files are fixed.

A line of tab-separated cells in a source is a row of a table; neighbouring rows make one table.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

from docx import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

HERE = Path(__file__).parent
SECTION = re.compile(r"[一二三四五六七八九十]+、")
GROUP = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
SIGNATURE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|中共[^，。：]{4,40}(?:委员会|党组|党委)")
WRITTEN = datetime(2024, 1, 2, 9, 0)
Rows = list[list[str]]


def read_blocks(text: str) -> Iterator[str | Rows]:
    """Yield the paragraphs of *text* and, as lists of rows of cells, its tables; the title is the first paragraph."""
    lines = [line.rstrip(" ") for line in text.splitlines() if line.strip()]
    for is_table, run in groupby(lines, key=lambda line: "\t" in line):
        if is_table:
            yield [[cell.replace("\\n", "\n") for cell in line.split("\t")] for line in run]
        else:
            yield from run


def to_site_page(text: str) -> str:
    """Return *text* as a page saved from a site of a development zone, with all that surrounds an article there."""
    title, *paragraphs = [block for block in read_blocks(text) if isinstance(block, str)]
    body = "\n".join(
        f'<p style="text-align:right;">{html.escape(line)}</p>'
        if SIGNATURE.fullmatch(line)
        else f'<p style="text-indent:2em;"><strong>{html.escape(line)}</strong></p>'
        if SECTION.match(line)
        else f'<p style="text-indent:2em;"><span style="font-family:仿宋;">{html.escape(line)}</span></p>'
        for line in paragraphs
    )
    page = (HERE / "sources" / "site-page.html").read_text(encoding="utf-8")
    return page.replace("{title}", html.escape(title)).replace("{body}", body)


def to_word_page(text: str) -> str:
    """Return *text* as a page that an office program exported, inside the layout tables of an old site."""
    title, *paragraphs = [block for block in read_blocks(text) if isinstance(block, str)]

    def span(line: str) -> str:
        pieces = re.split(r"([0-9A-Za-z.%-]+)", line)
        return "".join(
            f"<span lang=EN-US style='font-size:16.0pt;font-family:\"Times New Roman\"'>{html.escape(piece)}</span>"
            if odd % 2
            else f"<span style='font-size:16.0pt;font-family:仿宋_GB2312'>{html.escape(piece, quote=False)}</span>"
            for odd, piece in enumerate(pieces)
            if piece
        )

    def paragraph(line: str) -> str:
        bold, plain = ("<b>", "</b>") if SECTION.match(line) else ("", "")
        style = "text-indent:32.0pt;line-height:28.0pt"
        return f"<p class=MsoNormal style='{style}'>{bold}{span(line)}{plain}<span lang=EN-US><o:p></o:p></span></p>"

    body = "\n".join(map(paragraph, paragraphs))
    page = (HERE / "sources" / "word-page.html").read_text(encoding="utf-8")
    return page.replace("{title}", html.escape(title, quote=False)).replace("{body}", body)


def to_docx(text: str) -> bytes:
    """Return *text* as a Word document: headings styled as such, tables as tables, fixed dates."""
    word = WordDocument()
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "FangSong", Pt(14)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    for number, block in enumerate(read_blocks(text)):
        if isinstance(block, list):
            table = word.add_table(rows=0, cols=max(map(len, block)))
            table.style = "Table Grid"
            for cells in block:
                row = table.add_row().cells
                if len(cells) == 2 and not cells[1]:
                    row[0].merge(row[-1]).text = cells[0]
                    continue
                for cell, content in zip(row, cells, strict=True):
                    cell.text = content
        elif number == 0:
            word.add_paragraph(block, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif SECTION.match(block):
            word.add_paragraph(block, style="Heading 1")
        elif GROUP.match(block):
            word.add_paragraph(block, style="Heading 2")
        else:
            paragraph = word.add_paragraph(block)
            if SIGNATURE.fullmatch(block):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = word.core_properties
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = WRITTEN
    made = io.BytesIO()
    word.save(made)
    return settle(made.getvalue())


def settle(archive: bytes) -> bytes:
    """Return the zip *archive* with one fixed time for all its members."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, WRITTEN.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(member))
    return settled.getvalue()


def to_pdf(text: str) -> bytes:
    """Return *text* as a pdf with a text layer, in pages with a number at the foot, as an office prints them."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=15, leading=27, firstLineIndent=30, wordWrap="CJK", spaceAfter=0
    )
    title = ParagraphStyle("title", parent=body, fontSize=20, leading=32, firstLineIndent=0, alignment=TA_CENTER)
    title.spaceAfter = 18
    signature = ParagraphStyle("signature", parent=body, alignment=TA_RIGHT)

    def foot(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.setFont("STSong-Light", 12)
        canvas.drawCentredString(A4[0] / 2, 40, f"— {page.page} —")

    blocks = [block for block in read_blocks(text) if isinstance(block, str)]
    story = [
        Paragraph(html.escape(line), title if i == 0 else signature if SIGNATURE.fullmatch(line) else body)
        for i, line in enumerate(blocks)
    ]
    made = io.BytesIO()
    SimpleDocTemplate(
        made, pagesize=A4, leftMargin=80, rightMargin=74, topMargin=90, bottomMargin=80, title=blocks[0], invariant=1
    ).build(story, onFirstPage=foot, onLaterPages=foot)
    return made.getvalue()


MAKERS = {
    "03-zone-2019.html": lambda text: to_site_page(text).encode("utf-8"),
    "05-hospital-2019.pdf": to_pdf,
    "06-roundup-2021.txt": lambda text: text.replace("\n", "\r\n").encode("gb18030"),
    "08-county-2021.docx": to_docx,
    "09-water-2021.docx": to_docx,
    "10-zone-2023.html": lambda text: to_word_page(text).encode("gb18030"),
    "16-housing-2023.pdf": to_pdf,
}


def main() -> None:
    """Write every document in ``MAKERS`` into ``documents/`` from the text of the same name in ``sources/``."""
    for name, make in MAKERS.items():
        text = (HERE / "sources" / Path(name).with_suffix(".txt")).read_text(encoding="utf-8")
        (HERE / "documents" / name).write_bytes(make(text))


if __name__ == "__main__":
    main()
