"""How well statements are typed: `python -m tests.evaluation.types [--final] [--errors] [GOLD …]`.

No labelled document and no line of development.tsv or final.tsv is among the statements that the model is trained on
(a test holds that), so every figure is one of text left out. final.tsv is measured only on request: who looks at its
errors while mending the model has no untouched half any more.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from xuntu.extractors.problem_types import classify
from xuntu.ontology import Heading, Passage

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
GOLD = {"examples": ROOT / "examples" / "gold", "schemes": HERE.parent / "schemes" / "gold"}


class Labelled(NamedTuple):
    """A statement under its heading, with the fair concepts, best first."""

    codes: tuple[str, ...]
    heading: str
    statement: str


def read_lines(name: str) -> list[Labelled]:
    """Return the labelled lines of a table beside this file: codes, heading, statement."""
    lines = (line.split("\t") for line in (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines())
    return [Labelled(tuple(codes.split(",")), heading, statement) for codes, heading, statement in lines]


def read_gold(folder: Path) -> list[Labelled]:
    """Return the labelled problems of the gold of documents."""
    return [labelled for path in sorted(folder.glob("*.json")) for labelled in _read_document(path)]


def _read_document(path: Path) -> Iterator[Labelled]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    for report in gold.get("documents", ()):
        for problem in report.get("problems") or ():
            if concept := problem.get("concept"):
                best = concept if isinstance(concept, str) else concept["best"]
                others = problem.get("alternatives") if isinstance(concept, str) else concept.get("acceptable")
                codes = tuple(dict.fromkeys((best, *(others or ()))))
                yield Labelled(codes, problem.get("category") or "", problem["statement"])


def type_first(labelled: Labelled) -> str:
    """Return the code that comes first for a statement, empty where nothing fits."""
    heading = Heading(None, labelled.heading, 1, Passage(0, 0))
    found = classify(labelled.statement, (heading,) if labelled.heading else ())
    return found[0].code if found else ""


def measure(statements: list[Labelled]) -> dict[str, float]:
    """Return the shares whose first type is the best, is fair, or stands in the right branch."""
    firsts = [(type_first(labelled), labelled.codes) for labelled in statements]
    right = {
        "first_is_best": sum(first == codes[0] for first, codes in firsts),
        "first_is_fair": sum(first in codes for first, codes in firsts),
        "top_branch": sum(first[:3] in {code[:3] for code in codes} for first, codes in firsts),
    }
    return {name: round(number / len(firsts), 4) for name, number in right.items()}


def main(arguments: list[str]) -> None:
    """Print the figures of each set, and with ``--errors`` what is not fair."""
    flags = {argument for argument in arguments if argument.startswith("--")}
    sets = {name: read_gold(folder) for name, folder in GOLD.items()}
    sets |= {folder: read_gold(Path(folder)) for folder in arguments if folder not in flags}
    sets |= {"development": read_lines("development")}
    if "--final" in flags:
        sets |= {"final": read_lines("final")}
    for name, statements in sets.items():
        print(name, len(statements), *(f"{field} {share:.3f}" for field, share in measure(statements).items()))
        if "--errors" in flags:
            for labelled in statements:
                if (first := type_first(labelled)) not in labelled.codes:
                    print(" ", ",".join(labelled.codes), first or "–", labelled.heading, labelled.statement, sep=" | ")


if __name__ == "__main__":
    main(sys.argv[1:])
