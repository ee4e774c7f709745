"""What happens to a notice on its way through the web, line by line; what it says stays the same."""

import re
from collections.abc import Callable
from functools import cache

from tests.variations.layout import Line, Table

Lines = tuple[Line, ...]

# traditional characters with their reading, as annotated pages have them
_SIGNS = "據統組對開進現將況領導實問題關貫徹決學習設責監審計檢會議記錄規範資專項強極達時間員幹與業應務財農"
_READINGS = """
jù tǒng zǔ duì kāi jìn xiàn jiāng kuàng lǐng dǎo shí wèn tí guān guàn chè jué xué xí shè zé jiān shěn jì jiǎn huì yì jì
lù guī fàn zī zhuān xiàng qiáng jí dá shí jiān yuán gàn yǔ yè yīng wù cái nóng
"""
_PINYIN = dict(zip(_SIGNS, _READINGS.split(), strict=True))
_WIDE, _NARROW = "（），：；", "(),:;"
_SPAM = "澳门威尼斯人娱乐城 百家乐在线 注册送彩金"
_TOP = ("当前位置：首页 > 政务公开 > 通知公告", "字体：【大 中 小】 打印本页 关闭窗口")
_TAIL = (
    "扫一扫在手机打开当前页",
    "上一篇：关于召开年度工作会议的通知",
    "下一篇：机关食堂招标公告",
    "版权所有：某某网站 ICP备00000000号",
)


def _each(change: Callable[[str], str]) -> Callable[[Lines], Lines]:
    """Return what applies *change* to every line and every cell of a table."""

    def changed(lines: Lines) -> Lines:
        return tuple(
            change(line)
            if isinstance(line, str)
            else Table(tuple(tuple(map(change, row)) for row in line.rows), line.spans)
            for line in lines
        )

    return changed


@cache
def _converter(direction: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(direction).convert
    return convert


def _traditional(words: str) -> str:
    """Return *words* in traditional characters, those that do not come back alone left as they are."""
    to, back = _converter("s2t"), _converter("t2s")
    return words if back(to(words)) != words else to(words)


def _annotated(words: str) -> str:
    return re.sub("|".join(_PINYIN), lambda match: f"{match[0]}({_PINYIN[match[0]]})", _traditional(words))


def _annotated_twice(words: str) -> str:
    return re.sub(
        "|".join(_PINYIN), lambda match: f"{match[0]}({_PINYIN[match[0]]})({_PINYIN[match[0]]})", _traditional(words)
    )


def _mixed(lines: Lines) -> Lines:
    """Return lines in wide and narrow punctuation by turns."""
    tables = [str.maketrans(_WIDE, _NARROW), str.maketrans(_NARROW, _WIDE)]
    return tuple(
        line.translate(tables[at % 2]) if isinstance(line, str) and not re.search(r"\d[(,:;]\d", line) else line
        for at, line in enumerate(lines)
    )


def _spaced(lines: Lines) -> Lines:
    """Return lines with the signature, and a title that is short enough, spaced out."""
    return tuple(
        " ".join(line) if isinstance(line, str) and re.fullmatch(r"中共.{4,30}党[组委]", line) else line
        for line in lines
    )


def _doubled(lines: Lines) -> Lines:
    return tuple(
        re.sub(r"([，。])(?=.{12})", r"\1\1", line, count=1) if isinstance(line, str) and at % 2 else line
        for at, line in enumerate(lines)
    )


def _framed(lines: Lines) -> Lines:
    return (*_TOP, *lines, *_TAIL)


DAMAGES: dict[str, Callable[[Lines], Lines]] = {
    "none": lambda lines: lines,
    "traditional": _each(_traditional),
    "pinyin": _each(_annotated),
    "pinyin twice": _each(_annotated_twice),
    "mixed widths": _mixed,
    "spaced out": _spaced,
    "doubled marks": _doubled,
    "spam": lambda lines: (_SPAM, *lines[:3], _SPAM, *lines[3:]),
    "furniture": _framed,
    "zero width": _each(lambda words: "\u200b".join([words[:4], words[4:]]) + "\ufeff"),
    "straight quotes": _each(lambda words: re.sub("[“”]", '"', words)),
    "wide digits": _each(lambda words: words.translate(str.maketrans("0123456789", "０１２３４５６７８９"))),
    "inner spaces": _each(lambda words: re.sub(r"(?<=[，：；])", " ", words)),
}
# a PDF is made at the source: what pages and copying do to a text does not happen to it, and its font has no accents
OF_PDF = ("none", "mixed widths", "spaced out", "straight quotes", "inner spaces")
