"""What many questions ask of every finding, said once: whose it is, and which inspection found it."""

from collections.abc import Iterator, Mapping

from xuntu.graph.link.lines import line
from xuntu.graph.link.survey import Survey
from xuntu.graph.quads.literals import iri
from xuntu.ontology import XT


def say_summaries(found: Mapping[str, str], survey: Survey, stands_for: Mapping[str, str]) -> Iterator[str]:
    """Yield the canonical unit and inspection of each canonical finding; no unit where its inspection names none.

    *found* tells the inspection of each finding.
    """
    for finding, inspection in found.items():
        if stands_for.get(finding, finding) != finding:
            continue
        yield line(finding, XT.ofInspection, iri(survey.visits.of_account[inspection]))
        unit = survey.accounts[inspection].unit
        if unit:
            yield line(finding, XT.ofUnit, iri(survey.units.of(unit)))
