"""The tables of how well documents are read and linked, from the scores that the tests pin."""

import json
import re
from collections.abc import Mapping, Sequence

from making.places import ROOT

_EVALUATION = ROOT / "tests" / "evaluation"
_REAL = "shared"  # the gold of real documents does not ship
_REAL_SIZE = (5, 188)  # its documents and findings
_SETS = {
    "examples": "示例",
    "schemes": "各种大纲",
    "offices": "各类机关",
    "rounds": "三轮",
    "clerks": "几个写手",
    "layouts": "版式",
    "province": "一个省",
    "prefecture": "一个地级市",
    "shared": "真实文件",
}
_FIELDS = {
    "findings": "找到问题（F1）",
    "finding.statement_whole": "问题原话完整",
    "finding.number": "编号",
    "finding.category": "所属标题",
    "finding.status_normal": "整改状态",
    "finding.measures_count": "措施条数",
    "finding.policy_documents": "制度文件（F1）",
    "concept.first_is_fair": "问题类型说得通",
    "concept.top_branch": "问题类型大类对",
    "header.inspected_unit": "被巡单位",
    "header.inspecting_team": "巡视巡察组",
    "header.round": "轮次",
    "header.inspection_types": "方式",
    "header.period": "起止日期",
    "header.feedback_date": "反馈日期",
    "header.publication_date": "发布日期",
    "header.issuer": "署名",
    "declared": "自报数",
    "kind": "文件种类",
}
_LINKS = {
    "examples": "示例",
    "rounds": "三轮",
    "province": "一个省",
    "city": "一个市",
    "port": "一个港口城市",
    "shared": "真实文件",
}
_LINK_FIELDS = {"stated": "文中明示", "all": "明示和推断", "restates": "复述"}
_BLOCK = re.compile(r"(<!-- figures (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_figures(text: str) -> str:
    """Return a page with the tables below its ``<!-- figures … -->`` marks as the pins are now."""
    tables = {"reading": reading_table, "linking": linking_table}
    return _BLOCK.sub(lambda mark: f"{mark[1]}\n{tables[mark[2]]()}\n\n{mark[3]}", text)


def reading_table() -> str:
    """Return what is read right of each set, in per cent; a row a field."""
    pins: Mapping[str, Mapping[str, float]] = json.loads((_EVALUATION / "baseline.json").read_text(encoding="utf-8"))
    sets = [name for name in _SETS if name in pins]
    sizes = [_size(name) for name in sets]
    rows = [["文件", *(str(documents) for documents, _ in sizes)], ["问题", *(str(findings) for _, findings in sizes)]]
    rows += [[words, *(_per_cent(pins[name].get(field)) for name in sets)] for field, words in _FIELDS.items()]
    return _to_table(["", *(_SETS[name] for name in sets)], rows)


def linking_table() -> str:
    """Return precision and recall of what came back, in per cent; a row a set."""
    pins: Mapping[str, Mapping[str, float]] = json.loads((_EVALUATION / "linking.json").read_text(encoding="utf-8"))
    rows = [
        [
            words,
            *(
                f"{_per_cent(pins[name][f'{field} precision'])} / {_per_cent(pins[name][f'{field} recall'])}"
                for field in _LINK_FIELDS
            ),
        ]
        for name, words in _LINKS.items()
    ]
    return _to_table(["", *_LINK_FIELDS.values()], rows)


def _size(name: str) -> tuple[int, int]:
    folder = ROOT / "examples" / "gold" if name == "examples" else _EVALUATION / name / "gold"
    if name == _REAL:
        return _REAL_SIZE
    gold = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    sources = [one for one in gold if "documents" in one]
    return len(sources), sum(len(report.get("problems") or []) for one in sources for report in one["documents"])


def _per_cent(score: float | None) -> str:
    """Return a share in per cent, cut, so that 100 is said of nothing less.

    >>> _per_cent(1.0), _per_cent(0.9984), _per_cent(None)
    ('100', '99.8', '–')
    """
    return "–" if score is None else f"{int(score * 1000 + 1e-6) / 10:g}"


def _to_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [heads, rule, *rows])
