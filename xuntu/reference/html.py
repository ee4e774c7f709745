"""The reference as one web page: it holds everything in itself, runs nothing and asks the network for nothing."""

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from xuntu.ontology import NAMESPACE
from xuntu.reference.crosswalk import frames
from xuntu.reference.finding import Thing
from xuntu.reference.markdown import SEVERITIES
from xuntu.reference.model import Concept, Model
from xuntu.reference.svg import style_of_drawing, to_svg


def to_html(model: Model) -> str:
    """Return the page; ``#Finding`` is the place of ``xt:Finding``, ``#problem-C03.02`` that of a concept."""
    made = Environment(
        loader=PackageLoader("xuntu.reference", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    style = _template("page.css") + style_of_drawing()
    things: tuple[Thing, ...] = (*model.terms, *model.concepts, *model.schemes)
    places = {thing.name: thing.anchor for thing in things}
    return made.get_template("page.html").render(
        model=model,
        anchor=places.get,
        namespace=NAMESPACE,
        style=Markup(style),  # noqa: S704 (a file of ours)
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        drawing=Markup(to_svg(model, alone=False)),  # noqa: S704 (made by us, its texts escaped)
        severities=SEVERITIES,
        frames=frames(model),
        tops=_tops(model),
        covered={frame.name: _tops_of(model, frame) for frame in frames(model)},
    )


def _tops(model: Model) -> list[Concept]:
    return [each for each in model.concepts if each.scheme == "xtsch:problem" and each.depth == 0]


def _tops_of(model: Model, frame: Concept) -> set[str]:
    return {top.name for top in _tops(model) if top.name in frame.related}


def _template(name: str) -> str:
    return (files("xuntu.reference") / "templates" / name).read_text(encoding="utf-8").replace("\r\n", "\n")
