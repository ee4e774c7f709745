"""The shares of a joint feedback notice: the lines under each unit's head, with the team and the day told there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, product

from xuntu.extractors.folding import fold
from xuntu.extractors.lead import Lead, placed
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.lines import DEFICIENCY
from xuntu.extractors.marks import read_mark
from xuntu.extractors.mentions.dates import find_dates, find_period, is_date_line
from xuntu.extractors.mentions.organisations import clean_name, is_body_name, is_full_name, split_names
from xuntu.extractors.mentions.places import place_of
from xuntu.extractors.mentions.teams import find_teams
from xuntu.extractors.periods import date_after, read_period
from xuntu.ontology import Assignment, Date, Organisation, Passage, Period, Table

_WORDS = load_words("header")
_TYPE = alternatives(_WORDS["types"])
_NAME = r"(?P<name>(?:[一-鿿()、·]|(?<=第)\d{1,3}){2,40}?)"
_ASIDE = r"(?:\s*[(\[](?P<aside>[^()\[\]]{2,60})[)\]])?"
_TOLD = (
    r"(?:集中|分别|专题|书面|当面|现场|一对一|作了?|进行了?)*反馈了?(?:专项|常规|提级|机动)?(?:巡视|巡察)?(?:的)?(?:主要)?"
    r"(?:情况|意见|问题|结果)?(?:的?情况)?(?:如下)?"
)
_TEAM = r"(?:[^,。;:()\[\]]{2,24}?组|第?[一二三四五六七八九十\d]+组)"
# heads that take a line of their own: 【县水利局党组】(县委第一巡察组), 对县水利局党组的反馈意见
_OWN_LINE = (
    re.compile(rf"^{_NAME}{_ASIDE}[:,。;]?$"),
    re.compile(rf"^(?P<before>[^。;:]{{0,60}}?)向{_NAME}(?:领导班子)?{_TOLD}{_ASIDE}\s*[:。,]?$"),
    re.compile(
        rf"^(?:巡[视察]组)?(?:对|关于|反馈给?|给){_NAME}(?:领导班子)?(?:的)?(?:巡视|巡察)?(?:反馈)?(?:的)?(?:情况|意见|主要问题|问题)+(?:反馈)?{_ASIDE}[:]?$"
    ),
    re.compile(rf"^{_NAME}(?:巡视|巡察)?(?:反馈)(?:的)?(?:主要)?(?:情况|意见|问题)*{_ASIDE}[:]?$"),
    re.compile(
        rf"^{_NAME}{_ASIDE}(?:巡[视察](?:发现|反馈)?)?(?:存在|发现)?(?:的)?(?:主要|突出)?问题(?:是|有|如下)?[:]?$"
    ),
    re.compile(
        rf"^(?:被?巡[视察])?(?:单位|党组织|地区|对象)(?:名称)?[:]\s*{_NAME}{_ASIDE}(?:[;,\s](?P<after>.{{2,60}}))?$"
    ),
    re.compile(rf"^(?P<before>{_TEAM})\s*(?:[:,(\[-]|反馈|巡[视察])\s*-*{_NAME}[)\]]?[:]?$"),
    re.compile(rf"^{_NAME}\s*(?:\s|-+|[|/,;:])\s*(?P<after>[^。;]{{2,50}}?(?:组|日|反馈)(?:[^。;:,]{{0,8}}))[:]?$"),
)
# heads in whose line the problems begin: 县水利局党组:学习不深; 12月3日,县委第一巡察组向县水利局党组反馈,主要问题是:…
_WITH_PROBLEMS = (
    re.compile(
        rf"^(?P<before>[^。;:]{{0,60}}?)向{_NAME}(?:领导班子)?{_TOLD}{_ASIDE}\s*(?:[:。,]|时,?)(?P<rest>.{{4,}})$"
    ),
    re.compile(rf"^{_NAME}{_ASIDE}\s*(?:存在|发现)?(?:的)?(?:主要|突出)?(?:问题)?(?:是|有|如下)?[:](?P<rest>.{{4,}})$"),
    re.compile(rf"^[\[《<“]{_NAME}[\]》>”]{_ASIDE}\s*[:。]?(?P<rest>.{{4,}})$"),
    re.compile(
        rf"^(?P<before>[^。;:]{{0,60}}?)(?:指出|认为|反馈|发现|看到)[,:]?{_NAME}(?:还|仍|也)?(?P<rest>存在[^。;:]{{0,12}}:.+)$"
    ),
    re.compile(rf"^{_NAME}(?P<rest>(?:还|仍|也)?存在[^。;:]{{0,12}}:.+)$"),
    re.compile(rf"^{_NAME}{_ASIDE}。(?P<rest>.{{4,}})$"),
    re.compile(
        rf"^(?P<before>[^。;:]{{0,60}}?组[^。;:]{{0,40}}?)对{_NAME}(?:领导班子)?(?:开展|进行|实施)了?[^。;:]{{0,16}}巡[视察][,。](?P<rest>.{{4,}})$"
    ),
)
_OPENS = re.compile(
    r"(?:问题|不足|薄弱环节|差距)[^。;:]{0,18}[:]|(?:指出|发现|主要(?:是|有|表现为))[,:]|存在[^。;:,]{0,8}:"
)
_LEAST, _SHORTEST_NAME = 4, 2  # characters of a problem, of a name
_PARTY = re.compile(
    r"(?:党组|党委|党工委|工委|党总支|总支|党支部|支部|委员会|[省市县区州旗镇乡村道]委|纪委|监委|集团|公司)$"
)
_OFFICE = re.compile(r"^[一-鿿]{0,12}[省市县区州旗镇乡校院局委][一-鿿]{1,12}(?:办|处|联|台)$")
_SPOKEN = re.compile(r"表示|表态|指出|强调|坚决|照单全收|书记|局长|主任|出席|参加")
_NO_UNIT = re.compile(
    rf"{alternatives(_WORDS['no_name'])}|^(?:各|被|该|本|上述|以上|有关|其他|其中|部分|一些|来源|供稿|报送|抄送|联系|责任)|巡[视察](?:[组办机]|工作领导小组)"
)
_TYPED = re.compile(rf"({_TYPE})(?:政治)?(?:巡察|巡视)(?![一-鿿])")
# a line of facts between the head and the problems: 巡察组:县委第一巡察组; 反馈时间:12月3日
_COLUMNS = (
    ("unit", re.compile(r"^(?:序号)?(?:被)?(?:巡[视察])?(?:单位|党组织|对象|部门|地区)(?:名称|党组织)?$")),
    ("problem", re.compile(r"问题|反馈(?:意见|情况|内容)")),
    ("team", re.compile(r"组别|巡[视察]组|组名")),
    ("day", re.compile(r"时间|日期")),
)
_OF_CORRECTION = re.compile(r"整改|措施|状态|进展|完成|时限|责任")
_FACT = re.compile(
    r"^(?:巡[视察]组(?:别|名称)?|反馈(?:时间|日期|单位)|组长|(?:巡[视察])?时间|巡[视察]方式|主持人?)\s*[:]"
)
_TEAM_ALONE = re.compile(rf"^{_TEAM}(?:\([^()]*\))?(?:反馈(?:情况|意见)?)?[:]?$")


@dataclass(frozen=True, slots=True)
class Share:
    """What a joint notice tells of one unit: where its name stands, who fed back and when, and the text below.

    ``lists`` tells that the text begins with problems: they stand right behind the name, or in a cell of their own.
    """

    name: str
    passage: Passage
    passages: tuple[Passage, ...]
    team: str | None = None
    feedback: Date | None = None
    types: tuple[str, ...] = ()
    period: Period | None = None
    lists: bool = False

    @property
    def task(self) -> Assignment:
        """The share as a part of the round."""
        unit = Organisation(self.name, division=place_of(self.name), passage=self.passage)
        return Assignment((unit,), self.team, self.types, None, self.passage, self.feedback, self.period)


@dataclass(frozen=True, slots=True)
class _Known:
    """What lends a day its year."""

    published: Date | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class _Head:
    """A unit's head: its line, the name's place, the words that may tell team and day, where the problems begin."""

    name: str
    passage: Passage
    facts: str
    rest: Passage | None


def find_shares(
    passages: Sequence[Passage], text: str, *, published: Date | None = None, period: Period | None = None
) -> tuple[Share, ...]:
    r"""Return the share of each unit, where two or more have heads of their own; none in any other notice.

    *period* and the day of publication lend their years to the days of the feedback.

    >>> text = "县水利局党组(县委第一巡察组,12月3日反馈)\n学习不深。\n县文旅局党组(县委第二巡察组)\n作风不实。"
    >>> passages = [Passage(match.start(), match.end()) for match in re.finditer("[^\n]+", text)]
    >>> [(share.name, share.team, share.passages[0].of(text)) for share in find_shares(passages, text)]
    [('县水利局党组', '县委第一巡察组', '学习不深。'), ('县文旅局党组', '县委第二巡察组', '作风不实。')]
    """
    known = _Known(published, period)
    heads: list[tuple[int, _Head]] = []
    for position, passage in enumerate(passages):
        head = _head(passage, text)
        if head and not (heads and _is_told_again(head, heads[-1][1])):
            heads.append((position, head))
    heads = _without_signature(heads, passages, text)
    bounds = [*(position for position, _ in heads), len(passages)][1:]
    shares = [
        _share(head, passages[position + 1 : bound], text, known=known, team=_team_above(passages, position, text))
        for (position, head), bound in zip(heads, bounds, strict=True)
    ]
    told = [share for share in shares if share.passages]
    return tuple(told) if len({share.name for share in told}) > 1 and len(told) * 2 > len(shares) else ()


def _head(passage: Passage, text: str) -> _Head | None:
    """Return the unit's head that a line is, or begins with."""
    folded = fold(passage.of(text))
    mark = read_mark(folded)
    start = mark.length if mark and len(folded) - mark.length > 2 else 0
    start += len(folded[start:]) - len(folded[start:].lstrip())
    words = folded[start:].rstrip()
    bare, shift = _unwrapped(words)
    for pattern in _OWN_LINE:
        match = pattern.match(bare)
        if match and len(bare) <= 90 and _is_unit(match["name"]) and not _lists_problems(match):
            return _made(match, passage.start + start + shift, None)
    for pattern, begin in product(_WITH_PROBLEMS, _beginnings(words)):
        match = pattern.match(words[begin:]) if not begin or "before" in pattern.groupindex else None
        if match and _is_unit(match["name"]) and _begins_problems(match):
            offset = passage.start + start + begin
            return _made(match, offset, Passage(offset + match.start("rest"), passage.end))
    return None


def _beginnings(words: str) -> list[int]:
    """Return where the first sentences of a paragraph begin: the first may tell when the team worked."""
    return [0, *(match.end() for match in islice(re.finditer("。(?=.)", words), 2))]


def _unwrapped(words: str) -> tuple[str, int]:
    """Return a head without the brackets around its name, and how many signs they took before it."""
    match = re.match(r"^[\[《<“*#\s]+([^\[\]《》<>“”]{3,40})[\]》>”*\s]+(?=$|[(\[:,\s-])", words)
    if match is None:
        return words, 0
    return match[1] + words[match.end() :], match.start(1)


def _made(match: re.Match[str], offset: int, rest: Passage | None) -> _Head:
    groups = match.groupdict()
    facts = "。".join(filter(None, (groups.get("before"), groups.get("aside"), groups.get("after"))))
    where = Passage(offset + match.start("name"), offset + match.end("name"))
    return _Head(clean_name(match["name"]), where, facts, rest)


def _is_unit(name: str) -> bool:
    """Tell whether a name is that of a single body that can be inspected."""
    bare = clean_name(name)
    named = len(bare) > _SHORTEST_NAME and (is_body_name(bare) or _OFFICE.match(bare))
    if not named or _NO_UNIT.search(bare) or DEFICIENCY.search(bare):
        return False
    several = [each for each in split_names(name) if is_body_name(each)]
    return len(several) < 2 or not _PARTY.search(several[0])


def _lists_problems(match: re.Match[str]) -> bool:
    """Tell whether what stands behind a name tells a problem, and neither team nor day."""
    after = match.groupdict().get("after") or ""
    return bool(after and not next(find_teams(after), None) and not next(find_dates(after), None) and "组" not in after)


def _begins_problems(match: re.Match[str]) -> bool:
    """Tell whether problems stand behind a head in the same line."""
    rest = match["rest"]
    opening = _OPENS.search(rest)
    opens = opening is not None and len(rest) - opening.end() >= _LEAST
    if "before" in match.re.groupindex:
        return opens or (match.string[match.start("rest") - 1] == ":" and bool(DEFICIENCY.search(rest)))
    party = _PARTY.search(clean_name(match["name"])) is not None
    behind = match.string[match.start("rest") - 1]
    listed = party and (behind == ":" or (behind == "。" and ";" in rest)) and not _SPOKEN.search(rest)
    return listed or ((opens or DEFICIENCY.search(rest) is not None) and (party or ";" in rest))


def _is_told_again(head: _Head, last: _Head) -> bool:
    """Tell whether a sentence names the unit under whose head it stands."""
    same = head.name == last.name or is_full_name(head.name, last.name) or is_full_name(last.name, head.name)
    return same and last.rest is None and head.rest is not None


def _without_signature(
    heads: list[tuple[int, _Head]], passages: Sequence[Passage], text: str
) -> list[tuple[int, _Head]]:
    """Return the heads without a last one that nothing but a day follows: the hand that signs."""
    if heads and heads[-1][1].rest is None:
        below = passages[heads[-1][0] + 1 :]
        if all(is_date_line(passage.of(text)) or len(passage.of(text)) < 4 for passage in below):
            return heads[:-1]
    return heads


def _team_above(passages: Sequence[Passage], position: int, text: str) -> str | None:
    """Return the team that heads the line above: 县委第一巡察组, and below it 县水利局党组."""
    words = fold(passages[position - 1].of(text)) if position else ""
    mark = read_mark(words)
    bare = _unwrapped(words[mark.length if mark else 0 :].strip())[0]
    team = next(find_teams(bare), None) if _TEAM_ALONE.match(bare) else None
    return team.name if team else None


def _share(head: _Head, below: Sequence[Passage], text: str, *, known: _Known, team: str | None) -> Share:
    """Return a unit's share; its facts stand in its head, in lines of their own, or in its first sentence."""
    facts = [passage for passage in below if _is_fact(passage, text)]
    own = [passage for passage in below if passage not in facts]
    if own and _TEAM_ALONE.match(fold(own[-1].of(text)).strip()):
        own = own[:-1]  # the team that heads the next unit
    own = [*([head.rest] if head.rest else []), *own]
    told = placed(tuple(_before_problems(passage, text) for passage in own[:1]), text)
    stated = [head.facts, *(words for _, words in placed(tuple(facts), text))]
    period, fed_back = read_period(Lead("", told), known.published)
    in_head = next((day for words in stated if (day := _day_in(words, head.passage, known))), None)
    names = [found.name for words in (*stated, *(words for _, words in told)) for found in find_teams(words)]
    return Share(
        name=head.name,
        passage=head.passage,
        passages=tuple(own),
        team=next(iter(names), team),
        feedback=in_head or (date_after(fed_back, period or known.period, known.published) if fed_back else None),
        types=tuple(dict.fromkeys(each for words in stated for each in _TYPED.findall(words))),
        period=period,
        lists=head.rest is not None and not _OPENS.search(fold(head.rest.of(text))),
    )


def _before_problems(passage: Passage, text: str) -> Passage:
    """Return the start of a paragraph, in which team and days stand, up to the words that open the problems."""
    opening = _OPENS.search(fold(passage.of(text)))
    return Passage(passage.start, passage.start + (opening.end() if opening else min(60, len(passage.of(text)))))


def _day_in(words: str, head: Passage, known: _Known) -> Date | None:
    """Return the day that stands in the words of a head, which is its place; a span of days is none."""
    found = next(find_dates(words), None)
    if found is None or find_period(words):
        return None
    day = date_after(found, known.period, known.published)
    return Date(day.iso, head, day.inferred, day.year_from)


def _is_fact(passage: Passage, text: str) -> bool:
    return bool(_FACT.match(fold(passage.of(text)).strip()))


def read_shares(
    table: Table, text: str, *, published: Date | None = None, period: Period | None = None
) -> tuple[Share, ...]:
    """Return the shares of a table with a column of units and one of problems, row by row; else none."""
    rows = [row for row in table.rows if row]
    heads = [re.sub(r"\s", "", fold(cell.of(text))) for cell in rows[0]] if rows else []
    column = {key: next((at for at, each in enumerate(heads) if fits.search(each)), None) for key, fits in _COLUMNS}
    unit, problem = column["unit"], column["problem"]
    if unit is None or problem is None or unit == problem or any(_OF_CORRECTION.search(head) for head in heads):
        return ()
    known = _Known(published, period)
    shares: list[Share] = []
    for row in rows[1:]:
        cells = {key: row[at] for key, at in column.items() if at is not None and at < len(row)}
        if "unit" in cells and "problem" in cells and (share := _share_of_row(cells, shares, text, known)):
            shares.append(share)
    return tuple(_joined(shares))


def _share_of_row(cells: Mapping[str, Passage], above: Sequence[Share], text: str, known: _Known) -> Share | None:
    """Return the share in a row; a cell without words stands for the one above it."""
    name = clean_name(cells["unit"].of(text)) or (above[-1].name if above else "")
    if not is_body_name(name):
        return None
    start = cells["problem"].start
    problems = tuple(
        Passage(start + match.start(), start + match.end())
        for match in re.finditer(r"[^\n]*[^\s\n][^\n]*", cells["problem"].of(text))
    )
    told = fold("。".join(cells[key].of(text).strip() for key in ("team", "day") if key in cells))
    last = above[-1] if above and above[-1].name == name else None
    team = next((found.name for found in find_teams(told)), None) or (last.team if last else None)
    alone = fold(cells["team"].of(text)).strip() if "team" in cells else None
    day = _day_in(told, cells.get("day", cells["unit"]), known) or (last.feedback if last else None)
    passage = cells["unit"] if cells["unit"].of(text).strip() else above[-1].passage
    return Share(name, passage, problems, team or alone or None, day, lists=True)


def _joined(shares: Sequence[Share]) -> Iterator[Share]:
    """Yield one share a unit of those whose rows follow one another."""
    for _, rows in groupby(shares, key=lambda share: share.name):
        first, *others = rows
        yield replace(first, passages=(*first.passages, *(each for other in others for each in other.passages)))
