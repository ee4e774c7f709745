"""The classes and their main relations as a picture.

Where boxes stand is decided by hand; all words come from the ontology. A test measures that nothing covers another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from xuntu.reference.model import Model, Words

Side: TypeAlias = Literal["top", "bottom", "left", "right"]

WIDTH: Final = 184
HEIGHT: Final = 68
_COLUMN: Final = 336
_ROW: Final = 142
_MARGIN: Final = 20
_LINE: Final = 18
_ZH: Final = 15.0
_EN: Final = 12.5

# What stands where (column, row), in which colour, and how many rows it takes.
_BOXES: Final[dict[str, tuple[int, int, str]]] = {
    "xt:Division": (0, 0, "body"),
    "xt:Unit": (0, 1, "body"),
    "org:ChangeEvent": (0, 2, "link"),
    "xt:Match": (0, 3, "link"),
    "*": (0, 4, "any"),
    "xt:InspectionRound": (1, 0, "visit"),
    "xt:Inspection": (1, 1, "visit"),
    "xt:InspectionTeam": (1, 2, "body"),
    "xt:MentionedUnit": (0, 5, "body"),
    "xt:Recurrence": (1, 3, "link"),
    "xt:RecurrenceChain": (1, 4, "link"),
    "xt:Report": (2, 0, "source"),
    "xt:DeclaredFigure": (2, 1, "figure"),
    "xt:Finding": (2, 2, "finding"),
    "problem": (2, 4, "concept"),
    "xt:Document": (3, 0, "source"),
    "xt:Note": (3, 1, "source"),
    "xt:Measure": (3, 2, "measure"),
    "xt:StatusRecord": (3, 3, "status"),
    "frame": (3, 4, "concept"),
    "xt:Figure": (3, 5, "figure"),
    "xt:Passage": (4, 0, "source"),
    "xt:PolicyDocument": (4, 1, "output"),
    "xt:Meeting": (4, 2, "output"),
    "xt:FundsMovement": (4, 3, "output"),
    "xt:Sanction": (4, 4, "output"),
    "xt:IndicatorValue": (4, 5, "figure"),
}
_TALL: Final = {"xt:Finding": 2}

# What is not said by an arrow is said in the box.
_INSIDE: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "xt:Unit": (("↻", "xt:succeeds"),),
    "xt:Inspection": (("↻", "xt:followsUp"),),
    "xt:Finding": (("↻", "xt:withinFinding"), ("↻", "xt:restates")),
    "*": (("", "xt:Unit", "xt:Inspection"), ("", "xt:InspectionRound", "xt:Finding")),
    "xt:Passage": (("←", "xt:evidence"),),
    "xt:PolicyDocument": (("←", "xt:issues", "xt:drafts"), ("←", "xt:revises", "xt:cites")),
}

# Names of what is not ours.
OTHERS: Final[dict[str, Words]] = {
    "org:ChangeEvent": Words("单位变更", "change event"),
    "org:originalOrganization": Words("原单位", "original"),
    "org:resultingOrganization": Words("新单位", "resulting"),
    "org:subOrganizationOf": Words("上级单位", "sub-organization of"),
    "dcterms:isPartOf": Words("所在文件", "is part of"),
    "oa:hasSource": Words("来源", "has source"),
    "schema:observationAbout": Words("所述通报", "observation about"),
    "skos:relatedMatch": Words("对照", "related match"),
    "rdfs:subClassOf": Words("是一种", "subclass of"),
    "*": Words("同一事物", "the one thing"),
}


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A box on the paper."""

    left: float
    top: float
    width: float
    height: float

    def overlaps(self, other: "Rectangle", apart: float = 0) -> bool:
        """Tell whether two rectangles cover each other, or come nearer than *apart*."""
        across = self.left < other.left + other.width + apart and other.left < self.left + self.width + apart
        return across and self.top < other.top + other.height + apart and other.top < self.top + self.height + apart

    def at(self, side: Side, shift: float) -> tuple[float, float]:
        """Return a point of the border: the middle of a side, shifted to the right or down."""
        middle = self.left + self.width / 2, self.top + self.height / 2
        if side in ("top", "bottom"):
            return middle[0] + shift, self.top + (self.height if side == "bottom" else 0)
        return self.left + (self.width if side == "right" else 0), middle[1] + shift


@dataclass(frozen=True, slots=True)
class Box:
    """A class: its names, its lines inside, and where it stands."""

    name: str
    label: Words
    small: tuple[str, ...]
    above: str
    colour: str
    place: Rectangle


@dataclass(frozen=True, slots=True)
class Arrow:
    """A relation between two boxes, with the place of its label."""

    relations: tuple[str, ...]
    label: Words
    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    place: Rectangle
    style: Literal["", "kind", "both"] = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """How an arrow leaves one box and comes to another; *at* is how far along its label stands."""

    source: str
    target: str
    relations: tuple[str, ...]
    leave: tuple[Side, float]
    reach: tuple[Side, float]
    at: float = 0.5
    style: Literal["", "kind", "both"] = ""
    shift: tuple[float, float] = (0, 0)


_ARROWS: Final = (
    _Line("xt:Unit", "xt:Division", ("xt:inDivision",), ("top", 0), ("bottom", 0)),
    _Line("xt:InspectionRound", "xt:Unit", ("xt:launchedBy",), ("left", 0), ("top", 70)),
    _Line("xt:Inspection", "xt:InspectionRound", ("xt:inRound",), ("top", 0), ("bottom", 0)),
    _Line("xt:Inspection", "xt:Unit", ("xt:inspects",), ("left", 0), ("right", 0)),
    _Line("xt:Inspection", "xt:InspectionTeam", ("xt:conductedBy",), ("bottom", 0), ("top", 0)),
    _Line("xt:InspectionTeam", "xt:Unit", ("org:subOrganizationOf",), ("left", 0), ("bottom", 70), at=0.43),
    _Line(
        "org:ChangeEvent",
        "xt:Unit",
        ("org:originalOrganization", "org:resultingOrganization"),
        ("top", -16),
        ("bottom", -16),
        shift=(-14, 0),
    ),
    _Line("xt:Match", "*", ("xt:matches",), ("bottom", -44), ("top", -44)),
    _Line("xt:Match", "*", ("xt:canonical",), ("bottom", 44), ("top", 44)),
    _Line("xt:Report", "xt:Inspection", ("xt:reportsOn",), ("left", 0), ("top", 70)),
    _Line("xt:Report", "xt:Document", ("dcterms:isPartOf",), ("right", 0), ("left", 0)),
    _Line("xt:Passage", "xt:Document", ("oa:hasSource",), ("left", 0), ("right", 0)),
    _Line("xt:Note", "xt:Document", ("dcterms:isPartOf",), ("top", 0), ("bottom", 0)),
    _Line("xt:DeclaredFigure", "xt:Report", ("schema:observationAbout",), ("top", 0), ("bottom", 0)),
    _Line("xt:DeclaredFigure", "xt:Finding", ("xt:declaredFor",), ("bottom", 0), ("top", 0)),
    _Line("xt:Finding", "xt:Inspection", ("xt:foundIn", "xt:ofInspection"), ("left", -71), ("right", 0)),
    _Line("xt:Measure", "xt:Finding", ("xt:addresses",), ("left", 0), ("right", -71)),
    _Line("xt:StatusRecord", "xt:Finding", ("xt:statusOf",), ("left", -22), ("right", 49)),
    _Line("xt:Finding", "xt:StatusRecord", ("xt:currentStatus",), ("right", 93), ("left", 22)),
    _Line("xt:Recurrence", "xt:Finding", ("xt:recurringFinding",), ("right", -22), ("left", 49)),
    _Line("xt:Recurrence", "xt:Finding", ("xt:priorFinding",), ("right", 22), ("left", 93)),
    _Line("xt:Finding", "xt:RecurrenceChain", ("xt:inChain",), ("bottom", -70), ("right", 0)),
    _Line("xt:Finding", "problem", ("xt:problemType",), ("bottom", 0), ("top", 0)),
    _Line("xt:Finding", "frame", ("xt:frame",), ("bottom", 70), ("left", -16)),
    _Line("frame", "problem", ("skos:relatedMatch",), ("left", 18), ("right", 18), style="both"),
    _Line("xt:IndicatorValue", "xt:Figure", ("rdfs:subClassOf",), ("left", 0), ("right", 0), style="kind"),
)
_OUTPUTS: Final = ("xt:PolicyDocument", "xt:Meeting", "xt:FundsMovement", "xt:Sanction", "xt:IndicatorValue")


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows, and how large a paper they need."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(model: Model) -> Drawing:
    """Return where the classes stand and what leads from one to the other."""
    boxes = {box.name: box for box in _place_boxes(model)}
    arrows = [_place_arrow(model, boxes, line) for line in _ARROWS]
    width = max(box.place.left + box.place.width for box in boxes.values()) + _MARGIN
    height = max(box.place.top + box.place.height for box in boxes.values()) + _MARGIN
    return Drawing(width, height, tuple(boxes.values()), (*arrows, *_fan_out(model, boxes)))


def name_of(model: Model, name: str) -> Words:
    """Return what a term, ours or not, is called in the picture."""
    term = model.term(name)
    return term.label if term else OTHERS[name]


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is: a Chinese character is as wide as it is high, a Latin letter half of that."""
    return sum(size if ord(mark) > 0x2E7F else size * 0.56 for mark in text)


def _place_boxes(model: Model) -> Iterator[Box]:
    schemes = {scheme.name.partition(":")[2]: scheme for scheme in model.schemes}
    for name, (column, row, colour) in _BOXES.items():
        small = tuple(_line_inside(model, line) for line in _INSIDE.get(name, ()))
        term, scheme = model.term(name), schemes.get(name)
        above = "skos:Concept" if scheme else f"⊂ {term.above[0]}" if term and term.above else ""
        rows = _TALL.get(name, 1)
        height = HEIGHT + (_ROW * (rows - 1) + 14 if rows > 1 else _LINE * len(small))
        middle = _MARGIN + 44 + _ROW * (row + (rows - 1) / 2)
        place = Rectangle(_MARGIN + _COLUMN * column, middle - height / 2, WIDTH, height)
        yield Box(name, scheme.label if scheme else name_of(model, name), small, above, colour, place)


def _line_inside(model: Model, line: tuple[str, ...]) -> str:
    sign, *names = line
    told = [name_of(model, name) for name in names]
    return f"{sign} " + " · ".join(f"{words.zh} {words.en}" if sign else words.zh for words in told)


def _place_arrow(model: Model, boxes: dict[str, Box], line: _Line) -> Arrow:
    points = (boxes[line.source].place.at(*line.leave), boxes[line.target].place.at(*line.reach))
    told = [name_of(model, relation) for relation in line.relations]
    label = Words("、".join(words.zh for words in told), ", ".join(words.en for words in told))
    (x1, y1), (x2, y2) = points
    middle = x1 + (x2 - x1) * line.at + line.shift[0], y1 + (y2 - y1) * line.at + line.shift[1]
    return Arrow(line.relations, label, line.source, line.target, points, _around(label, middle), line.style)


def _around(label: Words, middle: tuple[float, float]) -> Rectangle:
    width = max(width_of(label.zh, _ZH), width_of(label.en, _EN)) + 6
    return Rectangle(middle[0] - width / 2, middle[1] - 18, width, 36)


def _fan_out(model: Model, boxes: dict[str, Box]) -> Iterator[Arrow]:
    """Yield what a measure yields: one trunk that parts before the outputs."""
    label = name_of(model, "xt:yields")
    start = boxes["xt:Measure"].place.at("right", 0)
    for output in _OUTPUTS:
        end = boxes[output].place.at("left", -16 if output == "xt:IndicatorValue" else 0)
        fork = end[0] - 34
        points = (start, (fork, start[1]), (fork, end[1]), end)
        place = _around(label, ((start[0] + fork) / 2, start[1]))
        yield Arrow(("xt:yields",), label, "xt:Measure", output, points, place)
