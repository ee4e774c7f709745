"""PDF files with a text layer: lines joined to paragraphs, ruled tables, page numbers left out."""

from xuntu.extractors.readers.pdf.document import read_pdf

__all__ = ["read_pdf"]
