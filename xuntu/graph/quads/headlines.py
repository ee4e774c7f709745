"""Short names for long texts: what a list, a table or a picture can show of a statement."""

import re

_LONGEST = 60
# a heading that only says what a problem is about: 人员问题
_TOPIC = re.compile(r".{1,12}问题")
_MARK = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+是|[(（][一二三四五六七八九十百\d]+[)）]|[一二三四五六七八九十]+、|\d+[.．、](?!\d)|[①-⑳])\s*"
)
_MARKS = frozenset("第一二三四五六七八九十百(（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # what a mark begins with, but for digits
_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_PAUSE = re.compile(r"[，,、：:](?=[^，,、：:]*$)")


def headline(text: str) -> str:
    """Return the first sentence of *text* without its number, cut at a pause before the 60th character.

    >>> headline("一是加强理论学习。召开3次党组会议。")
    '加强理论学习'
    >>> headline("财务管理不规范，" * 9)
    '财务管理不规范，财务管理不规范，财务管理不规范，财务管理不规范，财务管理不规范，财务管理不规范，财务管理不规范…'
    """
    whole = " ".join(text.split())
    first = whole[:1]
    mark = _MARK.match(whole) if first in _MARKS or first.isdigit() else None
    return _cut(_sentence(whole[mark.end() :] if mark else whole) or whole)


def headline_of_problem(statement: str) -> str:
    """Return the headline of a problem; one that opens with its topic alone goes on into the next sentence.

    >>> headline_of_problem("人员问题。借用人员清退不到位，4人超过两年。原因不明。")
    '人员问题。借用人员清退不到位，4人超过两年'
    >>> headline_of_problem("理论学习不深入。没有研讨。")
    '理论学习不深入'
    """
    first = headline(statement)
    if not _TOPIC.fullmatch(first):
        return first
    rest = " ".join(statement.split()).partition(f"{first}。")[2].strip()
    return _cut(f"{first}。{_sentence(rest)}".rstrip("。")) if rest else first


def _sentence(text: str) -> str:
    end = _SENTENCE_END.search(text)
    return (text[: end.start()] if end else text).strip()


def _cut(sentence: str) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    start = sentence[: _LONGEST - 1]
    pause = _PAUSE.search(start)
    return f"{start[: pause.start()] if pause and pause.start() > _LONGEST // 3 else start}…"
