"""Findings: the tree of headings and problems, their types, statuses and those who answer for them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from xuntu.graph.quads.bodies import share_policy, share_post, share_unit
from xuntu.graph.quads.headlines import headline, headline_of_problem
from xuntu.graph.quads.inspections import Examined
from xuntu.graph.quads.literals import is_day
from xuntu.graph.quads.measures import last_day, say_measures
from xuntu.graph.quads.recurrences import say_recurrences
from xuntu.graph.quads.shard import Draft
from xuntu.graph.quads.trig import dated, quoted, short, shortened, zh
from xuntu.ontology import (
    STATUS,
    STATUS_SOURCE,
    Finding,
    Heading,
    Organisation,
    Report,
    finding_iri,
    heading_iri,
    number_key,
    problem_iri,
    status_iri,
)

_CATEGORY, _ASPECT = "xt:findingLevel xtc:level-category", "xt:findingLevel xtc:level-aspect"
_ISSUE, _ASPECT_AND_ISSUE = "xt:findingLevel xtc:level-issue", f"{_ASPECT};\n\txt:findingLevel xtc:level-issue"
_STATUS, _SOURCE = shortened(STATUS), shortened(STATUS_SOURCE)
_SEVERAL = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every finding of a report needs: where it was found, by whom it is told, when, and which titles are ours.

    ``made`` are the titles of policy documents that the unit itself makes, revises or drafts in this report;
    ``bodies`` the inspected units by each name that the report gives them.
    """

    report: str
    examined: Examined
    inspection: str
    teller: str | None
    published: str | None
    made: frozenset[str]
    bodies: Mapping[str, Organisation]


def say_findings(draft: Draft, setting: Setting, record: Report) -> dict[str, str]:
    """Add all findings of *record* with their headings; return the IRI of each heading by its text.

    The levels are those that texts count (“3大类10个方面19个具体问题”): the outermost headings are categories, those
    within them aspects, the findings issues. An issue that stands right under a category beside aspects is counted as
    an aspect too; and headings of one level only are categories and aspects at once.
    """
    headings = _say_headings(draft, setting, record.findings)
    has_aspects = any(len(finding.headings) > 1 for finding in record.findings)
    numbered: dict[str, str] = {}  # so that an old problem listed again stands within the one that lists it
    for finding, place in zip(record.findings, _finding_iris(setting.report, record.findings), strict=True):
        above = finding.headings
        level = _ASPECT_AND_ISSUE if len(above) == 1 and has_aspects else _ISSUE
        if finding.number:
            numbered.setdefault(finding.number, place)
        parent = (
            headings[above[-1].passage.start] if above else finding.listed_under and numbered.get(finding.listed_under)
        )
        _say_finding(draft, setting, finding, place, parent, level)
    levelled: dict[tuple[str, str], None] = {}
    for finding in record.findings:
        for depth, heading in enumerate(finding.headings):
            levels = [_ASPECT] if depth else [_CATEGORY] if has_aspects else [_CATEGORY, _ASPECT]
            for level in levels:
                levelled[headings[heading.passage.start], level] = None
    for place, level in levelled:
        draft.say(place, level)
    return {heading.text: headings[heading.passage.start] for f in record.findings for heading in f.headings}


def _say_headings(draft: Draft, setting: Setting, findings: Sequence[Finding]) -> dict[int, str]:
    """Add the headings above the findings and return the IRI of each by where it starts.

    A heading printed twice in the same words, over what is done and over what is not, is one; of two units it is not.
    """
    paths: dict[int, tuple[str, Sequence[Heading]]] = {}
    for finding in findings:
        inspection = _found_in(setting, _concerned(draft, setting, finding)) if finding.headings else ""
        paths |= {path[-1].passage.start: (inspection, path) for path in _paths(finding.headings)}
    first: dict[tuple[str, ...], Heading] = {}
    for inspection, path in paths.values():
        first.setdefault((inspection, *(heading.text for heading in path)), path[-1])
    repeated = _repeated(heading.number for heading in first.values())
    places: dict[int, str] = {}
    for start, (inspection, path) in paths.items():
        heading = first[(inspection, *(each.text for each in path))]
        again = _key(heading.number) in repeated
        places[start] = heading_iri(setting.report, heading.number, heading.passage.start, repeated=again)
        if heading is path[-1]:
            _say_heading(draft, inspection, heading, places[start])
    for place, statement in _of_headings(findings, places):
        draft.say(place, statement)
    return places


def _of_headings(findings: Sequence[Finding], places: Mapping[int, str]) -> dict[tuple[str, str], None]:
    """Return what the findings say of the headings above them, each once: IRI and statement."""
    said: dict[tuple[str, str], None] = {}
    for finding in findings:
        above = [places[heading.passage.start] for heading in finding.headings]
        for outer, heading in pairwise(above):
            said[heading, f"xt:withinFinding <{outer}>"] = None
        for kind in finding.problem_types:
            if kind.inherited:
                said |= dict.fromkeys((heading, f"xt:problemType {_concept(kind.code)}") for heading in above)
    return said


def _paths(headings: Sequence[Heading]) -> list[Sequence[Heading]]:
    return [headings[: depth + 1] for depth in range(len(headings))]


def _say_heading(draft: Draft, inspection: str, heading: Heading, place: str) -> None:
    draft.say(place, f"a xt:Finding;\n\trdfs:label {zh(headline(heading.text))}", f"xt:foundIn <{inspection}>")
    if heading.number:
        draft.say(place, f"xt:number {quoted(heading.number)}")
    draft.say_evidence(place, heading.passage)


def _say_finding(draft: Draft, setting: Setting, finding: Finding, place: str, parent: str | None, level: str) -> None:
    concerned = _concerned(draft, setting, finding)
    inspection = _found_in(setting, concerned)
    draft.say(
        place,
        "a xt:Finding",
        f"rdfs:label {zh(headline_of_problem(finding.statement.text))}",
        f"{level};\n\txt:foundIn <{inspection}>",
        *draft.evidence(finding.statement.passage),
        *([f"xt:number {quoted(finding.number)}"] if finding.number else ()),
        *([f"xt:withinFinding <{parent}>"] if parent else ()),
        *([f"xt:concerns <{concerned}>"] if concerned else ()),
        *_types(finding),
    )
    if finding.deadline or finding.responsible:
        _say_duties(draft, setting, finding, place)
    _say_statuses(draft, setting, finding, place)
    say_measures(
        draft, finding, place, division=setting.examined.division, about=setting.examined.unit, made=setting.made
    )
    for document in finding.policy_documents:
        division = setting.examined.division if document.title in setting.made else None
        policy = share_policy(draft, document.title, division=division, reference=document.number)
        draft.say(place, f"dcterms:references <{policy}>")
    if finding.repeat:
        unit = concerned if concerned in setting.examined.inspections else setting.examined.unit
        say_recurrences(draft, finding, finding.repeat, place, inspection=inspection, unit=unit)


def _concerned(draft: Draft, setting: Setting, finding: Finding) -> str | None:
    """Return the IRI of the unit that a finding is told of, where it is told of one."""
    if finding.unit is None:
        return None
    body = setting.bodies.get(finding.unit) or Organisation(finding.unit, division=setting.examined.division)
    return share_unit(draft, body)


def _found_in(setting: Setting, concerned: str | None) -> str:
    """Return the inspection of a unit; that of none for what a joint notice tells of all its units."""
    return setting.examined.inspections.get(concerned, setting.inspection)


def _types(finding: Finding) -> Iterator[str]:
    for kind in finding.problem_types:
        concept = _concept(kind.code)
        yield f"xt:problemType {concept}"
        for word in kind.words:
            yield f"xt:typeWord {quoted(word)}"
        if kind.inherited:
            yield f"xt:inheritedProblemType {concept}"


def _say_duties(draft: Draft, setting: Setting, finding: Finding, place: str) -> None:
    if finding.deadline:
        draft.say(place, f"xt:deadlineText {quoted(finding.deadline.text)}")
        due = last_day(finding.deadline.text)
        if due:
            draft.say(place, f"xt:deadline {dated(due)}")
    if finding.responsible is None:
        return
    leader, unit = finding.responsible.leader, finding.responsible.unit
    if leader and setting.examined.unit:
        draft.say(place, f"xt:responsiblePost <{share_post(draft, leader.text, setting.examined.unit)}>")
    if unit:
        for name in filter(None, _SEVERAL.split(unit.text)):
            body = share_unit(draft, Organisation(name, division=setting.examined.division))
            draft.say(place, f"xt:responsibleUnit <{body}>")


def _say_statuses(draft: Draft, setting: Setting, finding: Finding, place: str) -> None:
    for index, status in enumerate(finding.statuses, 1):
        date = status.date.iso if status.date and is_day(status.date.iso) else setting.published
        draft.tell(
            status_iri(place, index),
            "a xt:StatusRecord",
            *([f"dcterms:date {dated(date)}"] if date else ()),
            *([f"prov:wasAttributedTo <{setting.teller}>"] if setting.teller else ()),
            *draft.evidence(status.passage),
            f"xt:status {_STATUS[status.normal]};\n\txt:statusOf <{place}>;\n\t"
            f"xt:statusSource {_SOURCE[status.source]};\n\txt:statusText {quoted(status.text)}",
        )


@lru_cache(1024)
def _concept(code: str) -> str:
    return short(problem_iri(code))


def _finding_iris(report: str, findings: Sequence[Finding]) -> list[str]:
    """Return one IRI a finding; a number printed twice, or two findings at one place, are told apart by offsets."""
    repeated = _repeated([finding.number for finding in findings])
    places: dict[str, Finding] = {}
    for finding in findings:
        passage = finding.statement.passage
        place = finding_iri(report, finding.number, passage.start, repeated=_key(finding.number) in repeated)
        places[f"{place}-{passage.end}" if place in places else place] = finding
    return list(places)


def _repeated(numbers: Iterable[str | None]) -> set[str | None]:
    counts = Counter([number_key(number) for number in numbers if number])
    return {key for key, count in counts.items() if count > 1}


def _key(number: str | None) -> str | None:
    return number_key(number) if number else None
