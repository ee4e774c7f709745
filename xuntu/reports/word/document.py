"""A Word document made of templates: the same report gives the same bytes.

Sources are endnotes of Word's own, so that a double click on a number leads to the source and back; a source that is
cited again is a cross-reference to its first number. Bars are pictures of one point, stretched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, PackageLoader

from xuntu.reports.colours import LIGHT
from xuntu.reports.model import Bars, Block, Heading, Pair, Report, Table, Text, Tiles, numeral, text
from xuntu.reports.word.pictures import to_point

_WIDTH: Final = 9411
"""The width of the text in twentieths of a point: A4 with margins of 22 mm."""
_BAR: Final = 3_600_000
"""The longest bar, in EMU: 100 mm."""
_LEAST: Final = 9_000
_PARTS: Final = {
    "[Content_Types].xml": "types.xml",
    "_rels/.rels": "package.rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document.rels.xml",
    "word/endnotes.xml": "endnotes.xml",
    "word/fontTable.xml": "fonts.xml",
    "word/footer1.xml": "footer.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Cited:
    """A number behind words: ``first`` where it is the endnote itself, else a reference to it."""

    number: int
    first: bool


class _Citing:
    """Which sources were cited already, and numbers for what needs one of its own."""

    def __init__(self, report: Report) -> None:
        self._numbers = report.numbers()
        self._seen = set[int]()
        self._last = 0

    def cite(self, told: Text) -> list[Cited]:
        """Return the numbers behind words."""
        cited = list[Cited]()
        for quote in told.quotes:
            number = self._numbers[quote.iri]
            cited.append(Cited(number, number not in self._seen))
            self._seen.add(number)
        return cited

    def next(self) -> int:
        """Return a number that nothing else in the document has."""
        self._last += 1
        return self._last


def to_docx(report: Report) -> bytes:
    """Return *report* as the bytes of a Word document."""
    made = Environment(
        loader=PackageLoader("xuntu.reports", "templates/word"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    citing = _Citing(report)
    given: dict[str, object] = {
        "report": report,
        "cite": citing.cite,
        "next_number": citing.next,
        "kind": _kind,
        "numeral": numeral,
        "widths": _widths,
        "width": _WIDTH,
        "long": _long,
        "colours": tuple(LIGHT),
    }
    made.filters["told"] = lambda value: text(value).words
    parts = {name: made.get_template(template).render(given).encode() for name, template in _PARTS.items()}
    parts |= {f"word/media/{name}.png": to_point(colour) for name, colour in LIGHT.items()}
    return _pack(parts)


def _pack(parts: dict[str, bytes]) -> bytes:
    """Return the parts as an archive without a clock in it."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, content, compresslevel=6)
    return packed.getvalue()


def _kind(block: Block) -> str:
    kinds = {Text: "text", Heading: "heading", Tiles: "tiles", Table: "table", Bars: "bars", Pair: "pair"}
    return kinds[type(block)]


def _widths(shares: Sequence[int]) -> list[int]:
    """Return the widths of columns; together they are the width of the text."""
    whole = sum(shares)
    widths = [_WIDTH * share // whole for share in shares]
    widths[-1] += _WIDTH - sum(widths)
    return widths


def _long(bars: Bars, value: int) -> int:
    """Return how long the bar of a value is, in EMU."""
    most = max((sum(values) for _, values in bars.rows), default=0) or 1
    return max(_BAR * value // most, _LEAST)
