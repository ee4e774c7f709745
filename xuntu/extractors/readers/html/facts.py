"""What a page states about its document in labelled facts beside the text: 发布机构, 发布日期, as in an index table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.readers.page import Block, Grid

_WORDS: Mapping[str, Sequence[str]] = load_words("furniture")["facts"]
PUBLISHER: Final = "发布机构"
PUBLISHED: Final = "发布日期"

_INDEX = re.compile(alternatives(_WORDS["index"]))
_LABELS = {PUBLISHER: _WORDS["publisher"], PUBLISHED: _WORDS["published"]}
_ANY_LABEL = alternatives([label for words in _WORDS.values() for label in words])
_PAIR = re.compile(rf"[\[【]?(?P<label>{_ANY_LABEL})[\]】]?\s*[:：]?\s*(?P<value>(?:(?!{_ANY_LABEL}).)*)", re.DOTALL)
_LABELLED, _BARE = (re.compile(rf"\W*(?:{_ANY_LABEL}){rest}") for rest in ("", r"\W*"))
_DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_LONGEST_NAME, _LONGEST_FACT = 30, 120
# the cells of an index table may be blocks of their own: so many may follow its first
_BLOCKS_OF_AN_INDEX = 24


def find_facts(blocks: Sequence[Block]) -> dict[str, str]:
    """Return publisher and day of publication by the labels above, of the index that the *blocks* of a page hold.

    A page without an index, or with facts that contradict each other, states none; neither does a clock or a list of
    other documents. The day on which a document was written (成文日期) is not that of its publication.

    >>> find_facts([Grid((("索引号", "A1", "发布机构", "甲县水务局"), ("发布日期", "2022-3-5", "文号", "")))])
    {'发布机构': '甲县水务局', '发布日期': '2022-3-5'}
    """
    stated: dict[str, set[str]] = {}
    for label, value in _pairs(_index(blocks)):
        for fact, labels in _LABELS.items():
            if label in labels and (read := _read(fact, value)):
                stated.setdefault(fact, set()).add(read)
    return {fact: values.pop() for fact in _LABELS if len(values := stated.get(fact, set())) == 1}


def _index(blocks: Sequence[Block]) -> str:
    """Return the facts that stand together with the number of the document in the index, as one text."""
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            cells = [cell for row in block.rows for cell in _once(row)]
            if any(_INDEX.match(cell) for cell in cells):
                return "\n".join(cells)
        elif _INDEX.match(block) and len(block) <= _LONGEST_FACT:
            return "\n".join(_labelled(blocks[at : at + _BLOCKS_OF_AN_INDEX]))
    return ""


def _once(row: Sequence[str]) -> Iterator[str]:
    """Yield the cells of a row, one that spans columns once."""
    yield from row[:1]
    yield from (cell for before, cell in pairwise(row) if cell != before)


def _labelled(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the blocks as long as each has a label or stands below one that has nothing else."""
    is_value = False
    for block in blocks:
        if isinstance(block, Grid) or len(block) > _LONGEST_FACT or not (is_value or _LABELLED.match(block)):
            return
        yield block
        is_value = _BARE.fullmatch(block) is not None


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for match in _PAIR.finditer(text):
        yield match["label"], " ".join(match["value"].split())


def _read(fact: str, value: str) -> str | None:
    if fact == PUBLISHED:
        day = _DAY.match(value)
        return "".join(day[0].split()) if day else None
    return value if 1 < len(value) <= _LONGEST_NAME else None
