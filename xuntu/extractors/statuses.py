"""How far a finding is rectified, from the strongest source that says so."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.lines import SECTIONS
from xuntu.extractors.outline import Node
from xuntu.ontology import Passage, Status, StatusNormal, StatusSource

_WORDS = load_words("status")
_NORMAL: dict[str, StatusNormal] = {word: normal for normal, words in _WORDS["normal"].items() for word in words}
STATUS_WORD = re.compile(alternatives(_NORMAL))
# what words that no list holds say, the first that fits: 达到阶段性目标
_MADE: tuple[tuple[StatusNormal, re.Pattern[str]], ...] = tuple(
    (normal, re.compile(pattern)) for normal, pattern in _WORDS["made"].items()
)
_LONGEST_MADE, _LONGEST_STATUS, _LONGEST_COUNT = 14, 12, 120
_SUBJECT = alternatives(_WORDS["closing"]["subjects"])
_STATE = rf"(?:均|都|已|现|全部|全面|已经)*(?:{STATUS_WORD.pattern})"
_ONWARD = r"(?:[,、]?\s*(?:并|并将)?(?:长期坚持|持续坚持|长期推进|持续推进|常态推进))?"
_CLOSING = re.compile(
    rf"(?:^|[。;,])\s*(?:截至[^,。;]{{0,14}},|截止[^,。;]{{0,14}},)?(?:目前|现|现已|至今|截至目前|到目前)?,?\s*"
    rf"(?:(?:{_SUBJECT})[^,。;]{{0,8}}?)(?:均|都|现|现均|也)?\s*(?P<status>{_STATE}){_ONWARD}\s*[。;]?\s*$"
)
_BARE = re.compile(rf"(?:^|目前|现|截至目前|至今|(?<=[。;]))[,]?\s*(?P<status>{_STATE}{_ONWARD})\s*[。;]?\s*$")
_BRACKETED = re.compile(rf"[(\[](?:整改)??(?:状态|结果|情况)?:?(?P<status>{_STATE}{_ONWARD})[)\]]\s*[。;]?\s*$")
_IN_LABEL = re.compile(rf"\((?P<status>{_STATE}{_ONWARD})\)\s*:\s*$")
# a status before the deeds: 整改情况:完成。一是…
_LEADING = re.compile(rf"^\s*(?P<status>{_STATE}{_ONWARD})\s*[。;]")
# a status with the day that was set behind it: 未完成,计划2022年底前完成
_PENDING = re.compile(
    rf"(?:^|(?<=[。;:]))\s*(?P<status>{_STATE})\s*,"
    r"(?:已|将|现)?(?:经|于)?(?:原?计划|预计|原?定|拟|力争|确保|超过|超出|逾期|(?:其余|余下|\d+[^,。;\d]{0,6}?)(?:尚|正|仍|还))[^。;]*[。;]?\s*$"
)
_CLAUSE = re.compile(
    r",(?P<status>(?:均|都|现)?已(?:经)?(?:全部|全面)?(?:完成整改|整改到位|整改完成|整改完毕|整改销号|销号|办结))\s*[。;]?\s*$"
)
_CLOSED = (_CLOSING, _BARE, _BRACKETED, _CLAUSE, _PENDING)
_CLOSED_WORD = re.compile(alternatives([*_NORMAL, "整改完毕", "整改销号", "销号", "办结", "整改完成", "整改到位"]))
_STILL = re.compile(
    r"(?P<status>达到序时进度|按计划(?:有序)?推进|有序推进(?:中)?|(?:尚|仍|还)在(?:推进|整改)(?:中)?|正在(?:有序|加快|积极|稳步|抓紧|持续)?(?:推进|整改|办理|实施)(?:中)?|尚在整改中|需(?:要)?(?:长期坚持|持续推进)|(?:已)?取得(?:了)?(?:明显)?阶段性(?:成效|成果)|基本(?:完成整改|整改到位))(?=[,。;、]|$)"
)
_LISTED = re.compile(r"(?P<words>[^。;:]{2,30}?)[,]?(?:分别(?:是|为)|如下|包括|是|即|(?<=\d[个项条件]))[:]")
_GROUP = re.compile(
    r"(?P<total>\d+)\s*[项个条].{0,14}?(?:已|均|全部|完成).{0,10}?(?:完成|到位|办结|销号|完毕)(?:整改)?\s*(?P<done>\d+)?"
    r"|(?P<all>\d+)\s*[个项条](?:问题|事项|任务)?[,,]?\s*(?:已全部|均已|已|全部)(?:整改|落实|解决)\s*(?P<corrected>\d+)?\s*[个项条]?[。)]?$"
)
_ALL_DONE = re.compile(
    r"(?:均|全部|都)\s*(?:已|已经)?\s*(?:全部)?\s*(?:完成(?:整改)?|整改(?:完成|到位|完毕)|办结|销号)"
)
_PARTLY = re.compile(r"措施|确保|力争|推动|领办|认领|牵头|或阶段性|基本完成|其中|除|外")
_DONE_SECTION = re.compile(
    r"已(?:经)?(?:全部)?(?:完成|整改完成|整改到位|办结)|整改期?内(?:完成|办结)|(?<!未)完成的(?:整改)?(?:事项|问题)"
)


@cache
def normal_of(words: str) -> StatusNormal | None:
    """Return the normal form of a status as printed, or ``None`` where no word of it is known.

    >>> normal_of("已完成整改"), normal_of("取得阶段性成果"), normal_of("未整改到位"), normal_of("已完成,长期坚持")
    ('完成', '阶段性完成', '未完成', '完成')
    """
    folded = re.sub(r"[\s。;,、()“”*]", "", fold(words))
    whole = _NORMAL.get(folded)
    if whole:
        return whole
    found = [match[0] for match in STATUS_WORD.finditer(folded)]
    normals = {_NORMAL[word] for word in found}
    if normals == {"完成", "长期坚持"}:
        return "完成"
    if not found and len(folded) <= _LONGEST_MADE:
        return next((normal for normal, pattern in _MADE if pattern.search(folded)), None)
    return _NORMAL[max(found, key=len)] if found else None


def from_label(passages: Sequence[Passage], text: str, *, cell: bool = False) -> Status | None:
    """Return the status that a label line or a table cell prints."""
    if not passages:
        return None
    passage = _last_clause(passages[0], text)
    printed = passage.of(text).rstrip("。；;，, ").strip()
    leading = _LEADING.match(fold(printed))
    if leading and leading.end() < len(printed):
        printed = printed[leading.start("status") : leading.end("status")]  # 已完成。13件全部审结
    normal = normal_of(printed)
    if normal is None or len(printed) > 60:
        return None
    return Status(printed, normal, "cell" if cell else "label", Passage(passage.start, passage.start + len(printed)))


def _last_clause(passage: Passage, text: str) -> Passage:
    """Return the clause that is a status, where results stand before it: 师生比达到1:347,已完成."""
    folded = fold(passage.of(text)).rstrip("。;, ")
    clause = re.split(r"[,;。]", folded)[-1]
    if len(folded) <= _LONGEST_STATUS or not is_status_only(clause):
        return passage
    start = passage.start + len(folded) - len(clause)
    return Passage(start, start + len(clause))


def from_closing_words(passages: Sequence[Passage], text: str) -> Status | None:
    """Return the status that the last sentence of the measures states of the finding itself.

    >>> sentence = "一是组织学习。二是建章立制。目前,该问题已整改到位。"
    >>> from_closing_words([Passage(0, len(sentence))], sentence).text
    '已整改到位'
    """
    if not passages:
        return None
    last = passages[-1]
    start = max(last.start, last.end - 80)
    tail = fold(text[start : last.end]).rstrip()
    sentence = re.split(r"[。;](?=.)", tail)[-1]
    closed = _CLOSED if _CLOSED_WORD.search(tail) else ()  # one of these words stands in all that they find
    match = next((found for pattern in closed if (found := pattern.search(tail))), None)
    if match is None and (still := _STILL.search(sentence)):
        start += len(tail) - len(sentence)
        match = still
    if match is None:
        return None
    normal = normal_of(match["status"])
    if normal is None:
        return None
    passage = Passage(start + match.start("status"), start + match.end("status"))
    return Status(passage.of(text), normal, "closing_words", passage)


def from_opening_words(passages: Sequence[Passage], text: str) -> Status | None:
    """Return the status that opens the measures, before the first deed.

    >>> sentence = "基本完成。一是组织学习。二是建章立制。"
    >>> from_opening_words([Passage(0, len(sentence))], sentence).normal
    '基本完成'
    """
    return _matched(_LEADING, passages[0], text, "label") if passages else None


def in_label(label: Passage, text: str) -> Status | None:
    """Return the status in the brackets of a label: 整改进展(已完成):.

    >>> in_label(Passage(0, 10), "整改进展（已完成）：").normal
    '完成'
    """
    return _matched(_IN_LABEL, label, text, "label")


def from_heading(head: Passage, text: str) -> tuple[Status, Passage] | None:
    """Return the status in brackets behind a problem, and the problem without it: 轮候时间长。(已完成整改).

    >>> status, problem = from_heading(Passage(0, 13), "轮候时间长。（已完成整改）")
    >>> status.text, problem
    ('已完成整改', Passage(start=0, end=6))
    """
    match = _BRACKETED.search(fold(head.of(text)))
    status = _matched(_BRACKETED, head, text, "label")
    if match is None or status is None:
        return None
    return status, Passage(head.start, head.start + len(text[head.start : head.start + match.start()].rstrip()))


def _matched(pattern: re.Pattern[str], passage: Passage, text: str, source: StatusSource) -> Status | None:
    match = pattern.search(fold(passage.of(text)))
    normal = normal_of(match["status"]) if match else None
    if match is None or normal is None:
        return None
    where = Passage(passage.start + match.start("status"), passage.start + match.end("status"))
    return Status(where.of(text), normal, source, where)


def is_status_only(words: str) -> bool:
    """Tell whether *words* say how far a problem is rectified and nothing of what was done.

    >>> [is_status_only(words) for words in ("已完成整改，长期坚持。", "该项整改已完成。", "该制度已完成修订。")]
    [True, True, False]
    """
    folded = fold(words).strip()
    if not STATUS_WORD.search(folded):
        return False
    return any(pattern.match(folded) for pattern in (_BARE, _BRACKETED, _CLOSING))


def from_listing(before: Passage, text: str) -> Status | None:
    """Return the status that the last words before an old problem give to those listed behind them.

    >>> from_listing(Passage(0, 19), "逐项过堂。已完成整改4个,分别是:1-2").normal
    '完成'
    """
    match = next(reversed(list(_LISTED.finditer(fold(before.of(text))))), None)
    normal = normal_of(match["words"]) if match else None
    if match is None or normal is None:
        return None
    return Status(normal, normal, "group_line", Passage(before.start + match.start(), before.start + match.end()))


def from_group_line(node: Node, text: str) -> Status | None:
    """Return the status that a line under a group heading states of all its problems alike."""
    for passage in (node.head, *node.body):
        line = fold(passage.of(text))
        match = _GROUP.search(line) if len(line) <= _LONGEST_COUNT else None
        if match is None:
            continue
        if match["all"]:
            done = match["corrected"] in (match["all"], None)
        else:
            done = bool(_ALL_DONE.search(line)) or match["done"] == match["total"]
        if done:
            return Status("完成", "完成", "group_line", passage)
    return None


def from_section(node: Node, text: str) -> Status | None:
    """Return the status that the heading of a part of the report gives to what stands in it."""
    heading = fold(node.head.of(text))
    done, still = _DONE_SECTION.search(heading), SECTIONS["open"].search(heading)
    if done and not still:
        return Status("完成", "完成", "section", node.head)
    words: list[StatusNormal] = [
        normal for word in STATUS_WORD.findall(heading) if (normal := normal_of(word)) and normal != "完成"
    ]
    if still and words and not done:
        return Status(words[0], words[0], "section", node.head)
    return None


def from_document(passages: Sequence[Passage], text: str) -> Status | None:
    """Return the status that the report claims for all its problems: 28项整改事项,已全部完成整改."""
    for passage in passages:
        for start, sentence in _sentences(passage, text):
            folded = fold(sentence)
            done = _ALL_DONE.search(folded)
            if not done or not re.search(r"问题|事项|任务", folded):
                continue
            # 制定措施41条,已全部整改完毕: it is the problems that are corrected
            told = folded.replace("整改措施", "").replace("措施", "") if "整改" in done[0] else folded
            if not _PARTLY.search(told):
                return Status("完成", "完成", "document", Passage(start, start + len(sentence)))
    return None


def _sentences(passage: Passage, text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^。；;\n]+", passage.of(text)):
        yield passage.start + match.start(), match[0]
