"""A text cut at the ends of its marks: nested, across each other, at the end, over lines."""

import pytest

from xuntu.graph.profiles import Mark
from xuntu.serving.pages.marking import cut_lines


def _draw(text: str, marks: list[tuple[int, int]]) -> list[str]:
    """Return the lines with marks in brackets; ``+`` where one goes on."""
    lines: list[str] = []
    for pieces in cut_lines(text, [Mark(start, end, text[start:end], ()) for start, end in marks]):
        drawn = ""
        for piece in pieces:
            if piece.mark is not None:
                drawn += f"[{'' if piece.is_first else '+'}{piece.mark.start}-{piece.mark.end} "
            drawn += "]" if piece.what == "close" else piece.text
        lines.append(drawn)
    return lines


@pytest.mark.parametrize(
    ("text", "marks", "lines"),
    [
        ("追缴资金", [], ["追缴资金"]),
        ("追缴资金", [(0, 2)], ["[0-2 追缴]资金"]),
        ("追缴资金", [(0, 4), (2, 4)], ["[0-4 追缴[2-4 资金]]"]),  # within, with the same end
        ("追缴资金", [(0, 4), (0, 2)], ["[0-4 [0-2 追缴]资金]"]),  # within, with the same start
        ("追缴资金", [(0, 3), (1, 4)], ["[0-3 追[1-4 缴资]][+1-4 金]"]),  # across: goes on after the first
        ("甲\n乙丙", [(0, 3)], ["[0-3 甲\n]", "[+0-3 乙]丙"]),  # over a line's end
        ("甲乙", [(2, 2)], ["甲乙[2-2 ]"]),  # empty, at the end
        ("甲乙", [(1, 9)], ["甲[1-9 乙]"]),  # past the end
        ("甲乙", [(7, 9)], ["甲乙[7-9 ]"]),  # wholly past it: its anchor is still there
        ("", [(0, 0)], ["[0-0 ]"]),
        ("", [], [""]),
        ("甲\n\n乙", [], ["甲\n", "\n", "乙"]),
        ("甲\n", [(2, 2)], ["甲\n[2-2 ]"]),
        ("甲乙", [(0, 1), (1, 2)], ["[0-1 甲][1-2 乙]"]),
    ],
)
def test_a_text_is_cut_into_nested_marks(text: str, marks: list[tuple[int, int]], lines: list[str]) -> None:
    """All that is opened in a line is closed in it, and every mark begins once."""
    assert _draw(text, marks) == lines


def test_many_marks_across_each_other_lose_nothing() -> None:
    """A thousand marks that all cross their neighbours: the text is whole, each mark begins once."""
    text = "一二三四五六七八九十\n" * 400
    marks = [Mark(start, start + 7, text[start : start + 7], ()) for start in range(0, 4_000, 4)]
    pieces = [piece for line in cut_lines(text, marks) for piece in line]
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.mark for piece in pieces if piece.is_first] == marks
    assert sum(piece.what == "open" for piece in pieces) == sum(piece.what == "close" for piece in pieces)
