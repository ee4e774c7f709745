"""The taxonomy as SKOS: ``python -m xuntu.ontology.skos`` writes ``problems.ttl`` from its tables."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from xuntu.ontology.iris import frame_iri, problem_iri
from xuntu.ontology.problems import Frame, Problem, load_frames, load_problems
from xuntu.ontology.terms import CONCEPT_NAMESPACE, VERSION

_HEAD = f"""\
# Written by `python -m xuntu.ontology.skos` from problems.csv and frames.csv; change those.
@prefix xtc: <https://w3id.org/xuntu/concept/> .
@prefix xtsch: <https://w3id.org/xuntu/concept/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

xtsch:problem a skos:ConceptScheme ;
  skos:prefLabel "问题类型"@zh , "problem types"@en ;
  skos:definition "巡视巡察所反馈问题的分类。"@zh , "What kinds of problems inspections feed back."@en ;
  owl:versionInfo "{VERSION}" .

xtsch:frame a skos:ConceptScheme ;
  skos:prefLabel "监督框架"@zh , "inspection frames"@en ;
  skos:definition "通报标题所依的监督重点框架，是另一维度。"@zh ,
    "The frames of attention that headings of reports follow; an axis of its own beside problem types."@en ;
  owl:versionInfo "{VERSION}" .
"""


def to_turtle(problems: Iterable[Problem], frames: Iterable[Frame]) -> str:
    """Return the taxonomy as SKOS in Turtle."""
    types, axis = list(problems), list(frames)
    concepts = [*(_problem(each, axis) for each in types), *map(_frame, axis)]
    return "\n".join([_HEAD, *concepts])


def main() -> None:
    """Write ``problems.ttl`` beside the tables."""
    turtle = to_turtle(load_problems(), load_frames())
    Path(__file__).with_name("problems.ttl").write_text(turtle, encoding="utf-8", newline="\n")


def _problem(problem: Problem, frames: Iterable[Frame]) -> str:
    lines = list(_concept("problem", problem, problem.broader and problem_iri(problem.broader)))
    related = [frame_iri(frame.code) for frame in frames if problem.code in frame.related]
    lines += _related(related)
    return _statement(problem_iri(problem.code), lines)


def _frame(frame: Frame) -> str:
    lines = list(_concept("frame", frame, frame.broader and frame_iri(frame.broader)))
    if frame.note:
        lines.append(f"skos:scopeNote {_literal(frame.note, 'zh')}")
    lines += _related(map(problem_iri, frame.related))
    return _statement(frame_iri(frame.code), lines)


def _concept(scheme: str, concept: Problem | Frame, broader: str | None) -> Iterator[str]:
    yield f"skos:inScheme xtsch:{scheme}"
    yield f"skos:broader {_short(broader)}" if broader else f"skos:topConceptOf xtsch:{scheme}"
    yield f'skos:notation "{concept.code}"'
    yield f"skos:prefLabel {_literal(concept.label_zh, 'zh')} , {_literal(concept.label_en, 'en')}"
    others = [_literal(word, "zh") for word in concept.triggers if word != concept.label_zh]  # SKOS S13: disjoint
    yield "skos:altLabel " + " , ".join(others)
    yield f"skos:definition {_literal(concept.definition_zh, 'zh')} , {_literal(concept.definition_en, 'en')}"


def _related(iris: Iterable[str]) -> Iterator[str]:
    """Yield the line that leads to the other axis; it is written on both sides, as no reasoner is assumed."""
    if names := " , ".join(map(_short, iris)):
        yield f"skos:relatedMatch {names}"


def _statement(iri: str, lines: Iterable[str]) -> str:
    return " ;\n  ".join([f"{_short(iri)} a skos:Concept", *lines]) + " .\n"


def _short(iri: str) -> str:
    return "xtc:" + iri.removeprefix(CONCEPT_NAMESPACE)


def _literal(text: str, language: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}'


if __name__ == "__main__":
    main()
