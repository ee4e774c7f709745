"""Which reader takes which media type; what a reader needs is imported when the first such file comes."""

from collections.abc import Mapping

from xuntu.extractors.readers import media
from xuntu.extractors.readers.page import Page, Reader
from xuntu.extractors.readers.plain import read_markdown, read_text
from xuntu.extractors.readers.tabular import read_csv


def _read_html(data: bytes, name: str) -> Page:
    from xuntu.extractors.readers.html import read_html

    return read_html(data, name)


def _read_docx(data: bytes, name: str) -> Page:
    from xuntu.extractors.readers.word import read_docx

    return read_docx(data, name)


def _read_xlsx(data: bytes, name: str) -> Page:
    from xuntu.extractors.readers.excel import read_xlsx

    return read_xlsx(data, name)


def _read_pdf(data: bytes, name: str) -> Page:
    from xuntu.extractors.readers.pdf import read_pdf

    return read_pdf(data, name)


def _read_image(data: bytes, name: str) -> Page:
    from xuntu.extractors.readers.pdf import read_image

    return read_image(data, name)


def _converted(form: str, into: str, read: Reader) -> Reader:
    """Return a reader of files that LibreOffice makes into what *read* takes."""

    def read_converted(data: bytes, name: str) -> Page:
        from xuntu.extractors.readers.office import convert

        return read(convert(data, name, form=form, into=into), name)

    return read_converted


READERS: Mapping[str, Reader] = {
    media.TEXT: read_text,
    media.MARKDOWN: read_markdown,
    media.CSV: read_csv,
    media.HTML: _read_html,
    media.DOCX: _read_docx,
    media.XLSX: _read_xlsx,
    media.PDF: _read_pdf,
    media.DOC: _converted("doc", "docx", _read_docx),
    media.RTF: _converted("rtf", "docx", _read_docx),
    media.ODT: _converted("odt", "docx", _read_docx),
    media.XLS: _converted("xls", "xlsx", _read_xlsx),
    **dict.fromkeys((media.PNG, media.JPEG, media.TIFF, media.BMP, media.GIF), _read_image),
}
