"""What there is: records, terms, identifiers, taxonomy and errors. Imports nothing else of xuntu."""

from xuntu.ontology.document import Date, Document, Note, Passage, Table, Wording
from xuntu.ontology.errors import DocumentError, QueryError, StoreError, XuntuError
from xuntu.ontology.finding import (
    EarlierInspection,
    Finding,
    Heading,
    Measure,
    MeasureState,
    MeasureType,
    PolicyDocument,
    PolicyRole,
    ProblemType,
    Quantity,
    Repeat,
    Responsible,
    Status,
    StatusNormal,
    StatusSource,
)
from xuntu.ontology.report import (
    Assignment,
    Declared,
    DeclaredKind,
    Extraction,
    Figure,
    Inspection,
    Level,
    Organisation,
    Period,
    Report,
    ReportKind,
    Round,
)

__all__ = [
    "Assignment", "Date", "Declared", "DeclaredKind", "Document", "DocumentError", "EarlierInspection", "Extraction",
    "Figure", "Finding", "Heading", "Inspection", "Level", "Measure", "MeasureState", "MeasureType", "Note",
    "Organisation", "Passage", "Period", "PolicyDocument", "PolicyRole", "ProblemType", "Quantity", "QueryError",
    "Repeat", "Report", "ReportKind", "Responsible", "Round", "Status", "StatusNormal", "StatusSource", "StoreError",
    "Table", "Wording", "XuntuError",
]  # fmt: skip
