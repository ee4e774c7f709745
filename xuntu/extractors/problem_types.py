"""Concepts of the taxonomy that a finding belongs to, by the words of its statement."""

import re
from functools import cache

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import Heading, ProblemType, load_problems

_TRIGGER, _WORD, _WEAK = 1.0, 0.6, 0.5  # the taxonomy's own words, words beyond it, words of little weight
_BEHIND = 0.5  # instances after the first sentence say less than the sentence itself
_BRANCH = 0.35  # a broader concept gives way to its leaves
_SENTENCE = re.compile(r"[。;]")
_TIP = 1.5  # a concept of the branch that the heading speaks of
_SHARE = 0.4  # of the best score, to be named beside it
_MOST = 4


@cache
def _vocabulary() -> tuple[re.Pattern[str], dict[str, dict[str, float]]]:
    """Return a pattern of all words, and for each word the concepts that it speaks for with their weights."""
    weights: dict[str, dict[str, float]] = {}
    listed = load_words("problem_words")
    weak = frozenset(map(fold, listed["weak"]))
    for problem in load_problems():
        base = _TRIGGER if _is_leaf(problem.code) else _BRANCH
        for trigger in problem.triggers:
            weights.setdefault(fold(trigger), {})[problem.code] = base
    for code, words in listed["words"].items():
        for word in words:
            weights.setdefault(fold(word), {}).setdefault(code, _WORD)
    for word, codes in weights.items():
        share = (_WEAK if word in weak else 1.0) / len(codes) ** 0.5
        weights[word] = {code: weight * share for code, weight in codes.items()}
    return re.compile(f"(?=({alternatives(weights)}))"), weights


def classify(statement: str, headings: tuple[Heading, ...] = ()) -> tuple[ProblemType, ...]:
    """Return the concepts of a statement, best first, with the words that decided; of its headings where it has none.

    A longer word wins over a shorter one inside it; a leaf concept over a broader one; what the first
    sentence says over what its instances say. The nearest heading tips the scale between concepts of the statement.

    >>> [found.code for found in classify("党支部长期未按期换届。")][:1]
    ['C14.02']
    """
    scores, words = _score(statement)
    above = [_score(heading.text) for heading in reversed(headings)]
    if scores:
        branches = {code[:3] for heading_scores, _ in above[:1] for code in heading_scores}
        tipped = {code: score * (_TIP if code[:3] in branches else 1.0) for code, score in scores.items()}
        return tuple(ProblemType(code, tuple(words[code])) for code in _best(tipped)[:_MOST])
    for heading_scores, heading_words in above:
        if heading_scores:
            best = _best(heading_scores)[:2]
            return tuple(ProblemType(code, tuple(heading_words[code]), inherited=True) for code in best)
    return ()


def _best(scores: dict[str, float]) -> list[str]:
    """Return the concepts that reach a fair share of the best one's score."""
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    return [code for code in ranked if scores[code] >= scores[ranked[0]] * _SHARE]


def _score(statement: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Return the score of each concept that words of the statement speak for, and those words."""
    pattern, weights = _vocabulary()
    folded = fold(statement)
    first = _SENTENCE.search(folded)
    border = first.start() if first else len(folded)
    scores: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    end = -1
    for match in pattern.finditer(folded):
        word = match[1]
        if match.start() + len(word) <= end:
            continue  # inside a longer word
        end = match.start() + len(word)
        place = 1.0 if match.start() < border else _BEHIND
        for code, weight in weights[word].items():
            if word not in words.get(code, ()):  # a word counts once
                scores[code] = scores.get(code, 0.0) + weight * place * min(len(word), 6) ** 1.2
                words.setdefault(code, []).append(word)
    return scores, words


def _is_leaf(code: str) -> bool:
    return code[4:].isdigit()
