"""Stated recurrences as read, held against the gold: `python -m tests.evaluation.recurrences` prints what differs.

A finding counts as found where it has a repeat that names every earlier inspection of the gold; a mention is the same
where year and kind of oversight agree, or the words 上轮, 上次 of both.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.evaluation import pin
from xuntu.extractors.pipeline import extract
from xuntu.ontology import Finding
from xuntu.sources import find_sources

SETS = ("examples", "rounds", "province", "shared")
_OVERSIGHT = re.compile(r"审计|督察|检查|巡视|巡察|回头看")
_WHEN = re.compile(r"上一?轮|上一?次|[一二三四五六七八九十]+届|第[一二三四五六七八九十]+轮|[12]\d{3}(?=年|、|和)")


@dataclass
class Agreement:
    """How far the repeats read agree with those of the gold; ``missed`` and ``false`` name findings."""

    expected: int = 0
    found: int = 0
    read: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    mentions: int = 0
    mentions_false: list[str] = field(default_factory=list)

    @property
    def recall(self) -> Fraction:
        """The share of the gold that was found."""
        return Fraction(self.found, self.expected)

    @property
    def precision(self) -> Fraction:
        """The share of what was read that is in the gold."""
        return Fraction(self.read - len(self.false), self.read)


def measure(name: str) -> Agreement:
    """Return how the repeats of the documents of a set agree with its gold."""
    gold, documents = pin.SETS[name]
    links = json.loads((gold / "links.json").read_text(encoding="utf-8"))
    agreement = Agreement()
    listed = {(each["document"], each["code"]) for each in links.get("nested_old_problems", ())}
    listed |= {(each["document"], code) for each in links["explicit_recurrence"] for code in each.get("nested", ())}
    stated: list[dict[str, Any]] = list(links["explicit_recurrence"])
    for key, place, finding in _findings(documents):
        wanted = next((each for each in stated if each["document"] == key and _is(each, place, finding)), None)
        if wanted:
            stated.remove(wanted)
            agreement.expected += 1
            _hold(agreement, f"{key}:{finding.number or place}", finding, wanted["earlier"])
        elif (key, finding.number) in listed:
            agreement.expected += 1
            _hold(agreement, f"{key}:{finding.number}", finding, [])
        elif finding.repeat:
            agreement.read += 1
            agreement.false.append(f"{key}:{finding.number or place} {finding.statement.text}")
    for each in stated:
        agreement.expected += 1
        agreement.missed.append(f"{each['document']}:{each['number']} is no finding")
    return agreement


def _hold(agreement: Agreement, key: str, finding: Finding, earlier: list[str]) -> None:
    read = [each.text for each in finding.repeat.earlier] if finding.repeat else []
    agreement.read += bool(finding.repeat)
    agreement.mentions += len(read)
    if finding.repeat and all(any(_same(name, other) for other in read) for name in earlier):
        agreement.found += 1
        agreement.mentions_false += [
            f"{key} {name}" for name in read if earlier and not any(_same(name, other) for other in earlier)
        ]
    else:
        agreement.missed.append(f"{key} {earlier} {read} {finding.statement.text}")


def _findings(documents: Any) -> Iterator[tuple[str, int, Finding]]:
    for source in find_sources([documents]).sources:
        for index, report in enumerate(extract(source.read(), source.name).reports):
            for place, finding in enumerate(report.findings):
                yield f"{re.split(r'[-_.]', source.name.split('/')[-1])[0]}#{index}", place, finding


def _is(wanted: dict[str, Any], place: int, finding: Finding) -> bool:
    """Tell whether a finding is the one of the gold: by number, by its place @n, or by how its statement begins."""
    if "statement" in wanted:
        return _plain(finding.statement.text)[:12] == _plain(wanted["statement"])[:12]
    number = str(wanted["number"]).removeprefix("问题")
    return int(number[1:]) == place if number.startswith("@") else number == str(finding.number).removeprefix("问题")


def _plain(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def _same(one: str, other: str) -> bool:
    when = set(_WHEN.findall(one)), set(_WHEN.findall(other))
    by = set(_OVERSIGHT.findall(one)), set(_OVERSIGHT.findall(other))
    if when[0] or when[1]:
        return bool({word[:1] + word[-1:] for word in when[0]} & {word[:1] + word[-1:] for word in when[1]}) and (
            not by[0] or not by[1] or bool(by[0] & by[1])
        )
    return bool(by[0] & by[1])


def main() -> None:
    """Print what differs."""
    for name in SETS:
        told = measure(name)
        print(f"{name}: recall {float(told.recall):.3f}, precision {float(told.precision):.3f}, {told.read} read")
        print("\n".join([*(f"  - {each}" for each in told.missed), *(f"  + {each}" for each in told.false)]))
        print("\n".join(f"  mention + {each}" for each in told.mentions_false))


if __name__ == "__main__":
    main()
