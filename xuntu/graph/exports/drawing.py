"""A network as it is drawn elsewhere: a place and a colour for each node, the same for the same graph.

Each unit stands in the middle of what was found there, as the seeds of a sunflower stand, by kind: inspections inside,
then findings, measures, outcomes. The sunflowers of all units lie in rings, the largest in the middle; what they share
(types, statuses, policy documents) lies around them.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile
from math import asin, cos, pi, sin, sqrt
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
_FILLED: Final = frozenset(("unit",))


@dataclass(frozen=True, slots=True)
class Look:
    """Where a node is drawn, how large, and in which colour (red, green, blue: 0 to 255)."""

    x: float
    y: float
    size: float
    colour: tuple[int, int, int]


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
        node: Look(*places[node], _SIZES.get(str(at["type"]), _SIZE), colour_of(str(at["type"])))
        for node, at in network.nodes(data=True)
    }


@cache
def colour_of(kind: str) -> tuple[int, int, int]:
    """Return the colour of a kind of things: that of its lines in the views, as it is drawn without lines elsewhere.

    >>> colour_of("unit"), colour_of("measure")
    ((168, 50, 42), (60, 140, 78))
    """
    colours = _colours()
    chosen = colours.get((kind, "fill" if kind in _FILLED else "line"), _GREY)
    return int(chosen[:2], 16), int(chosen[2:4], 16), int(chosen[4:], 16)


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
    """Return the places of all members: the largest group in the middle, the others around it in rings."""
    places: dict[str, tuple[float, float]] = {}
    ordered = [members for _, members in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))]
    for members, middle in zip(ordered, _middles([_radius(len(members)) for members in ordered]), strict=True):
        for at, member in enumerate(members):
            places[member] = _on_spiral(at, middle)
    return places


def _radius(members: int) -> float:
    return _SPACE * (sqrt(members) + 0.75)


def _middles(radii: list[float]) -> Iterator[tuple[float, float]]:
    """Yield where circles of *radii*, the largest first, lie without touching: one in the middle, then ring by ring."""
    inner, first = 0.0, 0
    while first < len(radii):
        if first == 0:
            yield 0.0, 0.0
            inner, first = radii[0], 1
            continue
        away = inner + radii[first]
        turns = list(takewhile(lambda turn: turn[1] <= 2 * pi, _turns(radii[first:], away)))
        slack = (2 * pi - turns[-1][1]) / len(turns)
        for at, (turn, _) in enumerate(turns):
            yield away * cos(turn + at * slack), away * sin(turn + at * slack)
        inner, first = away + radii[first], first + len(turns)


def _turns(radii: list[float], away: float) -> Iterator[tuple[float, float]]:
    """Yield the angle of each circle on a ring, and the angle that is taken with it."""
    taken = 0.0
    for radius in radii:
        half = asin(min(1.0, radius / away))
        yield taken + half, taken + 2 * half
        taken += 2 * half


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
