"""Word documents (.docx): paragraphs and tables in order, with the numbers that Word adds by itself."""

from xuntu.extractors.readers.word.document import read_docx

__all__ = ["read_docx"]
