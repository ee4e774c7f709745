"""How likely two statements tell one problem: what they share and what parts them, weighed as labelled pairs taught."""

import math
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Final

from xuntu.graph.link.overlaps import Overlaps
from xuntu.graph.link.told import Told
from xuntu.graph.link.wording import Weighing, find_words, load_rarity, share

FEATURES: Final = ("likeness", "type", "figures", "rare")
_MUCH_ALIKE = 0.3
_ROUNDING = 1e-6
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
        return self.constant + math.fsum(map(mul, self.weights, features))


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
        wordings = weighing.wordings()
        self._rarities, self._all_topics = weighing.rarities, weighing.topics
        self._wordings = dict(zip(self.told, wordings, strict=True))
        self._overlaps = Overlaps([(each.weights, each.said) for each in wordings], len(weighing.rarities))
        self._places = {iri: place for place, iri in enumerate(self.told)}

    def features(self, one: Told, other: Told) -> Features:
        """Return what speaks for two findings of the block telling one problem, as ``FEATURES``."""
        left, right = self._wordings[one.iri], self._wordings[other.iri]
        shared = share(left, right)
        return (
            math.fsum(left.weights[gram] * right.weights[gram] for gram in shared),
            float(not one.types.isdisjoint(other.types)),
            float(not left.figures.isdisjoint(right.figures)),
            self._rarest(shared),
        )

    def is_specific(self, one: Told, other: Told) -> bool:
        """Tell whether both statements speak of one topic, or are much alike."""
        topics = self._wordings[one.iri].said & self._wordings[other.iri].said & self._all_topics
        return bool(topics) or self.features(one, other)[0] >= _MUCH_ALIKE

    def _rarest(self, shared: Iterable[int]) -> float:
        """Return how rare the three rarest shared grams and topics are, about 0 to 1."""
        return math.fsum(sorted([self._rarities[gram] for gram in shared], reverse=True)[:3]) / 20

    def judge(self, one: Told, other: Told) -> float:
        """Return the logarithm of the odds that two findings of the block tell one problem."""
        return load_model().judge(self.features(one, other))

    def quoted(self, words: str, told: Told) -> float:
        """Return how much of *words* the statement of a finding holds, by weight, 0 to 1."""
        rarity, held = load_rarity(), find_words(told.statement)
        wanted = {gram: rarity.of(gram) for gram in find_words(words)}
        whole = math.fsum(wanted.values())
        return math.fsum(weight for gram, weight in wanted.items() if gram in held) / whole if whole else 0.0

    def partners(
        self, of: Sequence[Told], among: Set[str], least: Callable[[Told, Told], float] | None = None
    ) -> Iterator[tuple[Told, Told]]:
        """Yield the findings *of* which something is asked, each with those of *among* that are most like it.

        Of these at most a dozen, the likest first; none of which it shares no gram or topic, and none whose odds cannot
        reach *least*: what is shared costs more to weigh than to count.
        """
        told, model, rarest = list(self.told.values()), load_model(), load_rarity().most * 3 / 20
        rows = [self._places[each.iri] for each in of]
        columns = sorted(self._places[iri] for iri in among)
        for one, likest in zip(of, self._overlaps.likest(rows, columns, _MOST), strict=True):
            figures = self._wordings[one.iri].figures
            for place, alike in likest:
                other = told[place]
                if least:
                    same = not one.types.isdisjoint(other.types)
                    telling = not figures.isdisjoint(self._wordings[other.iri].figures)
                    if model.judge((alike + _ROUNDING, same, telling, rarest)) < least(one, other):
                        continue
                yield one, other


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
