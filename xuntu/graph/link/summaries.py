"""What many questions ask of every finding, said once: whose it is, and which inspection found it."""

from collections.abc import Iterator, Mapping

from xuntu.graph.link.lines import line
from xuntu.graph.link.told import Tellings
from xuntu.graph.link.units import Units
from xuntu.graph.link.visits import Visits
from xuntu.graph.quads.literals import iri
from xuntu.ontology import XT


def say_summaries(tellings: Tellings, units: Units, visits: Visits, stands_for: Mapping[str, str]) -> Iterator[str]:
    """Yield the canonical unit and inspection of each canonical finding; no unit where its inspection names none."""
    for finding in tellings.findings:
        if stands_for.get(finding.iri, finding.iri) != finding.iri:
            continue
        yield line(finding.iri, XT.ofInspection, iri(visits.of_account[finding.inspection]))
        unit = tellings.accounts[finding.inspection].unit
        if unit:
            yield line(finding.iri, XT.ofUnit, iri(units.of(unit)))
