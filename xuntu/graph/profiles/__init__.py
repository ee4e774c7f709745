"""What is known of one thing, or of a list of things, as plain records: what pages and reports are laid out from."""

from xuntu.graph.profiles.called import find_round, find_unit
from xuntu.graph.profiles.checks import Doubt, NoteRow, list_doubts, list_notes
from xuntu.graph.profiles.deeds import Deed, read_deeds
from xuntu.graph.profiles.documents import (
    DocumentProfile,
    DocumentRow,
    FindingEntry,
    Mark,
    Marked,
    describe_document,
    list_document_rows,
)
from xuntu.graph.profiles.facts import Listing, Named, Quote
from xuntu.graph.profiles.figures import DeclaredRow, list_declared, read_declared_of, read_declaring
from xuntu.graph.profiles.findings import (
    FindingProfile,
    FindingRow,
    Found,
    MeasureEntry,
    Recurrence,
    StatusEntry,
    count_statuses,
    describe_finding,
    read_finding_rows,
    read_found,
    read_recurrences,
)
from xuntu.graph.profiles.inspections import InspectionRow, ReportEntry, Tally
from xuntu.graph.profiles.outcomes import Outcome, read_outcomes_of
from xuntu.graph.profiles.places import PassagePlace, read_places
from xuntu.graph.profiles.policies import PolicyProfile, PolicyRow, describe_policy, list_policy_rows
from xuntu.graph.profiles.relatives import Peers, Relative, Shared, list_peers, list_relatives, read_types
from xuntu.graph.profiles.rounds import RoundProfile, RoundRow, describe_round, list_round_rows
from xuntu.graph.profiles.things import Fact, ThingProfile, describe_thing
from xuntu.graph.profiles.types import TypeProfile, TypeRow, describe_type, list_type_rows
from xuntu.graph.profiles.units import UnitOrder, UnitProfile, UnitRow, describe_unit, list_unit_rows

__all__ = [
    "DeclaredRow",
    "Deed",
    "DocumentProfile",
    "DocumentRow",
    "Doubt",
    "Fact",
    "FindingEntry",
    "FindingProfile",
    "FindingRow",
    "Found",
    "InspectionRow",
    "Listing",
    "Mark",
    "Marked",
    "MeasureEntry",
    "Named",
    "NoteRow",
    "Outcome",
    "PassagePlace",
    "Peers",
    "PolicyProfile",
    "PolicyRow",
    "Quote",
    "Recurrence",
    "Relative",
    "ReportEntry",
    "RoundProfile",
    "RoundRow",
    "Shared",
    "StatusEntry",
    "Tally",
    "ThingProfile",
    "TypeProfile",
    "TypeRow",
    "UnitOrder",
    "UnitProfile",
    "UnitRow",
    "count_statuses",
    "describe_document",
    "describe_finding",
    "describe_policy",
    "describe_round",
    "describe_thing",
    "describe_type",
    "describe_unit",
    "find_round",
    "find_unit",
    "list_declared",
    "list_document_rows",
    "list_doubts",
    "list_notes",
    "list_peers",
    "list_policy_rows",
    "list_relatives",
    "list_round_rows",
    "list_type_rows",
    "list_unit_rows",
    "read_declared_of",
    "read_declaring",
    "read_deeds",
    "read_finding_rows",
    "read_found",
    "read_outcomes_of",
    "read_places",
    "read_recurrences",
    "read_types",
]  # fmt: skip
