"""Words put back where the reading is certain: signs that lost a byte, regional words of converted pages."""

import re
from dataclasses import dataclass

from xuntu.extractors.cleaning.damage import HAN, Damage
from xuntu.extractors.lexicons import alternatives, load_words

_WORDS = load_words("damage")
_REGIONAL: dict[str, str] = _WORDS["regional"]
_REGIONAL_WORD = re.compile(alternatives(_REGIONAL))


def _contexts() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return, by the letter that is left of a sign, what may stand before and behind it, and the sign itself."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for full, simple, words in _WORDS["lost"]["signs"]:
        letter = chr(full.encode("gbk")[1])
        for word in words:
            before, _, behind = word.partition(simple)
            found.setdefault(letter, []).append((before, behind, simple))
    return {letter: tuple(contexts) for letter, contexts in found.items()}


_CONTEXTS = _contexts()
# the mark of a lost byte and the letter of the other: 县 is ?h where GBK was cut
_LOST = re.compile(
    f"[?？\ufffd]{{1,2}}(?P<letter>[{re.escape(''.join(_CONTEXTS))}])(?:(?=[{HAN}])|(?<=[{HAN}][?？\ufffd].))"
)


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with words put back; how many signs were restored, and how many regional words replaced."""

    text: str
    signs: int = 0
    regional: int = 0


def restore(text: str, damage: Damage) -> Restored:
    """Return mended *text* with what is certain put back, in traditional or annotated pages only.

    >>> restore("?h政府和教育局党?M，?h委", Damage(traditional=True))
    Restored(text='县政府和教育局党组，?h委', signs=2, regional=0)
    >>> restore("巡察回响意见", Damage(traditional=True)).text
    '巡察反馈意见'
    """
    if not (damage.traditional or damage.annotations):
        return Restored(text)
    text, signs = _put_back(text)
    changed = 0

    def usual(match: re.Match[str]) -> str:
        nonlocal changed
        changed += _REGIONAL[match[0]] != match[0]
        return _REGIONAL[match[0]]

    return Restored(_REGIONAL_WORD.sub(usual, text) if damage.traditional else text, signs, changed)


def _put_back(text: str) -> tuple[str, int]:
    count = 0

    def sign(match: re.Match[str]) -> str:
        nonlocal count
        start, end = match.span()
        fitting = {
            simple
            for before, behind, simple in _CONTEXTS[match["letter"]]
            if text.endswith(before, 0, start) and text.startswith(behind, end)
        }
        if len(fitting) != 1:
            return match[0]
        count += 1
        return fitting.pop()

    return _LOST.sub(sign, text), count
