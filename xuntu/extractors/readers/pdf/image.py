"""Pictures of documents, such as a scan or a photograph; a TIFF may hold several pages."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from xuntu.extractors.readers.page import Page
from xuntu.extractors.readers.pdf.lines import Line
from xuntu.extractors.readers.pdf.ocr import HOW_TO_INSTALL, LONGEST_SIDE, MOST_PAGES, is_installed, recognise
from xuntu.extractors.readers.pdf.paragraphs import find_layout, join_lines
from xuntu.ontology import DocumentError, Note

_MOST_PIXELS = 80_000_000
_UNREADABLE = (
    UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError, MemoryError,
)  # fmt: skip


def read_image(data: bytes, name: str) -> Page:
    """Return the text of a picture; raises DocumentError where it is damaged, or the extra ``ocr`` is not installed."""
    if not is_installed():
        raise DocumentError(f"{name}：是图片。{HOW_TO_INSTALL}")
    try:
        pages = [recognise(image, number) for number, image in enumerate(_frames(data, name))]
    except _UNREADABLE as error:
        raise DocumentError(f"{name}：是图片，但已损坏（{type(error).__name__}）。请重新扫描或下载。") from error
    lines = [line for found, _ in pages for line in found]
    if not lines:
        raise DocumentError(f"{name}：图片里没有认出文字。请确认是文件的扫描件，方向端正、字迹清楚。")
    sure = sum(score * len(found) for found, score in pages) / len(lines)
    note = Note("reading", f"全文由图片文字识别（OCR）读出，平均置信度 {sure:.2f}；请核对原件")
    return Page(tuple(_paragraphs(lines)), notes=(note,))


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    yield from join_lines(lines, find_layout(lines))


def _frames(data: bytes, name: str) -> Iterator[Image.Image]:
    """Yield the pages, upright and no larger than they are recognised."""
    with Image.open(BytesIO(data)) as picture:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if frame.width * frame.height > _MOST_PIXELS:
                raise DocumentError(f"{name}：图片太大（{frame.width}×{frame.height}）。请缩小后再读。")
            if number >= MOST_PAGES:
                raise DocumentError(f"{name}：超过 {MOST_PAGES} 页。请拆成几份再读。")
            upright = ImageOps.exif_transpose(frame).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            yield upright
