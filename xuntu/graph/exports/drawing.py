"""A network as it is drawn elsewhere: a place and a colour for each node, the same for the same graph.

Each unit stands in the middle of what was found there, as the seeds of a sunflower stand, by kind: inspections inside,
then findings, measures, outcomes. The sunflowers of all units lie side by side; what they share (types, statuses,
policy documents) lies around them in rings.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, pi, sin, sqrt
from typing import Final

from xuntu.graph.legend import KINDS
from xuntu.graph.network import Attributes, Network

_SHARED: Final = frozenset(("round", "team", "policy", "status", "problem_type", "division", "document", "post"))
_GOLDEN: Final = pi * (3 - sqrt(5))
_SPACE: Final = 36.0
"""Between two nodes that stand side by side."""
_SIZES: Final[Mapping[str, float]] = {
    "unit": 24.0,
    "inspection": 16.0,
    "round": 16.0,
    "category": 13.0,
    "finding": 11.0,
}
_SIZE: Final = 8.0
_COLOUR: Final = re.compile(r"--(\w+)-(fill|line): #([0-9a-f]{6});")
_GREY: Final = "c0c0c0"


@dataclass(frozen=True, slots=True)
class Look:
    """Where a node is drawn, how large, and in which colours (red, green, blue: 0 to 255) it is filled and lined."""

    x: float
    y: float
    size: float
    fill: tuple[int, int, int]
    line: tuple[int, int, int]


def nodes_of(network: Network) -> Iterator[tuple[str, Attributes]]:
    """Yield each node with its attributes, in the order of the network."""
    yield from network.nodes(data=True)


def draw(network: Network) -> dict[str, Look]:
    """Return how each node is drawn, in the order of the network."""
    groups, shared = _group(network)
    places = _place_groups(groups)
    edge = max((sqrt(x * x + y * y) for x, y in places.values()), default=0.0)
    places |= _place_rings(shared, edge + 3 * _SPACE)
    return {
        node: Look(*places[node], _SIZES.get(str(at["type"]), _SIZE), *colours_of(str(at["type"])))
        for node, at in network.nodes(data=True)
    }


@cache
def colours_of(kind: str) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return the colours in which the views fill and line a kind of things.

    >>> colours_of("unit")
    ((168, 50, 42), (127, 31, 25))
    """
    fill, line = (_colours().get((kind, part), _GREY) for part in ("fill", "line"))
    return _to_parts(fill), _to_parts(line)


def typed(facts: Iterable[Attributes]) -> dict[str, type]:
    """Return the attributes with the one type that holds all their values: ``int``, ``float`` or ``str``.

    >>> typed([{"start": 3, "value": 1.5, "year": "2019"}, {"value": 2, "year": 2020}])
    {'start': <class 'int'>, 'value': <class 'float'>, 'year': <class 'str'>}
    """
    found: dict[str, set[type]] = {}
    for at in facts:
        for key, value in at.items():
            found.setdefault(key, set()).add(type(value))
    return {
        key: kinds.pop() if len(kinds) == 1 else float if kinds == {int, float} else str for key, kinds in found.items()
    }


def _group(network: Network) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the nodes that belong to each unit, and those that several share, by kind."""
    kinds = {node: str(at["type"]) for node, at in network.nodes(data=True)}
    order = {kind: place for place, kind in enumerate(KINDS)}
    owners = _owners(network, kinds)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for node, kind in kinds.items():
        if node in owners:
            groups[owners[node]].append(node)
        else:
            shared[kind].append(node)
    for members in groups.values():
        members.sort(key=lambda node: order[kinds[node]])  # stable: within a kind as the texts tell them
    return dict(groups), dict(shared)


def _owners(network: Network, kinds: Mapping[str, str]) -> dict[str, str]:
    """Return of each node the unit that is nearest, over nodes that units do not share."""
    named = {str(at["label"]): node for node, at in network.nodes(data=True) if at["type"] == "unit"}
    owners = {node: node for node, kind in kinds.items() if kind == "unit"}
    for node, at in network.nodes(data=True):
        if at.get("unit") in named and kinds[node] not in _SHARED:
            owners.setdefault(node, named[str(at["unit"])])
    waiting = deque(node for node in owners if kinds[node] != "unit")
    while waiting:
        node = waiting.popleft()
        for near in (*network.successors(node), *network.predecessors(node)):
            if near not in owners and kinds[near] not in _SHARED:
                owners[near] = owners[node]
                waiting.append(near)
    return owners


def _place_groups(groups: Mapping[str, list[str]]) -> dict[str, tuple[float, float]]:
    """Return the places of all members: the largest groups in the middle, each with room of its own."""
    places: dict[str, tuple[float, float]] = {}
    area = 0.0
    for place, (_, members) in enumerate(sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))):
        radius = _SPACE * (sqrt(len(members)) + 1.5)
        away, turn = (sqrt(area + radius * radius) * 1.25 if place else 0.0), place * _GOLDEN
        area += radius * radius
        middle = away * cos(turn), away * sin(turn)
        for at, member in enumerate(members):
            places[member] = _on_spiral(at, middle)
    return places


def _on_spiral(at: int, middle: tuple[float, float]) -> tuple[float, float]:
    away, turn = _SPACE * sqrt(at), at * _GOLDEN
    return middle[0] + away * cos(turn), middle[1] + away * sin(turn)


def _place_rings(shared: Mapping[str, list[str]], radius: float) -> dict[str, tuple[float, float]]:
    """Return the places of what units share: a ring for each kind, wider where there is more of it."""
    places: dict[str, tuple[float, float]] = {}
    for kind in KINDS:
        members = shared.get(kind, [])
        if not members:
            continue
        radius = max(radius, len(members) * _SPACE / (2 * pi))
        for at, member in enumerate(members):
            turn = 2 * pi * at / len(members)
            places[member] = radius * cos(turn), radius * sin(turn)
        radius += 2 * _SPACE
    return places


@cache
def _colours() -> dict[tuple[str, str], str]:
    css = (files("xuntu.graph") / "templates" / "kinds.css").read_text(encoding="utf-8")
    light = css.partition("@media")[0]
    return {(kind, part): colour for kind, part, colour in _COLOUR.findall(light)}


def _to_parts(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)
