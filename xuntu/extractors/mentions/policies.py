"""Documents titled in 《》 and what a clause does to them: made, revised, drafted or only cited."""

import re
from collections.abc import Iterator

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import Passage, PolicyDocument, PolicyRole

_WORDS = load_words("policies")
_BEFORE: tuple[tuple[PolicyRole, re.Pattern[str]], ...] = tuple(
    (role, re.compile(alternatives(_WORDS[role]))) for role in ("made", "revised", "drafted", "cited")
)
_AFTER: tuple[tuple[PolicyRole, re.Pattern[str]], ...] = tuple(
    (role, re.compile(alternatives(_WORDS[f"{role}_after"]))) for role in ("drafted", "cited", "revised", "made")
)
_DRAFT_MARK = re.compile(alternatives(_WORDS["draft_marks"]))
_DRAFT_TITLE = re.compile(rf"\((?:{_DRAFT_MARK.pattern})\)》?$")
_NUMBER = re.compile(r"^[”》]?\(?([一-鿿]{1,12}[〔\[(](?:19|20)\d{2}[〕\])]\d{1,4}号)\)?")
_CLAUSE = re.compile(r"[。;!?\n]|(?:[一二三四五六七八九十]+是)")
_LIST = re.compile(
    r"^(?:[、,和及与或]|以及|并|等(?:[\d一二三四五六七八九十余多]*[项个部份])?(?:相关|配套|管理|支持)?(?:制度|文件|政策|办法|规定|方案|措施)*)*$"
)
_LONGEST = 80
_NEAR, _FAR = 7, 18  # how far behind the title a word may stand that says what becomes of it
_STOP = re.compile(r"[,。;\n]|《")
_REST = re.compile(r"[^。;《》\n]{0,40}》")


def find_policies(text: str, *, offset: int = 0) -> Iterator[PolicyDocument]:
    """Yield each title in 《》 of *text* with its role and its 文号 where one follows.

    >>> [(d.title, d.role, d.number) for d in find_policies("学习《条例》,印发《办法(试行)》(泾政〔2019〕16号)。")]
    [('《条例》', 'cited', None), ('《办法(试行)》', 'made', '泾政〔2019〕16号')]
    """
    folded = fold(text)
    spans = list(_titles(folded))
    inherited: PolicyRole = "cited"
    for index, (start, end) in enumerate(spans):
        previous = spans[index - 1][1] if index else 0
        between = folded[previous:start]
        if index and _LIST.match(re.sub(r"\([^)]*\)|[一二两三四五六七八九\d]+[个项]", "", between)):
            role = inherited
        else:
            role = _role_before(folded, previous, start)
        following = spans[index + 1][0] if index + 1 < len(spans) else len(folded)
        role = _role_after(folded[end : min(following, end + 24)], role)
        if role in ("made", "revised") and _DRAFT_TITLE.search(folded[start:end]):
            role = "drafted"
        inherited = role
        number = _NUMBER.match(folded[end : end + 40])
        title = text[start:end] if folded[end - 1] == "》" else text[start:end] + "》"
        yield PolicyDocument(title, role, Passage(offset + start, offset + end), number[1] if number else None)


def _titles(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of outermost 《…》; one left open ends with its clause, if that is short."""
    position = 0
    while (start := folded.find("《", position)) >= 0:
        end = _closing(folded, start)
        if end < 0:
            stop = _STOP.search(folded, start + 1)
            end = stop.start() if stop else len(folded)
            if end - start > _LONGEST // 2 or end - start < 5:
                position = start + 1
                continue
        yield start, end
        position = end


def _closing(folded: str, start: int) -> int:
    """Return where the title that opens at *start* ends, a title inside it included; -1 where it is left open."""
    first = folded.find("》", start, start + _LONGEST * 2)
    inner = folded.find("《", start + 1, first if first >= 0 else start)
    if first < 0 or "。" in folded[start:first] or "\n" in folded[start:first]:
        return -1
    if inner >= 0:
        rest = _REST.match(folded, first + 1)
        return rest.end() if rest else first + 1
    return first + 1


def _role_before(folded: str, previous: int, start: int) -> PolicyRole:
    clause = folded[max(previous, start - 60) : start]
    breaks = [match.end() for match in _CLAUSE.finditer(clause)]
    clause = clause[breaks[-1] :] if breaks else clause
    best, role = -1, "cited"
    for candidate, pattern in _BEFORE:
        for match in pattern.finditer(clause):
            # the nearest word wins; of two that end together the longer one
            if match.end() * 100 + len(match[0]) > best:
                best, role = match.end() * 100 + len(match[0]), candidate
    return role  # type: ignore[return-value]


def _role_after(after: str, role: PolicyRole) -> PolicyRole:
    marked = re.match(r"^\s*\(?([^)。,;]{2,6})\)?", after)
    if marked and _DRAFT_MARK.match(marked[1]):
        return "drafted"
    clause = re.split(r"[,。;]", after, maxsplit=1)[0]
    for candidate, pattern in _AFTER:
        if (match := pattern.search(clause)) and match.start() <= (_FAR if candidate in ("drafted", "made") else _NEAR):
            return role if role in ("made", "revised", "drafted") and candidate == "cited" else candidate
    return role
