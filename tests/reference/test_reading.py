"""The ontology as records: what the files say is what a reader sees."""

import pytest

from xuntu.ontology import XT, QueryError, load_frames, load_problems
from xuntu.reference import Concept, Term, find_things, load_model, to_crosswalk

MODEL = load_model()


def term(name: str) -> Term:
    """Return a term that is there."""
    found = MODEL.term(name)
    assert found is not None
    return found


def test_every_term_is_read() -> None:
    """Classes and properties are those of the constants that code uses, each once."""
    named = {value for name, value in vars(XT).items() if not name.startswith("_")}
    assert sorted(each.iri for each in MODEL.terms) == sorted(named)


def test_a_class_has_its_properties_and_what_leads_to_it() -> None:
    """A status record is of a finding or an inspection, and a finding leads to its current one."""
    assert [each.name for each in MODEL.of_class("xt:StatusRecord")] == [
        "xt:statusOf", "xt:status", "xt:statusText", "xt:statusSource", "xt:progress", "xt:proof", "xt:closedOn",
    ]  # fmt: skip
    assert [each.name for each in MODEL.to_class("xt:StatusRecord")] == ["xt:currentStatus"]
    assert term("xt:statusOf").range == ("xt:Finding", "xt:Inspection")
    assert MODEL.below("xt:Figure") == ("xt:IndicatorValue", "xt:DeclaredFigure")
    assert term("xt:Finding").above == ("prov:Entity",)


def test_concepts_stand_below_the_broader_ones() -> None:
    """The taxonomy is read top down: a type is followed by its narrower ones."""
    problems = [each for each in MODEL.concepts if each.scheme == "xtsch:problem"]
    assert len(problems) == len(load_problems())
    assert [(each.code, each.depth) for each in problems[:5]] == [
        ("C01", 0), ("C01.A", 1), ("C01.01", 2), ("C01.02", 2), ("C01.03", 2),
    ]  # fmt: skip
    assert [each.code for each in MODEL.narrower(problems[1])] == ["C01.01", "C01.02", "C01.03", "C01.04"]


def test_demands_are_told_without_shacl() -> None:
    """A shape's line says of which path how many values of what kind, and how grave it is."""
    [shape] = [shape for shape in MODEL.shapes if shape.name == "xsh:Recurrence"]
    told = {one.path: (one.count, one.values, one.severity) for one in shape.constraints if one.path}
    assert told["xt:priorFinding"] == ("0..1", "xt:Finding ≠ xt:recurringFinding", "violation")
    assert told["xt:score"] == ("0..1", "xsd:decimal ≥ 0 ≤ 1", "violation")
    assert [one.message.en for one in shape.constraints if one.is_rule and one.message] == [
        "both findings come from one inspection: that is a restatement"
    ]


def test_every_shape_is_shown_somewhere() -> None:
    """With a class of ours, or among the others."""
    shown = {shape.name for each in MODEL.classes for shape in MODEL.shapes_of(each)}
    assert shown | {shape.name for shape in MODEL.other_shapes()} == {shape.name for shape in MODEL.shapes}


@pytest.mark.parametrize(
    ("called", "names"),
    [
        ("xt:Finding", ["xt:Finding"]),
        ("Finding", ["xt:Finding"]),
        ("https://w3id.org/xuntu/ns#Finding", ["xt:Finding"]),
        ("反馈问题", ["xt:Finding"]),
        ("finding", ["xt:Finding"]),
        ("C03.02", ["xtc:problem-C03.02"]),
        ("科技创新与成果转化不足", ["xtc:problem-C03.02"]),
        ("F1.1", ["xtc:frame-F1.1"]),
        ("xtc:status-done", ["xtc:status-done"]),
        ("整改状态", ["xt:status", "xtsch:status"]),  # a property and the list of its values
        ("三转", ["xtc:problem-C11.06"]),  # a word by which a type is found
    ],
)
def test_a_thing_is_found_by_any_of_its_names(called: str, names: list[str]) -> None:
    """By IRI, short name, local name, code, label in either language, or another word for a concept."""
    assert [thing.name for thing in find_things(MODEL, called)] == names


@pytest.mark.parametrize(
    ("called", "meant"),
    [("Findng", "xt:Finding（反馈问题）"), ("整改措失", "xt:Measure（整改措施）"), ("C0302", "xtc:problem-C03.02")],
)
def test_what_is_not_found_gives_the_nearest(called: str, meant: str) -> None:
    """A slip of the pen is answered with what was probably meant."""
    with pytest.raises(QueryError, match="是不是") as error:
        find_things(MODEL, called)
    assert meant in str(error.value)


def test_the_crosswalk_holds_both_axes_and_the_anchors() -> None:
    """Every frame leads to its problem types; every class of ours to at least one of another vocabulary."""
    rows = to_crosswalk(MODEL)
    between = {(row[1], row[4]) for row in rows if row[0] == "relatedMatch"}
    assert between == {(frame.code, code) for frame in load_frames() for code in frame.related}
    anchored = {row[1] for row in rows if row[0] != "relatedMatch"}
    assert {each.name for each in MODEL.classes} - anchored == set()
    assert ("closeMatch", "xt:Match", "同一认定", "match", "sssom:Mapping", "", "") in rows


def test_releases_are_told_newest_first() -> None:
    """With what changed, in both languages."""
    assert [release for release, _ in MODEL.changes] == ["0.2.0", "0.1.0"]
    assert MODEL.changes[0][0] == MODEL.version


def test_concepts_of_frames_lead_back() -> None:
    """A problem type names the frames under which it stands."""
    [concept] = find_things(MODEL, "C06")
    assert isinstance(concept, Concept)
    assert concept.related == ("xtc:frame-F1.1",)
