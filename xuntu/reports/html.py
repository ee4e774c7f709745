"""A report as one web page: it holds everything in itself, runs nothing and asks the network for nothing."""

import base64
import hashlib
from collections import defaultdict
from importlib.resources import files

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from xuntu.reports.colours import style as style_of_colours
from xuntu.reports.drawing import draw
from xuntu.reports.model import Bars, Block, Heading, Pair, Report, Table, Text, Tiles, numeral, text

_MOST_BACK = 12


class _Citing:
    """Numbers behind words that lead to the sources, and the ways back."""

    def __init__(self, report: Report) -> None:
        self._numbers = report.numbers()
        self._cited: defaultdict[int, int] = defaultdict(int)

    def cite(self, told: Text) -> Markup:
        """Return words with the numbers of their sources."""
        marks = list[Markup]()
        for quote in told.quotes:
            number = self._numbers[quote.iri]
            self._cited[number] += 1
            marks.append(
                Markup('<a class="note" id="r{0}-{1}" href="#n{0}" aria-label="出处 {0}">{0}</a>').format(
                    number, self._cited[number]
                )
            )
        words = Markup('<span class="{}">{}</span>').format(told.tone, told.words) if told.tone != "plain" else None
        end = Markup("<sup>{}</sup>").format(Markup(" ").join(marks)) if marks else Markup("")
        return Markup("{}{}").format(told.words if words is None else words, end)

    def back(self, number: int) -> list[str]:
        """Return the places that cite a source."""
        return [f"r{number}-{place}" for place in range(1, min(self._cited[number], _MOST_BACK) + 1)]


def to_html(report: Report) -> str:
    """Return *report* as a page."""
    made = Environment(
        loader=PackageLoader("xuntu.reports", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["told"] = lambda value: text(value).words
    citing = _Citing(report)
    style = (files("xuntu.reports") / "templates" / "report.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    style += style_of_colours()
    return made.get_template("report.html").render(
        report=report,
        cite=citing.cite,
        back=citing.back,
        kind=_kind,
        draw=draw,
        numeral=numeral,
        style=Markup(style),  # noqa: S704 (files of ours)
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _kind(block: Block) -> str:
    kinds = {Text: "text", Heading: "heading", Tiles: "tiles", Table: "table", Bars: "bars", Pair: "pair"}
    return kinds[type(block)]
