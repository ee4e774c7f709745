"""The files that a document is saved as."""

import html
import io
import re
from collections.abc import Callable, Iterator
from itertools import groupby

from tests.variations.layout import Line, Table

Lines = tuple[Line, ...]
Cell = tuple[str, int]  # its words, and the rows it spans


def _plain(lines: Lines, gap: str) -> str:
    return gap.join(line if isinstance(line, str) else "\n".join("\t".join(row) for row in line.rows) for line in lines)


def _markdown(lines: Lines) -> str:
    """Return chapters and parts as headings, labels in bold, tables with bars."""
    return "\n\n".join(_marked(line, at) for at, line in enumerate(lines)) + "\n"


def _marked(line: Line, at: int) -> str:
    if isinstance(line, Table):
        head, *rows = ["| " + " | ".join(row) + " |" for row in line.rows]
        return "\n".join([head, "|" + " --- |" * len(line.rows[0]), *rows])
    if at == 0 and len(line) < 60:
        return f"# {line}"
    if re.match(r"[一二三四五六七八九十]+、", line) and len(line) < 30:
        return f"## {line}"
    if re.match(r"[（(][一二三四五六七八九十]+[）)]", line) and len(line) < 30:
        return f"### {line}"
    label = re.match(r"整改[一-龥]{0,6}[：:]", line)
    return f"**{label[0]}**{line[label.end() :]}" if label else line


def _spans(table: Table) -> Iterator[list[Cell]]:
    """Yield the rows of cells; in a table with spans the second column's equal cells are one."""
    above: str | None = None
    for at, row in enumerate(table.rows):
        cells = [(words, 1) for words in row]
        if table.spans and at:
            if row[1] == above:
                del cells[1]
            else:
                same = [other[1] for other in table.rows[at:]]
                cells[1] = (row[1], next((n for n, words in enumerate(same) if words != row[1]), len(same)))
            above = row[1]
        yield cells


def _html_table(table: Table) -> str:
    rows = "".join(
        "<tr>"
        + "".join(f"<td{f' rowspan={n}' if n > 1 else ''}>{html.escape(words)}</td>" for words, n in row)
        + "</tr>"
        for row in _spans(table)
    )
    return f"<table border=1>{rows}</table>"


def _tagged(lines: Lines, opening: str, closing: str) -> str:
    return "\n".join(
        _html_table(line) if isinstance(line, Table) else f"{opening}{html.escape(line)}{closing}" for line in lines
    )


def _page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def _simple_html(lines: Lines) -> str:
    return _page(_tagged(lines, "<p>", "</p>"))


def _soup(lines: Lines) -> str:
    """Return divs in divs with what a site puts around an article."""
    body = _tagged(lines, '<div style="text-indent:2em"><span>', "</span></div>")
    return _page(
        '<div class="top"><a href="/">首页</a> <a href="/a">政务公开</a></div><div class="nav"><ul>'
        + "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(("机构职能", "通知公告", "政策文件")))
        + '</ul></div><div>当前位置：<a href="/">首页</a> &gt; 通知公告</div><div class="main"><div class="tools">'
        f'字体：【<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a></div><div class="art-x9">{body}</div></div>'
        '<div class="share">分享到：<a>微信</a> <a>微博</a></div><div>上一篇：<a href="/8">关于放假的通知</a></div>'
        "<div class=foot>版权所有：某某网站 ICP备00000000号</div><script>var a = 1;</script>",
        "<title>通知公告</title><style>p{margin:0}</style>",
    )


def _breaks(lines: Lines) -> str:
    """Return one block with line breaks, as old editors leave it."""
    return _page(
        "<div id=zoom>"
        + "".join(
            _html_table(line) if isinstance(line, Table) else "&nbsp;&nbsp;&nbsp;&nbsp;" + html.escape(line) + "<br>"
            for line in lines
        )
        + "</div>"
    )


def _nested_tables(lines: Lines) -> str:
    """Return the text in a cell of a table in a table, as sites of 2010 have it."""
    return _page(
        "<table><tr><td>首页</td><td>通知公告</td></tr></table><table><tr><td><table><tr><td>"
        + _tagged(lines, "<p>", "</p>")
        + "</td></tr></table></td></tr></table>"
    )


def _word_html(lines: Lines) -> str:
    """Return what Word saves as a page: spans in spans, namespaces, non-breaking spaces."""
    body = _tagged(
        lines,
        '<p class=MsoNormal style="text-indent:32.0pt"><span lang=EN-US>&nbsp;&nbsp;</span><span style="font-family:仿宋">',
        "<o:p></o:p></span></p>",
    )
    head = "<meta name=Generator content='Microsoft Word 15'><style><!-- p.MsoNormal {margin:0} --></style>"
    return _page(f"<div class=WordSection1>{body}</div>", head)


def _docx(lines: Lines) -> bytes:
    """Return a Word document: paragraphs and, with merged cells, tables."""
    from docx import Document

    document = Document()
    for line in lines:
        if isinstance(line, str):
            document.add_paragraph(line)
            continue
        grid = document.add_table(len(line.rows), len(line.rows[0]))
        for at, row in enumerate(line.rows):
            for column, words in enumerate(row):
                grid.cell(at, column).text = words
        if line.spans:
            _merge(grid, [row[1] for row in line.rows])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _merge(grid: object, column: list[str]) -> None:
    at = 1
    for words, run in groupby(column[1:]):
        count = len(list(run))
        if count > 1:
            cell = grid.cell(at, 1).merge(grid.cell(at + count - 1, 1))  # type: ignore[attr-defined]  # python-docx
            cell.text = words
        at += count


def _pdf(lines: Lines) -> bytes:
    """Return a PDF of pages of lines, in a font that viewers bring."""
    rows = [row for line in lines for row in _wrapped(line if isinstance(line, str) else "")]
    pages = [rows[at : at + 36] for at in range(0, len(rows), 36)]
    kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[2 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/FontDescriptor 3 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 93>>",
        b"<</Type/Catalog/Pages 5 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
    ]
    for number, page in enumerate(pages):
        drawn = "\n".join(
            f"BT /F 14 Tf {x} {780 - 20 * at} Td <{words.encode('utf-16-be').hex()}> Tj ET"
            for at, (x, words) in enumerate(page)
        ).encode()
        objects.append(
            b"<</Type/Page/Parent 5 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 1 0 R>>>>/Contents %d 0 R>>"
            % (7 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    file, places = b"%PDF-1.4\n", b""
    for number, content in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(file))
    return file + head + places + trailer


def _wrapped(line: str) -> Iterator[tuple[int, str]]:
    """Yield a paragraph's rows with where they begin, the first indented; short marks do not matter for the width."""
    room, x, words = 30.0, 108, ""
    for sign in line:
        width = 0.5 if sign.isascii() else 1.0
        if room < width:
            yield x, words
            room, x, words = 32.0, 80, ""
        room, words = room - width, words + sign
    yield x, words


def _encoded(encoding: str) -> Callable[[Lines, str], bytes]:
    return lambda lines, gap: (_plain(lines, gap) + "\n").encode(encoding)


def _of_page(write: Callable[[Lines], str]) -> Callable[[Lines, str], bytes]:
    return lambda lines, _: write(lines).encode()


# the suffix of the file, and what writes it
FORMATS: dict[str, tuple[str, Callable[[Lines, str], bytes]]] = {
    "txt": (".txt", _encoded("utf-8")),
    "txt-bom": (".txt", _encoded("utf-8-sig")),
    "txt-gb18030": (".txt", _encoded("gb18030")),
    "txt-utf16": (".txt", _encoded("utf-16")),
    "md": (".md", lambda lines, _: _markdown(lines).encode()),
    "html": (".html", _of_page(_simple_html)),
    "html-soup": (".html", _of_page(_soup)),
    "html-breaks": (".html", _of_page(_breaks)),
    "html-tables": (".html", _of_page(_nested_tables)),
    "html-word": (".html", _of_page(_word_html)),
    "docx": (".docx", lambda lines, _: _docx(lines)),
    "pdf": (".pdf", lambda lines, _: _pdf(lines)),
}
OF_TABLES = ("html", "html-soup", "html-breaks", "html-word", "docx")
