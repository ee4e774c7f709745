"""The ontology as files: every format says the same, and the same ontology gives the same bytes."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
import rdflib
from rdflib.compare import isomorphic

from xuntu.ontology import TURTLE_NAMES, read_turtle
from xuntu.reference import FORMATS, load_model, to_file, to_folder

MODEL = load_model()
SYNTAX = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


def whole() -> rdflib.Graph:
    """Return the union of the ontology's files."""
    graph = rdflib.Graph()
    for name in TURTLE_NAMES:
        graph.parse(data=read_turtle(name), format="turtle")
    return graph


class Page(HTMLParser):
    """What a browser would take from a page: places, links, and what it would load or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.places: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in one element."""
        said = dict(attrs)
        self.places += [said["id"] or ""] if "id" in said else []
        self.links += [said["href"] or ""] if tag == "a" else []
        runs = tag in {"script", "link", "img", "iframe"} or "src" in said or "style" in said
        self.loaded += [tag] if runs or any(name.startswith("on") for name in said) else []


@pytest.mark.slow
@pytest.mark.parametrize("form", SYNTAX)
def test_every_syntax_holds_the_whole(form: str) -> None:
    """What is written is read back as vocabulary, concepts and shapes together."""
    assert isomorphic(rdflib.Graph().parse(data=to_file(MODEL, form), format=SYNTAX[form]), whole())


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_process() -> None:
    """Two processes that order their sets differently write the same."""
    code = (
        "import hashlib; from xuntu.reference import FORMATS, load_model, to_file; m = load_model();"
        "print([(f, hashlib.sha256(to_file(m, f)).hexdigest()) for f in FORMATS])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_a_folder_holds_all_that_is_published() -> None:
    """The Turtle files as they are, two pages, the web page, the drawing and the crosswalk."""
    files = to_folder(MODEL)
    assert sorted(files) == [
        "concepts.md", "concepts.ttl", "crosswalk.csv", "diagram.svg", "index.html", "index.md", "problems.ttl",
        "shapes.ttl", "xuntu.ttl",
    ]  # fmt: skip
    assert files["xuntu.ttl"] == read_turtle("xuntu")


def test_the_page_has_a_place_for_every_term() -> None:
    """…/ns#Finding leads to #Finding; concepts and schemes have places too, no place is given twice, no link is dead."""
    page = Page(to_file(MODEL, "html").decode())
    wanted = {each.anchor for each in (*MODEL.terms, *MODEL.concepts, *MODEL.schemes)}
    assert wanted <= set(page.places)
    assert len(page.places) == len(set(page.places))
    assert {link for link in page.links if link.startswith("#") and link[1:] not in page.places} == set()


def test_the_page_loads_and_runs_nothing() -> None:
    """No script, image, frame or style from elsewhere; the policy of the page allows its one style only."""
    text = to_file(MODEL, "html").decode()
    assert Page(text).loaded == []
    assert "default-src 'none'; style-src 'sha256-" in text
    assert [link for link in Page(text).links if not link.startswith("#")] == [MODEL.licence]


def test_the_markdown_has_every_term_and_concept() -> None:
    """Nothing is left out of the pages for reading."""
    text = to_file(MODEL, "md").decode()
    assert [each.name for each in MODEL.terms if f"`{each.name}`" not in text] == []
    assert [each.name for each in MODEL.concepts if f"`{each.place}`" not in text] == []
    assert re.search(r"\| `C03.02` \|".replace("| `", "| 　　`"), text)


def test_json_ld_speaks_with_our_prefixes() -> None:
    """A reader of JSON finds xt:Finding by its short name."""
    nodes = json.loads(to_file(MODEL, "jsonld"))["@graph"]
    [finding] = [node for node in nodes if node["@id"] == "xt:Finding"]
    assert {"@language": "zh", "@value": "反馈问题"} in finding["rdfs:label"]


def test_formats_are_those_that_the_help_names() -> None:
    """Four syntaxes of RDF, pages, drawing, crosswalk."""
    assert list(FORMATS) == ["ttl", "nt", "jsonld", "rdf", "html", "md", "svg", "csv"]
