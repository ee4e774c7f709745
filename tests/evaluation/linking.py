"""Teach and measure the linking: `python -m tests.evaluation.linking [NAME ...]` measures the sets.

`train` writes new weights first; `pin` writes the scores down that no change may lower.

Labelled pairs are in ``links/*.json``, one file a set of documents. The sets were written by authors who had not seen
the program; what each gave on its first reading stands in docs/decisions/0011-recurrence.md.
"""

import json
import math
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import xuntu
from xuntu.extractors.types.train import load_statements
from xuntu.graph.judging import Gold, Judgement, judge, load_gold
from xuntu.graph.link.chains import Groups
from xuntu.graph.link.likeness import FEATURES, Block
from xuntu.graph.link.reading import read_tellings
from xuntu.graph.link.told import Told
from xuntu.graph.link.wording import find_topics, grams, load_rarity
from xuntu.graph.recurring import list_links
from xuntu.graph.recurring import read_tellings as read_places

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WEIGHTS = ROOT / "xuntu" / "graph" / "link" / "weights.toml"
RARITY = WEIGHTS.with_name("lexicons") / "rarity.tsv"
LABELS = HERE / "links"
DOCUMENTS = {"examples": ROOT / "examples" / "documents", "shared": ROOT.parent / "shared" / "corpus"}
GOLD = {"examples": ROOT / "examples" / "gold" / "links.json", "shared": ROOT.parent / "shared" / "gold" / "links.json"}
PINS = HERE / "linking.json"
TAUGHT_BY = ("rounds", "province", "examples", "city")
SETS = [*TAUGHT_BY, "port", "shared"]  # no pair of port has taught the model
_PENALTY = 3.0
_STEPS = 60

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of findings of one lineage as features, whether each tells one problem, and what it is a pair of."""

    features: Vector
    same: Vector
    between: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """The constant and a weight for each feature; those that would count against a pair are left at nothing."""

    constant: float
    weights: Vector

    def judge(self, features: Vector) -> Vector:
        """Return the logarithms of odds."""
        return self.constant + features @ self.weights


def build(name: str) -> xuntu.Graph:
    """Return the graph of a set."""
    return xuntu.build(DOCUMENTS.get(name, HERE / name / "documents"))


def measure(name: str) -> Judgement:
    """Return how right the links of a set are."""
    graph = build(name)
    return judge(
        load_gold(GOLD.get(name, LABELS / f"{name}.json"), read_places(graph.store).values()), list_links(graph.store)
    )


def collect(name: str) -> Pairs:
    """Return all pairs of findings of different inspections in documents that the labels join."""
    graph = build(name)
    gold = load_gold(GOLD.get(name, LABELS / f"{name}.json"), read_places(graph.store).values())
    told = {each.iri: each for each in read_tellings(graph.store).findings if not each.listed}
    one = gold.groups.first
    same = {frozenset((one(later), one(earlier))) for later, earlier in gold.stated | gold.silent}
    open_ = {frozenset((one(left), one(right))) for left, right in gold.open}
    features, labels, between = [], [], []
    for block in _blocks(told, gold):
        compared = Block(block)
        for place, left in enumerate(block):
            for right in block[place + 1 :]:
                pair = frozenset((one(left.iri), one(right.iri)))
                if left.inspection != right.inspection and len(pair) == 2 and pair not in open_:
                    features.append(compared.features(left, right))
                    labels.append(float(pair in same))
                    between.append((left.iri, right.iri, left.inspection, right.inspection))
    return Pairs(np.array(features), np.array(labels), tuple(between))


def fit(sets: Iterable[Pairs]) -> Fit:
    """Return the logistic regression of the pairs; features that come out below nothing are dropped, worst first."""
    several = list(sets)
    features, same = np.vstack([each.features for each in several]), np.concatenate([each.same for each in several])
    kept = list(range(len(FEATURES)))
    while True:
        constant, weights = _regress(features[:, kept], same)
        if weights.min() >= 0:
            full = np.zeros(len(FEATURES))
            full[kept] = weights
            return Fit(constant, full)
        kept.pop(int(weights.argmin()))


def main(arguments: list[str]) -> int:
    """Measure the sets; with ``train`` write weights first."""
    if "train" in arguments:
        _write_rarity()
        sets = {name: collect(name) for name in TAUGHT_BY}
        for name in sets:
            others = fit(pairs for other, pairs in sets.items() if other != name)
            print(
                f"{name}: average precision {_average_precision(others.judge(sets[name].features), sets[name].same):.3f}"
            )
        _write(fit(sets.values()))
    names = [each for each in arguments if each not in ("train", "pin")] or SETS
    pins = load_pins()
    for name in names:
        judgement = measure(name)
        for kind, score in judgement.scores.items():
            print(
                f"{name} {kind}: precision {score.precision:.3f} of {score.given}, recall {score.recall:.3f} of {score.wanted}"
            )
        pins[name] = to_pins(judgement)
    if "pin" in arguments:
        PINS.write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def load_labels(name: str) -> dict[str, list[object]]:
    """Return the labels of a set as they are written."""
    return json.loads((LABELS / f"{name}.json").read_text(encoding="utf-8"))


def load_pins() -> dict[str, dict[str, float]]:
    """Return the pinned precision and recall of every set."""
    return json.loads(PINS.read_text(encoding="utf-8")) if PINS.exists() else {}


def to_pins(judgement: Judgement) -> dict[str, float]:
    """Return precision and recall of every kind of link under one name each."""
    return {
        f"{kind} {name}": round(value, 4)
        for kind, score in judgement.scores.items()
        for name, value in (("precision", score.precision), ("recall", score.recall))
    }


def _blocks(told: Mapping[str, Told], gold: Gold) -> list[list[Told]]:
    joined = Groups()
    for left, right in gold.stated | gold.silent | gold.restates:
        if left in told and right in told:
            joined.join(told[left].document, told[right].document)
    blocks: defaultdict[str, list[Told]] = defaultdict(list)
    for iri in sorted(told):
        blocks[joined.first(told[iri].document)].append(told[iri])
    return [blocks[key] for key in sorted(blocks)]


def _regress(features: Vector, same: Vector) -> tuple[float, Vector]:
    """Return constant and weights by Newton's method, with a penalty on the squares of the scaled weights."""
    mean, spread = features.mean(0), features.std(0) + 1e-9
    scaled = np.hstack([np.ones((len(features), 1)), (features - mean) / spread])
    weights = np.zeros(scaled.shape[1])
    penalty = np.eye(len(weights)) * _PENALTY
    penalty[0, 0] = 0
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-(scaled @ weights)))
        curve = (scaled * (odds * (1 - odds) + 1e-9)[:, None]).T @ scaled + penalty
        weights = weights - np.linalg.solve(curve, scaled.T @ (odds - same) + penalty @ weights)
    plain = weights[1:] / spread
    return float(weights[0] - plain @ mean), plain


def _average_precision(scores: Vector, same: Vector) -> float:
    right = found = 0.0
    for rank, place in enumerate(np.argsort(-scores, kind="stable"), 1):
        if same[place]:
            found += 1
            right += found / rank
    return right / math.fsum(same)


def _write_rarity() -> None:
    """Write in how many of the written statements each gram and topic stands."""
    statements = [statement for _, statement in load_statements()]
    seen = Counter(gram for text in statements for gram in {*grams(text), *find_topics(text)})
    lines = [f"{gram}\t{count}\n" for gram, count in sorted(seen.items()) if count > 1]
    RARITY.write_text(f"{len(statements)}\n{''.join(lines)}", encoding="utf-8")
    load_rarity.cache_clear()


def _write(taught: Fit) -> None:
    thresholds = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["thresholds"]
    lines = [
        "# Written by `python -m tests.evaluation.linking train` from labelled pairs; thresholds are set by hand.\n"
    ]
    lines.append(f"constant = {taught.constant:.2f}\n\n[weights]\n")
    lines += [f"{name} = {weight:.2f}\n" for name, weight in zip(FEATURES, taught.weights, strict=True)]
    lines.append("\n[thresholds]\n")
    lines += [f"{name} = {value}\n" for name, value in thresholds.items()]
    WEIGHTS.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
