"""The ontology as files for others: RDF in four syntaxes, pages, the drawing; always the same bytes."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any, Final

from xuntu.ontology import PREFIXES, TURTLE_NAMES, read_turtle
from xuntu.reference.crosswalk import CROSSWALK, to_crosswalk
from xuntu.reference.html import to_html
from xuntu.reference.markdown import to_concepts_page, to_terms_page
from xuntu.reference.model import Model
from xuntu.reference.svg import to_svg
from xuntu.reference.triples import to_graph


def to_file(model: Model, form: str) -> bytes:
    """Return the whole ontology, with its concepts and shapes, in a format of ``FORMATS``."""
    return FORMATS[form](model)


def to_folder(model: Model) -> dict[str, bytes]:
    """Return every file that publishes the ontology, by name."""
    turtle = {f"{name}.ttl": read_turtle(name) for name in TURTLE_NAMES}
    return {
        **turtle,
        "index.html": to_html(model).encode(),
        "index.md": to_terms_page(model).encode(),
        "concepts.md": to_concepts_page(model).encode(),
        "crosswalk.csv": _crosswalk(model),
        "diagram.svg": to_svg(model).encode(),
    }


def _turtle(model: Model) -> bytes:  # noqa: ARG001 (the files are what the model is read from)
    """Return the files one below the other, as they were written: prefixes may be said again."""
    return b"\n".join(read_turtle(name) for name in TURTLE_NAMES)


def _ntriples(model: Model) -> bytes:  # noqa: ARG001
    return "".join(sorted(to_graph().serialize(format="nt").splitlines(keepends=True))).encode()


def _jsonld(model: Model) -> bytes:  # noqa: ARG001
    told = json.loads(to_graph().serialize(format="json-ld", context=PREFIXES))
    return (json.dumps(_in_order(told), ensure_ascii=False, indent=1) + "\n").encode()


def _rdfxml(model: Model) -> bytes:  # noqa: ARG001
    text = to_graph().serialize(format="xml")
    head, *things = re.split("(?=^  <rdf:Description)", text.removesuffix("</rdf:RDF>\n"), flags=re.MULTILINE)
    return "".join([head, *sorted(things), "</rdf:RDF>\n"]).encode()


def _in_order(value: Any) -> Any:
    """Return JSON-LD with its keys and sets sorted; only what is a list there has an order of its own."""
    if isinstance(value, dict):
        return {key: each if key == "@list" else _in_order(each) for key, each in sorted(value.items())}
    if isinstance(value, list):
        return sorted(map(_in_order, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def _markdown(model: Model) -> bytes:
    return (to_terms_page(model) + "\n" + to_concepts_page(model)).encode()


def _crosswalk(model: Model) -> bytes:
    paper = io.StringIO(newline="")
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(CROSSWALK)
    writer.writerows(to_crosswalk(model))
    return paper.getvalue().encode()


FORMATS: Final[dict[str, Callable[[Model], bytes]]] = {
    "ttl": _turtle,
    "nt": _ntriples,
    "jsonld": _jsonld,
    "rdf": _rdfxml,
    "html": lambda model: to_html(model).encode(),
    "md": _markdown,
    "svg": lambda model: to_svg(model).encode(),
    "csv": _crosswalk,
}
"""What writes each format, by file name extension."""
