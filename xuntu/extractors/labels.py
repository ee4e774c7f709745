"""Labels: words before a colon, in brackets or alone on their line, that say what follows them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from xuntu.extractors.lexicons import alternatives, load_words

_LABELS = load_words("labels")
_ROLES = ("measure", "effect", "status", "goal", "deadline", "leader", "unit", "earlier", "evidence", "detail")
ROLE_OF: dict[str, str] = {word: role for role in reversed(_ROLES) for word in _LABELS[role]}
LABEL_WORDS = alternatives(ROLE_OF)
_PIECES = {key: alternatives(words) for key, words in _LABELS["pieces"].items()}
_CORE_WORDS = (*_LABELS["pieces"]["measure"], *_LABELS["pieces"]["status"])
_CORE = alternatives(_CORE_WORDS)
# a label that no list holds: 再整改, 我局已采取的整改举措和成效
_MADE = rf"(?:{_PIECES['before']})*+(?:{_CORE})(?:{_CORE}|{_PIECES['after']})*+"
_NOUN = "情况|措施|举措|成效|进展|做法|结果|状态|进度|成果"  # in brackets 整改完成 is a status, 整改完成情况 a label
_FIRST = "".join(sorted({word[0] for word in (*ROLE_OF, *_LABELS["pieces"]["before"], *_CORE_WORDS)}))
_LABEL = re.compile(
    rf"(?:^|(?<=[。;!?)\]”.:,\s]))\s{{0,20}}[*]{{0,9}}(?=[\[{_FIRST}])(?:\[(?P<boxed>{LABEL_WORDS})\][:]?|(?P<word>{LABEL_WORDS})[*]*(?:\([^()]{{2,12}}\))?\s*:"
    rf"|(?P<alone>^(?:{LABEL_WORDS})[*]*$)|(?:^|(?<=[。\s]))(?:\[(?P<boxed_made>{_MADE}(?<={_NOUN}))\]:?|(?P<made>{_MADE})\s*:))\s*"
)
_OF_STATUS = re.compile(rf"(?:{_PIECES['status']})(?:{_PIECES['after']})*$")


def find_labels(text: str, position: int = 0) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and role of each label of a folded line from *position* on.

    >>> list(find_labels("学习不深。整改情况:一是学。")), list(find_labels("再整改推进情况:装9处。"))
    ([(5, 10, 'measure')], [(0, 8, 'measure')])
    """
    if ":" not in text and "[" not in text:
        if position == 0 and (alone := ROLE_OF.get(text.rstrip("*"))):
            yield 0, len(text), alone
        return
    for match in _LABEL.finditer(text, position):
        yield match.start() + (len(match[0]) - len(match[0].lstrip())), match.end(), _role_of(match)


@lru_cache(maxsize=4096)
def labels_of(text: str, position: int = 0) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and role of each label of a folded line; kept, as a line is asked for them more than once."""
    return tuple(find_labels(text, position))


def label_at(text: str) -> str | None:
    """Return the role of the label that opens a folded line, or ``None``."""
    if ":" not in text and "[" not in text:
        return ROLE_OF.get(text.rstrip("*"))
    match = _LABEL.match(text)
    return _role_of(match) if match and not text[0].isspace() else None


def _role_of(match: re.Match[str]) -> str:
    word = match["boxed"] or match["word"] or match["alone"]
    if word:
        return ROLE_OF[word.strip("*")]
    return "status" if _OF_STATUS.search(match["boxed_made"] or match["made"]) else "measure"
