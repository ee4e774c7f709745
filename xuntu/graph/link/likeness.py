"""How likely two statements tell one problem: what they share and what parts them, weighed as labelled pairs taught."""

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from xuntu.graph.link.told import Told
from xuntu.graph.link.wording import Rarity, Weighing, Wording, cosine, find_topics, grams, load_rarity

FEATURES: Final = ("likeness", "type", "figures", "rare")
_MUCH_ALIKE = 0.3
_MOST = 12
"""How many of the likeliest partners of a finding are looked at closely."""

Features = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the features, the constant, and from which logarithm of odds a pair is taken."""

    constant: float
    weights: tuple[float, ...]
    recurs: float
    stated: float
    restates: float
    restates_best: float
    restates_companion: float
    quoted: float
    kin: float
    worded: float

    def judge(self, features: Features) -> float:
        """Return the logarithm of the odds that two statements tell one problem."""
        return self.constant + sum(weight * value for weight, value in zip(self.weights, features, strict=True))


@cache
def load_model() -> Model:
    """Return the model that the labelled pairs of tests/evaluation gave."""
    table = tomllib.loads((files("xuntu.graph.link") / "weights.toml").read_text(encoding="utf-8"))
    weights = table["weights"]
    return Model(table["constant"], tuple(weights[name] for name in FEATURES), **table["thresholds"])


class Block:
    """Findings that may be compared with each other, and how alike they are.

    >>> told = [Told(text, "", None, None, text, "", frozenset()) for text in ("党费收缴不及时", "欠收党费")]
    >>> block = Block(told)
    >>> block.features(*told)[0] > 0.1
    True
    """

    def __init__(self, told: Iterable[Told]) -> None:
        self.told = {each.iri: each for each in sorted(told, key=lambda each: each.iri)}
        weighing = Weighing((each.statement, each.deeds) for each in self.told.values())
        wordings = weighing.wordings(each.statement for each in self.told.values())
        self._wordings = dict(zip(self.told, wordings, strict=True))
        self._holders: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for iri, wording in self._wordings.items():
            for gram, weight in wording.weights.items():
                self._holders[gram].append((iri, weight))

    def features(self, one: Told, other: Told) -> Features:
        """Return what speaks for two findings of the block telling one problem, as ``FEATURES``."""
        left, right = self._wordings[one.iri], self._wordings[other.iri]
        return (
            cosine(left, right),
            float(bool(one.types & other.types)),
            float(bool(left.figures & right.figures)),
            _rarest(left, right, load_rarity()),
        )

    def is_specific(self, one: Told, other: Told) -> bool:
        """Tell whether both statements speak of one topic, or are much alike."""
        topics = self._topics(one) & self._topics(other)
        return bool(topics) or self.features(one, other)[0] >= _MUCH_ALIKE

    def _topics(self, told: Told) -> set[str]:
        return {word for word in self._wordings[told.iri].said if word.startswith("#")}

    def judge(self, one: Told, other: Told) -> float:
        """Return the logarithm of the odds that two findings of the block tell one problem."""
        return load_model().judge(self.features(one, other))

    def quoted(self, words: str, told: Told) -> float:
        """Return how much of *words* the statement of a finding holds, by weight, 0 to 1."""
        rarity, held = load_rarity(), {*grams(told.statement), *find_topics(told.statement)}
        wanted = {gram: rarity.of(gram) for gram in sorted({*grams(words), *find_topics(words)})}
        whole = math.fsum(wanted.values())
        return math.fsum(weight for gram, weight in wanted.items() if gram in held) / whole if whole else 0.0

    def partners(self, of: Told, among: set[str]) -> Iterator[Told]:
        """Yield the findings of *among* that are most like *of*, at most a dozen, the likest first.

        Only findings that share a gram or topic are met, so that the cost follows what is shared, not the block.
        """
        shared = dict.fromkeys(among, 0.0)
        for gram, weight in self._wordings[of.iri].weights.items():
            for holder, other in self._holders[gram]:
                if holder in shared:
                    shared[holder] += weight * other
        met = [(-likeness, iri) for iri, likeness in shared.items() if likeness]
        for _, holder in sorted(met)[:_MOST]:
            yield self.told[holder]


def best_of(pairs: Sequence[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Return the pairs in which each is the other's best partner, highest first.

    >>> best_of([("a", "x", 0.9), ("a", "y", 0.8), ("b", "x", 0.7), ("b", "z", 0.1)])
    [('a', 'x', 0.9), ('b', 'z', 0.1)]
    """
    taken: set[str] = set()
    chosen: list[tuple[str, str, float]] = []
    for one, other, score in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if one not in taken and other not in taken:
            taken |= {one, other}
            chosen.append((one, other, score))
    return chosen


def _rarest(one: Wording, other: Wording, rarity: Rarity) -> float:
    """Return how rare the three rarest shared grams and topics are, about 0 to 1."""
    shared = sorted(
        (rarity.of(gram) for gram in one.weights if gram in other.weights and (gram in one.said or gram in other.said)),
        reverse=True,
    )
    return math.fsum(shared[:3]) / 20
