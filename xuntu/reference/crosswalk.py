"""Which problem types stand under which frame of inspection, and which of our terms are near to others'."""

from collections.abc import Iterator
from typing import Final

from xuntu.reference.model import Concept, Model

CROSSWALK: Final = ("relation", "from", "from_zh", "from_en", "to", "to_zh", "to_en")
"""The columns of the crosswalk."""

Row = tuple[str, ...]


def to_crosswalk(model: Model) -> list[Row]:
    """Return the crosswalk: frames and problem types, then our terms and concepts and those of other vocabularies.

    >>> from xuntu.reference.reading import load_model
    >>> to_crosswalk(load_model())[0][:4]
    ('relatedMatch', 'F1', '四个落实', 'Four implementations (inspection focus frame)')
    """
    return [*_between_axes(model), *_to_others(model)]


def frames(model: Model) -> tuple[Concept, ...]:
    """Return the frames of inspection."""
    return tuple(each for each in model.concepts if each.scheme == "xtsch:frame")


def _between_axes(model: Model) -> Iterator[Row]:
    by_name = {concept.name: concept for concept in model.concepts}
    for frame in frames(model):
        for name in frame.related:
            yield "relatedMatch", frame.place, *frame.label, by_name[name].place, *by_name[name].label


def _to_others(model: Model) -> Iterator[Row]:
    for term in model.terms:
        relation = "subClassOf" if term.kind == "class" else "subPropertyOf"
        for other in term.above:
            if model.term(other) is None:
                yield relation, term.name, *term.label, other, "", ""
        for other in term.near:
            yield "closeMatch", term.name, *term.label, other, "", ""
    for concept in model.concepts:
        for other in concept.near:
            yield "closeMatch", concept.name, *concept.label, other, "", ""
