"""The schemes that are more than marks: old problems listed again, tables, plans, audits, prose."""

from collections.abc import Callable

from tests.variations import words
from tests.variations.dress import ENUMERATORS, Dress
from tests.variations.layout import Expected, Part, Table, mark
from tests.variations.tree import Notice, Policy, Problem

Writer = Callable[[Notice, Dress], Part]


def _policies(problem: Problem) -> tuple[Policy, ...]:
    return tuple(policy for measure in problem.measures for policy in measure.policies)


def _deeds(problem: Problem, dress: Dress) -> tuple[str, ...]:
    texts = [f"{measure.text}。" for measure in problem.measures]
    if dress.enumerator == "sentences" or len(texts) == 1:
        return tuple(texts)
    return tuple(ENUMERATORS[dress.enumerator](n) + text for n, text in enumerate(texts, 1))


def write_parts_with_labels(notice: Notice, dress: Dress) -> Part:
    """S4: one 整改结果, then (1), (2) each with a 整改情况 of its own."""
    part = Part([], [])
    for number, problem in enumerate(notice.problems, 1):
        part.lines.append(f"{number}.问题{number}：{problem.statement}。")
        status = problem.status
        assert status
        part.lines.append(f"{dress.status_label}：{status.printed}。")
        texts = tuple(f"{measure.text}。" for measure in problem.measures)
        several = len(texts) > 1
        part.lines += [
            f"{f'（{n}）' if several else ''}{dress.measure_label}：{text}" for n, text in enumerate(texts, 1)
        ]
        part.expected.append(
            Expected(
                (str(number), f"问题{number}"),
                problem.statement,
                None,
                status.printed,
                status.normal,
                texts,
                _policies(problem),
            )
        )
    return part


def write_listed_again(notice: Notice, dress: Dress) -> Part:
    """S12: the first problem is that old ones stay open; its measures list them by their codes."""
    part = Part([], [])
    old, *others = notice.problems
    topics = ("公务接待超标准", "会议记录不规范", "资产台账不清")[: max(2, min(3, len(old.measures)))]
    part.lines += [
        f"1.问题1：上轮巡察反馈的12个问题有{len(topics)}个未完成整改。",
        f"{dress.measure_label}：党组专题研究，逐项明确责任。",
        f"（1）已完成整改{len(topics)}个，分别是：",
    ]
    part.expected.append(
        Expected(("1", "问题1"), f"上轮巡察反馈的12个问题有{len(topics)}个未完成整改", None, None, "?", (), ())
    )
    for place, topic in enumerate(topics):
        text = ("举办业务培训班3期，培训干部120人次。", "指导4个党支部规范记录。", "对固定资产逐一清点，调整账务6笔。")[
            place
        ]
        part.lines.append(f"1-{place + 2}，{topic}。{dress.measure_label}：{text}")
        part.expected.append(Expected((f"1-{place + 2}",), topic, None, None, "完成", (text,), ()))
    for number, problem in enumerate(others, 2):
        deeds = _deeds(problem, dress)
        part.lines += [f"{number}.问题{number}：{problem.statement}。", f"{dress.measure_label}：{''.join(deeds)}"]
        part.expected.append(
            Expected((str(number), f"问题{number}"), problem.statement, None, None, None, deeds, _policies(problem))
        )
    return part


def write_table(notice: Notice, dress: Dress) -> Part:
    """S14: a table; the cells of a category span its rows where the writer likes."""
    part = Part([], [])
    by_category = dress.runs_on
    heads = [
        "序号",
        *(["类别"] if by_category else []),
        ("问题", "反馈问题", "巡察反馈问题")[dress.organising],
        ("整改措施", "整改情况", "整改落实情况")[dress.lead % 3],
        ("整改状态", "完成情况", "整改结果")[dress.ending],
        *(["责任单位"] if dress.stop else []),
        *(["整改时限"] if dress.titled else []),
    ]
    rows: list[tuple[str, ...]] = [tuple(heads)]
    number = 0
    for group in notice.groups:
        for problem in group.problems:
            number += 1
            deeds = _deeds(problem, dress)
            office, deadline = (
                words.OFFICES[number % len(words.OFFICES)],
                words.DEADLINES[number % len(words.DEADLINES)],
            )
            status = problem.status
            assert status
            row = [
                str(number),
                *([group.aspect] if by_category else []),
                problem.statement + dress.dot,
                "".join(deeds),
                status.printed,
                *([office] if dress.stop else []),
                *([deadline] if dress.titled else []),
            ]
            rows.append(tuple(row))
            part.expected.append(
                Expected(
                    (str(number),),
                    problem.statement,
                    group.aspect if by_category else None,
                    status.printed,
                    status.normal,
                    deeds,
                    _policies(problem),
                    None,
                    office if dress.stop else None,
                    deadline if dress.titled else None,
                )
            )
    part.lines.append(Table(tuple(rows), by_category))
    return part


def write_labelled_plan(notice: Notice, dress: Dress) -> Part:
    """S15: every fact of a problem behind a label of its own."""
    part = Part([], [])
    for number, problem in enumerate(notice.problems, 1):
        deeds = _deeds(problem, dress)
        office, deadline = words.OFFICES[number % len(words.OFFICES)], words.DEADLINES[number % len(words.DEADLINES)]
        leader = words.LEADERS[number % len(words.LEADERS)]
        part.lines += [
            f"{words.NUMERALS[number - 1]}、{problem.statement}。"
            if number < 15
            else f"{number}.{problem.statement}。",
            "整改目标：建立长效机制，防止问题再次发生。",
            f"整改措施：{''.join(deeds)}",
            f"整改时限：{deadline}",
            f"责任单位：{office}",
            f"责任领导：{leader}",
        ]
        status = problem.status
        shown = dress.status != "none" and status
        if shown:
            part.lines.append(f"整改进度：{shown.printed}")
        part.expected.append(
            Expected(
                (words.NUMERALS[number - 1] if number < 15 else str(number),),
                problem.statement,
                None,
                shown.printed if shown else None,
                shown.normal if shown else None,
                deeds,
                _policies(problem),
                leader,
                office,
                deadline,
            )
        )
    return part


def write_audit(notice: Notice, _: Dress) -> Part:
    """S16: areas with their counts, problems in the first sentence, deeds in the next ones."""
    part = Part([], [])
    number = 0
    for place, group in enumerate(notice.groups, 1):
        part.lines.append(
            f"{mark('(一)', place)[0]}{group.aspect}方面：{len(group.problems)}个问题，已整改{len(group.problems)}个。"
        )
        for problem in group.problems:
            number += 1
            deeds = tuple(f"{measure.text}。" for measure in problem.measures)
            part.lines.append(f"{number}.关于{problem.statement}问题。{''.join(deeds)}")
            part.expected.append(
                Expected(
                    (str(number),),
                    f"关于{problem.statement}问题",
                    group.aspect,
                    None,
                    "完成",
                    deeds,
                    _policies(problem),
                )
            )
    return part


def write_prose(notice: Notice, dress: Dress) -> Part:
    """S18: one sentence with all problems, as feedback news has it."""
    statements = [problem.statement for problem in notice.problems]
    opening = ("主要是：", "主要表现在：", "主要有：")[dress.organising]
    part = Part([], [])
    part.lines.append(f"{notice.inspection.kind}发现存在一些问题，{opening}{'；'.join(statements)}。")
    part.lines.append(
        f"{notice.inspection.kind}组提出了整改意见：一是提高政治站位。二是压实整改责任。三是建立长效机制。"
    )
    part.expected += [Expected((None,), statement, None, None, None, (), ()) for statement in statements]
    return part


WRITERS: dict[str, Writer] = {
    "S4b": write_parts_with_labels,
    "S12": write_listed_again,
    "S14": write_table,
    "S15": write_labelled_plan,
    "S16": write_audit,
    "S18": write_prose,
}
