"""Marks, levels and labels: what the outline of a notice is made of."""

import pytest

from xuntu.extractors.lines import split_lines
from xuntu.extractors.marks import read_mark
from xuntu.extractors.outline import Node, read_outline
from xuntu.ontology import Passage


@pytest.mark.parametrize(
    ("line", "style", "number", "question"),
    [
        ("一、组织整改情况", "一、", "一", None),
        ("十一、其他", "一、", "十一", None),
        ("(十二)反馈问题:学习不深", "(一)", "(十二)", None),
        ("3.招商成效不明显", "1.", "3", None),
        ("3、招商成效不明显", "1.", "3", None),
        ("12、2019年5月13日,窗口无人值班", "1.", "12", None),  # the date belongs to the text
        ("4.6座小水电站未整改", "1.", "4", None),  # item 4, about six stations
        ("(2)参谋助手作用发挥不够", "(1)", "(2)", None),
        ("①学习不深", "①", "①", None),
        ("贰 整改进展情况", "一、", "贰", None),
        ("乙、新发现的问题", "一、", "乙", None),
        ("第二部分 今后打算", "第一", "二", None),
        ("第7条 顶风吃喝", "1.", "第7条", None),
        ("甲-1 复核走过场", "1-1", "甲-1", None),
        ("1-2,作风不实", "1-1", "1-2", None),
        ("问题7:园区土地闲置", "问题1", None, "问题7"),
        ("1.问题7:园区土地闲置", "1.", "1", "问题7"),
        ("(一)问题1:落实不到位", "(一)", "(一)", "问题1"),
        ("问题:学习不深", "问题:", None, None),
    ],
)
def test_a_mark_is_read_with_its_number(line: str, style: str, number: str | None, question: str | None) -> None:
    """Each style of numbering is known, alone or before 问题N."""
    mark = read_mark(line)

    assert mark is not None
    assert (mark.style, mark.number, mark.question) == (style, number, question)


@pytest.mark.parametrize(
    "line",
    [
        "2019年以来",
        "5G网络建设滞后",
        "3所学校未验收",
        "1.5级开发项目",
        "三会一课流于形式",
        "一是加强学习",
        "18.7%的项目",
    ],
)
def test_a_number_that_belongs_to_the_text_is_no_mark(line: str) -> None:
    """Years, measures and set phrases open lines too."""
    assert read_mark(line) is None


def outline(text: str) -> Node:
    return read_outline(split_lines(text, Passage(0, len(text))))


def drawn(node: Node, text: str, depth: int = 0) -> list[str]:
    lines = [] if node.mark is None else ["  " * (depth - 1) + node.head.of(text)[:6]]
    return lines + [line for child in node.children for line in drawn(child, text, depth + 1)]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "一、甲部分\n(一)乙方面\n1.丙问题\n(二)丁方面\n2.戊问题",
            ["甲部分", "  乙方面", "    丙问题", "  丁方面", "    戊问题"],
        ),
        (
            "(一)乙方面\n(1)丙问题\n(2)丁问题\n(二)戊方面",
            ["乙方面", "  丙问题", "  丁问题", "戊方面"],
        ),  # a level left out
        ("(一)乙方面\n(三)丁方面", ["乙方面", "丁方面"]),  # a paragraph was lost
        ("1、甲问题\n2.乙问题\n3．丙问题", ["甲问题", "乙问题", "丙问题"]),  # separators mixed
        (
            "1.甲问题\n整改情况:\n(1)成立专班\n(2)建章立制\n2.乙问题\n整改情况:完成",
            ["甲问题", "乙问题"],
        ),  # measures listed
    ],
)
def test_levels_follow_from_the_sequence_of_marks(text: str, tree: list[str]) -> None:
    """No scheme is declared: the order in which styles appear nests them."""
    assert drawn(outline(text), text) == tree


@pytest.mark.parametrize(
    "lines",
    [
        "1.学习不深。\n整改结果:完成\n整改情况:一是学。",
        "1.学习不深。整改结果:完成。整改情况:一是学。",
        "1.学习不深。\n【整改结果】完成\n【整改情况】一是学。",
        "1．学习不深。\n整改状态：完成\n整改措施及成效：一是学。",
        "1.学习不深。\n整改结果\n完成\n整改情况\n一是学。",
    ],
)
def test_labels_are_found_on_their_line_inside_it_and_in_brackets(lines: str) -> None:
    """A label ends the statement wherever it stands, in either width of punctuation."""
    [node] = outline(lines).children

    assert node.head.of(lines) == "学习不深。"
    assert [(field.role, [p.of(lines).rstrip("。") for p in field.passages]) for field in node.fields] == [
        ("status", ["完成"]),
        ("measure", ["一是学"]),
    ]


def test_the_closing_matter_belongs_to_no_finding() -> None:
    """Contacts, signature and date end the last finding, and so does a pledge in its own paragraph."""
    text = "1.学习不深。\n整改情况:一是学。\n局党组将持续抓好整改。\n欢迎广大干部群众监督。\n中共甲县农业局党组\n2024年1月10日"
    [node] = outline(text).children

    assert node.fields[0].passages[-1].of(text) == "一是学。"
