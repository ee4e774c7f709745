"""Numbers that matter in measures: money with its deed, people held to account, meetings held."""

import re
from collections.abc import Iterator
from decimal import Decimal

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import Passage, Quantity

_WORDS = load_words("measures")
_YUAN = {"": 1, "万": 10_000, "亿": 100_000_000, "千": 1_000, "百万": 1_000_000, "千万": 10_000_000}
_MONEY = re.compile(
    r"(?<!\d)(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:余|多)?(?P<scale>百万|千万|[万亿千]?)\s*(?:余|多)?元"
)
_DEED_OF = {word: deed for deed, words in _WORDS["money"].items() for word in words}
_DEED = re.compile(alternatives(_DEED_OF))
# the deed behind its sum: 违规发放的6.8万元已全部清退
_TAKEN_BACK = ("追缴", "退还", "收缴", "扣回")
_DEED_BEHIND = re.compile(
    r"(?:已|均|都|现|经|全部|全额|足额|如数|悉数|予以|主动|按规定|资金|款项|本金|补助|补贴)*(?P<deed>"
    + alternatives([word for word, deed in _DEED_OF.items() if deed in _TAKEN_BACK])
    + ")"
)
_SANCTION = re.compile(alternatives(_WORDS["people"]["sanctions"]))
_PEOPLE = re.compile(r"(?P<number>\d+)\s*(?:余|多)?(?:名|位|个)?(?P<unit>人次|人|名|件|起)")
_CHINESE_PEOPLE = re.compile(r"(?P<number>\d+)\s*(?:名|位|个)")
_MEETING = re.compile(
    r"(?:召开|举行|组织召开|主持召开|举办)(?:了)?\s*(?:(?P<before>\d+)\s*(?:余)?(?P<unit1>次|场|期|场次)(?:的)?)?"
    r"(?P<what>[^,。;、\d]{0,24}?(?:会议|会|例会|培训班))(?:议)?(?:等)?\s*(?:(?P<after>\d+)\s*(?:余)?(?P<unit2>次|场次|场|期))?"
)
_STOP = re.compile(r"[。;!?]")


def find_amounts(text: str, *, offset: int = 0) -> Iterator[Quantity]:
    """Yield the money that a text moves, in yuan, under its deed; money without a deed near is left.

    >>> [(q.what, q.value, q.raw) for q in find_amounts("追缴资金7.132万元,项目投资3亿元。")]
    [('追缴', Decimal('71320.000'), '7.132万元')]
    >>> [(q.what, q.raw) for q in find_amounts("违规发放的6.8万元已全部清退,账外收入3.1万元上缴财政。")]
    [('退还', '6.8万元'), ('收缴', '3.1万元')]
    """
    folded = fold(text)
    for match in _MONEY.finditer(folded):
        clause = _clause_before(folded, match.start())
        deeds = list(_DEED.finditer(clause))
        while len(deeds) > 1 and clause.startswith("的", deeds[-1].end()):
            deeds.pop()  # 清退违规发放的补贴: what was paid wrongly is given back
        deed = _DEED_OF[deeds[-1][0]] if deeds else None
        if deeds and (len(clause) - deeds[-1].end() > 24 or "," in clause[deeds[-1].end() :]):
            deed = None
        if deed in (None, "拨付") and (behind := _DEED_BEHIND.match(folded, match.end())):
            deed = _DEED_OF[behind["deed"]]
        if deed is None:
            continue
        value = Decimal(match["number"].replace(",", "")) * _YUAN[match["scale"]]
        passage = Passage(offset + match.start(), offset + match.end())
        yield Quantity(deed, value, "元", text[match.start() : match.end()], passage)


def find_people(text: str, *, offset: int = 0) -> Iterator[Quantity]:
    """Yield counts of people or bodies held to account, explicit zeros included.

    >>> [(q.what, q.value, q.unit) for q in find_people("给予党内警告3人、诫勉谈话0人,对4名干部进行批评教育。")]
    [('党内警告', Decimal('3'), '人'), ('诫勉谈话', Decimal('0'), '人'), ('批评教育', Decimal('4'), '人')]
    >>> [(q.what, q.value) for q in find_people("给予留党察看处分1人。")]
    [('留党察看', Decimal('1'))]
    """
    folded = fold(text)
    taken = 0  # 留党察看处分1人 is one count, not also 处分1人
    for match in _SANCTION.finditer(folded):
        if match.start() < taken:
            continue
        behind = re.match(r"(?:处分|处理|谈话)?\s*(?:的)?\s*" + _PEOPLE.pattern, folded[match.end() : match.end() + 14])
        if behind:
            end = taken = match.end() + behind.end()
            unit = "人" if behind["unit"] == "名" else behind["unit"]
            passage = Passage(offset + match.start(), offset + end)
            yield Quantity(match[0], Decimal(behind["number"]), unit, text[match.start() : end], passage)
            continue
        before = list(_PEOPLE.finditer(folded, max(0, match.start() - 30), match.start()))
        before += list(_CHINESE_PEOPLE.finditer(folded, max(0, match.start() - 30), match.start()))
        near = [m for m in before if not re.search(r"[。;,、]|人", folded[m.end() : match.start()])]
        if near and re.search(r"[对给将予使]|对.{0,6}$", folded[max(0, near[-1].start() - 8) : near[-1].start()]):
            last = max(near, key=lambda m: m.start())
            unit = last.groupdict().get("unit") or "人"
            passage = Passage(offset + last.start(), offset + match.end())
            yield Quantity(
                match[0], Decimal(last["number"]), "人" if unit == "名" else unit,
                text[last.start() : match.end()], passage,
            )  # fmt: skip


def find_meetings(text: str, *, offset: int = 0) -> Iterator[Quantity]:
    """Yield meetings held, with their number where one is given.

    >>> [(q.what, q.value) for q in find_meetings("召开3次党组会议研究,召开推进会。")]
    [('党组会议', Decimal('3')), ('推进会', None)]
    """
    folded = fold(text)
    for match in _MEETING.finditer(folded):
        number = match["before"] or match["after"]
        unit = match["unit1"] or match["unit2"]
        passage = Passage(offset + match.start(), offset + match.end())
        what = text[match.start("what") : match.end("what")].strip()
        yield Quantity(
            what, Decimal(number) if number else None, unit if number else None,
            text[match.start() : match.end()], passage,
        )  # fmt: skip


def _clause_before(folded: str, position: int) -> str:
    window = folded[max(0, position - 40) : position]
    stops = [match.end() for match in _STOP.finditer(window)]
    return window[stops[-1] :] if stops else window
