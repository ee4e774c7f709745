"""One HTML file that shows the graph: the one door to pyvis.

pyvis gives the network, its options and the drawing library (vis-network); the page around them is ours. It holds
everything in itself, asks the network for nothing (its content security policy forbids it), and never turns text into
markup: text from documents travels as JSON and is set by ``textContent``.
"""

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xuntu.graph.legend import FACTS, KINDS, Language, fact_name, kind_name
from xuntu.graph.nearness import CROWD, HUBS, RANK, RECURRING, STEP, WEAK
from xuntu.graph.network import SHORTCUTS, Network, Place, clean_text, to_networkx, to_places
from xuntu.graph.offline import Asking, make_asking
from xuntu.graph.saving import save
from xuntu.graph.store import Store
from xuntu.graph.viewing import Focus, Links, Part, cut, short, to_pictures

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPTIONS: Final[dict[str, object]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "selectConnectedEdges": False, "tooltipDelay": 100000},
    "nodes": {"chosen": False},
    "edges": {"smooth": False, "chosen": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}}},
}
_DRAWING_LIBRARY: Final = "lib/vis-9.1.2/vis-network.min.js"
_LIBRARY_NAME: Final = "vis-network.min.js"
DRAWING: Final = frozenset({"kinds.css", "layout.js", _LIBRARY_NAME})
_PLACES_SHOWN: Final = 6
# Marks that reorder the text around them: they could make a label read as something else.
_REORDERING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MUCH: Final = 400_000  # characters of data from which packing is worth that it cannot be read by eye
_SCRIPTS: Final = ("view.js", "graph.js", "cards.js", "chains.js", "matrix.js", "org.js", "policies.js", "start.js")
_IN_SCRIPT: Final = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def write_view(
    store: Store,
    path: str | Path,
    focus: Focus | None = None,
    *,
    tab: str | None = None,
    language: Language = "zh",
    title: str | None = None,
    offline_sparql: bool = False,
) -> Path:
    """Write the graph of *store* as one HTML file that works without a network, and return its path.

    With *focus* the file holds only what belongs to that, and opens at it; else it holds all, and opens at the unit
    with most recurring findings. *tab* is the picture that it opens with: that of the focus, or ``graph``, ``chains``,
    ``overview``, ``org``, ``policies``. *language* is that of the page; text from documents stays as it is. With
    *offline_sparql* the whole graph can be asked in the page, by questions and in SPARQL. Raises ``QueryError`` for a
    name that is unknown or that several things have, and ``StoreError`` where the file cannot be written or holds too
    much to be asked.
    """
    asking = make_asking(store, language) if offline_sparql else None
    graph = to_networkx(store, language=language)
    graph.remove_nodes_from([node for node, facts in graph.nodes(data=True) if "superseded" in facts])
    for source, target, key, facts in _edges(graph):
        if facts["relation"] in SHORTCUTS:
            graph.remove_edge(source, target, key)
    part = cut(graph, Links(graph), focus) if focus else Part(graph, "graph")
    heading = title or (str(graph.nodes[part.node]["label"]) if part.node else "")
    text = to_html(part, to_places(store), tab=tab, language=language, title=heading, asking=asking)
    return save(path, text.encode())


def to_html(
    part: Part,
    places: "Mapping[str, list[Place]]",
    *,
    tab: str | None = None,
    language: Language = "zh",
    title: str = "",
    asking: Asking | None = None,
) -> str:
    """Return the page that shows *part*."""
    graph, links = part.graph, Links(part.graph)
    drawing = _network_class()(language, asking)
    order = {node: index for index, node in enumerate(graph)}
    drawing.nodes = [_node(node, facts, places.get(node, [])) for node, facts in graph.nodes(data=True)]
    drawing.edges = [
        {"from": order[source], "to": order[target], **_link(facts)} for source, target, facts in graph.edges(data=True)
    ]
    drawing.heading = _shown(title)
    drawing.page["relations"] = {str(at["relation"]): str(at["label"]) for *_, at in graph.edges(data=True)}
    drawing.page |= to_pictures(part, links, order)
    if tab not in {None, part.tab}:
        drawing.page |= {"tab": tab, "at": ""}
    return str(drawing.generate_html())


@cache
def _network_class() -> Any:
    """Return our subclass of pyvis' network; made on first use, since pyvis takes half a second to import."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
    from markupsafe import Markup
    from pyvis.network import Network as PyvisNetwork

    class XuntuNetwork(PyvisNetwork):  # type: ignore[misc]  # pyvis has no types
        """A pyvis network that is drawn by our page instead of pyvis' own.

        Only the templates and the options differ; pyvis' own page would fetch styles from servers and would let
        node ids and titles run as code.
        """

        def __init__(self, language: Language, asking: Asking | None) -> None:
            super().__init__(directed=True, cdn_resources="in_line")
            ours = PackageLoader("xuntu.graph", "templates")
            loader = ChoiceLoader([ours, FileSystemLoader(self.template_dir)])
            self.templateEnv = Environment(loader=loader, autoescape=True)
            self.templateEnv.filters["to_data"] = lambda value: Markup(to_data(value))  # noqa: S704  # escaped there
            self.path = "page.html"
            self.set_options(json.dumps(_OPTIONS))
            words = json.loads(_template(f"words.{language}.json"))
            self.page: dict[str, object] = {"words": words, **_names(language)}
            vis = loader.get_source(self.templateEnv, _DRAWING_LIBRARY)[0].replace("\r\n", "\n")
            style = _template("kinds.css") + _template("view.css") + (asking.style if asking else "")
            parts = {"vis": vis, "script": _script(asking), "style": style}
            given: dict[str, Any] = {name: Markup(text) for name, text in parts.items()}  # noqa: S704  # files, not input
            given["hashes"] = {name: _hash(text) for name, text in parts.items()}
            given["asking"] = Markup(asking.elements) if asking else ""  # noqa: S704  # escaped there
            given |= {"words": words, "page": self.page, "lang": "zh-CN" if language == "zh" else "en"}
            self.templateEnv.globals.update(given)

    return XuntuNetwork


def _edges(graph: Network) -> "list[tuple[str, str, str, dict[str, object]]]":
    return [(source, target, str(key), facts) for source, target, key, facts in graph.edges(keys=True, data=True)]


def _node(node: str, facts: "Mapping[str, object]", places: list[Place]) -> dict[str, object]:
    shown = [[key, _shown(facts[key])] for key in FACTS if key in facts]
    return {
        "id": short(node),
        "label": _shown(facts["label"]),
        "kind": facts["type"],
        "facts": shown,
        "places": [[_shown(p.file), p.start, p.end, _shown(p.quote)] for p in places[:_PLACES_SHOWN]],
        "more": max(0, len(places) - _PLACES_SHOWN),
    }


def _link(facts: "Mapping[str, object]") -> dict[str, object]:
    date = facts.get("date")
    return {"relation": facts["relation"], **({"date": _shown(date)} if date else {})}


def _names(language: Language) -> dict[str, object]:
    return {
        "kinds": {key: kind_name(key, language) for key in KINDS},
        "facts": {key: fact_name(key, language) for key in FACTS},
        "nearness": {"rank": RANK, "hubs": HUBS, "step": STEP, "weak": WEAK, "recurring": RECURRING, "crowd": CROWD},
    }


def _shown(value: object) -> str:
    """Return a value as text to be read: without control characters and marks that reorder it."""
    return _REORDERING.sub("", clean_text(str(value)))


def in_script(value: object) -> str:
    r"""Return *value* as JSON that may stand inside a script element.

    >>> print(in_script("</script>"))
    "\u003c/script\u003e"
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


def to_data(value: object) -> str:
    """Return the script element that holds *value*: as JSON, or packed (gzip in base64) where there is much of it."""
    text = in_script(value)
    if len(text) < _MUCH:
        return f'<script type="application/json" id="graph">{text}</script>'
    packed = base64.b64encode(gzip.compress(text.encode(), compresslevel=6, mtime=0)).decode()
    return f'<script type="application/gzip" id="graph">{packed}</script>'


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def read_drawing(name: str) -> bytes:
    """Return a file that pages need to draw a network, by a name of ``DRAWING``.

    >>> sorted(DRAWING)
    ['kinds.css', 'layout.js', 'vis-network.min.js']
    """
    if name != _LIBRARY_NAME:
        return _template(name).encode()
    found = find_spec("pyvis")  # not imported, which would take half a second
    assert found and found.origin  # noqa: S101  # it is required
    return (Path(found.origin).parent / "templates" / _DRAWING_LIBRARY).read_bytes()


def _script(asking: Asking | None) -> str:
    """Return the script of the page: the layout, no module there, the shell, its tabs in their order, and the start."""
    layout = _template("layout.js").replace("\nexport ", "\n")
    *tabs, start = (_template(name) for name in _SCRIPTS)
    parts = "\n".join([layout, _template("unpack.js"), *tabs, asking.script if asking else "", start])
    return f'"use strict";\n(async () => {{\n{parts}}})();\n'


def _template(name: str) -> str:
    text = (files("xuntu.graph") / "templates" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")
