"""Pages as they are set or scanned, PDF files and pictures: lines joined to paragraphs, page numbers left out."""

from xuntu.extractors.readers.pdf.document import read_pdf
from xuntu.extractors.readers.pdf.image import read_image

__all__ = ["read_image", "read_pdf"]
