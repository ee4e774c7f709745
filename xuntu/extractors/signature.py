"""Who signs a notice, who published it, and when."""

import re
from itertools import pairwise

from xuntu.extractors.lead import Lead
from xuntu.extractors.mentions.dates import find_dates, is_date_line
from xuntu.extractors.mentions.organisations import is_body_name, is_full_name
from xuntu.ontology import Date, Passage

_DAY = r"(?P<date>[12]\d{3}(?:年|-|/|\.)\d{1,2}(?:月|-|/|\.)\d{1,2}日?)"
# the surest first: 成文 and 生成 are days before the publication, 更新 one that may come after it
_PUBLISHED = (
    re.compile(
        r"(?:(?:发布|公开|公布|发表|公示|刊发|发稿|上网|发帖|编发)(?:时间|日期)\s*[:]?|(?<![一-鿿])(?:时间|日期|发布|发布于|发表于)\s*[:]?)\s*"
        + _DAY
    ),
    re.compile(r"更新(?:时间|日期)\s*[:]?\s*" + _DAY),
    re.compile(r"(?:生成|成文|发文|印发|签发)(?:时间|日期)\s*[:]?\s*" + _DAY),
)
_SIGNED_ON = re.compile(r"^(?P<name>[一-鿿()、·]{3,50}?)(?P<date>[12二][\d○〇零一二三四五六七八九]{3}年.{2,8}日)$")
_SOURCE = re.compile(
    r"(?:信息来源|来源|发布机构|发布单位|发布机关|稿件来源|文章来源|来 源|供稿)\s*[:]\s*(?P<name>[^\s:,。;|]{2,30})"
)
_TITLE_HEAD = re.compile(r"^(?:附件\s*\d*\s*[:]?)?(?P<issuer>[^“]{3,60}?)(?:关于|(?=巡[视察](?:整改|反馈)))")
_SIGNATURE = re.compile(r"^[一-鿿()、·\s]{3,50}$")


def read_issuer(lead: Lead) -> tuple[str | None, Passage | None]:
    """Return who signs: the line before the closing date, else the body before 关于 in the title."""
    lines = [(passage, re.sub(r"\s", "", words)) for passage, words in lead.ending]
    for (passage, words), (_, following) in pairwise(lines):
        if is_date_line(following) and _is_signature(words, party=words.startswith("中共")):
            return words, passage
    for passage, words in reversed(lines):
        signed = _SIGNED_ON.match(words)
        if signed and _is_signature(signed["name"], party=words.startswith("中共")):
            return signed["name"], passage
    if lines and lines[-1][1].startswith("中共") and _is_signature(lines[-1][1]):
        return lines[-1][1], lines[-1][0]
    named = None if _FED_BACK_TO.search(lead.title) else issuer_in_title(lead.title)
    for passage, words in reversed(lines):
        bare = words.strip("()")
        signs = bare.startswith(("中共", "中国共产党")) and _is_signature(bare)
        if signs and (is_full_name(bare, named) if named else words != bare):
            start = passage.start + words.index(bare)
            return bare, Passage(start, start + len(bare))
    speaker = next((match for _, words in lead.lines for match in [_SPEAKER.match(words)] if match), None)
    if speaker:
        return speaker["name"], None
    if named:
        return named, None
    for passage, words in (*((p, re.sub(r"\s", "", w)) for p, w in lead.lines[:3]), *reversed(lines)):
        if len(words) <= 30 and _is_signature(words):
            return words, passage
    return None, None


# without 关于 between the body and what it did: 某局党支部巡察整改情况公开表, 关于某委落实巡察反馈意见的通报
_TITLE_OF = re.compile(
    r"^(?P<about>关于)?(?P<issuer>[一-鿿()、]{4,40}?(?:党委|党组|党工委|党总支|党支部|委员会))"
    r"(?=(?(about)(?:贯彻|抓好|推进)?落实|(?:贯彻)?(?:落实)?)[^关]{0,24}(?:巡视|巡察|整改))"
)
_FED_BACK_TO = re.compile(r"向[^向]{2,40}反馈(?!.*整改)")
_SPEAKER = re.compile(r"^(?P<name>[一-鿿]{1,12}审计[局厅])(?:党组书记)?[、]?局长")
_TITLE_TAIL = re.compile(r"(?:通报|公告|报告|公示|公开)(?P<issuer>(?:中共|中国共产党).{4,40}(?:委员会|委|党组))$")
_DEED = re.compile(r"(?:公布|公开|通报|发布|公示|晒出|落实|反馈|接受|对|就).*$")


def issuer_in_title(title: str) -> str | None:
    """Return the body that stands before 关于 in a title.

    >>> issuer_in_title("中共甲县财政局党组关于巡察整改进展情况的通报")
    '中共甲县财政局党组'
    """
    match = _TITLE_TAIL.search(title) or _TITLE_HEAD.match(title) or _TITLE_OF.match(title)
    name = re.sub(r"^(?:[一-鿿]{2,12}?:|.*组向)", "", match["issuer"].strip()) if match else ""
    name = _DEED.sub("", name)
    return name if is_body_name(name) and not name.startswith("关于") else None


def read_publication(lead: Lead, head: tuple[tuple[Passage, str], ...]) -> tuple[Date | None, str | None]:
    """Return the day of publication and the publisher: of the page's own lines before the signature.

    ``head`` are the first lines of the notice, where a page says 来源 and 发布时间.
    """
    dates: dict[int, Date] = {}
    bare: Date | None = None
    publisher: str | None = None
    for position, (passage, words) in enumerate((*head, *lead.ending)):
        if len(words) > 200:
            continue
        for rank, pattern in enumerate(_PUBLISHED):
            match = None if rank in dates else pattern.search(words)
            found = match and next(find_dates(match["date"], offset=passage.start + match.start("date")), None)
            if found:
                dates[rank] = found
        if bare is None and position < 4 and len(words) <= 60 and not re.search(r"[。;,]|会议", words):
            bare = next((found for found in find_dates(words, offset=passage.start) if len(found.iso) == 10), None)
        if publisher is None and (match := _SOURCE.search(words)):
            publisher = match["name"].strip()
    return (dates[min(dates)] if dates else None) or bare or _signed(lead), publisher


def _signed(lead: Lead) -> Date | None:
    for passage, words in reversed(lead.ending):
        bare = re.sub(r"\s", "", words)
        signed = _SIGNED_ON.match(bare)
        day = bare if is_date_line(words) else signed["date"] if signed and is_date_line(signed["date"]) else None
        if day:
            found = next(find_dates(day), None)
            return Date(found.iso, passage) if found else None
    return None


def _is_signature(words: str, *, party: bool = False) -> bool:
    return bool(_SIGNATURE.match(words)) and (party or is_body_name(words))
