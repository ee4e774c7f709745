"""The whole notice: title, lead, organising part, problems, outlook, contacts, signature; and its header facts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.variations import words
from tests.variations.dress import Dress
from tests.variations.layout import Expected, write_problems
from tests.variations.scheme import Scheme
from tests.variations.tree import Inspection, Notice

_NARROW = str.maketrans("（），：；．", "(),:;.")


@dataclass(frozen=True, slots=True)
class Written:
    """A document as lines of text, and what must be read from it."""

    lines: tuple[str, ...]
    header: dict[str, Any]
    findings: tuple[Expected, ...]
    gap: str = "\n"

    @property
    def text(self) -> str:
        """Return the lines as one plain text."""
        return self.gap.join(self.lines) + "\n"


def write_notice(notice: Notice, scheme: Scheme, dress: Dress) -> Written:
    """Return *notice* as a document."""
    seen = notice.inspection
    body = write_problems(notice, scheme, dress)
    sections = scheme.group != "一" and scheme.leaf != "一"
    lines = [f"中共{seen.unit}关于{seen.kind}整改进展情况的通报"] if dress.title else []
    counted = dress.count_place
    steps = sum(len(problem.measures) for problem in notice.problems)
    count = (
        f"针对{seen.kind}反馈的{len(notice.groups)}个方面{len(notice.problems)}个具体问题，"
        f"制定整改措施{steps}条，逐项抓好落实。"
    )
    lines.append(_lead(seen, dress.lead) + (count if counted == "lead" else ""))
    organising = words.ORGANISING[dress.organising].format(kind=seen.kind) + (count if counted == "organising" else "")
    if sections:
        lines += ["一、组织整改落实情况", organising, "二、反馈问题整改落实情况"]
    else:
        lines += [organising]
    lines += body.lines
    lines += _outlook(dress, "三、" if sections else f"{words.NUMERALS[_outer(notice, scheme)]}、")
    lines += _ending(seen, notice.published, dress)
    text = tuple(line if dress.wide else line.translate(_NARROW) for line in lines)
    return Written(text, _header(notice, dress, counted != "none"), tuple(body.expected), dress.gap)


def _outer(notice: Notice, scheme: Scheme) -> int:
    return len(notice.groups) if scheme.group == "一" else min(len(notice.problems), 14)


def chinese(day: date, since: date | None = None) -> str:
    """Return a date in Chinese, without the year where it is that of *since*."""
    short = f"{day.month}月{day.day}日"
    return short if since and since.year == day.year else f"{day.year}年{short}"


def _lead(seen: Inspection, form: int) -> str:
    first, last = chinese(seen.start), chinese(seen.end, seen.start)
    told = chinese(seen.feedback, seen.end) if form % 2 else chinese(seen.feedback)
    done = _done(seen)
    order = f"{seen.term}{seen.inspector}第{words.NUMERALS[(seen.ordinal or 1) - 1]}轮{seen.kind}" if seen.term else ""
    by = f"{order}工作安排" if order else f"{seen.inspector}统一部署"
    give = f"现将{seen.kind}整改进展情况予以公布。"
    match form:
        case 0:
            return (
                f"根据{by}，{first}至{last}，{seen.team}对{seen.unit}{done}。{told}，{seen.team}向{seen.unit}"
                f"反馈了{seen.kind}意见。按照{seen.kind}工作有关要求，{give}"
            )
        case 1:
            return (
                f"按照{by}，{seen.team}于{first}至{last}对{seen.unit}{done}。{told}，{seen.team}召开反馈会，"
                f"向{seen.unit}反馈了{seen.kind}意见。按照党务公开原则和{seen.kind}工作有关要求，{give}"
            )
        case 2:
            return (
                f"根据{by}，自{first}起至{last}，{seen.team}对{seen.unit}{done}，并于{told}反馈了{seen.kind}意见。{give}"
            )
        case 3:
            return (
                f"{first}至{last}，{seen.team}根据{by}，对{seen.unit}{done}。{told}，{seen.inspector}{seen.kind}组"
                f"向{seen.short}反馈了{seen.kind}意见。{give}"
            )
        case _:
            return f"根据{by}，{seen.team}从{first}到{last}，对{seen.unit}{done}，{told}向{seen.unit}反馈{seen.kind}情况。{give}"


def _done(seen: Inspection) -> str:
    if seen.subject:
        return f"开展了{seen.subject}专项{seen.kind}"
    if not seen.types:
        return f"进行了{seen.kind}"
    return f"开展了{seen.kind}“回头看”" if seen.types[0] == "回头看" else f"开展了{seen.types[0]}{seen.kind}"


def _outlook(dress: Dress, section: str) -> list[str]:
    if dress.outlook == "none":
        return []
    if dress.outlook == "prose":
        return [f"{section}下一步工作打算", "".join(text for _, text in words.OUTLOOK)]
    items = [f"（{words.NUMERALS[n]}）{title}。{text}" for n, (title, text) in enumerate(words.OUTLOOK)]
    return [f"{section}下一步工作打算", *items]


def _ending(seen: Inspection, published: date, dress: Dress) -> list[str]:
    contact = (
        [],
        [f"欢迎广大干部群众对{seen.kind}整改落实情况进行监督。如有意见建议，请及时向我们反映。联系电话：0000-1234567。"],
        ["欢迎社会各界对整改情况进行监督。", "联系方式：电话0000-1234567；邮政信箱：某某路1号。"],
    )[dress.ending]
    return [*contact, f"中共{seen.unit}", chinese(published)]


def _header(notice: Notice, dress: Dress, counted: bool) -> dict[str, Any]:
    seen = notice.inspection
    return {
        "kind": "rectification_report",
        "unit": seen.unit,
        "issuer": seen.unit,
        "team": seen.team,
        "types": sorted(seen.types),
        "period": (seen.start.isoformat(), seen.end.isoformat()),
        "feedback": seen.feedback.isoformat(),
        "published": notice.published.isoformat(),
        "round": (seen.term, seen.ordinal) if seen.term else None,
        "subject": seen.subject,
        "declared": (len(notice.groups), len(notice.problems)) if counted else None,
    }
