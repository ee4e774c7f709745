"""The drawing as SVG: on its own, with its colours inside, or as a part of the page."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from xuntu.reference.drawing import Arrow, Box, Drawing, draw
from xuntu.reference.model import Model

_TITLE: Final = "巡图本体：类与主要关系 · Classes and main relations of the Xuntu ontology"
_HEAD: Final = {"": "arrow", "both": "arrow", "kind": "kind"}


def to_svg(model: Model, *, alone: bool = True) -> str:
    """Return the drawing; *alone* it brings its own style, else its boxes lead to the places of the page."""
    drawing = draw(model)
    size = f"{drawing.width:.0f} {drawing.height:.0f}"
    style = f"<style>{style_of_drawing()}</style>" if alone else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {size}" role="img">',
        f"<title>{_TITLE}</title>{style}",
        *_paper(drawing, alone=alone),
        *_heads(),
        *_lines(drawing),
        *(line for box in drawing.boxes for line in _box(box, linked=not alone and box.name.startswith("xt:"))),
        *(line for arrow in _labelled(drawing) for line in _label(arrow)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def style_of_drawing() -> str:
    """Return the colours and letters of the drawing."""
    return (files("xuntu.reference") / "templates" / "drawing.css").read_text(encoding="utf-8")


def _paper(drawing: Drawing, *, alone: bool) -> Iterator[str]:
    if alone:
        yield f'<rect class="paper" width="{drawing.width:.0f}" height="{drawing.height:.0f}"/>'


def _heads() -> Iterator[str]:
    shape = 'viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto-start-reverse"'
    yield f'<defs><marker id="arrow" {shape}><path class="head" d="M0 0.8 10 5 0 9.2z"/></marker>'
    yield f'<marker id="kind" {shape}><path class="head hollow" d="M0.8 0.8 9 5 0.8 9.2z"/></marker></defs>'


def _lines(drawing: Drawing) -> Iterator[str]:
    for arrow in drawing.arrows:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in arrow.points)
        back = ' marker-start="url(#arrow)"' if arrow.style == "both" else ""
        yield f'<polyline class="line" points="{path}" marker-end="url(#{_HEAD[arrow.style]})"{back}/>'


def _labelled(drawing: Drawing) -> list[Arrow]:
    """Return the arrows whose labels are written: of several that share a trunk, one."""
    return list({(arrow.place.left, arrow.place.top): arrow for arrow in drawing.arrows}.values())


def _label(arrow: Arrow) -> Iterator[str]:
    at, middle = arrow.place, arrow.place.left + arrow.place.width / 2
    yield f'<rect class="behind" x="{at.left:.1f}" y="{at.top:.1f}" width="{at.width:.1f}" height="{at.height:.1f}"/>'
    yield f'<text class="zh" x="{middle:.1f}" y="{at.top + 15:.1f}">{escape(arrow.label.zh)}</text>'
    yield f'<text class="en" x="{middle:.1f}" y="{at.top + 31:.1f}">{escape(arrow.label.en)}</text>'


def _box(box: Box, *, linked: bool) -> Iterator[str]:
    at, middle = box.place, box.place.left + box.place.width / 2
    lines = [("name", box.label.zh, 21.0), ("english", box.label.en, 17.0), ("above", box.above, 15.0)]
    lines += [("inside", text, 18.0) for text in box.small]
    told = [line for line in lines if line[1]]
    y = at.top + (at.height - sum(height for *_, height in told)) / 2 - 3
    yield f'<a href="#{box.name.partition(":")[2]}">' if linked else "<g>"
    yield (
        f'<rect class="box {box.colour}" x="{at.left:.1f}" y="{at.top:.1f}" width="{at.width}" '
        f'height="{at.height}" rx="10"/>'
    )
    for kind, text, height in told:
        y += height
        yield f'<text class="{kind}" x="{middle:.1f}" y="{y:.1f}">{escape(text)}</text>'
    yield "</a>" if linked else "</g>"
