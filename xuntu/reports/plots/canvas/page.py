"""A page with a title, a remark and one picture, as the bytes of a file."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from xuntu.reports.plots.canvas.bands import draw_bands
from xuntu.reports.plots.canvas.course import draw_course
from xuntu.reports.plots.canvas.dots import draw_dots
from xuntu.reports.plots.canvas.paper import Paper
from xuntu.reports.plots.charts import Bands, Chart, Course

_SETTINGS: Final[dict[str, object]] = {
    "text.parse_math": False,  # a “$” in a name is a “$”
    "text.usetex": False,
    "svg.hashsalt": "xuntu",
    "svg.fonttype": "path",  # legible wherever it is opened; a font that is not there would make boxes
    "pdf.fonttype": 3,
    "axes.unicode_minus": False,
    "path.simplify": True,
}
_SECRETS: Final[dict[str, dict[str, str | None]]] = {
    "svg": {"Date": None, "Creator": "xuntu"},
    "pdf": {"CreationDate": None, "ModDate": None, "Creator": "xuntu", "Producer": "xuntu"},
    "png": {"Software": "xuntu"},
}


def draw(chart: Chart, form: str, font: bytes) -> bytes:
    """Return the picture of *chart* in the format *form*: svg, pdf or png; its letters are those of *font*."""
    with TemporaryDirectory(prefix="xuntu-", ignore_cleanup_errors=True) as folder, rc_context(_SETTINGS):  # type: ignore[arg-type]  # keys are checked by matplotlib
        file = Path(folder, "xuntu.otf")
        file.write_bytes(font)
        figure = Figure(facecolor="white")
        paper = Paper(figure, FontProperties(fname=str(file)))
        match chart:
            case Bands():
                draw_bands(paper, chart)
            case Course():
                draw_course(paper, chart)
            case _:
                draw_dots(paper, chart)
        drawn = BytesIO()
        title = {"Title": chart.title}
        figure.savefig(drawn, format=form, dpi=200, metadata={**_SECRETS[form], **title})
        return drawn.getvalue()
