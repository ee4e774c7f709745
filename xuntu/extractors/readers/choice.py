"""Which reader takes which media type; what a reader needs is imported when the first such file comes."""

from collections.abc import Mapping

from xuntu.extractors.readers import media
from xuntu.extractors.readers.page import Page, Reader
from xuntu.extractors.readers.plain import read_markdown, read_text


def _read_html(data: bytes, name: str) -> Page:
    from xuntu.extractors.readers.html import read_html

    return read_html(data, name)


def _read_docx(data: bytes, name: str) -> Page:
    from xuntu.extractors.readers.word import read_docx

    return read_docx(data, name)


def _read_pdf(data: bytes, name: str) -> Page:
    from xuntu.extractors.readers.pdf import read_pdf

    return read_pdf(data, name)


READERS: Mapping[str, Reader] = {
    media.TEXT: read_text,
    media.MARKDOWN: read_markdown,
    media.HTML: _read_html,
    media.DOCX: _read_docx,
    media.PDF: _read_pdf,
}
