"""How alike two short Chinese texts are, by their characters and pairs of characters."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

_LEFT_OUT = re.compile(r"[^㐀-鿿A-Za-z]+")


def grams(text: str) -> Counter[str]:
    """Return the characters and neighbouring pairs of *text*; punctuation, digits and spaces part its runs.

    >>> sorted(grams("学习，不深入"))
    ['不', '不深', '习', '入', '学', '学习', '深', '深入']
    """
    found: Counter[str] = Counter()
    for run in _LEFT_OUT.split(text):
        found.update(run)
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found


class Similarity:
    """Cosines between the texts of one block, rare characters weighing more (TF-IDF).

    >>> alike = Similarity(["财务管理不规范", "财务管理不够规范", "学习不深入"])
    >>> alike.cosine(0, 1) > 0.7 > 0.2 > alike.cosine(0, 2)
    True
    """

    def __init__(self, texts: Iterable[str]) -> None:
        counts = [grams(text) for text in texts]
        seen: Counter[str] = Counter()
        for count in counts:
            seen.update(count.keys())
        self._weight = {gram: math.log((1 + len(counts)) / (1 + n)) + 1 for gram, n in seen.items()}
        self._vectors = [self._weighed(count) for count in counts]

    def cosine(self, one: int, other: int) -> float:
        """Return the cosine between the texts at two places, 0 to 1."""
        return _dot(self._vectors[one], self._vectors[other])

    def pairs(self, least: float) -> Iterator[tuple[int, int, float]]:
        """Yield every pair of places with a cosine of *least* or more, and the cosine.

        Grams are ordered from rare to common. What lies behind the first grams of a text, up to the point where the
        rest is shorter than *least*, cannot bring a cosine to *least*; so only texts that share a first gram are met.
        """
        first = [self._first_grams(vector, least) for vector in self._vectors]
        met: defaultdict[str, list[int]] = defaultdict(list)
        for place, grams_of in enumerate(first):
            for other in sorted({other for gram in grams_of for other in met[gram]}):
                score = self.cosine(other, place)
                if score >= least:
                    yield other, place, score
            for gram in grams_of:
                met[gram].append(place)

    def contained(self, words: str, place: int) -> float:
        """Return the share, by weight, of *words* that is in the text at *place*, 0 to 1."""
        wanted = {gram: self._weight.get(gram, 1.0) for gram in grams(words) if len(gram) > 1}
        vector = self._vectors[place]
        whole = math.fsum(wanted[gram] for gram in sorted(wanted))
        return math.fsum(wanted[gram] for gram in sorted(wanted) if gram in vector) / whole if whole else 0.0

    def _first_grams(self, vector: dict[str, float], least: float) -> list[str]:
        rare_first = sorted(vector, key=lambda gram: (-self._weight[gram], gram))
        rest = 1.0
        for place, gram in enumerate(rare_first):
            if rest < least * least:
                return rare_first[:place]
            rest -= vector[gram] ** 2
        return rare_first

    def _weighed(self, count: Counter[str]) -> dict[str, float]:
        vector = {gram: (1 + math.log(n)) * self._weight[gram] for gram, n in sorted(count.items())}
        length = math.sqrt(math.fsum(value * value for value in vector.values()))
        return {gram: value / length for gram, value in vector.items()} if length else {}


def _dot(one: dict[str, float], other: dict[str, float]) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(value * large[gram] for gram, value in small.items() if gram in large)
