"""Pictures written to files, in the format that the extension names."""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from xuntu.graph import Store, save
from xuntu.ontology import StoreError
from xuntu.reports.plots.charts import words_of
from xuntu.reports.plots.fonts import make_font
from xuntu.reports.plots.kinds import read_chart

FORMS: Final = ("png", "svg", "pdf")


def write_plot(store: Store, kind: str, path: str | Path, *, unit: str | None = None, font: str | None = None) -> Path:
    """Write the picture *kind* and return the path; *font* is a file with the letters, by default one is found.

    Raises QueryError for an unknown kind and where there is nothing to draw; StoreError where matplotlib or a font is
    missing, for another extension, and where the file cannot be written.
    """
    form = Path(path).suffix.removeprefix(".").lower()
    if form not in FORMS:
        raise StoreError(f"{path}：图可以写成 {'、'.join(f'.{one}' for one in FORMS)}；请换一个扩展名")
    chart = read_chart(store, kind, unit=unit)
    if find_spec("matplotlib") is None:
        raise StoreError('画图要用 matplotlib，这里没有装；请装上：pip install "xuntu[plot]"')
    letters = make_font(words_of(chart), path=font)
    from xuntu.reports.plots.canvas import draw

    return save(path, draw(chart, form, letters))
