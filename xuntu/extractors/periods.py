"""When an inspection worked and when it fed back, with the years that the lead implies."""

import re

from xuntu.extractors.lead import Lead
from xuntu.extractors.mentions.dates import find_dates, find_period
from xuntu.extractors.mentions.fused import find_fused
from xuntu.ontology import Date, Passage, Period

_WORK = re.compile(r"巡视|巡察|督察|审计|督导")
_END_ONLY = re.compile(
    r"(?:时间|工作|进驻)[^。;]{0,24}?(?:到|至|截至|截止)(?P<date>(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日)"
    r"|(?:于|至|到|在)(?P<until>(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日)(?:之?前|左右)?(?:全部)?(?:结束|完成现场)"
)
_START_ONLY = re.compile(
    r"(?:自|从|于)?(?P<date>(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日)(?:[^。;\d]{0,20}?(?:进驻|启动)|起|开始)"
)
_FROM_TO = re.compile(
    r"始于(?P<start>(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日),?[^。;\d]{0,10}(?:结束于|止于|终于)(?P<end>(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日)"
)
# the days on which several units were told are not those of the inspection: 7月11日至13日,各巡察组分别向…反馈
_TOLD = re.compile(r"(?P<between>[^。;]*?)反馈")
_MOST_FEEDBACKS = 20  # spans passed over: a line that repeats one for ever is given up
_TO_SEVERAL = re.compile(r"向|陆续|分别|集中|先后")
_EXAMINED = re.compile(r"进行|开展|实施|接受|进驻|现场|巡[视察]组?了|对[^,。;]{2,}巡[视察]")

_NAMED_DAY = re.compile(
    r"反馈(?:意见|情况)?(?:时间|日期|会|会议)?(?:于|为|是|:|在|\()+\s*(?P<date>(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日|[12]\d{3}[-./]\d{1,2}[-./]\d{1,2})"
)
# a day of the inspection's own course
_OTHER_DEED = re.compile(r"(?:正式|全面|开始|起|前|止)*(?:启动|开始|起|进驻|结束|印发|动员)")
_UNTIL = re.compile(r"(?:截至|截止|自|从|至|到)\s*(?:[12]\d{3}年)?$")
_DEICTIC = re.compile(r"(?P<when>今年|本年|去年|上年|前年)(?:度)?[的以来]{0,2}$")
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2}
_ROUND_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年(?:度)?(?:第[一二三四五六七八九十\d]{1,3}|首)轮")
# lengths of ISO strings: a day, a day without its year, a month without its year
_DAY, _DAY_ONLY, _MONTH_ONLY = 10, 5, 2
_NEAR = 24


_OPENING = re.compile(r"进驻|启动|动员|开展.{0,8}(?:巡视|巡察)的?公告")


def read_period(lead: Lead, published: Date | None = None) -> tuple[Period | None, Date | None]:
    """Return the period of an inspection and the day of its feedback; each lends the other its year.

    今年 and 去年 are of the year of *published*. Days without any year are of the last year before it, and marked as
    inferred; where it is not known either, no year is guessed.

    >>> from xuntu.extractors.lead import placed
    >>> from xuntu.ontology import Passage
    >>> words = "县委第一巡察组于3月8日至4月23日开展了巡察,2021年6月18日反馈了意见。"
    >>> period, feedback = read_period(Lead("", placed((Passage(0, len(words)),), words)))
    >>> period.start.iso, period.end.iso, feedback.iso
    ('2021-03-08', '2021-04-23', '2021-06-18')
    """
    period = _period(lead)
    feedback = _feedback(lead, period)
    if published and len(published.iso) == _DAY:
        period, feedback = _relative(period, feedback, lead, int(published.iso[:4]))
    period = _of_round(_dated_period(period, feedback), lead)
    last = period.end or period.start if period else None
    feedback = _dated(feedback, last) if feedback else None
    if published and len(published.iso) == _DAY:
        soon = bool(_OPENING.search(lead.title))
        feedback = _by_publication(feedback, published, soon=soon) if feedback else None
        period = _dated_period(period, feedback)
        if period and period.end and len(period.end.iso) == _DAY_ONLY:
            end = _by_publication(period.end, published, soon=soon)
            period = _dated_period(period, end)
    return period, feedback


def date_after(date: Date, period: Period | None, published: Date | None) -> Date:
    """Date a day of feedback without a year: after the *period* of the inspection, else before the publication.

    >>> date_after(Date("12-03"), None, Date("2021-01-08")).iso
    '2020-12-03'
    """
    dated = _dated(date, period.end or period.start if period else None)
    return _by_publication(dated, published, soon=False) if published and len(published.iso) == _DAY else dated


def _by_publication(date: Date, published: Date, *, soon: bool) -> Date:
    """Date a day without a year in that of the publication, or the one before; the next where the work only begins."""
    if len(date.iso) != _DAY_ONLY:
        return date
    year = int(published.iso[:4])
    if not soon and date.iso > published.iso[5:]:
        year -= 1
    return Date(f"{year}-{date.iso}", date.passage, inferred=True, year_from="publication")


def _period(lead: Lead) -> Period | None:
    for passage, words in lead.lines:
        if not _WORK.search(words):
            continue
        fused = next(find_fused(words, offset=passage.start), None)
        period = _worked(words, passage.start)
        if fused and (fused.end or "至" in fused.printed) and not (period and _starts_before(period, fused.passage)):
            return fused.period
        if period:
            return period
    end = next(lead.find(_END_ONLY), None)
    start = next(lead.find(_START_ONLY), None)
    ended = _day_of(*end, "date" if end[1]["date"] else "until") if end else None
    begun = _day_of(*start, "date") if start and (ended or start[1]["date"].find("年") > 0) else None
    if begun and ended and len(begun.iso) == _DAY_ONLY and len(ended.iso) == _DAY:
        begun = _dated_before(begun, ended)
    elif begun and ended and len(begun.iso) == _DAY:
        ended = _dated(ended, begun)
    if begun and ended and begun.iso >= ended.iso and len(begun.iso) == len(ended.iso):
        begun = None
    where = end[0] if end else start[0] if start else None
    return Period(begun, ended, where) if begun or ended else None


def _day_of(passage: Passage, match: re.Match[str], name: str) -> Date | None:
    """Return the day that the group *name* of a match, which stands at *passage*, holds."""
    return next(find_dates(match[name], offset=passage.start + match.start(name) - match.start()), None)


def _dated_before(date: Date, end: Date) -> Date:
    """Date a day without a year in that of the *end* after it, or the one before."""
    year = int(end.iso[:4]) - (date.iso > end.iso[5:])
    return Date(f"{year}-{date.iso}", date.passage, inferred=True, year_from="period")


def _worked(words: str, offset: int, *, left: int = _MOST_FEEDBACKS) -> Period | None:
    """Return the first span of days in a line that is not one of feedback alone, of which *left* are passed over."""
    told = _FROM_TO.search(words)
    if told:
        days = [next(find_dates(told[name], offset=offset + told.start(name)), None) for name in ("start", "end")]
        return Period(days[0], days[1], Passage(offset + told.start(), offset + told.end()))
    whole = find_period(words, offset=offset)
    if whole is None or whole.passage is None:
        return whole
    end = whole.passage.end - offset
    after = _TOLD.match(words, end)
    if left and after and _TO_SEVERAL.search(after["between"]) and not _EXAMINED.search(after["between"]):
        return _worked(words[after.end() :], offset + after.end(), left=left - 1)
    return whole


def _feedback(lead: Lead, period: Period | None) -> Date | None:
    """Return the first day before the word 反馈 in its sentence that is not part of the period.

    Where none is, the day that is called that of the feedback, or else the month shortly before the word.
    """
    vague: Date | None = None
    for passage, words in lead.lines:
        for sentence in re.finditer(r"[^。;\n]+", words):
            border = sentence[0].find("反馈")
            if border < 0:
                continue
            start = passage.start + sentence.start()
            span = find_period(sentence[0][:border], offset=start)
            for date in find_dates(sentence[0][:border], offset=start):
                if _is_within(date, span):
                    continue
                behind = sentence[0][date.passage.end - start :] if date.passage else ""
                if _is_within(date, period) or _OTHER_DEED.match(behind):
                    continue
                if len(date.iso) in (_DAY, _DAY_ONLY):
                    return date
                near = date.passage and border - _NEAR <= date.passage.end - start
                if near and date.passage and not _UNTIL.search(sentence[0][: date.passage.start - start]):
                    vague = vague or date
            fused = next(find_fused(sentence[0][:border], offset=start), None)
            if fused and fused.start and not fused.end and not _is_at(fused.passage, period):
                return Date(fused.start.isoformat(), fused.passage, inferred=True)
            named = _NAMED_DAY.search(sentence[0])
            date_after = next(find_dates(named["date"], offset=start + named.start("date")), None) if named else None
            if date_after and not _is_within(date_after, period):
                return date_after
    return vague


def _starts_before(period: Period, passage: Passage) -> bool:
    return bool(period.passage and period.passage.start < passage.start)


def _relative(period: Period | None, feedback: Date | None, lead: Lead, year: int) -> tuple[Period | None, Date | None]:
    """Date what 今年 and 去年 stand before, in the *year* of the publication."""

    def dated(date: Date | None, *, floor: Date | None = None) -> Date | None:
        if date is None or date.passage is None or len(date.iso) not in (_DAY_ONLY, _MONTH_ONLY):
            return date
        before = next(
            (words[: date.passage.start - place.start] for place, words in lead.lines if place.holds(date.passage)),
            "",
        )
        match = _DEICTIC.search(before)
        if match is None:
            return date
        own = year + _YEARS[match["when"]]
        if floor and len(floor.iso) > _DAY_ONLY and f"{own}-{date.iso}"[: len(floor.iso)] < floor.iso:
            own += 1
        return Date(f"{own}-{date.iso}", date.passage, inferred=True, year_from="publication")

    if period:
        start = dated(period.start)
        period = Period(start, dated(period.end, floor=start), period.passage)
    return period, dated(feedback)


def _of_round(period: Period | None, lead: Lead) -> Period | None:
    """Date a period without years in the year of the round: 2018年第三轮巡察…于9月10日至11月9日."""
    if period is None or period.start is None or len(period.start.iso) not in (_DAY_ONLY, _MONTH_ONLY):
        return period
    match = next(
        (match for words in (lead.title, *(words for _, words in lead.lines)) if (match := _ROUND_YEAR.search(words))),
        None,
    )
    if match is None:
        return period
    year = int(match["year"])
    start = Date(f"{year}-{period.start.iso}", period.start.passage, inferred=True, year_from="round")
    end = period.end
    if end and len(end.iso) == len(period.start.iso):
        later = end.iso < period.start.iso
        end = Date(f"{year + later}-{end.iso}", end.passage, inferred=True, year_from="round")
    return Period(start, end, period.passage)


def _is_within(date: Date, period: Period | None) -> bool:
    return bool(date.passage and _is_at(date.passage, period))


def _is_at(passage: Passage, period: Period | None) -> bool:
    return bool(period and period.passage and period.passage.holds(passage))


def _dated_period(period: Period | None, feedback: Date | None) -> Period | None:
    """Date a period without years: in the year of the feedback, or the one before where it would come after it."""
    if period is None or feedback is None or len(feedback.iso) != 10:
        return period
    year = int(feedback.iso[:4])
    if period.end and len(period.end.iso) == 5 and period.end.iso > feedback.iso[5:]:
        year -= 1

    def dated(date: Date | None) -> Date | None:
        if date is None or len(date.iso) != 5:
            return date
        return Date(f"{year}-{date.iso}", date.passage, inferred=True, year_from="feedback")

    return Period(dated(period.start), dated(period.end), period.passage)


def _dated(date: Date, after: Date | None) -> Date:
    """Date a day or month without a year: in that of the period's end, or the next where it would come before it."""
    if len(date.iso) not in (_DAY_ONLY, _MONTH_ONLY) or after is None or len(after.iso) < 7:
        return date
    year = int(after.iso[:4])
    if date.iso < after.iso[5:][: len(date.iso)]:
        year += 1
    return Date(f"{year}-{date.iso}", date.passage, inferred=True, year_from="period")
