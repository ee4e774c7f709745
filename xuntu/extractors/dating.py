"""Mentions of inspections held against the report's own: what is not before it is no earlier inspection."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from xuntu.extractors.mentions.earlier import years_ago
from xuntu.extractors.repeats import is_sure
from xuntu.ontology import Date, EarlierInspection, Finding, Inspection, Report, to_number

_BODY_LEVEL = re.compile(r"中央|省委|自治区|市委|州委|盟委|县委|区委|旗委|党工委|党组|党委")
_LEVELS = {"自治区": "省委", "州委": "市委", "盟委": "市委", "区委": "县委", "旗委": "县委"}
_RANKS = ("党组", "党委", "党工委", "县委", "市委", "省委", "中央")
_YEAR = re.compile(r"[12]\d{3}(?=年)")
_BEFORE = re.compile(r"上|前|往|历|首|第一|以前|此前|过去")
_OWN_OVERSIGHT = {"audit_rectification": ("audit",), "environment_inspection_rectification": ("environment", "check")}


@dataclass(frozen=True, slots=True)
class Present:
    """What a report is about, as far as mentions are held against it; ``years`` in which its inspection worked."""

    kind: str
    years: tuple[int, ...]
    inspection: Inspection

    def holds(self, mention: EarlierInspection) -> bool:
        """Tell whether *mention* is the report's own inspection, or one after it."""
        if mention.kind != "inspection":
            return self._is_own_oversight(mention)
        if mention.text.startswith(("整改", "“")) and "回头看" in self.inspection.types:
            return True
        if mention.unit and mention.unit.startswith("原"):
            return False
        if mention.year and self.years and not mention.relative:
            return mention.year > max(self.years) or (mention.year >= min(self.years) and self._same_body(mention))
        return self._is_own_round(mention) or (mention.relative and not self._is_before(mention))

    def _is_own_oversight(self, mention: EarlierInspection) -> bool:
        """Tell whether an audit report names its own audit, a report on an inspection of environment that one."""
        own = mention.kind in _OWN_OVERSIGHT.get(self.kind, ())
        late = mention.year is None or not self.years or mention.year >= min(self.years)
        return own and late and not (mention.year is None and _BEFORE.search(mention.text))

    def _same_body(self, mention: EarlierInspection) -> bool:
        here, there = _level(self.inspection.body or self.inspection.team), _level(mention.body)
        if here and there:
            return here == there
        role = self.inspection.role
        return role not in ("巡视", "巡察") or role in mention.text or "巡" not in mention.text

    def _is_own_round(self, mention: EarlierInspection) -> bool:
        own = self.inspection.round
        if own is None or own.ordinal is None or mention.ordinal is None:
            return False
        if own.term and mention.term and _number(own.term) and _number(own.term) == _number(mention.term):
            return mention.ordinal >= own.ordinal and self._same_body(mention)
        return False

    def _is_before(self, mention: EarlierInspection) -> bool:
        """Tell whether a mention without a year says that it is before, or is a higher body's: 省委巡视指出."""
        bare = mention.body is not None and mention.text.startswith(mention.body)
        here, there = _level(self.inspection.body or self.inspection.team), _level(mention.body)
        return not bare or bool(here and there and _RANKS.index(there) > _RANKS.index(here))


def date_repeats(findings: Iterable[Finding], report: Report, text: str) -> tuple[Finding, ...]:
    """Return the findings with those mentions alone that are before the inspection of *report*; 去年 gets its year."""
    inspection = report.inspection or Inspection()
    present = Present(report.kind, tuple(_years(report, inspection)), inspection)
    return tuple(_dated(finding, present, text) if finding.repeat else finding for finding in findings)


def _dated(finding: Finding, present: Present, text: str) -> Finding:
    repeat = finding.repeat
    if repeat is None:
        return finding
    earlier = tuple(_with_year(each, present.years) for each in repeat.earlier if not present.holds(each))
    if earlier == repeat.earlier:
        return finding
    if earlier or is_sure(finding.statement, text):
        return replace(finding, repeat=replace(repeat, earlier=earlier))
    return replace(finding, repeat=None)


def _with_year(mention: EarlierInspection, years: Sequence[int]) -> EarlierInspection:
    ago = years_ago(mention)
    return replace(mention, year=min(years) - ago) if ago and years else mention


def _years(report: Report, inspection: Inspection) -> set[int]:
    """Return the years in which the report's inspection worked and was fed back; else its title's or its own."""
    period = inspection.period
    dates = [inspection.feedback, *([period.start, period.end] if period else [])]
    known = {year for date in dates if date and (year := _year(date))}
    titled = {int(year) for year in _YEAR.findall(report.title.text)} if report.title else set()
    if report.kind in _OWN_OVERSIGHT and titled:
        return titled
    if known:
        return known
    if inspection.round and inspection.round.year:
        return {inspection.round.year}
    published = _year(report.published) if report.published else None
    return {published} if published else set()


def _year(date: Date) -> int | None:
    return int(date.iso[:4]) if date.iso and date.iso[:4].isdigit() else None


def _level(body: str | None) -> str | None:
    found = _BODY_LEVEL.search(body) if body else None
    return _LEVELS.get(found[0], found[0]) if found else None


def _number(term: str) -> int | None:
    return to_number(term.removeprefix("第").removesuffix("届"))
