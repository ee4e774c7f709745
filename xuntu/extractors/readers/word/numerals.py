"""Numbers in the formats of Word lists (ECMA-376, 17.18.59), as far as Chinese documents use them."""

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("〇一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")
_COUNTING = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
     "taiwaneseCountingThousand", "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand")
)  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_LIMIT, _LETTERS = 400, 26


def format_number(number: int, style: str) -> str:
    """Return *number* as Word prints it in the format *style*; in digits where the format is not known.

    >>> [format_number(21, style) for style in ("decimal", "chineseCounting", "lowerRoman", "bullet")]
    ['21', '二十一', 'xxi', '']
    """
    if style in ("bullet", "none"):
        return ""
    if style in _COUNTING:
        return to_chinese(number)
    if style == "chineseLegalSimplified":
        return to_chinese(number).translate(_LEGAL)
    for name, signs in (("ideographTraditional", _STEMS), ("ideographZodiac", _BRANCHES)):
        if style == name and 0 < number <= len(signs):
            return signs[number - 1]
    if style.startswith("decimalEnclosedCircle") and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if style in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < number < _ROMAN_LIMIT:
        return _roman(number) if style == "lowerRoman" else _roman(number).upper()
    return f"{number:02d}" if style == "decimalZero" else str(number)


def to_chinese(number: int) -> str:
    """Return *number* in Chinese numerals, in digits from 1000 on.

    >>> [to_chinese(n) for n in (1, 10, 12, 30, 105)]
    ['一', '十', '十二', '三十', '一百〇五']
    """
    if not 0 <= number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if not hundreds:
        ten = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
        return ten + (_DIGITS[ones] if ones or not tens else "")
    ten = _DIGITS[tens] + "十" if tens else "〇" if ones else ""
    return _DIGITS[hundreds] + "百" + ten + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters
