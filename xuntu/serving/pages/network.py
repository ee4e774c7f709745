"""Pictures of things and what lies around them: as JSON for the script that draws them, and as a page of their own."""

import json
from typing import TYPE_CHECKING

from xuntu.graph import (
    KINDS,
    MOST_DRAWN,
    Picture,
    Place,
    Spot,
    draw_around,
    fact_name,
    kind_name,
    list_starts,
    relation_name,
)
from xuntu.ontology import clean
from xuntu.serving.pages.links import to_path
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.templates import say_all, show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

_PLACES = 6


def give_network(reading: "Reading", asked: Asked) -> Page:
    """Return the picture of the fields ``iri`` as JSON; ``hide`` names kinds, ``most`` how many things."""
    return Page(json.dumps(_plain(_draw(reading, asked), asked), ensure_ascii=False).encode(), 200, "application/json")


def show_graph(reading: "Reading", asked: Asked) -> Page:
    """Return the page that shows a thing and what lies around it."""
    picture = _draw(reading, asked) if asked.get("iri") else Picture()
    lines = [(picture.spots[one.source], one.relation, picture.spots[one.target]) for one in picture.lines]
    named = [(source, relation_name(relation, asked.language), target) for source, relation, target in lines]
    kinds = {key: kind_name(key, asked.language) for key in KINDS}
    missing = bool(asked.get("iri")) and not picture.spots
    starts = () if picture.spots else list_starts(reading.store)
    return show(
        "graph.html",
        asked,
        status=404 if missing else 200,
        picture=picture,
        lines=named,
        kinds=kinds,
        starts=starts,
        missing=missing,
    )


def _draw(reading: "Reading", asked: Asked) -> Picture:
    iris = [value for key, value in asked.fields if key == "iri"]
    hidden = [value for key, value in asked.fields if key == "hide"]
    most, alone = asked.number("most", MOST_DRAWN), bool(asked.get("alone"))
    return draw_around(reading.store, iris, hidden=hidden, most=most, alone=alone, language=asked.language)


def _plain(picture: Picture, asked: Asked) -> dict[str, object]:
    language = asked.language
    keys = {key for spot in picture.spots for key, _ in spot.facts}
    return {
        "words": say_all("network_", language),
        "kinds": {key: kind_name(key, language) for key in KINDS},
        "facts": {key: fact_name(key, language) for key in sorted(keys)},
        "relations": {one.relation: relation_name(one.relation, language) for one in picture.lines},
        "nodes": [_node(spot, asked.root) for spot in picture.spots],
        "edges": [[one.source, one.relation, one.target] for one in picture.lines],
        "more": picture.more,
    }


def _node(spot: Spot, root: str) -> dict[str, object]:
    facts = [[key, clean(value)] for key, value in spot.facts]
    return {
        "iri": spot.iri,
        "href": to_path(spot.iri, root),
        "label": clean(spot.label),
        "kind": spot.kind,
        "side": spot.side,
        "parent": spot.parent,
        "facts": facts,
        "places": [_place(one, root) for one in spot.places[:_PLACES]],
        "more": max(0, len(spot.places) - _PLACES),
    }


def _place(place: Place, root: str) -> list[object]:
    path = to_path(f"{place.document}#char={place.start},{place.end}", root)
    return [clean(place.file), place.start, place.end, clean(place.quote), path]
