"""Which kind of file the bytes are: by their first bytes, and by the extension where these do not tell."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from xuntu.ontology import DocumentError

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

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
}  # fmt: skip
_SAVE_AS_DOCX = "请用 Word 或 WPS 打开，另存为 .docx（或 PDF、网页）后再读。"
# first bytes of files that are no documents for us, and what can be done about them
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"是旧式 Office 文件（.doc、.wps、.xls），或加了密码的文件。{_SAVE_AS_DOCX}"),
    (b"{\\rtf", f"是 RTF 文件。{_SAVE_AS_DOCX}"),
    (b"\x89PNG", "是图片。请先作文字识别（OCR），存为 .txt 或带文字层的 PDF。"),
    (b"\xff\xd8\xff", "是图片。请先作文字识别（OCR），存为 .txt 或带文字层的 PDF。"),
    (b"GIF8", "是图片。请先作文字识别（OCR），存为 .txt 或带文字层的 PDF。"),
    (b"BM", "是图片。请先作文字识别（OCR），存为 .txt 或带文字层的 PDF。"),
    (b"II*\x00", "是图片。请先作文字识别（OCR），存为 .txt 或带文字层的 PDF。"),
    (b"MM\x00*", "是图片。请先作文字识别（OCR），存为 .txt 或带文字层的 PDF。"),
    (b"Rar!", "是压缩包。请先解压，再读其中的文件。"),
    (b"7z\xbc\xaf", "是压缩包。请先解压，再读其中的文件。"),
    (b"\x1f\x8b", "是压缩包。请先解压，再读其中的文件。"),
    (b"OFDX", "是 OFD 版式文件。请用阅读器转存为带文字层的 PDF。"),
)  # fmt: skip


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
        if head.startswith(start) and (start != b"BM" or b"\x00" in head):
            raise DocumentError(f"{name}：{message}")
    if head.startswith(b"PK\x03\x04"):
        return _zipped_type(data, name)
    if b"%PDF-" in head[:1024]:
        return PDF
    return _text_type(head, name)


def _text_type(head: bytes, name: str) -> str:
    if _MHTML.search(head[:1024]) and b"multipart/related" in head.lower():
        raise DocumentError(f"{name}：是 MHTML 单个文件网页。请用浏览器打开，另存为“网页，仅 HTML”（.html）后再读。")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")
    if _HTML_START.match(head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return HTML
    by_name = _EXTENSIONS.get(PurePath(name).suffix.lower())
    if by_name is None and len(_HTML_TAG.findall(head)) >= _TAGS_NEEDED:
        return HTML
    return by_name or TEXT


def _zipped_type(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError) as error:
        raise DocumentError(f"{name}：文件已损坏（{error}），像是不完整的 .docx。请重新下载或重新保存。") from error
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        raise DocumentError(f"{name}：是 Excel 表格，暂不支持。请另存为网页（.html）或 PDF。")
    if "OFD.xml" in names:
        raise DocumentError(f"{name}：是 OFD 版式文件。请用阅读器转存为带文字层的 PDF。")
    raise DocumentError(f"{name}：是压缩包或不支持的文件。请先解压，再读其中的文件。")
