"""PDF by a program of the machine, and what is said where there is none."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.chromium import CHROMIUM
from xuntu.graph import Store
from xuntu.ontology import StoreError
from xuntu.reports import make_report, to_bytes, write_report
from xuntu.reports.printing import find_browser, print_page


def test_without_a_browser_and_an_office_it_is_said_how_to_get_one(tmp_path: Path) -> None:
    """Which programs print, how to install one, and what else can be written."""
    with pytest.raises(StoreError, match=r"Edge、Chrome、Chromium.*LibreOffice.*\.html 或 \.docx"):
        print_page(b"", b"", environment={"PATH": str(tmp_path)})


def test_edge_is_found_where_windows_has_it(tmp_path: Path) -> None:
    """It stands in the folder of programs and in no path."""
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    assert find_browser({"PATH": "", "PROGRAMFILES(X86)": str(tmp_path)}) == str(edge)


def test_a_browser_that_cannot_run_is_named(tmp_path: Path) -> None:
    """A file that is no program, and one that does not print."""
    with pytest.raises(StoreError, match="不能运行"):
        print_page(b"", b"", browser=str(tmp_path / "没有"))
    mute = shutil.which("true")
    if mute:
        with pytest.raises(StoreError, match="没有写出 PDF"):
            print_page(b"", b"", browser=mute)


def test_another_extension_is_refused(examples: Store, tmp_path: Path) -> None:
    """The three are named; nothing is written."""
    with pytest.raises(StoreError, match=r"\.html、\.docx、\.pdf"):
        write_report(examples, tmp_path / "报告.doc", unit="槐溪县")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium fonts-noto-cjk")
def test_a_page_is_printed_with_its_words_and_numbers(examples: Store, tmp_path: Path) -> None:
    """The same bytes every time; the text can be searched; pages are numbered."""
    report = make_report(examples, unit="梨花渡")
    printed = to_bytes(report, "pdf", browser=CHROMIUM)
    assert printed.startswith(b"%PDF-")
    assert to_bytes(report, "pdf", browser=CHROMIUM) == printed
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext: apt-get install poppler-utils")
    file = tmp_path / "报告.pdf"
    file.write_bytes(printed)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True).stdout.decode()
    assert "槐溪县梨花渡镇巡前画像" in text
    assert re.search(r"—\s*2\s*—", text)
