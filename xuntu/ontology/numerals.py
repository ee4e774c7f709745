"""Chinese numerals in ordinals and counts: ``十二`` is 12."""

from functools import lru_cache

_DIGIT = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},  # as written in accounts
    "〇": 0, "○": 0, "两": 2,
}  # fmt: skip
_SCALE = {"十": 10, "拾": 10, "百": 100, "千": 1000}


@lru_cache(maxsize=1024)  # the same few are read again and again
def to_number(numeral: str) -> int | None:
    """Return the number below ten thousand that *numeral* spells, in Chinese or in digits; ``None`` if it is none.

    >>> [to_number(numeral) for numeral in ("十二", "一百零八", "二〇二三", "14", "叁", "第二", "")]
    [12, 108, 2023, 14, 3, None, None]
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if not numeral or any(character not in _DIGIT and character not in _SCALE for character in numeral):
        return None
    if not any(character in _SCALE for character in numeral):
        return int("".join(str(_DIGIT[character]) for character in numeral))
    total = digit = 0
    for character in numeral:
        if character in _SCALE:
            total += (digit or 1) * _SCALE[character]
            digit = 0
        else:
            digit = _DIGIT[character]
    return total + digit
