"""How an outline looks on the terminal: a tree with the role of each heading, and why."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from xuntu.terminal.display import plain
from xuntu.terminal.language import Language, Words

if TYPE_CHECKING:
    from xuntu.extractors import Explained
    from xuntu.ontology import Document

_KINDS: Final = {
    "notice": Words("文件", "notice"), "outside": Words("不含问题", "outside"), "section": Words("部分", "part"),
    "group": Words("分组", "group"), "problem": Words("问题", "problem"), "deed": Words("举措", "deed"),
    "label": Words("标签", "label"), "table": Words("表格", "table"), "text": Words("正文", "text"),
}  # fmt: skip
_ROLES: Final = {
    "measure": Words("措施", "measures"), "effect": Words("成效", "effects"), "status": Words("状态", "status"),
    "goal": Words("目标", "goal"), "deadline": Words("时限", "deadline"), "leader": Words("责任领导", "leader"),
    "unit": Words("责任单位", "unit"), "evidence": Words("佐证", "evidence"), "detail": Words("具体表现", "instances"),
    "problem": Words("问题", "problem"), "number": Words("序号", "number"), "category": Words("类别", "category"),
    "body": Words("单位", "body"),
}  # fmt: skip
_LONGEST: Final = 44


def to_outline_lines(document: "Document", explained: "Sequence[Explained]", language: Language) -> Iterator[str]:
    """Yield a line for each heading, label and table: its role, its words, and what decided."""
    for each in explained:
        words = _shortened(plain(each.passage.of(document.text)))
        role = " ".join(str(_ROLES[one]) if one in _ROLES else one for one in each.role.split())
        number = f"{each.number} " if each.number else ""
        margin = f" {each.margin:+.1f}" if each.margin else ""
        why = "、".join(cue.words(language) for cue in each.cues)
        tail = f"  → {role}" if role else f"  ← {why}" if why else ""
        yield f"{'  ' * each.depth}[{_KINDS[each.kind]}{margin}] {number}{words}{tail}"


def to_json_outline(document: "Document", explained: "Sequence[Explained]", language: Language) -> dict[str, Any]:
    """Return the outline as JSON: a list of parts with depth, kind, place and cues with their weights."""
    return {
        "source": document.name,
        "outline": [
            {
                "depth": each.depth,
                "kind": each.kind,
                "number": each.number,
                "role": each.role or None,
                "margin": round(each.margin, 2),
                "cues": [
                    {"name": cue.name, "words": cue.words(language), "strength": cue.strength} for cue in each.cues
                ],
                "start": each.passage.start,
                "end": each.passage.end,
                "text": each.passage.of(document.text),
            }
            for each in explained
        ],
    }


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
