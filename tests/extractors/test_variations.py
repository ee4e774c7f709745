"""The same notice in another dress gives the same records."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from xuntu.extractors import extract
from xuntu.ontology import Extraction

DOCUMENTS = Path(__file__).parents[2] / "examples" / "documents"
PLAIN = sorted(path.name for path in DOCUMENTS.glob("*.txt") if path.name[:2] not in ("01", "06", "12", "15"))


def wide(text: str) -> str:
    """Full-width punctuation, except the comma inside a number."""
    return re.sub(r"(?<=\d)，(?=\d{3})", ",", text.translate(str.maketrans("(),:;?!", "（），：；？！")))


def narrow(text: str) -> str:
    return text.translate(str.maketrans("（），：；？！．", "(),:;?!."))


def straight_quotes(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


def indented(text: str) -> str:
    return "\r\n\r\n".join("　　" + line for line in text.split("\n") if line.strip())


def other_separator(text: str) -> str:
    return re.sub(r"(?m)^(\d{1,2})[.．](?!\d)", r"\1、", text)


def boxed_labels(text: str) -> str:
    return re.sub(r"(?m)^(整改情况|整改结果|整改)[:：]", r"【\1】", text)


def other_labels(text: str) -> str:
    return re.sub(r"(?m)^整改情况(?=[:：])", "整改落实情况", text)


def page(text: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    return (
        '<html><head><meta charset="utf-8"><title>通知公告_甲市人民政府</title></head><body><div>首页 &gt; 公开</div>'
        f'<div class="TRS_Editor">{lines}</div><div>版权所有 甲市人民政府</div></body></html>'
    )


def records(extraction: Extraction) -> list[tuple[object, ...]]:
    """What must not change: number, statement, category, status, measures and documents of each finding."""
    return [
        (
            finding.number,
            bare(finding.statement.text),
            bare(finding.category or ""),
            finding.status.normal if finding.status else None,
            len(finding.measures),
            [bare(document.title) + document.role for document in finding.policy_documents],
        )
        for report in extraction.reports
        for finding in report.findings
    ]


def bare(words: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words))


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize(
    "change", [wide, narrow, straight_quotes, indented, other_separator, boxed_labels, other_labels, page]
)
def test_a_change_of_dress_changes_no_record(name: str, change: Callable[[str], str]) -> None:
    """Width, quotation marks, indentation, numbering separators, labels and file format do not matter."""
    data = (DOCUMENTS / name).read_bytes()
    plain = extract(data, name)
    suffix = ".html" if change is page else ".txt"
    changed = extract(change(data.decode()).encode(), Path(name).stem + suffix)

    assert records(plain)
    assert records(changed) == records(plain)


def test_all_at_once_changes_no_record_either() -> None:
    """The changes do not depend on each other."""
    data = (DOCUMENTS / "11-town-2023.txt").read_bytes()
    changed = page(boxed_labels(other_separator(wide(straight_quotes(data.decode())))))

    assert records(extract(changed.encode(), "a.html")) == records(extract(data, "a.txt"))
