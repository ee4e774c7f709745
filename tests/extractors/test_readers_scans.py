"""Scans and pictures, by the extra ``ocr``; without it, what to install."""

from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.extractors.test_readers_pdf import make_pdf
from xuntu.extractors.readers import read_document
from xuntu.extractors.readers.pdf import ocr
from xuntu.extractors.readers.pdf.lines import Box, Line
from xuntu.ontology import DocumentError

PARAGRAPH = (
    "根据县委统一部署，2021年3月1日至4月30日，县委第一巡察组对县水利局党组开展了常规巡察。6月10日，"
    "巡察组反馈了巡察意见。按照有关要求，现将巡察整改进展情况予以公布。"
)
FONTS = ("opentype/noto/NotoSerifCJK-Regular.ttc", "truetype/wqy/wqy-zenhei.ttc", "truetype/arphic/uming.ttc")


def draw_page() -> Image.Image:
    """Return a page as it is scanned; skips without the extra, or without a font to draw it with."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        pytest.skip("the extra is not installed: pip install 'xuntu[ocr]'")
    font = next((path for each in FONTS if (path := Path("/usr/share/fonts", each)).exists()), None)
    if font is None:
        pytest.skip("no Chinese font: install fonts-noto-cjk")
    page = Image.new("RGB", (1240, 1754), "white")
    pen, letters = ImageDraw.Draw(page), ImageFont.truetype(str(font), 32)
    y = 120
    for _ in range(3):
        line = "　　"
        for sign in f"{PARAGRAPH}\n":
            if sign == "\n" or letters.getlength(line + sign) > 980:
                pen.text((130, y), line, font=letters, fill="black")
                line, y = "", y + 56
            line += sign
    return page


@pytest.mark.slow
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_of_a_page_is_read(form: str) -> None:
    """Its lines are joined to paragraphs, and a note says that they were recognised and how surely."""
    file = BytesIO()
    draw_page().save(file, form)
    document = read_document(file.getvalue(), f"a.{form.lower()}")
    assert document.text.split("\n") == [PARAGRAPH] * 3
    [note] = document.notes
    assert note.message.startswith("全文由图片文字识别（OCR）读出，平均置信度 ")


@pytest.mark.slow
def test_a_scanned_page_of_a_pdf_is_read_with_a_note() -> None:
    """As are the pages around it that have a text layer; several pages of a scan are one text."""
    file = BytesIO()
    page = draw_page()
    page.save(file, "PDF", save_all=True, append_images=[page])
    document = read_document(file.getvalue(), "a.pdf")
    assert document.text.split("\n") == [PARAGRAPH] * 6
    assert [note.message[:17] for note in document.notes] == [
        "第 1 页是图片，由文字识别（OC",
        "第 2 页是图片，由文字识别（OC",
    ]


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a picture, and of a PDF without a text layer."""
    monkeypatch.setattr("xuntu.extractors.readers.pdf.ocr.find_spec", lambda _: None)
    picture = BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    for data, name, words in (
        (picture.getvalue(), "a.png", "a.png：是图片。"),
        (make_pdf([[(10, 10, 90, 90)]]), "a.pdf", "a.pdf：PDF 里没有文字层，像是扫描件。"),
    ):
        with pytest.raises(DocumentError) as caught:
            read_document(data, name)
        assert str(caught.value) == words + ocr.HOW_TO_INSTALL
        assert "pip install 'xuntu[ocr]'" in ocr.HOW_TO_INSTALL


def test_boxes_side_by_side_are_one_line() -> None:
    """Whatever the order in which they were found; what stands apart keeps a space between."""
    found = [
        Line("日期", Box(60, 80, 100, 100), 20, 0),
        Line("第二行", Box(0, 40, 60, 60), 20, 0),
        Line("来", Box(0, 82, 20, 101), 19, 0),
        Line("源", Box(21, 81, 40, 101), 20, 0),
    ]
    assert [line.text for line in ocr.join_rows(found)] == ["来源 日期", "第二行"]
