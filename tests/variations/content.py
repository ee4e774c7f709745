"""What a notice says: trees drawn from the words."""

from dataclasses import replace
from datetime import date, timedelta

from tests.variations import words
from tests.variations.choice import Choice
from tests.variations.tree import Group, Inspection, Measure, Notice, Policy, Problem, Status

NO, YES = False, True


def draw_notice(choice: Choice) -> Notice:
    """Return a notice with one to four groups of one to four problems."""
    inspection = draw_inspection(choice)
    published = inspection.feedback + timedelta(days=choice.number(60, 400))
    topics = choice.some(words.TOPICS, choice.number(1, len(words.TOPICS)))
    steps = list(words.STEPS)
    return Notice(inspection, published, tuple(_group(topic, steps, choice) for topic in topics))


def draw_inspection(choice: Choice) -> Inspection:
    """Return an inspection of an invented unit."""
    place = choice.one(words.PLACES)
    level, kind = choice.one((("县", "巡察"), ("市", "巡察"), ("区", "巡察"), ("市", "巡视")))
    body = choice.one(words.BODIES)
    unit = choice.one((f"{place}{level}{body}党组", f"{place}{level}{body}党委"))
    inspector = "省委" if kind == "巡视" else choice.one((f"{level}委", f"{place}{level}委"))
    start = date(2019, 1, 1) + timedelta(days=choice.number(0, 1600))
    end = start + timedelta(days=choice.number(12, 95))
    types, subject = choice.one(
        (((), None), (("常规",), None), (("提级",), None), (("回头看",), None), (("专项",), "?"))
    )
    subject = choice.one(words.SUBJECTS) if subject else None
    number = choice.one(words.NUMERALS[:9])
    term, ordinal = choice.one(((None, None), ("十二届", choice.number(1, 9)))) if not subject else (None, None)
    return Inspection(
        kind=kind,
        inspector=inspector,
        team=f"{inspector}第{number}{kind}组",
        unit=unit,
        short=unit.removeprefix(place),
        start=start,
        end=end,
        feedback=end + timedelta(days=choice.number(10, 60)),
        types=types,
        subject=subject,
        term=term,
        ordinal=ordinal,
    )


def _group(topic: tuple[str, str, tuple[str, ...]], steps: list[tuple[str, str, str | None]], choice: Choice) -> Group:
    aspect, deficiency, statements = topic
    drawn = choice.some(statements, choice.number(1, 4))
    return Group(aspect, deficiency, tuple(draw_problem(statement, steps, choice) for statement in drawn))


def draw_problem(statement: str, steps: list[tuple[str, str, str | None]], choice: Choice) -> Problem:
    """Return a problem with one to four steps taken."""
    measures = tuple(_measure(step, choice) for step in choice.some(steps, choice.number(1, 4)))
    detail = choice.one(("", choice.one(words.DETAILS)))
    return Problem(statement, _without_repeats(measures), Status(*choice.one(words.STATUSES)), detail)


def _measure(step: tuple[str, str, str | None], choice: Choice) -> Measure:
    title, text, role = step
    if role is None:
        return Measure(title, text)
    named = choice.one(words.BOOKS if role == "cited" else words.TITLES)
    return Measure(title, text.format(named), (Policy(named, role),))


def _without_repeats(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Return the measures, the second to name a document naming none: one role a title."""
    known: set[str] = set()
    kept: list[Measure] = []
    for measure in measures:
        titles = {policy.title for policy in measure.policies}
        if titles & known:
            kept.append(replace(measure, text="组织召开专题会议2次，研究解决具体困难", policies=()))
        else:
            kept.append(measure)
        known |= titles
    return tuple(kept)
