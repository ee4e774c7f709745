"""The parts of a report, each made from the material by one function."""

from xuntu.reports.sections.checks import tell_declared
from xuntu.reports.sections.common import tell_peers, tell_shared
from xuntu.reports.sections.counts import tell_statuses, tell_types
from xuntu.reports.sections.history import tell_inspections, tell_units
from xuntu.reports.sections.listing import tell_findings
from xuntu.reports.sections.outcomes import tell_outcomes, tell_policies
from xuntu.reports.sections.recurrences import tell_recurrences
from xuntu.reports.sections.relatives import tell_relatives
from xuntu.reports.sections.unfinished import tell_unfinished

__all__ = [
    "tell_declared", "tell_findings", "tell_inspections", "tell_outcomes", "tell_peers", "tell_policies",
    "tell_recurrences", "tell_relatives", "tell_shared", "tell_statuses", "tell_types", "tell_unfinished", "tell_units",
]  # fmt: skip
