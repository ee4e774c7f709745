"""Mend the characters of a text: invisible signs, widths, annotations, traditional forms, spaced-out lines."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from xuntu.extractors.cleaning.damage import ANNOTATION, HAN, STRAY, Damage


def _signs(*ranges: str) -> str:
    """Return the characters of ranges such as ``a-z``."""
    bounds = ((one[0], one[-1]) for one in ranges)
    return "".join(chr(code) for first, last in bounds for code in range(ord(first), ord(last) + 1))


_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = _signs(
    "\x00-\x08", "\x0e-\x1b", "\x1f", "\x7f-\x84", "\x86-\x9f", "\xad", "\u180e", "\u200b-\u200f", "\u202a-\u202e",
    "\u2060-\u206f", "\ufe00-\ufe0f", "\ufeff", "\ufff9-\ufffb", "\ufffe-\uffff",
)  # fmt: skip
_SPACES = _signs("\xa0", "\u1680", "\u2000-\u200a", "\u202f", "\u205f", "\u3000")
# digits and letters in full width, Kangxi radicals and compatibility forms of Han that PDF text layers hold
_WIDE = _signs("０-９", "Ａ-Ｚ", "ａ-ｚ", "⼀-⿕", "\uf900-\ufad9")
_RADICALS = (
    "⺠⻓⻔⻅⻉⻋⻘⻚⻛⻜⻝⻢⻣⻥⻦⻩⻬⻰⻆⻄⻁⺟⻳⻨⻮⻙",
    "民长门见贝车青页风飞食马骨鱼鸟黄齐龙角西虎母龟麦齿韦",
)
# punctuation of vertical text and in small forms
_VERTICAL = (
    "︐︑︒︓︔︕︖︗︘︰︱︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹐﹑﹒﹔﹕﹖﹗﹙﹚﹪",
    "，、。：；！？〖〗：—_（）{}〔〕【】《》〈〉「」『』，、．；：？！()%",
)
# signs of Wingdings and Symbol that a word processor left: bullets all of them
_PRIVATE = _signs("\ue000-\uf8ff")
_USUAL: dict[str, str] = {
    "\r\n": "\n",
    **dict.fromkeys(_BREAKS, "\n"),
    **dict.fromkeys(_INVISIBLE, ""),
    **dict.fromkeys(_SPACES, " "),
    **{sign: unicodedata.normalize("NFKC", sign) for sign in _WIDE},
    **dict(zip(*_RADICALS, strict=True)),
    **dict(zip(*_VERTICAL, strict=True)),
    **dict.fromkeys(_PRIVATE, "●"),
}
_UNUSUAL = re.compile("\r\n|[" + re.escape("".join(sign for sign in _USUAL if len(sign) == 1)) + "]")
_WIDE_POINT = re.compile(r"．(?<=[0-9].)(?=[0-9])")
_DOUBLED = re.compile(rf"([，,。；;、])(?<=[{HAN}”》）)].)\1+")
# every sign of the line stands alone: 中 共 某 县 县 委
_SPACED_LINE = re.compile(rf"^ *(?:[{HAN}0-9（(] {{1,8}}){{1,40}}[{HAN}0-9)）] *$", re.MULTILINE)
_PLACE = re.compile("乾(?=[县縣陵隆坤元州安务務清宁寧])")
_GAP = re.compile(" +")
_HAN = re.compile(f"[{HAN}]")


def mend(text: str, damage: Damage) -> str:
    r"""Return *text* with its *damage* undone, in simplified characters; punctuation keeps its width.

    Tabs and line breaks stay in number and order, so that a table's rows and cells stay apart.

    >>> mend("據(jù)查，中共\u3000Ａ市委１２人", Damage(annotations=203, traditional=True))
    '据查，中共 A市委12人'
    """
    text = _UNUSUAL.sub(lambda match: _USUAL[match[0]], text)
    text = _WIDE_POINT.sub(".", text)
    if damage.annotations:
        text = STRAY.sub("", ANNOTATION.sub("", text))
    if damage.traditional:
        text = _simplify(text)
    text = _SPACED_LINE.sub(_close_up, text)
    return _DOUBLED.sub(r"\1", text)


def to_lines(text: str) -> list[str]:
    """Return the lines of mended *text* without the white space around them, blank ones left out."""
    return [stripped for line in text.split("\n") if (stripped := line.strip())]


def _simplify(text: str) -> str:
    # 乾县 half converted, and 乾 in names that no phrase of the converter holds
    simple = _simplifier()(text)
    if len(simple) != len(text):
        return simple
    kept = [match.start() for match in _PLACE.finditer(text)]
    return _put(simple, dict.fromkeys(kept, "乾")) if kept else simple


def _put(text: str, signs: Mapping[int, str]) -> str:
    pieces = list(text)
    for position, sign in signs.items():
        pieces[position] = sign
    return "".join(pieces)


def _close_up(match: re.Match[str]) -> str:
    # a gap clearly wider than the others stands between two things: 中 共 沅 江 市 委    2020年
    line = match[0].strip()
    if not _HAN.search(line):
        return match[0]
    usual = min(len(gap) for gap in _GAP.findall(line))
    return _GAP.sub(lambda gap: " " if len(gap[0]) > usual + 1 else "", line)


@cache
def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
