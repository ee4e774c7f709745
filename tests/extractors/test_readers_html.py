"""Saved web pages."""

import pytest

from xuntu.extractors import extract
from xuntu.extractors.readers import read_document
from xuntu.ontology import Document

TITLE = "中共青石县水利局党组关于巡察整改情况的通报"
BODY = """<p>　　根据县委统一部署，县委第一巡察组
对县水利局党组开展了巡察。</p><p><strong>一、</strong><span>反馈问题</span></p>
裸露的整改措施一：建立制度。<br>裸露的整改措施二：追缴资金。<p>&nbsp;</p>
<p>问题：学习不深；落实不力；作风不实。</p><p>整改：已经完成；长期坚持。</p><p>中 共 青 石 县 水 利 局 党 组</p>"""
LINES = [
    "根据县委统一部署，县委第一巡察组对县水利局党组开展了巡察。",
    "一、反馈问题",
    "裸露的整改措施一：建立制度。",
    "裸露的整改措施二：追缴资金。",
    "问题：学习不深；落实不力；作风不实。",
    "整改：已经完成；长期坚持。",
    "中共青石县水利局党组",
]
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}-青石县人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="SiteName" content="青石廉政网">
<meta name="PubDate" content="2022-3-5 10:00"><style>p {{}}</style></head>
<body><div class="top"><a href="/">首页</a><a>政务公开</a>{links}</div><div>您的位置：<a>首页</a> &gt; 公告</div>
<div class="head"><h1>{title}</h1><p>来源：青石县纪委 发布时间：2022-03-05</p></div>
<div style="display: none">隐藏的统计代码。</div><script>var x = "脚本。";</script>
<div{container}>{body}</div>
<p>（责任编辑：某某）</p><div>上一篇：<a>关于防汛的通知</a></div>
<ul><li><a>青石县召开会议部署防汛</a></li><li><a>我县水库除险加固工程开工</a></li></ul>
<div class="footer">版权所有：青石县 某ICP备05000001号</div></body></html>"""


def _page(body: str = BODY, container: str = ' class="TRS_Editor"', charset: str = "utf-8") -> str:
    return PAGE.format(title=TITLE, body=body, container=container, charset=charset, links="<a>栏目</a>" * 12)


def _cells(document: Document) -> list[list[list[str]]]:
    return [[[cell.of(document.text) for cell in row] for row in table.rows] for table in document.tables]


@pytest.mark.parametrize("container", [' class="TRS_Editor"', ' id="zoom" class="x"', ' class="unknown"', ""])
def test_the_notice_is_found_in_its_page(container: str) -> None:
    """With a known container or without, title, source line and every line of the notice come out, nothing else."""
    document = read_document(_page(container=container).encode(), "a.html")
    assert document.text.split("\n") == [
        TITLE,
        "来源：青石县纪委 发布时间：2022-03-05",
        *LINES,
        "（责任编辑：某某）",
    ]


def test_metadata_are_those_of_the_head() -> None:
    """Title, site and day of publication come from the meta elements."""
    document = read_document(_page().encode(), "a.html")
    assert (document.title, document.publisher, document.published) == (TITLE, "青石廉政网", "2022-03-05")


def test_without_meta_the_headline_is_the_title_and_the_name_of_the_site_is_none() -> None:
    """The title of the window loses the site's name; a page that names its site only has no title."""
    named = "<html><head><title>青石县人民政府网站_整改情况的通报</title></head><body><p>通报。</p></body></html>"
    assert read_document(named.encode(), "a.html").title == "整改情况的通报"
    site = "<html><head><title>青石县政府网站</title></head><body><h1>青石县人民政府</h1><p>通报。</p></body></html>"
    assert read_document(site.encode(), "a.html").title is None


def test_a_declared_gb2312_is_read_as_gb18030() -> None:
    """Characters that gb2312 lacks are read, whatever the page declares."""
    document = read_document(_page("<p>朱镕同志、李𠮷同志。</p>", charset="gb2312").encode("gb18030"), "a.html")
    assert "朱镕同志、李𠮷同志。" in document.text.split("\n")


def test_a_wrong_declaration_does_no_harm() -> None:
    """UTF-8 is UTF-8 even where the page says gb2312."""
    assert LINES[0] in read_document(_page(charset="gb2312").encode(), "a.html").text.split("\n")


@pytest.mark.parametrize("charset", ["big5", "utf-8", "gb2312", "iso-8859-1", "x-unknown"])
@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030", "utf-16"])
def test_a_page_is_read_in_its_encoding_whatever_it_declares(encoding: str, charset: str) -> None:
    """Its characters tell; a declaration only decides between encodings that both fit."""
    page = f"<html><head><meta charset={charset}></head><body><p>中共青石市委：本市工作公告，有不足之事，已公示。</p></body></html>"
    assert read_document(page.encode(encoding), "a.html").text == "中共青石市委：本市工作公告，有不足之事，已公示。"


TABLE = """<table border=1><thead><tr><th rowspan="2">序号</th><th colspan="2">整改</th></tr>
<tr><td>问题</td><td>进展</td></tr></thead>
<tr><td rowspan=2>1</td><td><p>学习不深。</p><p>联系
实际不紧</p></td><td>完成</td></tr>
<tr><td>制度不全</td><td></td></tr></table>"""
ROWS = [
    ["序号", "整改", "整改"],
    ["序号", "问题", "进展"],
    ["1", "学习不深。 联系实际不紧", "完成"],
    ["1", "制度不全", ""],
]


def test_tables_are_rows_of_cells() -> None:
    """Each row is a line, its cells parted by tabs; spanning cells are repeated; every cell is a passage."""
    document = read_document(_page(BODY + TABLE).encode(), "a.html")
    assert _cells(document) == [ROWS]
    assert "\n".join("\t".join(row) for row in ROWS) in document.text


def test_tables_are_read_where_the_container_is_unknown() -> None:
    """What helps to find the notice does not decide what is kept of it."""
    assert _cells(read_document(_page(BODY + TABLE, container="").encode(), "a.html")) == [ROWS]


def test_tables_for_layout_are_paragraphs() -> None:
    """Nested tables and tables of one cell lay out the page, as old sites do."""
    inner = f"<table><tr><td>{BODY}</td></tr></table>{TABLE}"
    layout = f"<table><tr><td>导航</td><td>首页</td></tr><tr><td>{inner}</td><td></td></tr></table>"
    layout = f"<html><body>{layout}{'<a>栏目</a>' * 12}</body></html>"
    document = read_document(layout.encode(), "a.html")
    assert _cells(document) == [ROWS]
    assert [line for line in document.text.split("\n") if line in LINES] == LINES


def test_word_made_pages_are_read() -> None:
    """Line breaks of the source inside Chinese text are none; numbers that Word wrote stay."""
    source = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type
    content="text/html; charset=gb2312"></head><body><div class=WordSection1><p class=MsoNormal><span
    style='mso-list:Ignore'>1.<span>&nbsp; </span></span>反馈问
题：学习<o:p></o:p>不深，PPP
project 管理不严。</p><pre>第一行
第二行</pre></div></body></html>"""
    document = read_document(source.encode("gb18030"), "a.htm")
    assert document.text.split("\n") == ["1. 反馈问题：学习", "不深，PPP project 管理不严。", "第一行", "第二行"]


def test_numbers_of_lists_are_written() -> None:
    """A browser numbers an ordered list; the number is part of what a reader sees."""
    numbered = "<ol start=3><li>学习不深。</li><li>（一）作风不实。</li><li>责任不明。</li></ol>"
    source = f"<html><body>{numbered}<ul><li>其他。</li></ul></body></html>"
    lines = read_document(source.encode(), "a.html").text.split("\n")
    assert lines == ["3.学习不深。", "（一）作风不实。", "5.责任不明。", "其他。"]


def test_ruby_text_is_not_read() -> None:
    """Pinyin over characters is a reading aid."""
    ruby = "<ruby>巡<rt>xún</rt></ruby><ruby>察<rp>(</rp><rt>chá</rt><rp>)</rp></ruby>"
    source = f"<html><body><p>{ruby}组。</p></body></html>"
    assert read_document(source.encode(), "a.html").text == "巡察组。"


@pytest.mark.parametrize("depth", [1_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "span"])
def test_nesting_of_any_depth_is_read(tag: str, depth: int) -> None:
    """Pages made to exhaust a parser are read all the same."""
    page = f"<html><body>{f'<{tag}>' * depth}县委巡察组开展了巡察。</body></html>"
    assert read_document(page.encode(), "a.html").text == "县委巡察组开展了巡察。"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><table><tr>"
        + "<td colspan=99999 rowspan=99999>问题</td>" * 300
        + "</tr></table>整改。</body></html>",
        "<html><body><ol>" + "<li>" * 20_000 + "整改。</ol></body></html>",
        "<html><body><p>" + "<" * 50_000 + "整改。</body></html>",
        "<html>" + "<!--->" * 700 + "整改。",
        "<html><body>&#1;<script>x</script>&#2;<p>&#3;<style></style>&#x8;整改。",
        "<html><body>&nbsp" + "&#0;&#x110000;" * 1000 + "整改。</body></html>",
    ],
)
def test_hostile_pages_cost_no_more_than_others(page: str) -> None:
    """Absurd spans, lists, brackets and references end in the text of the page."""
    assert "整改。" in read_document(page.encode(), "a.html").text


NAVIGATION = "<div><a>栏目</a></div>" * 14
INDEXES = {
    "table": "<table><tr><td>信息索引号</td><td>113-2021</td><td>发布机构</td><td>青石县水利局</td></tr>"
    "<tr><td>成文日期</td><td>2021-12-01</td><td>发布日期</td><td>2021-12-20</td></tr></table>",
    "list": "<ul><li>索 引 号：113-2021</li><li>成文日期：2021-12-01</li><li>发布机构：青石县水利局</li>"
    "<li>发布日期：2021年12月20日</li></ul>",
    "spans": "<div><span>索引号：</span><span>113</span> <span>发布机构：</span><span>青石县水利局</span> "
    "<span>公开日期：</span><span>2021-12-20</span></div>",
    "labels above values": "<div>索引号</div><div>113</div><div>发布机构：</div><div>青石县水利局</div>"
    "<div>发布日期：</div><div>2021年12月20日</div>",
}


@pytest.mark.parametrize("container", [' class="TRS_Editor"', ""])
@pytest.mark.parametrize("index", INDEXES)
def test_an_index_beside_the_notice_says_who_published_and_when(index: str, container: str) -> None:
    """Its facts stand as lines at the top; a clock, a list of other pages and the day of writing are none of them."""
    others = "<div>今天是2024年1月1日 星期一</div><ul><li>关于防汛的通知 发布日期：2023-01-01</li></ul>"
    page = (
        f"<html><body>{NAVIGATION}{others}{INDEXES[index]}<h1>{TITLE}</h1><div{container}>{BODY}</div>"
        f"<div>最新公开</div>{others}</body></html>"
    )
    [report] = extract(page.encode(), "a.html").reports
    assert report.published is not None
    assert report.published.iso == "2021-12-20"
    assert report.publisher is not None
    assert report.publisher.name == "青石县水利局"
    assert report.title is not None
    assert report.title.text == TITLE


def test_a_page_without_an_index_states_nothing_by_its_sidebar() -> None:
    """The clock of the page and the dates of other pages are not the day of publication."""
    others = "<div>您好，今天是2024年1月1日 星期一</div><ul><li>关于防汛的通知 发布日期：2023-01-01</li></ul>"
    page = f"<html><body>{NAVIGATION}{others}<h1>{TITLE}</h1><div class='TRS_Editor'>{BODY}</div>{others}</body></html>"
    assert extract(page.encode(), "a.html").reports[0].published is None


def test_the_day_of_publication_outranks_that_of_writing() -> None:
    """Both may stand in one line; the day of writing stands in where it is alone."""
    for line, iso in (
        ("成文日期：2021-12-01 发布日期：2021-12-20", "2021-12-20"),
        ("成文日期：2021-12-01", "2021-12-01"),
    ):
        [report] = extract(f"{TITLE}\n{line}\n{LINES[0]}\n".encode(), "a.txt").reports
        assert report.published is not None
        assert report.published.iso == iso
