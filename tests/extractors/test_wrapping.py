"""Hard-wrapped lines joined into paragraphs."""

from pathlib import Path

import pytest

from xuntu.extractors import extract
from xuntu.extractors.cleaning import unwrap
from xuntu.ontology import Extraction

DOCUMENTS = Path(__file__).parents[2] / "examples" / "documents"
NOTICE = [
    "中共青石县水利局党组关于巡察整改进展情况的通报",
    "根据县委统一部署，2021年3月8日至4月23日，县委第二巡察组对县水利局党组开展了常规巡察，6月18日反馈了巡察意见。现将整改进展情况予以公布。",
    "一、整改落实情况",
    "（一）学习贯彻上级决策部署不够深入，结合本地实际研究提出有针对性的措施不多，推动重点工作落实力度不够大。",
    "整改情况：一是召开党组会议3次，专题学习有关文件精神，研究贯彻落实意见。二是制定《学习制度》，明确学习内容、学习方式和学习要求。",
    "（二）工程建设领域监督不力，部分项目进度滞后，资金拨付不及时，群众反映较为强烈。",
    "整改情况：一是建立项目台账，逐个明确责任人和完成时限。二是拨付资金350.6万元，解决历史遗留问题12个，群众满意度明显提升。",
    "中共青石县水利局党组",
    "2021年12月20日",
]


def wrapped(lines: list[str], width: int, *, indent: str = "", between: str = "\n") -> str:
    pieces = []
    for line in lines:
        words = indent + line
        pieces.append("\n".join(words[start : start + width] for start in range(0, len(words), width)))
    return between.join(pieces)


@pytest.mark.parametrize("width", [20, 28, 35, 38, 40])
@pytest.mark.parametrize(("indent", "between"), [("", "\n"), ("　　", "\n"), ("", "\n\n"), ("　　", "\n\n")])
def test_lines_of_one_width_become_paragraphs(width: int, indent: str, between: str) -> None:
    """Broken at any width, with or without indents and blank lines, the notice is what it was."""
    text, found = unwrap(wrapped(NOTICE, width, indent=indent, between=between))

    assert text.split("\n") == NOTICE
    assert found is not None
    assert abs(found - width) <= 1


def test_a_blank_line_below_every_line_parts_nothing() -> None:
    """Exports that double the line breaks are read by the widths alone."""
    assert unwrap(wrapped(NOTICE, 35).replace("\n", "\n\n"))[0].split("\n") == NOTICE


@pytest.mark.parametrize("folio", ["— 3 —", "\n- 12 -\n", "第3页 共10页\n"])
def test_a_paragraph_goes_on_over_the_number_of_a_page(folio: str) -> None:
    """Page numbers between two lines of a paragraph are left out, with the blank lines around them."""
    lines = wrapped(NOTICE, 35).split("\n")
    lines.insert(3, folio)
    assert unwrap("\n".join(lines))[0].split("\n") == NOTICE


@pytest.mark.parametrize("element", ["<br>", "<p>"])
def test_wrapped_html_is_joined_too(element: str) -> None:
    """Pages break lines by br, or put each into a paragraph of its own."""
    lines = wrapped(NOTICE, 35, indent="　　").split("\n")
    body = "<br>".join(lines) if element == "<br>" else "".join(f"<p>{line}</p>" for line in lines)
    page = f'<html><body><div class="TRS_Editor">{body}</div></body></html>'
    assert extract(page.encode(), "a.html").document.text.split("\n") == NOTICE


@pytest.mark.parametrize("name", sorted(path.name for path in DOCUMENTS.glob("*.txt")))
def test_whole_paragraphs_are_left_alone(name: str) -> None:
    """Where lengths vary as they do in print, nothing is joined."""
    text = (DOCUMENTS / name).read_text(encoding="utf-8", errors="ignore")

    assert unwrap(text) == (text, None)


@pytest.mark.parametrize(
    "lines",
    [
        [f"{number}.关于落实上级决策部署不够到位措施不够有力的问题" for number in range(1, 20)],
        ["县财政局", "县水利局党组", "县农业农村局", "县住房和城乡建设局党组", "县文化和旅游局党组"] * 5,
        ["中共青石县委员会", "2021年3月1日"],
    ],
)
def test_lists_are_not_joined(lines: list[str]) -> None:
    """Numbers open lines of their own, and short lines are whole."""
    assert unwrap("\n".join(lines))[1] is None


@pytest.mark.parametrize("name", ["11-town-2023.txt", "04-water-feedback-2019.txt"])
def test_a_wrapped_notice_gives_the_same_records(name: str) -> None:
    """Findings, statuses and measures do not depend on where the lines break."""
    text = (DOCUMENTS / name).read_text(encoding="utf-8")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    plain, broken = (extract(each.encode(), "a.txt") for each in (text, wrapped(lines, 36, indent="　　")))

    assert _records(broken) == _records(plain)
    assert "原文每行约 36 字即折行，已连成段落" in [note.message for note in broken.notes]


def _records(extraction: Extraction) -> list[tuple[object, ...]]:
    return [
        (finding.number, finding.statement.text, finding.status and finding.status.normal, len(finding.measures))
        for report in extraction.reports
        for finding in report.findings
    ]
