"""Pin the quality of the reading on the gold: `make pin`, or `python -m tests.evaluation.pin`.

What is read better than the baseline says is raised in it. What is read worse is refused, and the exit code is 1; with
`--lower` it is written down as it is, and the commit has to say why. Gold that is not there (the gold of real documents
does not ship) keeps its pins.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from xuntu.extractors.evaluation import Agreement, compare, count, load_gold
from xuntu.extractors.exchange import to_json
from xuntu.extractors.pipeline import extract
from xuntu.sources import find_sources

ROOT = Path(__file__).parents[2]
BASELINE = Path(__file__).with_name("baseline.json")
# sets by several authors who had not seen the program; each was read once before anything was mended for it
WRITTEN = ("schemes", "offices", "rounds", "clerks", "layouts", "province", "prefecture")
SETS = {
    "examples": (ROOT / "examples" / "gold", ROOT / "examples" / "documents"),
    **{
        name: (ROOT / "tests" / "evaluation" / name / "gold", ROOT / "tests" / "evaluation" / name / "documents")
        for name in WRITTEN
    },
    "shared": (ROOT.parent / "shared" / "gold", ROOT.parent / "shared" / "corpus"),
}

Pins = dict[str, float]


def measure(name: str) -> Pins:
    """Return the score of every field on the gold *name*: F1 where it has many values, else the share that is right."""
    gold, documents = SETS[name]
    readings = [to_json(extract(source.read(), source.name)) for source in find_sources([documents]).sources]
    scores = count(compare(load_gold(gold), readings))
    return {
        field: round(score.f1, 4) if isinstance(score, Agreement) else score.to_json()
        for field, score in scores.items()
    }


def find_losses(pinned: Mapping[str, float], now: Mapping[str, float]) -> list[str]:
    """Return a line for every field that is read worse than it is pinned, or not at all.

    >>> find_losses({"kind": 0.9, "title": 1.0}, {"kind": 0.8, "declared": 1.0})
    ['kind 0.9000 → 0.8000', 'title 1.0000 → –']
    """
    return [
        f"{field} {pin:.4f} → {now[field]:.4f}" if field in now else f"{field} {pin:.4f} → –"
        for field, pin in pinned.items()
        if now.get(field, -1.0) < pin
    ]


def load_pins() -> dict[str, Pins]:
    """Return the pinned scores of every gold; none where nothing is pinned yet."""
    return json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}


def main(*, lower: bool) -> int:
    """Raise the pins to what is read now; return the exit code."""
    pins = load_pins()
    now = {name: measure(name) for name, (gold, _) in SETS.items() if gold.is_dir()}
    losses = [f"{name}: {loss}" for name, scores in now.items() for loss in find_losses(pins.get(name, {}), scores)]
    print("\n".join(losses) or "nothing is read worse than it was pinned")
    if losses and not lower:
        print("not pinned; mend the reading, or run `python -m tests.evaluation.pin --lower` and say why in the commit")
        return 1
    BASELINE.write_text(json.dumps(pins | now, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"pinned in {BASELINE.relative_to(ROOT)}: {', '.join(now)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(lower="--lower" in sys.argv[1:]))
