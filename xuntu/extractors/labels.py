"""Labels: words before a colon, in brackets or alone on their line, that say what follows them."""

import re
from collections.abc import Iterator

from xuntu.extractors.lexicons import alternatives, load_words

_LABELS = load_words("labels")
_ROLES = ("measure", "status", "goal", "deadline", "leader", "unit", "evidence", "detail")
ROLE_OF: dict[str, str] = {word: role for role in reversed(_ROLES) for word in _LABELS[role]}
LABEL_WORDS = alternatives(ROLE_OF)
_LABEL = re.compile(
    rf"(?:^|(?<=[。;!?)\]”.:,\s]))\s*[*]*(?:\[(?P<boxed>{LABEL_WORDS})\][:]?|(?P<word>{LABEL_WORDS})[*]*\s*:"
    rf"|(?P<alone>^(?:{LABEL_WORDS})[*]*$))\s*"
)


def find_labels(text: str, position: int = 0) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and role of each label of a folded line from *position* on.

    >>> list(find_labels("学习不深。整改情况:一是学。"))
    [(5, 10, 'measure')]
    """
    for match in _LABEL.finditer(text, position):
        word = match["boxed"] or match["word"] or match["alone"]
        if word is None:
            continue
        yield match.start() + (len(match[0]) - len(match[0].lstrip())), match.end(), ROLE_OF[word.strip("*")]


def label_at(text: str) -> str | None:
    """Return the role of the label that opens a folded line, or ``None``."""
    first = next(find_labels(text), None)
    return first[2] if first and first[0] == 0 else None
