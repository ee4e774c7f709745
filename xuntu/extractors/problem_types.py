"""Concepts of the taxonomy that a finding belongs to, by the words of its statement."""

import re
from functools import cache

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives
from xuntu.ontology import Heading, ProblemType, load_problems

_FIRST_CLAUSE = re.compile(r"[。;]")


@cache
def _triggers() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    codes: dict[str, list[str]] = {}
    for problem in load_problems():
        for trigger in problem.triggers:
            codes.setdefault(fold(trigger), []).append(problem.code)
    return re.compile(f"(?=({alternatives(codes)}))"), {word: tuple(found) for word, found in codes.items()}


def classify(statement: str, headings: tuple[Heading, ...] = ()) -> tuple[ProblemType, ...]:
    """Return the concepts of a statement, best first, with the words that decided; of its headings where it has none.

    A longer word wins over a shorter one inside it; a leaf concept over a broader one; what the first
    sentence says over what its instances say.
    """
    own = _score(statement)
    if own:
        return tuple(ProblemType(code, words) for code, words in own[:4])
    for heading in reversed(headings):
        found = _score(heading.text)
        if found:
            return tuple(ProblemType(code, words, inherited=True) for code, words in found[:2])
    return ()


def _score(statement: str) -> list[tuple[str, tuple[str, ...]]]:
    pattern, codes = _triggers()
    folded = fold(statement)
    spans = [(match.start(), match.start() + len(match[1]), match[1]) for match in pattern.finditer(folded)]
    kept = [
        span for span in spans
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    ]  # fmt: skip
    first = _FIRST_CLAUSE.search(folded)
    border = first.start() if first else len(folded)
    scores: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    for start, end, word in kept:
        for code in codes[word]:
            weight = (
                float(end - start)
                * (1.0 if start < border else 0.5)
                * (1.0 if "." in code[3:] and code[4:].isdigit() else 0.4)
            )
            weight /= len(codes[word])
            scores[code] = scores.get(code, 0.0) + weight
            words.setdefault(code, []).append(word)
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    leaves = [code for code in ranked if code[4:].isdigit()]
    return [(code, tuple(dict.fromkeys(words[code]))) for code in (leaves or ranked)]
