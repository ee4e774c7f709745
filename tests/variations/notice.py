"""The whole notice: title, lead, organising part, problems, outlook, contacts, signature; and its header facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.variations import words
from tests.variations.dress import Dress
from tests.variations.layout import Expected, Line, Table, write_problems
from tests.variations.scheme import Scheme
from tests.variations.special import WRITERS
from tests.variations.tree import Inspection, Notice

_NARROW = str.maketrans("（），：；．", "(),:;.")


@dataclass(frozen=True, slots=True)
class Written:
    """A document as lines of text, and what must be read from it."""

    lines: tuple[Line, ...]
    header: dict[str, Any]
    findings: tuple[Expected, ...]
    gap: str = "\n"

    @property
    def text(self) -> str:
        """Return the lines as one plain text."""
        return self.gap.join(_plain(line) for line in self.lines) + "\n"


def _plain(line: Line) -> str:
    return line if isinstance(line, str) else "\n".join("\t".join(row) for row in line.rows)


def write_notice(notice: Notice, scheme: Scheme, dress: Dress) -> Written:
    """Return *notice* as a document."""
    special = WRITERS.get(scheme.name)
    body = special(notice, dress) if special else write_problems(notice, scheme, dress)
    if scheme.name in _FRAMES:
        lines, header = _FRAMES[scheme.name](notice, body.lines)
    else:
        lines, header = _framed(notice, scheme, dress, body.lines), _header(notice, dress)
    text = tuple(line if dress.wide else _narrow(line) for line in lines)
    return Written(text, header, tuple(body.expected), dress.gap)


def _narrow(line: Line) -> Line:
    if isinstance(line, str):
        return line.translate(_NARROW)
    return Table(tuple(tuple(cell.translate(_NARROW) for cell in row) for row in line.rows), line.spans)


def _framed(notice: Notice, scheme: Scheme, dress: Dress, body: list[Line]) -> list[Line]:
    seen = notice.inspection
    sections = scheme.group != "一" and scheme.leaf != "一"
    lines: list[Line] = [f"中共{seen.unit}关于{seen.kind}整改进展情况的通报"] if dress.title else []
    count = _count(notice)
    lines.append(_lead(seen, dress.lead) + (count if dress.count_place == "lead" else ""))
    told = words.ORGANISING[dress.organising].format(kind=seen.kind)
    told += count if dress.count_place == "organising" else ""
    lines += ["一、组织整改落实情况", told, "二、反馈问题整改落实情况"] if sections else [told]
    lines += body
    lines += _outlook(dress, "三、" if sections else f"{words.NUMERALS[_outer(notice, scheme)]}、")
    return lines + _ending(seen, notice.published, dress)


def _count(notice: Notice) -> str:
    steps = sum(len(problem.measures) for problem in notice.problems)
    return (
        f"针对{notice.inspection.kind}反馈的{len(notice.groups)}个方面{len(notice.problems)}个具体问题，"
        f"制定整改措施{steps}条，逐项抓好落实。"
    )


def _plan(notice: Notice, body: list[Line]) -> tuple[list[Line], dict[str, Any]]:
    seen = notice.inspection
    first, last = chinese(seen.start), chinese(seen.end, seen.start)
    lines: list[Line] = [
        f"{seen.unit.removesuffix('党组').removesuffix('党委')}贯彻落实省生态环境保护督察反馈意见整改情况",
        f"{first}至{last}，省第二生态环境保护督察组对我市开展了生态环境保护督察，并于{chinese(seen.feedback)}反馈了督察意见。"
        "现将整改情况公开如下。",
        *body,
    ]
    return lines, {"kind": "environment_inspection_rectification"}


def _audit(notice: Notice, body: list[Line]) -> tuple[list[Line], dict[str, Any]]:
    year = notice.published.year - 1
    lines: list[Line] = [
        f"关于{year}年度本级预算执行和其他财政收支审计查出问题整改情况的报告",
        "受市人民政府委托，现向市人大常委会报告审计查出问题的整改情况，请予审议。",
        "一、整改工作总体情况",
        "市政府高度重视审计整改工作，召开常务会议专题研究部署。",
        "二、审计查出问题的整改情况",
        *body,
    ]
    return lines, {"kind": "audit_rectification"}


def _feedback(notice: Notice, body: list[Line]) -> tuple[list[Line], dict[str, Any]]:
    seen = notice.inspection
    first, last = chinese(seen.start), chinese(seen.end, seen.start)
    lines: list[Line] = [
        f"{seen.team}向{seen.unit}反馈{seen.kind}情况",
        f"根据{seen.inspector}统一部署，{first}至{last}，{seen.team}对{seen.unit}{_done(seen)}。{chinese(seen.feedback)}，"
        f"{seen.team}向{seen.unit}反馈了{seen.kind}情况。",
        *body,
    ]
    header = _facts(notice)
    return lines, {"kind": "feedback_notice"} | {
        key: header[key] for key in ("unit", "team", "types", "period", "feedback", "subject")
    }


_FRAMES: dict[str, Callable[[Notice, list[Line]], tuple[list[Line], dict[str, Any]]]] = {
    "S15": _plan, "S16": _audit, "S18": _feedback,
}  # fmt: skip


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
            return f"根据{by}，自{first}起至{last}，{seen.team}对{seen.unit}{done}，并于{told}反馈了{seen.kind}意见。{give}"
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
        [
            f"欢迎广大干部群众对{seen.kind}整改落实情况进行监督。如有意见建议，请及时向我们反映。联系电话：0000-1234567。"
        ],
        ["欢迎社会各界对整改情况进行监督。", "联系方式：电话0000-1234567；邮政信箱：某某路1号。"],
    )[dress.ending]
    return [*contact, f"中共{seen.unit}", chinese(published)]


def _header(notice: Notice, dress: Dress) -> dict[str, Any]:
    counted = dress.count_place != "none"
    return _facts(notice) | {"declared": (len(notice.groups), len(notice.problems)) if counted else None}


def _facts(notice: Notice) -> dict[str, Any]:
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
    }
