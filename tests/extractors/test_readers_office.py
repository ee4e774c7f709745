"""Old and foreign Office files, by way of LibreOffice."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.extractors.test_readers_excel import cells_of, data_of, make_ledger
from xuntu.extractors.readers import read_document
from xuntu.ontology import DocumentError

LINES = [
    "中共青石县水利局党组关于巡察整改情况的通报",
    "一、反馈问题",
    "序号\t问题\t整改",
    "1\t学习不深\t完成",
    "以上。",
]
RTF = rb"{\rtf1\ansi\ansicpg936 \u24033?\u23519?\'d5\'fb\'b8\'c4\par second}"


def make_docx() -> bytes:
    """Return a Word file with a table."""
    notice = docx.Document()
    notice.add_paragraph(LINES[0])
    notice.add_paragraph(LINES[1])
    table = notice.add_table(2, 3)
    for row, line in zip(table.rows, LINES[2:4], strict=True):
        for cell, text in zip(row.cells, line.split("\t"), strict=True):
            cell.text = text
    notice.add_paragraph(LINES[4])
    file = BytesIO()
    notice.save(file)
    return file.getvalue()


def converted(data: bytes, form: str, into: str, folder: Path) -> bytes:
    """Return a file as LibreOffice saves it in an old format; skips where it cannot."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    (folder / f"a.{form}").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", into, "--outdir", str(folder), str(folder / f"a.{form}")]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    if not (folder / f"a.{into}").exists():
        pytest.skip(f"LibreOffice does not write .{into}: its Writer or Calc is not installed")
    return (folder / f"a.{into}").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("into", ["doc", "rtf", "odt"])
def test_old_word_files_are_read_as_todays_are(into: str, tmp_path: Path) -> None:
    """The text is that of the .docx, the same each time, and .wps is .doc by another name."""
    data = converted(make_docx(), "docx", into, tmp_path)
    first, again = (read_document(data, name) for name in (f"a.{into}", "a.wps"))
    assert first.text.split("\n") == LINES
    assert again.text == first.text


@pytest.mark.slow
def test_old_excel_files_are_read_as_todays_are(tmp_path: Path) -> None:
    """The cells are those of the .xlsx."""
    data = converted(data_of(make_ledger()), "xlsx", "xls", tmp_path)
    assert cells_of(read_document(data, "a.xls")) == cells_of(read_document(data_of(make_ledger()), "a.xlsx"))


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install it, or save the file anew."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentError) as caught:
        read_document(RTF, "a.rtf")
    assert str(caught.value) == (
        "a.rtf：是 .rtf 格式，要靠 LibreOffice 转换，而这里没有装（找不到命令 soffice）。请装上 LibreOffice，"
        "或用 Word、WPS 打开，另存为 .docx（或 PDF、网页）后再读。"
    )


@pytest.mark.slow
def test_what_libreoffice_cannot_open_is_refused(tmp_path: Path) -> None:
    """A damaged file is named, and nothing is left behind."""
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed")
    damaged = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(9_000)
    with pytest.raises(DocumentError, match=r"^a\.xls：(?:LibreOffice 打不开|没有读到文字)"):
        read_document(damaged, "a.xls")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_links_of_a_document_are_not_followed(tmp_path: Path) -> None:
    """A section that is to be filled from another file keeps what was saved with it."""
    (tmp_path / "secret.txt").write_text("机密")
    spaces = " ".join(
        f'xmlns:{name}="{place}"'
        for name, place in (
            ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
            ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
            ("xlink", "http://www.w3.org/1999/xlink"),
        )
    )
    link = f'<text:section-source xlink:href="{(tmp_path / "secret.txt").as_uri()}" xlink:type="simple"/>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml" '
            'm:media-type="text/xml"/></m:manifest>',
        )
        package.writestr(
            "content.xml",
            f'<office:document-content {spaces} office:version="1.2"><office:body><office:text>'
            f'<text:section text:name="a">{link}<text:p>原有文字。</text:p></text:section>'
            "</office:text></office:body></office:document-content>",
        )
    converted(make_docx(), "docx", "odt", tmp_path)
    assert read_document(file.getvalue(), "a.odt").text == "原有文字。"
