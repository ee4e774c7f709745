"""What a build did and what the store holds now, in a few lines."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from xuntu.terminal.language import Words, say

if TYPE_CHECKING:
    from xuntu.graph import Summary

KINDS: Final[Mapping[str, Words]] = {
    "rectification_report": Words("整改通报", "rectification reports"),
    "launch_notice": Words("启动公告", "launch notices"),
    "feedback_notice": Words("反馈通报", "feedback notices"),
    "audit_rectification": Words("审计整改", "audit rectification"),
    "environment_inspection_rectification": Words("环保督察整改", "environmental inspection rectification"),
    "news": Words("动态", "news"),
    "other": Words("其他", "other"),
}
"""What the kinds of reports are called in a summary."""


def to_summary_lines(summary: "Summary", store: str) -> Iterator[str]:
    """Yield what was done, then what the store holds; counts of nothing are left out."""
    done = _listed(
        (say("新增", "added"), summary.added),
        (say("更新", "replaced"), summary.replaced),
        (say("移出", "removed"), summary.removed),
        (say("未变", "unchanged"), summary.skipped),
        (say("读不了", "unreadable"), len(summary.failed)),
    )
    yield say("文件：", "Documents: ") + (done or say("无", "none"))
    kinds = _listed(*((str(KINDS.get(kind, kind)), count) for kind, count in summary.reports.items()))
    statuses = _listed(*sorted(summary.statuses.items(), key=lambda status: (-status[1], status[0])))
    reports = sum(summary.reports.values())
    held = _listed(
        (say("文件", "documents"), summary.documents),
        (say("通报", "reports"), reports),
        (say("单位", "units"), summary.units),
        (say("问题", "findings"), summary.findings),
        (say("附注", "notes"), summary.notes),
    )
    yield say(f"库 {store}：", f"Store {store}: ") + (held or say("空", "empty"))
    if kinds:
        yield say("通报：", "Reports: ") + kinds
    if statuses:
        yield say("整改状态：", "Statuses: ") + statuses


def _listed(*counts: tuple[str, int]) -> str:
    return _joined(f"{name} {count}" for name, count in counts if count)


def _joined(parts: Iterable[str]) -> str:
    return say("，", ", ").join(parts)
