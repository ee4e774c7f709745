"""The graph as files for other tools: one writer for each format, and one function that chooses among them."""

from xuntu.graph.exports.exporting import export
from xuntu.graph.exports.formats import FORMATS, Format

__all__ = ["FORMATS", "Format", "export"]
