"""Short names for long texts: what a list, a table or a picture can show of a statement."""

import re

_LONGEST = 60
_MARK = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+是|[(（][一二三四五六七八九十百\d]+[)）]|[一二三四五六七八九十]+、|\d+[.．、](?!\d)|[①-⑳])\s*"
)
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
    first = _SENTENCE_END.split(_MARK.sub("", whole), maxsplit=1)[0].strip() or whole
    if len(first) <= _LONGEST:
        return first
    start = first[: _LONGEST - 1]
    pause = _PAUSE.search(start)
    return f"{start[: pause.start()] if pause and pause.start() > _LONGEST // 3 else start}…"
