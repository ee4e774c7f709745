"""What a text says: documents in, records out. Pure: no RDF, no store, no clock, no network."""

from xuntu.extractors.comparisons import Comparison, compare_declared
from xuntu.extractors.coverage import Coverage, Stretch, cover
from xuntu.extractors.doubts import completed_from
from xuntu.extractors.exchange import to_json
from xuntu.extractors.explaining import Explained, explain_outline
from xuntu.extractors.pipeline import extract, extract_document
from xuntu.extractors.readers import read_document
from xuntu.extractors.sheets import read_sheets

__all__ = [
    "Comparison",
    "Coverage",
    "Explained",
    "Stretch",
    "compare_declared",
    "completed_from",
    "cover",
    "explain_outline",
    "extract",
    "extract_document",
    "read_document",
    "read_sheets",
    "to_json",
]
