"""The wording of a problem as weights of its words: what two statements have in common is judged on these."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_RUN = re.compile(r"[㐀-鿿A-Za-z]+")
_MARKS = re.compile(r"[\s“”‘’\"'《》〈〉（）()]+")
_FIGURE = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOLD_BEFORE = re.compile(  # what a text says of the earlier inspection is not what the problem is
    r"(?:[一二三四五六七八九十]+届|\d{4}年|上[一次]?轮|上次|本轮|此次|市委|省委|县委|区委)[^，。；、：]{0,20}?(?:巡[视察]|审计|督察)[^，。；、：]{0,14}?"
    r"(?:指出|反馈|发现|提出|点名|要求)(?:过)?(?:的|后|了)?"
    r"|(?:仍未|尚未|未|至今未)(?:真正|彻底|完全|得到|有效)*(?:整改|解决|杜绝|根治|改)(?:到位|彻底)?|整改(?:仍?不|仍?未)(?:够)?(?:到位|彻底)"
    r"|(?:依然|仍然|仍旧)(?:存在|突出|严重)|屡[禁改查]屡?.{2}|反弹(?:回潮)?|边改边犯|再[次度](?:出现|发生)|禁而不绝|改而复发|仍(?:有|时有)发生"
)
_TOPIC = 2.0  # how much more than a pair of characters a topic tells


Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each pair of characters and each topic is: in how many of ``statements`` of problems it stands."""

    statements: int
    seen: Mapping[str, int]

    def of(self, gram: str) -> float:
        """Return the logarithm of how rare a gram or topic is; what was never seen is the rarest."""
        return math.log((self.statements + 1) / (self.seen.get(gram, 0) + 0.5))


@cache
def load_rarity() -> Rarity:
    """Return the rarity of grams and topics in the written statements of all problem types."""
    first, *lines = _read("rarity.tsv").splitlines()
    return Rarity(int(first), {gram: int(count) for gram, count in (line.split("\t") for line in lines)})


@cache
def load_synonyms() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the words with like-meaning others and the topic of each, its first word; by their first two characters.

    Of those that begin alike the longest come first. As an alternation of a pattern they would all be tried at every
    character.
    """
    groups = [line.split() for line in _read("synonyms.txt").splitlines() if line and not line.startswith("#")]
    topics = {word: f"#{group[0]}" for group in groups for word in group}
    by_start: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for word in sorted(topics, key=lambda word: (-len(word), word)):
        by_start[word[:2]].append((word, topics[word]))
    return dict(by_start)


def grams(text: str) -> Counter[str]:
    """Return the neighbouring pairs of characters of *text*; punctuation, digits and spaces part its runs.

    >>> sorted(grams("学习，不深入"))
    ['不深', '学习', '深入']
    """
    return Counter(run[i : i + 2] for run in _RUN.findall(text) for i in range(len(run) - 1))


def find_topics(text: str) -> frozenset[str]:
    """Return what *text* is about: the groups of like-meaning words of which it holds one.

    >>> find_topics("3宗土地批而未供") & find_topics("大片地块“晒太阳”")
    frozenset({'#批而未供'})
    """
    synonyms, bare = load_synonyms(), _MARKS.sub("", text)
    topics: set[str] = set()
    place, end = 0, len(bare) - 1
    while place < end:
        for word, topic in synonyms.get(bare[place : place + 2], ()):
            if bare.startswith(word, place):
                topics.add(topic)
                place += len(word)
                break
        else:
            place += 1
    return frozenset(topics)


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement with its measures, ready to be compared: weights of grams and topics, of length one, and figures.

    ``said`` are the grams and topics of the statement itself.
    """

    weights: Weights
    said: frozenset[str]
    figures: frozenset[str]


class Weighing:
    """Turns statements of one block into wordings: a gram weighs more, the rarer it is in general and in the block."""

    def __init__(self, told: Iterable[tuple[str, str]]) -> None:
        self._told = [_count(statement, deeds) for statement, deeds in told]
        self._seen = Counter(gram for _, counts in self._told for gram in counts)
        self._weights: Weights = {}

    def wordings(self, statements: Iterable[str]) -> list[Wording]:
        """Return the wordings of what was given, in its order; *statements* again for their figures."""
        return [
            Wording(
                self._vector(counts),
                said,
                frozenset(filter(_tells, _FIGURE.findall(statement))),
            )
            for (said, counts), statement in zip(self._told, statements, strict=True)
        ]

    def _vector(self, counts: Mapping[str, int]) -> Weights:
        vector = {gram: (1 + math.log(count)) * self._weight(gram) for gram, count in sorted(counts.items())}
        length = math.sqrt(math.fsum(value * value for value in vector.values()))
        return {gram: value / length for gram, value in vector.items()} if length else {}

    def _weight(self, gram: str) -> float:
        weight = self._weights.get(gram)
        if weight is None:
            here = math.log((len(self._told) + 1) / (self._seen[gram] + 0.5)) + 0.5
            more = _TOPIC if gram.startswith("#") else 1.0
            weight = self._weights[gram] = max(more * load_rarity().of(gram) * here, 0.05)
        return weight


def cosine(one: Wording, other: Wording) -> float:
    """Return how alike two wordings are, 0 to 1; what only their measures have in common does not count."""
    small, large = (one, other) if len(one.weights) <= len(other.weights) else (other, one)
    return math.fsum(
        value * large.weights[gram]
        for gram, value in small.weights.items()
        if gram in large.weights and (gram in small.said or gram in large.said)
    )


def _count(statement: str, deeds: str) -> tuple[frozenset[str], Counter[str]]:
    """Return what the statement says, and how often each gram and topic is told, in it twice, in the measures once."""
    bare = _TOLD_BEFORE.sub("，", statement)
    own, topics = grams(bare), find_topics(bare)
    counts = Counter({gram: 2 * count for gram, count in own.items()} | dict.fromkeys(topics, 2))
    counts.update(grams(deeds))
    counts.update(find_topics(deeds) - topics)
    return frozenset(own) | topics, counts


def _tells(figure: str) -> bool:
    return len(figure) > 1 and not _YEAR.fullmatch(figure)


def _read(name: str) -> str:
    return (files("xuntu.graph.link") / "lexicons" / name).read_text(encoding="utf-8")
