"""The tasks of a round in a launch notice: which team inspects which units, and how."""

import re
from collections.abc import Iterator, Sequence

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.mentions.organisations import split_names
from xuntu.extractors.mentions.places import place_of
from xuntu.extractors.mentions.teams import find_teams
from xuntu.ontology import Assignment, Organisation, Passage, Table

_TYPE = alternatives(load_words("header")["types"])
_TASK = re.compile(
    r"(?:对|将巡察|将巡视|巡察(?!组)|巡视(?!组)|进驻)(?P<units>[一-鿿()、\d]{3,400}?)(?:开展|进行|实施|,|。|;|$)"
)
_TEAM_LINE = re.compile(
    r"^(?P<team>[^:,。;]{0,30}?(?:第?[一二三四五六七八九十\d]+(?:小)?组|组))\s*(?:\(.{0,40}?\))?\s*(?:负责|巡察|巡视|进驻)?\s*[:,]?\s*(?:巡察|巡视|进驻)?(?P<units>[一-鿿()、]{3,300})"
)
_BODY_END = re.compile(rf"(?:{alternatives(load_words('header')['suffixes'])}|[省市县区州旗镇乡村])$")
_LABELLED = re.compile(r"(?:被?巡[视察](?:单位|党组织|对象|地区)|进驻单位)\s*:\s*(?P<units>[一-鿿()、]{3,300})")
_NUMBERED_TEAM = re.compile(r"^第?[一二三四五六七八九十\d]+巡[视察]组")
_NUMBERED = re.compile(r"^第?[一二三四五六七八九十\d]+(?:巡[视察])?小?组$")
_TEAM_HEAD = re.compile(r"组别|巡[视察]组|组名|组$")
_UNIT_HEAD = re.compile(r"单位|党组织|对象|地区")
_PHRASE = re.compile(r"成员单位|部分|相关|有关|问题|纪律|情况|反映|受理|落实|责任|了解|领导班子|主要|以及|被巡|\d+个")
_KIND = re.compile(rf"({_TYPE})(?:政治)?(?:巡察|巡视)")
_SUBJECT = re.compile(r"(?P<subject>[一-鿿]{3,24}?)(?:领域|工作)?专项(?:巡察|巡视)")


def read_assignments(passages: Sequence[Passage], text: str) -> tuple[Assignment, ...]:
    """Return the tasks that *passages* hand out, in order.

    >>> text = "常规巡察共4个巡察组,对市财政局、市侨联、市科协等10家单位开展政治巡察。"
    >>> [([u.name for u in a.units], a.types) for a in read_assignments([Passage(0, len(text))], text)]
    [(['市财政局', '市侨联', '市科协'], ('常规',))]
    """
    found = [task for passage in passages for task in _tasks(passage, text)]
    named = {unit.name for task in found if task.team for unit in task.units}
    told_again = [task for task in found if not task.team and named.issuperset(unit.name for unit in task.units)]
    return tuple(task for task in found if task not in told_again)


def read_task_table(table: Table, text: str) -> tuple[Assignment, ...]:
    """Return the tasks of a table with a column of teams and one of units; else none."""
    heads = [fold(cell.of(text)) for cell in table.rows[0]] if table.rows else []
    team = next((position for position, head in enumerate(heads) if _TEAM_HEAD.search(head)), None)
    unit = next((position for position, head in enumerate(heads) if _UNIT_HEAD.search(head)), None)
    if unit is None or team is None or unit == team:
        return ()
    tasks: dict[str, Assignment] = {}
    for row in table.rows[1:]:
        if max(team, unit) >= len(row):
            continue
        name = row[team].of(text).strip()
        known = tasks.get(name)
        units = _units(row[unit].of(text), row[unit])
        types = _types("".join(f"{fold(cell.of(text))}巡察" for cell in row))
        tasks[name] = Assignment(
            (*known.units, *units) if known else units, name, known.types if known else types, None, table.passage
        )
    return tuple(task for task in tasks.values() if task.units)


def _tasks(passage: Passage, text: str) -> Iterator[Assignment]:
    folded = fold(passage.of(text))
    labelled = _LABELLED.search(folded)
    if labelled and (team := next(find_teams(folded), None) or _NUMBERED_TEAM.match(folded)):
        where = Passage(passage.start + labelled.start("units"), passage.start + labelled.end("units"))
        if units := _units(labelled["units"], where):
            name = team[0] if isinstance(team, re.Match) else team.name
            yield Assignment(units, name, _types(folded), None, passage)
            return
    line = _TEAM_LINE.match(folded)
    if line and ("、" in line["units"] or ":" in folded[: line.start("units")] or len(folded) < 80):
        units = _units(line["units"], Passage(passage.start + line.start("units"), passage.start + line.end("units")))
        team = next(iter(find_teams(line["team"])), None)
        if units and (team or _NUMBERED.match(line["team"])):
            yield Assignment(units, team.name if team else line["team"], _types(folded), None, passage)
            return
    for sentence in re.finditer(r"[^。;\n]+", folded):
        for match in _TASK.finditer(sentence[0]):
            several = "、" in match["units"] or re.search(r"家单位|个单位", match["units"])
            if not several and not _KIND.match(sentence[0][match.end() :]):
                continue
            start = passage.start + sentence.start() + match.start("units")
            units = _units(match["units"], Passage(start, start + len(match["units"])))
            if not units:
                continue
            before = sentence[0][: match.start()]
            subject = _SUBJECT.search(re.sub(r"^.*(?:启动|开展|进行|首次)", "", before))
            yield Assignment(
                units, None, _types(before + sentence[0][match.end() :]), subject["subject"] if subject else None,
                Passage(start, start + len(match["units"])),
            )  # fmt: skip


def _units(printed: str, where: Passage) -> tuple[Organisation, ...]:
    names = [name for name in split_names(printed) if _is_unit(name)]
    return tuple(Organisation(name, division=place_of(name), passage=where) for name in names)


def _is_unit(name: str) -> bool:
    """Tell whether a name is a body's or a place's, and not a phrase of the notice that a 、 happens to part."""
    return 2 <= len(name) <= 30 and bool(_BODY_END.search(name)) and not _PHRASE.search(name)


def _types(folded: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _KIND.findall(folded) if word != "政治"))
