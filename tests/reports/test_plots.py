"""Pictures for documents: what they show, that no character is a box, that they are the same every time."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from xuntu.graph import Store
from xuntu.ontology import QueryError, StoreError
from xuntu.reports.plots import KINDS, Bands, Course, Dots, read_chart, write_plot
from xuntu.reports.plots.fonts import find_fonts, make_font

pytest.importorskip("matplotlib", reason='needs matplotlib: pip install "xuntu[plot]"')
fonttools = pytest.importorskip("fontTools.ttLib", reason='needs fontTools: pip install "xuntu[plot]"')

with_font = pytest.mark.skipif(not find_fonts(), reason="needs a Chinese font: apt-get install fonts-noto-cjk")


def test_recurrences_are_counted_by_round(examples: Store) -> None:
    """Of 68 findings of the fourth round 30 had been found before; the rounds stand in the order of years."""
    chart = read_chart(examples, "recurrences")
    assert isinstance(chart, Bands)
    assert dict(chart.rows)["四届澄陵市委第4轮巡察（2023）"] == (30, 38)
    assert [name[-5:-1] for name, _ in chart.rows] == ["2019", "2021", "2021", "2023", "2023"]


def test_statuses_are_counted_by_type(examples: Store) -> None:
    """Done, open and not told make up all findings of a type, over all levels."""
    chart = read_chart(examples, "statuses")
    assert isinstance(chart, Bands)
    assert chart.rows[0] == ("上轮巡视巡察问题未改到位", (7, 3, 8))
    assert [sum(values) for _, values in chart.rows] == sorted((sum(v) for _, v in chart.rows), reverse=True)


def test_a_timeline_has_the_days_of_each_inspection(examples: Store) -> None:
    """Period, feedback, notice, and what became of the findings."""
    chart = read_chart(examples, "timeline", unit="槐溪县")
    assert isinstance(chart, Course)
    last = chart.lanes[-1]
    assert (last.start, last.end) == (date(2023, 9, 4), date(2023, 10, 20))
    assert [(mark.kind, mark.day) for mark in last.marks] == [
        ("feedback", date(2023, 11, 22)),
        ("report", date(2024, 5, 17)),
    ]
    assert last.outcome == "14 个问题：完成 11、正在整改 2、未完成 1"


def test_days_to_publication_are_told_by_level(examples: Store) -> None:
    """From 2021-07-15 to 2021-12-24 are 162 days."""
    chart = read_chart(examples, "publication")
    assert isinstance(chart, Dots)
    assert dict(chart.groups)["省级"] == (162, 177)


@pytest.mark.parametrize(
    ("kind", "unit", "said"),
    [
        ("pie", None, "没有叫 pie 的图；可以画：recurrences、statuses、types、timeline、publication"),
        ("timeline", None, "timeline 画一个单位"),
        ("types", "槐溪县", "types 画全部"),
        ("timeline", "没有的局", "图里没有叫“没有的局”的单位"),
    ],
)
def test_what_cannot_be_drawn_is_said(examples: Store, kind: str, unit: str | None, said: str) -> None:
    """Unknown kinds, a unit that is missing, too much or unknown."""
    with pytest.raises(QueryError, match=said):
        read_chart(examples, kind, unit=unit)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "timeline"])
def test_nothing_is_no_picture(kind: str) -> None:
    """An empty store gives a sentence, not an empty picture."""
    with pytest.raises(QueryError, match="没有可画的：图里没有"):
        read_chart(Store.in_memory(), kind)


@pytest.mark.slow
@with_font
def test_the_font_has_every_character_and_no_other() -> None:
    """It is cut down to what the picture needs, from the face for simplified Chinese."""
    font = fonttools.TTFont(BytesIO(make_font("直骨巡视2021")))
    assert {chr(code) for code in font.getBestCmap()} == set("直骨巡视2021 ")


@pytest.mark.slow
@with_font
def test_a_character_that_no_font_has_is_an_error() -> None:
    """Never a box: the message names the character and says what to do."""
    with pytest.raises(StoreError, match=r"写得出“\U000e0041”.*fonts-noto-cjk.*XUNTU_FONT"):
        make_font("巡\U000e0041")


def test_a_machine_without_chinese_fonts_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As is who names a file that is no font."""
    monkeypatch.setattr("xuntu.reports.plots.fonts._folders", lambda _: iter([tmp_path]))
    with pytest.raises(StoreError, match=r"没有一种字体写得出“巡视”.*apt-get install fonts-noto-cjk"):
        make_font("巡视")
    wrong = tmp_path / "不是字体.ttf"
    wrong.write_bytes(b"<html>")
    with pytest.raises(StoreError, match="不能当作字体读"):
        make_font("巡视", path=str(wrong))


def test_another_extension_of_a_picture_is_refused(examples: Store, tmp_path: Path) -> None:
    """The three are named."""
    with pytest.raises(StoreError, match=r"\.png、\.svg、\.pdf"):
        write_plot(examples, "types", tmp_path / "图.jpg")


@pytest.mark.slow
@with_font
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_the_same_graph_gives_the_same_picture(examples: Store, tmp_path: Path, kind: str, form: str) -> None:
    """Neither clock nor chance is in it."""
    unit = "槐溪县" if kind == "timeline" else None
    first, second = (
        write_plot(examples, kind, tmp_path / f"{name}.{form}", unit=unit).read_bytes() for name in ("一", "二")
    )
    assert first == second
    assert len(first) > 5_000
    if form == "svg":
        assert b"<script" not in first
        assert re.search(rb"<text|http://(?!www\.w3\.org|purl\.org|creativecommons\.org)", first) is None


@pytest.mark.slow
@with_font
def test_harmful_words_are_words_in_a_picture(harmful: Store, tmp_path: Path) -> None:
    """“$” begins no formula, and nothing becomes an element."""
    drawn = write_plot(harmful, "timeline", tmp_path / "图.svg", unit="云岭县财政局").read_text(encoding="utf-8")
    assert "<script" not in drawn


@pytest.mark.slow
@with_font
@pytest.mark.parametrize("name", [r"甲$\frac{1$乙", "$", r"\textbf{丙}", "<script>丁</script>&amp;"])
def test_a_name_is_drawn_as_it_is_written(name: str) -> None:
    """What would begin a formula or an element is letters, and long names stay within their two lines."""
    from xuntu.reports.plots.canvas import draw

    bands = Bands(name, name * 20, ((name, "s-done"), ("戊", "s-none")), ((name * 6, (3, 0)), (name, (1, 2))))
    drawn = draw(bands, "svg", make_font(f"{name}戊…0123456789")).decode()
    assert "<script" not in drawn
