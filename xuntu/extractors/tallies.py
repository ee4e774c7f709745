"""How many problems of a group are how far rectified: 已完成整改5项,正在整改1项, and what follows for those unsaid."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xuntu.extractors.folding import fold
from xuntu.extractors.statuses import STATUS_WORD, normal_of
from xuntu.ontology import Finding, Passage, Status, StatusNormal

_STATE = rf"(?:已|均|均已|尚|仍|还)?(?:{STATUS_WORD.pattern})"
_COUNTED = (
    re.compile(rf"(?P<words>{_STATE})(?:的|问题|事项|任务|有|共|整改)*\s*(?P<n>\d{{1,9}})\s*[个项条]"),
    re.compile(
        rf"(?P<n>\d{{1,9}})\s*[个项条](?:的|具体|反馈|问题|事项|任务|需|目前|现)*(?P<words>{_STATE})(?!的|(?:问题|事项|任务)?\s*\d)"
    ),
)
_PARTLY = re.compile(r"措施|制度|线索|信访|领办|认领|其中|立行立改")


def read_tally(sentence: str) -> dict[StatusNormal, int]:
    """Return how many problems a folded sentence counts in each status; empty where it counts in no two.

    >>> read_tally("反馈问题6项,已完成整改5项,正在整改1项。")
    {'完成': 5, '正在整改': 1}
    """
    counts: dict[StatusNormal, int] = {}
    for pattern in _COUNTED:
        found: dict[StatusNormal, int] = {}
        for match in pattern.finditer(sentence):
            normal = normal_of(match["words"])
            if normal and normal not in found:
                found[normal] = int(match["n"])
        if len(found) > len(counts):
            counts = found
    return counts if len(counts) >= 2 else {}


def complete(findings: Sequence[Finding], passages: Iterable[Passage], text: str) -> tuple[Finding, ...]:
    """Return *findings* with the status that a count in *passages* leaves for those that state none themselves.

    Only where the sums agree: 6 problems, 5 done and 1 under way, of which one says that it is under way.
    """
    for passage in passages:
        for match in re.finditer(r"[^。;；\n]+", passage.of(text)):
            folded = fold(match[0])
            if "问题" not in folded and "事项" not in folded and "任务" not in folded:
                continue
            tally = {} if _PARTLY.search(folded) else read_tally(folded)
            if tally and (left := _left(findings, tally)):
                where = Passage(passage.start + match.start(), passage.start + match.end())
                status = Status(left, left, "group_line", where)
                return tuple(each if each.statuses else replace(each, statuses=(status,)) for each in findings)
    return tuple(findings)


def _left(findings: Sequence[Finding], tally: Mapping[StatusNormal, int]) -> StatusNormal | None:
    """Return the one status that the tally leaves for the findings without one."""
    unsaid = sum(not each.statuses for each in findings)
    if not unsaid or sum(tally.values()) != len(findings):
        return None
    stated = Counter(each.statuses[0].normal for each in findings if each.statuses)
    left: list[tuple[StatusNormal, int]] = [(normal, count - stated.pop(normal, 0)) for normal, count in tally.items()]
    open_: list[tuple[StatusNormal, int]] = [(normal, count) for normal, count in left if count]
    return open_[0][0] if len(open_) == 1 and open_[0][1] == unsaid and not stated else None
