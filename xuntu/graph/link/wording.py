"""The wording of a problem as weights of its words: what two statements have in common is judged on these."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from operator import add

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


Weights = dict[int, float]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each pair of characters and each topic is: in how many of ``statements`` of problems it stands."""

    statements: int
    seen: Mapping[str, int]

    def of(self, gram: str) -> float:
        """Return the logarithm of how rare a gram or topic is; what was never seen is the rarest."""
        return self.of_all((gram,))[0]

    def of_all(self, grams: Iterable[str]) -> list[float]:
        """Return the same of many."""
        log, seen, statements = math.log, self.seen.get, self.statements + 1
        return [log(statements / (seen(gram, 0) + 0.5)) for gram in grams]

    @property
    def most(self) -> float:
        """How rare the rarest is."""
        return math.log((self.statements + 1) / 0.5)


@cache
def load_rarity() -> Rarity:
    """Return the rarity of grams and topics in the written statements of all problem types."""
    first, *lines = _read("rarity.tsv").splitlines()
    return Rarity(int(first), {gram: int(count) for gram, count in (line.split("\t") for line in lines)})


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words with like-meaning others: the topic of each, and how long those are that begin with two characters."""

    topics: Mapping[str, str]
    lengths: Mapping[str, Sequence[int]]


@cache
def load_synonyms() -> Synonyms:
    """Return the words with like-meaning others, each with its topic, which is the first word of its group.

    Of those that begin alike the longest come first. As an alternation of a pattern they would all be tried at every
    character.
    """
    groups = [line.split() for line in _read("synonyms.txt").splitlines() if line and not line.startswith("#")]
    topics = {word: f"#{group[0]}" for group in groups for word in group}
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for word in topics:
        lengths[word[:2]].add(len(word))
    return Synonyms(topics, {start: sorted(found, reverse=True) for start, found in lengths.items()})


def grams(text: str) -> Counter[str]:
    """Return the neighbouring pairs of characters of *text*; punctuation, digits and spaces part its runs.

    >>> sorted(grams("学习，不深入"))
    ['不深', '学习', '深入']
    """
    return Counter(chain.from_iterable(map(add, run, run[1:]) for run in _RUN.findall(text)))


def find_topics(text: str) -> frozenset[str]:
    """Return what *text* is about: the groups of like-meaning words of which it holds one.

    >>> find_topics("3宗土地批而未供") & find_topics("大片地块“晒太阳”")
    frozenset({'#批而未供'})
    """
    synonyms, bare = load_synonyms(), _MARKS.sub("", text)
    topics: set[str] = set()
    end = 0
    starts = [place for place, start in enumerate(map(add, bare, bare[1:])) if start in synonyms.lengths]
    for place in starts:
        for length in synonyms.lengths[bare[place : place + 2]] if place >= end else ():
            topic = synonyms.topics.get(bare[place : place + length])
            if topic:
                topics.add(topic)
                end = place + length
                break
    return frozenset(topics)


@lru_cache(maxsize=4096)
def find_words(text: str) -> frozenset[str]:
    """Return the grams and topics of *text*."""
    return frozenset(grams(text)) | find_topics(text)


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement with its measures, ready to be compared: weights of grams and topics, of length one, and figures.

    Grams and topics are numbered within their block; ``said`` are those of the statement itself.
    """

    weights: Weights
    said: frozenset[int]
    figures: frozenset[str]


class Weighing:
    """Turns statements of one block into wordings: a gram weighs more, the rarer it is in general and in the block.

    ``rarities`` tell of each gram and topic of the block, by its number, how rare it is in general; ``topics`` are the
    numbers of topics.
    """

    def __init__(self, told: Iterable[tuple[str, str]]) -> None:
        self._told = [(count_words(statement, deeds), statement) for statement, deeds in told]
        seen = Counter(chain.from_iterable(counts for (_, counts), _ in self._told))
        self.grams = list(seen)
        self.rarities = load_rarity().of_all(self.grams)
        self.topics = frozenset(number for number, gram in enumerate(self.grams) if gram[0] == "#")
        self._numbers = {gram: number for number, gram in enumerate(self.grams)}
        self._weights = [
            max((_TOPIC if number in self.topics else 1.0) * rare * here, 0.05)
            for number, (rare, here) in enumerate(zip(self.rarities, self._here(seen.values()), strict=True))
        ]

    def _here(self, seen: Iterable[int]) -> Iterable[float]:
        """Return how rare what stands in so many statements is in the block."""
        log, statements = math.log, len(self._told) + 1
        return [log(statements / (count + 0.5)) + 0.5 for count in seen]

    def wordings(self) -> list[Wording]:
        """Return the wordings of what was given, in its order."""
        return [
            Wording(
                self._vector(counts),
                frozenset(self._numbers[gram] for gram in said),
                frozenset(filter(_tells, _FIGURE.findall(statement))),
            )
            for (said, counts), statement in self._told
        ]

    def _vector(self, counts: Mapping[str, int]) -> Weights:
        numbers, weights = self._numbers, self._weights
        vector = {(number := numbers[gram]): _damped(count) * weights[number] for gram, count in counts.items()}
        length = math.sqrt(math.fsum(value * value for value in vector.values()))
        return {number: value / length for number, value in vector.items()} if length else {}


@cache
def _damped(count: int) -> float:
    return 1 + math.log(count)


def share(one: Wording, other: Wording) -> frozenset[int]:
    """Return what two wordings have in common, but for what only the measures of both do."""
    return (one.said & other.weights.keys()) | (other.said & one.weights.keys())


@lru_cache(maxsize=4096)
def count_words(statement: str, deeds: str) -> tuple[frozenset[str], Mapping[str, int]]:
    """Return what the statement says, and how often each gram and topic is told, in it twice, in the measures once."""
    bare = _TOLD_BEFORE.sub("，", statement)
    own, topics = grams(bare), find_topics(bare)
    counts = {gram: 2 * count for gram, count in own.items()} | dict.fromkeys(sorted(topics), 2)
    for gram, count in grams(deeds).items():
        counts[gram] = counts.get(gram, 0) + count
    counts |= dict.fromkeys(sorted(find_topics(deeds) - topics), 1)
    return frozenset(own) | topics, counts


def _tells(figure: str) -> bool:
    return len(figure) > 1 and not _YEAR.fullmatch(figure)


def _read(name: str) -> str:
    return (files("xuntu.graph.link") / "lexicons" / name).read_text(encoding="utf-8")
