"""How Sphinx makes the site: `make docs`. It runs on copies of the pages that `making.site` puts together."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage

import xuntu

project = "巡图 xuntu"
author = copyright = "xuntu"  # noqa: A001 (the name that Sphinx asks for)
version = release = xuntu.__version__
language = "zh_CN"

extensions = ["myst_parser"]
myst_heading_anchors = 4
myst_links_external_new_tab = True
highlight_language = "text"
suppress_warnings = ["misc.highlighting_failure"]  # TriG has no lexer but that of Turtle

html_theme = "furo"
html_title = f"巡图 xuntu {version}"
html_static_path = [str(Path(__file__).parent / "making" / "site.css")]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_show_search_summary = False  # a page opened from a disk may not fetch the others
html_permalinks_icon = "¶"
_FONTS: Final = (
    'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
)
_LETTERS: Final = '"Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "Sarasa Mono SC", monospace'
_LIGHT: Final = {
    "font-stack": _FONTS,
    "font-stack--monospace": _LETTERS,
    "color-brand-primary": "#9b1c1c",
    "color-brand-content": "#9b1c1c",
    "color-brand-visited": "#7a2e2e",
}
_DARK: Final = {"color-brand-primary": "#f0a3a3", "color-brand-content": "#f0a3a3", "color-brand-visited": "#d8b0b0"}
html_theme_options = {"light_css_variables": _LIGHT, "dark_css_variables": _DARK}


class ChineseSearch(SearchLanguage):
    """Search by pairs of neighbouring characters: finds every word, with no list of words to keep.

    Both sides split alike: the index here, what is typed in the browser (``js_splitter_code``).
    """

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = r"""
var splitQuery = (query) => query.match(/[\p{Script=Han}]+|[A-Za-z0-9_]+/gu)?.flatMap((run) =>
  /^\p{Script=Han}{2,}$/u.test(run) ? [...run].slice(1).map((mark, place) => [...run][place] + mark) : [run]) ?? [];
"""
    _runs = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9_]+")

    def split(self, text: str) -> list[str]:
        """Return words of letters, and characters alone and in pairs."""
        parts = []
        for run in self._runs.findall(text):
            chinese = run[0] >= "\u3400"
            parts += [*run, *map("".join, pairwise(run))] if chinese else [run]
        return parts

    def stem(self, word: str) -> str:
        """Return the word in small letters, as it is looked for."""
        return word.lower()

    def word_filter(self, word: str) -> bool:
        """Take every word."""
        return bool(word)


# What the theme says in English only, and what English pages are told in the language of the site.
_CHINESE: Final = {
    "Toggle site navigation sidebar": "显示或隐藏目录",
    "Toggle table of contents sidebar": "显示或隐藏本页目录",
    "Toggle Light / Dark / Auto color theme": "浅色、深色或跟随系统",
    "Hide navigation sidebar": "隐藏目录",
    "Hide table of contents sidebar": "隐藏本页目录",
    "Skip to content": "跳到正文",
    "Back to top": "回到顶部",
    "On this page": "本页内容",
    "Link to this heading": "这一节的链接",
    "<title>Contents</title>": "<title>目录</title>",
    "<title>Menu</title>": "<title>菜单</title>",
    "<title>Expand</title>": "<title>展开</title>",
    "<title>Light mode</title>": "<title>浅色</title>",
    "<title>Dark mode</title>": "<title>深色</title>",
    "Toggle navigation of": "展开：",
}
_ENGLISH: Final = {
    "<span>下一页</span>": "<span>Next</span>",
    "<span>上一页</span>": "<span>Previous</span>",
    'placeholder="搜索" name="q" aria-label="搜索"': 'placeholder="Search" name="q" aria-label="Search"',
    "永久链接至标题": "Link to this heading",
    '<div class="title">主页</div>': '<div class="title">Home</div>',
}


_TRANSLATION = re.compile(r'<script src="[^"]*translations\.js[^"]*"></script>')


def setup(app: Sphinx) -> None:
    """Add our search, the language of each page, and its words."""
    app.add_search_language(ChineseSearch)
    app.connect("html-page-context", _say_language)
    app.connect("build-finished", _say_words)


def _say_language(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    context["language"] = "en" if page.startswith(("en/", "decisions/0")) else "zh-CN"


def _say_words(app: Sphinx, fault: Exception | None) -> None:
    for page in [] if fault else Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        english = '<html class="no-js" lang="en"' in text
        words = _ENGLISH if english else _CHINESE
        text = _TRANSLATION.sub("", text) if english else text
        for one, other in words.items():
            text = text.replace(one, other)
        page.write_text(text, encoding="utf-8")
