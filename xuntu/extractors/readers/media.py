"""Which kind of file the bytes are: by their first bytes, and by the extension where these do not tell."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from xuntu.ontology import DocumentError

TEXT, MARKDOWN, HTML, CSV, PDF = "text/plain", "text/markdown", "text/html", "text/csv", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC, XLS, RTF = "application/msword", "application/vnd.ms-excel", "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
PNG, JPEG, TIFF, BMP, GIF = "image/png", "image/jpeg", "image/tiff", "image/bmp", "image/gif"

_HEAD = 4096
_HTML_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|br|h[1-6]|span|article)[\s>/]", re.IGNORECASE
)
# atomic, so that a comment is never tried as part of a longer one
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)", re.IGNORECASE | re.DOTALL
)
# a text may speak of a tag; a page without its head has many
_TAGS_NEEDED = 3
_MHTML = re.compile(rb"(?:^|\n)(?:MIME-Version:|Content-Type:\s*multipart/related)", re.IGNORECASE)
_EXTENSIONS = {
    ".html": HTML, ".htm": HTML, ".shtml": HTML, ".xhtml": HTML, ".jhtml": HTML, ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".csv": CSV,
}  # fmt: skip
_SAVE_AS_DOCX = "请用 Word 或 WPS 打开，另存为 .docx（或 PDF、网页）后再读。"
_UNPACK = "是压缩包。请先解压，再读其中的文件（.zip 可以直接读）。"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"{\\rtf", RTF),
    (b"\x89PNG", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF8", GIF),
    (b"BM", BMP),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
# first bytes of files that are no documents for us, and what can be done about them
_REFUSED = (
    (b"Rar!", _UNPACK),
    (b"7z\xbc\xaf", _UNPACK),
    (b"\x1f\x8b", _UNPACK),
    (b"OFDX", "是 OFD 版式文件。请用阅读器转存为带文字层的 PDF。"),
)
# names of streams in old Office files, as they stand in the directory of the file
_ENCRYPTED, _WORD, _EXCEL, _SLIDES = (
    tuple(name.encode("utf-16-le") for name in names)
    for names in (("EncryptedPackage",), ("WordDocument",), ("Workbook", "Book\0"), ("PowerPoint Document",))
)


def find_media_type(data: bytes, name: str) -> str:
    """Return the media type of the file *name* with the content *data*.

    Raises DocumentError where no reader takes it.

    >>> find_media_type(b"<!DOCTYPE html><p>...", "saved.txt")
    'text/html'
    """
    if not data:
        raise DocumentError(f"{name}：文件是空的。请检查下载或复制是否完整。")
    head = data[:_HEAD]
    for start, message in _REFUSED:
        if head.startswith(start):
            raise DocumentError(f"{name}：{message}")
    for start, media_type in _STARTS:
        if head.startswith(start) and (start != b"BM" or b"\x00" in head):
            return media_type
    if head.startswith(_OLD_OFFICE):
        return _old_office_type(data, name)
    if head.startswith(b"PK\x03\x04"):
        return _zipped_type(data, name)
    if b"%PDF-" in head[:1024]:
        return PDF
    return _text_type(head, name)


def _text_type(head: bytes, name: str) -> str:
    if _MHTML.search(head[:1024]) and b"multipart/related" in head.lower():
        raise DocumentError(f"{name}：是 MHTML 单个文件网页。请用浏览器打开，另存为“网页，仅 HTML”（.html）后再读。")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\x00" in head[:64] or b"\x00<" in head[:64]:
        head = head.replace(b"\x00", b"")
    if _HTML_START.match(head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return HTML
    by_name = _EXTENSIONS.get(PurePath(name).suffix.lower())
    if by_name is None and len(_HTML_TAG.findall(head)) >= _TAGS_NEEDED:
        return HTML
    return by_name or TEXT


def _old_office_type(data: bytes, name: str) -> str:
    """Tell the files apart that begin as all files of Office 97 and all encrypted ones of today do."""
    if _has(data, _ENCRYPTED):
        raise DocumentError(f"{name}：是加了密码的 Office 文件。请用 Word 或 WPS 去掉密码，另存后再读。")
    if _has(data, _WORD):
        return DOC
    if _has(data, _EXCEL):
        return XLS
    if _has(data, _SLIDES):
        raise DocumentError(f"{name}：是演示文稿（.ppt、.dps）。请另存为 PDF 后再读。")
    raise DocumentError(f"{name}：是旧式 Office 文件（.doc、.wps、.xls），但里面没有正文，像是已损坏。{_SAVE_AS_DOCX}")


def _has(data: bytes, names: tuple[bytes, ...]) -> bool:
    return any(stream in data for stream in names)


def _zipped_type(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            is_odt = "mimetype" in names and archive.open("mimetype").read(len(ODT)) == ODT.encode()
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError) as error:
        raise DocumentError(f"{name}：文件已损坏（{error}），像是不完整的 .docx。请重新下载或重新保存。") from error
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    if is_odt:
        return ODT
    if "OFD.xml" in names:
        raise DocumentError(f"{name}：是 OFD 版式文件。请用阅读器转存为带文字层的 PDF。")
    raise DocumentError(f"{name}：是压缩包或不支持的文件。压缩包请存成扩展名为 .zip 的文件，或先解压，再读其中的文件。")
