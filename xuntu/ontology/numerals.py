"""Chinese numerals in ordinals and counts: ``十二`` is 12."""

import re
import unicodedata

_DIGIT = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}
_PLACED = re.compile(r"(?:([零〇一二两三四五六七八九]?)([千百十])|零)")


def to_number(numeral: str) -> int | None:
    """Return the number that *numeral* spells, below ten thousand; ``None`` where it spells none.

    >>> [to_number(numeral) for numeral in ("十二", "一百零八", "二〇二三", "１4", "第二")]
    [12, 108, 2023, 14, None]
    """
    plain = unicodedata.normalize("NFKC", numeral).strip()
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if plain and all(character in _DIGIT for character in plain):
        return int("".join(str(_DIGIT[character]) for character in plain))
    return _by_scales(plain)


def _by_scales(numeral: str) -> int | None:
    total, rest = 0, numeral
    while match := _PLACED.match(rest):
        digit, scale = match.groups()
        if scale:
            total += (_DIGIT[digit] if digit else 1) * _SCALE[scale]
        rest = rest[match.end() :]
    if rest and rest not in _DIGIT:
        return None
    return total + _DIGIT.get(rest, 0) if numeral else None
