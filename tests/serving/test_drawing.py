"""Pictures of numbers: they are well-formed, inert, and nothing lies outside of them."""

from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from xuntu.serving.pages.drawing import Series, bars, columns, measure, shorten, stacks

_ROWS = [("招标投标不规范", 31.0), ("党建工作责任制落实不到位、压力传导层层递减、有的支部", 12), ("财政财务", 0)]


def _parse(picture: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(picture)  # noqa: S314 (our own)


@pytest.mark.parametrize(
    "picture",
    [
        bars(_ROWS, title="类型"),
        bars([], title="空"),
        columns([("2019", 5), ("2021", 30_000)], title="年"),
        columns([], title="空"),
        stacks(
            ["2019", "2021"], [Series("完成", [3, 4], "s-done"), Series("未完成", [0, 1], "s-undone")], title="状态"
        ),
    ],
)
def test_every_shape_lies_within_its_picture(picture: Markup) -> None:
    """With no rows too; letters are measured as wide as they are."""
    root = _parse(picture)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for shape in root.iter("rect"):
        x, y, w, h = (float(shape.attrib[key]) for key in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= width
        assert 0 <= y <= y + h <= height
    for text in root.iter("text"):
        x, long = float(text.attrib["x"]), measure(text.text or "")
        kind = text.attrib.get("class", "")
        left = x - long if "end" in kind else x - long / 2 if "middle" in kind else x
        assert left >= -0.2
        assert left + long <= width + 0.2


def test_names_in_a_picture_are_text_and_nothing_else() -> None:
    """A label with marks of markup is shown as it is."""
    hostile = "<script>alert(1)</script>"
    root = _parse(bars([(hostile, 1)], title=hostile))
    assert [each.tag for each in root.iter() if "script" in each.tag] == []
    assert root.find("title") is not None
    assert (root.findtext("title"), root.findtext("g/title")) == (hostile, f"{hostile}：1")


def test_long_names_are_cut_and_told_in_full() -> None:
    """In the title of the bar."""
    name = _ROWS[1][0]
    root = _parse(bars(_ROWS, title="类型"))
    assert f"{name}：12" in [each.findtext("title") for each in root.iter("g")]
    assert shorten(name) in [text.text for text in root.iter("text")]
