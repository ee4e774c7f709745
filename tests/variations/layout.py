"""The problem part: groups and problems laid out by a scheme, with what a careful reader makes of each."""

from dataclasses import dataclass

from tests.variations import words
from tests.variations.dress import ENUMERATORS, ITEMS, Dress
from tests.variations.scheme import GROUPS, LEAVES, Scheme
from tests.variations.tree import Measure, Notice, Policy, Problem


@dataclass(frozen=True, slots=True)
class Expected:
    """What the reading of a problem must be; ``numbers`` are those that the convention allows."""

    numbers: tuple[str | None, ...]
    statement: str
    category: str | None
    printed: str | None
    normal: str | None
    measures: tuple[str, ...]
    policies: tuple[Policy, ...]
    leader: str | None = None
    office: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``spans`` tells that equal cells of the second column are one cell over several rows."""

    rows: tuple[tuple[str, ...], ...]
    spans: bool = False


Line = str | Table


@dataclass(slots=True)
class Part:
    """Lines written so far and what is expected of them."""

    lines: list[Line]
    expected: list[Expected]


def mark(kind: str, number: int, *, separator: str = ".") -> tuple[str, tuple[str | None, ...]]:
    """Return a mark as printed and the numbers that may be read from it.

    >>> mark("(一)", 2), mark("问题1", 3), mark("1.", 4, separator="、")
    (('（二）', ('(二)',)), ('问题3：', ('问题3',)), ('4、', ('4',)))
    """
    numeral = words.NUMERALS[min(number, 15) - 1]
    match kind:
        case "一":
            return f"{numeral}、", (numeral,)
        case "第一":
            return f"第{numeral}，", (numeral, f"第{numeral}")
        case "(一)":
            return f"（{numeral}）", (f"({numeral})",)
        case "1." | "1、":
            return f"{number}{separator if kind == '1.' else '、'}", (str(number),)
        case "(1)":
            return f"（{number}）", (f"({number})",)
        case "①":
            sign = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"[number - 1]
            return sign, (sign,)
        case "问题1":
            return f"问题{number}：", (f"问题{number}",)
        case _:
            return "", (None,)


def write_problems(notice: Notice, scheme: Scheme, dress: Dress) -> Part:
    """Return the lines of the problem part and what is expected of them."""
    part = Part([], [])
    running = 0
    for place, group in enumerate(notice.groups, 1):
        category = None
        if scheme.group is not None:
            head = GROUPS[dress.group_form].format(lack=group.deficiency, field=group.aspect)
            part.lines.append(mark(scheme.group, place, separator=dress.separator)[0] + head)
            category = group.deficiency if "lack" in GROUPS[dress.group_form] else group.aspect
            if dress.status == "group":
                count = len(group.problems)
                part.lines.append(f"反馈问题{count}项，已完成整改{count}项。")
        if scheme.middle:
            part.lines.append(
                mark("1.", place if dress.runs_on else 1, separator=dress.separator)[0] + group.deficiency + "。"
            )
        restarts = scheme.group is not None and (not dress.runs_on or scheme.middle)
        inner = 0
        for problem in group.problems:
            running, inner = running + 1, inner + 1
            number = inner if restarts else running
            if dress.fault == "skip" and running > 2:
                number += 1
            if dress.fault == "twice" and running == 3 and inner > 1:
                number -= 1
            printed, numbers = _leaf_mark(scheme, dress, number, running=running, inner=inner, place=place)
            _write(part, problem, printed, numbers, category, scheme, dress)
    return part


def _leaf_mark(
    scheme: Scheme, dress: Dress, number: int, *, running: int, inner: int, place: int
) -> tuple[str, tuple[str | None, ...]]:
    if scheme.leaf == "1.1":
        printed = f"{place}.{inner}"
        return printed + " ", (printed,)
    if scheme.leaf.endswith(("1.问题1", ")问题1")):
        outer, first = mark(scheme.leaf[:-3], number if scheme.leaf[0] == "(" else inner, separator=dress.separator)
        asked, second = mark("问题1", running)
        return outer + asked, (*first, *second)
    printed, numbers = mark(scheme.leaf, number, separator=dress.separator)
    if scheme.middle:
        numbers = (f"{place if dress.runs_on else 1}({number})",)
    return printed, numbers


def _write(
    part: Part,
    problem: Problem,
    printed: str,
    numbers: tuple[str | None, ...],
    category: str | None,
    scheme: Scheme,
    dress: Dress,
) -> None:
    form = LEAVES[dress.leaf_form]
    enumerated = dress.enumerator != "sentences" and len(problem.measures) > 1
    labelled = dress.deeds in ("labels", "inline", "label items")
    detail = problem.detail if "{d}" in form and (labelled or (dress.deeds == "next" and enumerated)) else ""
    said = problem.statement.replace("“", "‘").replace("”", "’") if "“" in form else problem.statement
    head = form.format(s=said, d=detail)
    if not head.endswith("。") and dress.deeds in ("run", "inline"):
        head += "。"
    if not dress.stop and dress.deeds in ("labels", "label items", "items") and not detail:
        head = head.rstrip("。")
    measures, lines = _deeds(problem, scheme, dress)
    normal: str | None = None
    shown: str | None = None
    status = problem.status
    deed_label = _label(dress.measure_label, dress)
    status_line = ""
    match dress.status:
        case "before" | "after" if status:
            normal, shown = status.normal, status.printed
            status_line = _label(dress.status_label, dress) + status.printed + dress.dot
        case "closing":
            words_, normal = words.CLOSING[(dress.closing + len(part.expected)) % len(words.CLOSING)]
            lines[-1] += words_ + "。"
        case "group":
            normal = "完成"
    wholly = dress.deeds == "inline"
    own = dress.own_line and not wholly and labelled
    opening = [deed_label] if own else []
    if labelled and not own and dress.deeds != "label items":
        lines[0] = deed_label + lines[0]
    elif dress.deeds == "label items" and not own:
        opening = [deed_label]
    first = printed + head
    if wholly:
        part.lines.append(first + lines[0])
        part.lines += lines[1:]
    elif dress.deeds == "run":
        part.lines.append(first + lines[0])
    else:
        part.lines.append(first)
        if dress.status == "before" and status_line:
            part.lines.append(status_line)
        part.lines += [*opening, *lines]
    if status_line and (dress.status == "after" or wholly):
        part.lines.append(status_line)
    statement = _statement(problem, dress, detail)
    policies = tuple(policy for measure in problem.measures for policy in measure.policies)
    part.expected.append(Expected(numbers, statement, category, shown, normal, measures, policies))


def _statement(problem: Problem, dress: Dress, detail: str) -> str:
    named = problem.statement + ("问题" if dress.leaf_form == "named" else "")
    return f"{named}。{detail}" if detail else named


def _label(label: str, dress: Dress) -> str:
    return f"【{label}】" if dress.boxed else f"{label}："


def _deeds(problem: Problem, scheme: Scheme, dress: Dress) -> tuple[tuple[str, ...], list[str]]:
    """Return the texts of the measures and the lines that hold them."""
    texts = [_sentence(measure, dress) for measure in problem.measures]
    if dress.deeds in ("items", "label items"):
        kind = ITEMS[scheme.leaf]
        lines = [mark(kind, n)[0] + text for n, text in enumerate(texts, 1)]
        return tuple(texts), lines
    if dress.enumerator == "sentences" or len(texts) == 1:
        plain = [f"{measure.text}。" for measure in problem.measures]
        return tuple(plain), ["".join(plain)]
    sign = ENUMERATORS[dress.enumerator]
    numbered = [sign(n) + text for n, text in enumerate(texts, 1)]
    return tuple(numbered), ["".join(numbered)]


def _sentence(measure: Measure, dress: Dress) -> str:
    return f"{measure.title}。{measure.text}。" if dress.titled else f"{measure.text}。"
