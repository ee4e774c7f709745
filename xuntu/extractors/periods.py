"""When an inspection worked and when it fed back, with the years that the lead implies."""

import re

from xuntu.extractors.lead import Lead
from xuntu.extractors.mentions.dates import find_dates, find_period
from xuntu.ontology import Date, Period

_WORK = re.compile(r"巡视|巡察|督察|审计|督导")
_END_ONLY = re.compile(
    r"(?:时间|工作|进驻)[^。;]{0,24}?(?:到|至|截至|截止)(?P<date>(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日)"
)
_START_ONLY = re.compile(r"(?:自|从|于)?(?P<date>(?:[12]\d{3}年)\d{1,2}月\d{1,2}日)(?:起|开始|进驻)")


def read_period(lead: Lead) -> tuple[Period | None, Date | None]:
    """Return the period of an inspection and the day of its feedback; each lends the other its year.

    >>> from xuntu.extractors.lead import placed
    >>> from xuntu.ontology import Passage
    >>> words = "县委第一巡察组于3月8日至4月23日开展了巡察,2021年6月18日反馈了意见。"
    >>> period, feedback = read_period(Lead("", placed((Passage(0, len(words)),), words)))
    >>> period.start.iso, period.end.iso, feedback.iso
    ('2021-03-08', '2021-04-23', '2021-06-18')
    """
    period = _period(lead)
    feedback = _feedback(lead, period)
    period = _dated_period(period, feedback)
    last = period.end or period.start if period else None
    return period, _dated(feedback, last) if feedback else None


def _period(lead: Lead) -> Period | None:
    for passage, words in lead.lines:
        if _WORK.search(words) and (period := find_period(words, offset=passage.start)):
            return period
    for passage, match in lead.find(_END_ONLY):
        end = next(find_dates(match["date"], offset=passage.start + match.start("date") - match.start()), None)
        if end:
            return Period(None, end, passage)
    for passage, match in lead.find(_START_ONLY):
        start = next(find_dates(match["date"], offset=passage.start), None)
        if start:
            return Period(start, None, passage)
    return None


def _feedback(lead: Lead, period: Period | None) -> Date | None:
    """Return the first day before the word 反馈 in its sentence that is not part of the period."""
    for passage, words in lead.lines:
        for sentence in re.finditer(r"[^。;\n]+", words):
            border = sentence[0].find("反馈")
            if border < 0:
                continue
            for date in find_dates(sentence[0][:border], offset=passage.start + sentence.start()):
                if len(date.iso) in (10, 5) and not _is_within(date, period):
                    return date
    return None


def _is_within(date: Date, period: Period | None) -> bool:
    span = period.passage if period else None
    return bool(span and date.passage and span.start <= date.passage.start < span.end)


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
    """Date a day without a year: in the year of the period's end, or the next where it would come before it."""
    if len(date.iso) != 5 or after is None or len(after.iso) < 7:
        return date
    year = int(after.iso[:4])
    if date.iso < after.iso[5:]:
        year += 1
    return Date(f"{year}-{date.iso}", date.passage, inferred=True, year_from="period")
