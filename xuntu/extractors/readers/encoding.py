"""From bytes to text: byte order mark, UTF-16 by its zero bytes, UTF-8, the declared encoding, the Chinese ones."""

import codecs
import re

from xuntu.ontology import DocumentError, Note

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# what pages declare → what is read; gb18030 holds all that gb2312 and gbk hold, and what is written all the same (镕)
_DECLARED = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
}  # fmt: skip
# the commonest characters of running text and of the genre, in both scripts: a wrong encoding yields others
_COMMON = re.compile(
    "[的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年"
    "市委县縣区區巡视視察整改组組织織党黨工问問题題落实實责責任进進展情况況、。，：]"
)
_GARBAGE = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_HAN = re.compile("[\u4e00-\u9fff]")
_TEXTUAL = re.compile("[\t\n\r -~\xa0·×÷—‘’“”…←-⇿①-⓿─-◿\u3000-\u303f\u3200-\u33ff\u4e00-\u9fff\uff00-\uffef]")
_WIDE_SAMPLE, _TEXTUAL_SHARE = 20_000, 0.97
# shares of characters: lost in decoding, control characters
_LOST_ALLOWED, _GARBAGE_ALLOWED = 0.02, 0.01


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, tuple[Note, ...]]:
    """Return the text of *data* and a note where characters were lost.

    UTF-8 is tried before the *declared* encoding: Chinese text in another encoding is never valid UTF-8,
    while declarations are often wrong. Raises DocumentError for what is not text.

    >>> decode("巡察".encode("gb18030"), "a.txt", declared="gb2312")
    ('巡察', ())
    """
    text, lost = _decode_any(data, declared)
    _refuse_garbage(text, lost, name)
    if not lost:
        return text, ()
    return text, (Note("reading", f"有 {lost} 处字节不能解码，以“\ufffd”代替"),)


def _decode_any(data: bytes, declared: str | None) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return text, text.count("\ufffd")
    wide = _decode_wide(data)
    if wide is not None:
        return wide, 0
    try:
        return data.decode("utf-8"), 0
    except UnicodeDecodeError:
        pass
    best = min((data.decode(encoding, "replace") for encoding in _candidates(declared)), key=_badness)
    return best, best.count("\ufffd")


def _decode_wide(data: bytes) -> str | None:
    """Return the text of UTF-16 without its mark, as some programs export it; ``None`` for anything else.

    No other text holds zero bytes, and nothing but UTF-16 in the right order gives characters of text throughout.
    """
    if b"\0" not in data[:_WIDE_SAMPLE] or len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            sample = data[:_WIDE_SAMPLE].decode(encoding, "ignore")
            if len(_TEXTUAL.findall(sample)) > _TEXTUAL_SHARE * len(sample) and _HAN.search(sample):
                return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _candidates(declared: str | None) -> tuple[str, ...]:
    known = _DECLARED.get((declared or "").strip().lower())
    return (known, "utf-8", "gb18030", "big5hkscs") if known else ("utf-8", "gb18030", "big5hkscs")


def _badness(text: str) -> tuple[float, float]:
    """Return shares of lost and of uncommon characters, the smaller the better; few lost ones do not count."""
    lost = text.count("\ufffd") / len(text)
    beyond = sum(1 for _ in re.finditer(r"[^\x00-\x7f]", text))
    common = sum(1 for _ in _COMMON.finditer(text))
    return (lost if lost > _LOST_ALLOWED else 0.0), -common / max(beyond, 1)


def _refuse_garbage(text: str, lost: int, name: str) -> None:
    garbage = sum(1 for _ in _GARBAGE.finditer(text))
    if lost > max(3, _LOST_ALLOWED * 3 * len(text)) or garbage > _GARBAGE_ALLOWED * len(text):
        raise DocumentError(
            f"{name}：不是文本文件，或编码无法识别。请确认文件没有损坏，另存为 UTF-8 编码的 .txt 后再读。"
        )
