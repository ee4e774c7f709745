"""The drawing: nothing covers anything else, and it draws what the ontology says."""

from itertools import combinations

import pytest

from xuntu.reference import load_model
from xuntu.reference.drawing import Arrow, Drawing, Rectangle, draw, width_of
from xuntu.reference.svg import to_svg

MODEL = load_model()


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    """Return the drawing of the ontology."""
    return draw(MODEL)


def labels(drawing: Drawing) -> list[Rectangle]:
    """Return where labels stand, one of those that share a trunk."""
    return list({(arrow.place.left, arrow.place.top): arrow.place for arrow in drawing.arrows}.values())


def crosses(arrow: Arrow, place: Rectangle) -> bool:
    """Tell whether a line goes through a rectangle, by a point every pixel or so."""
    for (x1, y1), (x2, y2) in zip(arrow.points, arrow.points[1:], strict=False):
        steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1))))
        for step in range(steps + 1):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            if place.overlaps(Rectangle(x, y, 0.1, 0.1)):
                return True
    return False


def test_every_class_is_drawn(drawing: Drawing) -> None:
    """No class of ours is forgotten."""
    assert {term.name for term in MODEL.classes} <= {box.name for box in drawing.boxes}


def test_arrows_are_what_the_ontology_says(drawing: Drawing) -> None:
    """A relation of ours leads from its domain to its range, where these are named."""
    for arrow in drawing.arrows:
        for relation in arrow.relations:
            term = MODEL.term(relation)
            if term is None:
                continue
            assert not term.domain or arrow.source in term.domain or arrow.source == "xt:Match", relation
            named = [each for each in term.range if each.startswith("xt:")]
            assert not named or arrow.target in named, relation


def test_nothing_covers_anything(drawing: Drawing) -> None:
    """Boxes and labels stand apart, and all of them on the paper."""
    boxes = [box.place for box in drawing.boxes]
    paper = Rectangle(0, 0, drawing.width, drawing.height)
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1], apart=20)] == []
    assert [pair for pair in combinations(labels(drawing), 2) if pair[0].overlaps(pair[1])] == []
    assert [(label, box) for label in labels(drawing) for box in boxes if label.overlaps(box)] == []
    for place in (*boxes, *labels(drawing)):
        assert place.left >= 0 and place.top >= 0
        assert place.left + place.width <= paper.width and place.top + place.height <= paper.height


def test_no_line_goes_through_a_box_or_another_label(drawing: Drawing) -> None:
    """An arrow touches only the boxes it joins, and only its own label."""
    for arrow in drawing.arrows:
        ends = {arrow.source, arrow.target}
        assert [box.name for box in drawing.boxes if box.name not in ends and crosses(arrow, box.place)] == []
        assert [place for place in labels(drawing) if place != arrow.place and crosses(arrow, place)] == [], arrow


def test_words_fit_into_their_boxes(drawing: Drawing) -> None:
    """Names, superclass and inner lines are narrower than the box, and the box is high enough for them."""
    for box in drawing.boxes:
        sizes = [(box.label.zh, 18.0), (box.label.en, 13.0), (box.above, 11.5), *((text, 12.0) for text in box.small)]
        for text, size in sizes:
            assert width_of(text, size) <= box.place.width - 4, (box.name, text)
        assert 21 + 17 + 15 * bool(box.above) + 18 * len(box.small) <= box.place.height


def test_the_svg_is_the_same_each_time_and_needs_nothing() -> None:
    """It holds no address but that of its language, no script, and labels in both languages."""
    svg = to_svg(MODEL)
    assert svg == to_svg(MODEL)
    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg") == 1
    assert "<script" not in svg
    assert ">反馈问题<" in svg
    assert ">finding<" in svg
