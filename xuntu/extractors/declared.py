"""Counts that a report states about itself, to be held against what was extracted."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives
from xuntu.extractors.mentions.dates import find_dates
from xuntu.extractors.outline import Node
from xuntu.ontology import Date, Declared, DeclaredKind, Passage, to_number

_N = r"(?P<n>\d{1,9}|[一二三四五六七八九十]{1,4})"
# what is counted, its unit, words of which one stands in every such count, and its pattern
_COUNTS: tuple[tuple[DeclaredKind, str, str, re.Pattern[str]], ...] = (
    ("categories", "类", "类", re.compile(rf"{_N}\s*(?:大)?类(?!别|型|似)")),
    # 8个方面主要问题 counts problems, unless a number of them follows; few aspects hold more problems than one each
    (
        "problems",
        "个",
        "方面",
        re.compile(
            r"(?<![第一\d十])(?P<n>[6-9]|[1-9]\d|[六七八九]|十[一二三四五六七八九]?)\s*个方面(?:的)?(?:主要|突出|具体|存在)*(?:的)?问题(?!\s*\d|[^。;]{0,6}\d+\s*[个项条])"
        ),
    ),
    ("aspects", "方面", "方面", re.compile(rf"(?<![第一]){_N}\s*(?:个|大)?(?:大)?方面(?!军)")),
    (
        "problems",
        "个",
        "问题 事项 任务 意见",
        re.compile(
            rf"{_N}\s*[个项条](?:具体|突出|主要|方面|反馈|巡视|巡察|整改|的|共性|个性)*(?:问题|整改事项|整改任务|反馈意见|事项)(?!线索|表现|清单)"
        ),
    ),
    (
        "problems",
        "个",
        "问题 事项 任务",
        re.compile(
            r"(?:反馈|指出|整改|点出|提出|发现|查出|梳理出?)(?:的)?(?:具体)?(?:问题|事项|任务)(?:清单)?\s*(?:共|共计|总计)?\s*(?P<n>\d+)\s*[个项条]"
        ),
    ),
    ("measures", "条", "措施 举措", re.compile(rf"{_N}\s*[条项个](?:具体|整改)*(?:措施|举措)")),
    ("measures", "条", "措施 举措", re.compile(r"(?:措施|举措)[^。;\d]{0,3}共(?:计)?\s*(?P<n>\d+)\s*[条项个]")),
    ("measures", "条", "措施 举措", re.compile(r"(?:措施|举措)\s*(?:共|共计)?\s*(?P<n>\d+)\s*[条项个]")),
    (
        "rules_made",
        "项",
        "制度 规定 办法",
        re.compile(
            r"(?:制定|制订|出台|修订|建立|完善|健全|新建|印发|废改立|立改废)(?:及|和|、|并|修订|修改|完善|了|各类|相关|规章|制定|健全|管理|内部|有关|废止|建立|新建){0,12}(?:制度|规定|办法)(?:机制|办法|文件|性文件)?\s*(?:共|共计)?\s*(?P<n>\d+)\s*[项个部条份]"
        ),
    ),
    (
        "rules_made",
        "项",
        "制度 规定 办法",
        re.compile(
            r"(?:制定|制订|出台|修订|建立|完善|健全|新建|印发)(?:[、和及]|修订|修改|完善|建立|健全|了|出台|各类|相关){0,12}\s*(?P<n>\d+)\s*[项个部份](?:规章|管理|相关|内部|长效)*(?:制度|规定|办法)"
        ),
    ),
    ("rules_made", "项", "建章立制", re.compile(r"建章立制\s*(?:共)?\s*(?P<n>\d+)\s*[项个部条]")),
    ("completed", "个", "整改", re.compile(r"(?<!基本)已(?:经)?整改\s*(?P<n>\d+)\s*[个项条]")),
    ("completed", "个", "完成", re.compile(r"(?<!\d)(?P<n>\d+)\s*[个项条](?:已)?完成(?=[,;。、])")),
    ("special_actions", "项", "专项", re.compile(r"专项(?:治理|整治|行动|检查)\s*(?P<n>\d+)\s*[项次个]")),
    (
        "completed",
        "个",
        "完成 到位",
        re.compile(
            r"(?<!基本)(?<!阶段性)(?<!未)(?:已|已经|共|累计|全面)?(?<!基本)(?<!阶段性)(?:完成整改|整改完成|整改到位|完成)(?:问题|事项)?(?:的)?(?:有)?\s*(?P<n>\d+)\s*[个项条](?!整改措施|制度)"
        ),
    ),
    (
        "completed",
        "个",
        "完成 到位 完毕 办结 销号",
        re.compile(
            r"(?P<n>\d{1,9})\s*[个项条](?:问题|事项|任务|具体问题|整改事项|整改任务)*,?(?:我[^,。]{0,4})?(?:均|全部|已|都|现)+[^,。;]{0,4}(?:完成整改|完成|整改到位|整改完毕|办结|销号)(?!(?:整改)?\s*\d)"
        ),
    ),
    (
        "completion_rate",
        "%",
        "率",
        re.compile(r"(?:整改)?(?:完成|办结|整改)率(?:达到|达|为|是|已达到|已达)?\s*(?P<n>\d+(?:\.\d+)?)\s*%"),
    ),
    (
        "teams",
        "个",
        "巡视组 巡察组",
        re.compile(
            r"(?:派出|组建|成立)了?\s*(?P<n>\d{1,9}|[一二三四五六七八九十]{1,3})\s*个(?:常规|专项)?(?:巡视|巡察)组"
        ),
    ),
    (
        "units",
        "家",
        "单位 党组织 部门 地方",
        re.compile(
            r"(?P<n>\d{1,9}|[一二三四五六七八九十]{1,3})\s*[家个](?:市直|县直|区直|省直|市属|被巡察|被巡视)?(?:单位|党组织|部门|地方)"
        ),
    ),
)
_NEEDED = tuple(frozenset(words.split()) for _, _, words, _ in _COUNTS)
_ANY_NEEDED = re.compile(alternatives(chain.from_iterable(_NEEDED)))
_NUMERAL = re.compile(r"[\d一二三四五六七八九十]")
_ABOUT_SELF = re.compile(r"反馈|指出|整改|巡察组|巡视组|梳理|细化|分解|移交|共(?:有|计|发现)")
_FED_BACK = re.compile(
    r"反馈|指出|整改(?:事项|任务|问题)|巡[视察]组|审计|督察|问题中|分解|细化|逐[一项条个]|针对|共反映|查出|点出|问题清单"
)
_RULES = re.compile(r"制度|规定|办法|建章立制|(?:制定|细化|明确|提出).{0,6}(?:措施|举措)|问题清单")
_SHARE = re.compile(
    r"领办|认领|牵头|其中|领导.{0,6}(?:负责|承办)|包[抓保]|部分|第[一二三四五六七八九十]+轮|线索|近\d+年|立行立改|交办|一方面|各方面"
)
_CLAUSE = re.compile(r"[^。;；\n]+")
# a sentence that goes on about the problems just counted: 截至目前,已完成9个
_GOES_ON = re.compile(r"\s*(?:截至|截止|目前|现|至今|到目前|其中|已(?:经)?完成)")


def find_declared(passages: Sequence[Passage], text: str, *, of_lead: bool = False) -> Iterator[Declared]:
    """Yield the counts that *passages* state about the report itself; all counts of a lead are its own.

    >>> text = "针对巡察组反馈的3大类10个方面19个具体问题,制定了24条整改措施。"
    >>> [(d.kind, int(d.value)) for d in find_declared([Passage(0, len(text))], text)]
    [('categories', 3), ('aspects', 10), ('problems', 19), ('measures', 24)]
    """
    for passage in passages:
        counted = False
        for clause in _CLAUSE.finditer(passage.of(text)):
            folded = fold(clause[0])
            told = bool(of_lead or _ABOUT_SELF.search(folded) or _RULES.search(folded))
            if told or (counted and _GOES_ON.match(folded)):
                found = list(_counts(folded, passage.start + clause.start(), of_lead=of_lead))
                yield from found
                counted = counted or any(each.kind in ("problems", "aspects", "categories") for each in found)


def find_group_counts(group: Node, text: str) -> Iterator[Declared]:
    """Yield the counts that a line under a heading states for that heading: 反馈问题11项,已完成整改11项."""
    heading = group.head.of(text).rstrip("。；;：: ")
    for passage in group.body:
        folded = fold(passage.of(text))
        if len(folded) > 120:
            continue
        total = re.search(r"问题(?:共)?\s*(\d+)\s*[个项条]|(\d+)\s*[个项条](?:反馈|具体)?(?:问题|事项|任务)", folded)
        if total is None:
            continue
        value = Decimal(total[1] or total[2])
        yield Declared("problems", value, "个", passage, about=heading)
        done = re.search(r"(?:完成(?:整改)?|办结|销号|到位)\s*(\d+)\s*[个项条]", folded)
        if done or re.search(r"(?:均|全部|都)已?(?:经)?(?:完成|整改|办结)", folded):
            yield Declared("completed", Decimal(done[1]) if done else value, "个", passage, about=heading)


def _counts(folded: str, offset: int, *, of_lead: bool) -> Iterator[Declared]:
    found: list[tuple[int, Declared]] = []
    taken: list[tuple[int, int]] = []
    words = _ANY_NEEDED.findall(folded) if _NUMERAL.search(folded) else ()
    for (kind, unit, _, pattern), needed in zip(_COUNTS, _NEEDED, strict=True):
        if needed.isdisjoint(words):
            continue
        for match in pattern.finditer(folded):
            clause = _clause(folded, match.start())
            if kind in ("categories", "aspects", "problems", "completed") and _SHARE.search(clause):
                continue
            if kind == "problems" and not of_lead and not _FED_BACK.search(folded):
                continue
            if any(start < match.end("n") and match.start("n") < end for start, end in taken) and kind not in (
                "completed",
                "units",
            ):
                continue
            value = _number(match["n"])
            if value is None:
                continue
            taken.append(match.span("n"))
            passage = Passage(offset + match.start(), offset + match.end())
            as_of = _as_of(folded, match.start(), offset) if kind in ("completed", "completion_rate") else None
            found.append((match.start(), Declared(kind, value, unit, passage, as_of=as_of)))
    yield from (declared for _, declared in sorted(found, key=lambda pair: pair[0]))


def _clause(folded: str, position: int) -> str:
    return folded[folded.rfind(",", 0, position) + 1 : position]


def _number(printed: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", printed):
        return Decimal(printed)
    value = to_number(printed)
    return Decimal(value) if value is not None else None


def _as_of(folded: str, position: int, offset: int) -> Date | None:
    before = list(find_dates(folded[:position], offset=offset))
    if not before:
        return None
    year = next((date.iso[:4] for date in reversed(before) if len(date.iso) > 5), None)
    last = before[-1]
    if len(last.iso) == 5 and year:
        return Date(f"{year}-{last.iso}", last.passage, inferred=True, year_from="sentence")
    return last
