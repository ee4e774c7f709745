"""Numbers that news tells: investments, cases, people, under the words that stand before them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xuntu.extractors.folding import fold
from xuntu.ontology import Figure, Passage

_FIGURE = re.compile(
    r"(?<!\d)(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>亿元|万元|元|万人|人次|人|件|起|个|家|次|项|亩|名|%)"
)
_NEAR = 40  # characters before a number in which the words stand that it is about
_WHAT = re.compile(r"[一-鿿“”]{2,16}$")


def find_figures(passages: Sequence[Passage], text: str) -> Iterator[Figure]:
    """Yield the figures of running text; ``what`` are the words before the number in its clause.

    >>> text = "投资205.4亿元的水电硅项目,给予党纪政务处分341人。"
    >>> [(f.what, str(f.value), f.unit) for f in find_figures([Passage(0, len(text))], text)]
    [('投资', '205.4', '亿元'), ('给予党纪政务处分', '341', '人')]
    """
    for passage in passages:
        folded = fold(passage.of(text))
        for match in _FIGURE.finditer(folded):
            clause = re.split(r"[,。;:、]", folded[max(0, match.start() - _NEAR) : match.start()])[-1]
            what = _WHAT.search(clause)
            where = Passage(passage.start + match.start(), passage.start + match.end())
            yield Figure(Decimal(match["number"]), match["unit"], what[0] if what else None, where)
