"""How right the links are: recurrences and restatements against pairs that people labelled.

A gold file holds ``recurs`` (``later``, ``earlier``, ``basis``: stated or silent), ``restates`` and ``not`` and
``ambiguous`` (``one``, ``other``); a finding is named by ``document`` (file), ``report``, ``number``, ``statement``.
``explicit_recurrence`` and ``same_problem`` with keys such as ``001#0:47`` are read too.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from xuntu.graph.recurring import RecurrenceLink, Telling, list_links, read_tellings
from xuntu.graph.store import Store
from xuntu.ontology import DocumentError

if TYPE_CHECKING:
    from xuntu.graph.link.chains import Groups

Pair: TypeAlias = tuple[str, str]
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_NEAR: Final = 0.6


@dataclass(frozen=True, slots=True)
class Score:
    """How many links were right, how many were given, how many there are."""

    right: int
    given: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of the given links that are right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of the wanted links that were found."""
        return self.found / self.wanted if self.wanted else 1.0

    def to_json(self) -> dict[str, float | int]:
        """Return precision and recall with their counts."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "given": self.given,
            "wanted": self.wanted,
        }


def _no_groups() -> "Groups":
    from xuntu.graph.link.chains import Groups

    return Groups()


@dataclass(frozen=True)
class Gold:
    """Labelled pairs as findings of a graph: IRIs, or the words for an inspection that is not in the corpus."""

    stated: frozenset[Pair]
    silent: frozenset[Pair]
    restates: frozenset[Pair]
    denied: frozenset[Pair] = frozenset()
    open: frozenset[Pair] = frozenset()
    missing: tuple[str, ...] = ()
    groups: "Groups" = field(default_factory=_no_groups)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Scores by kind of link, and each wrong, missed and wrongly joined pair in words."""

    scores: Mapping[str, Score]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    denied: tuple[str, ...]
    unknown: tuple[str, ...]


def load_gold(path: Path, told: Iterable[Telling]) -> Gold:
    """Return the labelled pairs of a file, found among the findings *told*.

    Raises DocumentError where the file is no such list.
    """
    try:
        labels = json.loads(path.read_text(encoding="utf-8"))
        finder = _Finder(list(told))
        return _read_keys(labels, finder) if "same_problem" in labels else _read_pairs(labels, finder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DocumentError(f"{path}：读不了反复标注（{error!r}）；格式见 docs/recurrence.md") from error


def judge_links(store: Store, gold: Path) -> Judgement:
    """Compare the links of a store with the labelled pairs of a file."""
    return judge(load_gold(gold, read_tellings(store).values()), list_links(store))


def judge(gold: Gold, links: Iterable[RecurrenceLink]) -> Judgement:
    """Compare the links of a graph with labelled pairs; two accounts of one problem count as one."""
    judge_ = _Judge(gold, list(links))
    scores = {"stated": judge_.stated(), "all": judge_.all(), "restates": judge_.restates()}
    return Judgement(scores, tuple(judge_.wrong), tuple(judge_.missed), tuple(judge_.denied), gold.missing)


class _Judge:
    def __init__(self, gold: Gold, links: list[RecurrenceLink]) -> None:
        self.gold = gold
        self.wrong: list[str] = []
        self.missed: list[str] = []
        self.denied: list[str] = []
        self._links = links
        recurrences = [link for link in links if link.kind != "restates"]
        self._given = {self._pair(link): link for link in recurrences}
        self._stated_given = {self._pair(link): link for link in recurrences if link.basis == "stated"}
        self._stated = {self._one(pair) for pair in gold.stated}
        self._silent = {self._one(pair) for pair in gold.silent} - self._stated
        self._open = {self._one(pair) for pair in gold.open}
        self._implied = _closure(self._stated | self._silent)

    def stated(self) -> Score:
        right = [pair for pair in self._stated_given if self._is_stated(pair)]
        self.wrong += [
            f"明示不对：{_words(self._stated_given[p])}" for p in self._stated_given if not self._is_stated(p)
        ]
        found = [pair for pair in self._stated if self._finds(pair)]
        self.missed += [f"明示遗漏：{self._name(pair)}" for pair in sorted(self._stated - set(found))]
        return Score(len(right), len(self._stated_given), len(found), len(self._stated))

    def all(self) -> Score:
        wanted = self._stated | self._silent
        counted = [p for p in self._given if self._is_right(p) or not (p in self._open or p in self._implied)]
        right = [pair for pair in counted if self._is_right(pair)]
        inferred = [pair for pair in counted if pair not in self._stated_given and not self._is_right(pair)]
        self.wrong += [f"推断不对：{_words(self._given[pair])}" for pair in inferred]
        found = [pair for pair in wanted if self._finds(pair)]
        self.missed += [f"未明示的遗漏：{self._name(pair)}" for pair in sorted(self._silent - set(found))]
        denied = {self._one(pair) for pair in self.gold.denied} | {self._one((b, a)) for a, b in self.gold.denied}
        self.denied += [_words(link) for pair, link in self._given.items() if pair in denied]
        return Score(len(right), len(counted), len(found), len(wanted))

    def restates(self) -> Score:
        given = {tuple(sorted(self._ends(link))) for link in self._links if link.kind == "restates"}
        wanted = {tuple(sorted(pair)) for pair in self.gold.restates}
        first = self.gold.groups.first
        right = [pair for pair in given if pair in wanted or first(pair[0]) == first(pair[1])]
        joined = _no_groups()
        for one, other in given:
            joined.join(one, other)
        found = [pair for pair in wanted if joined.first(pair[0]) == joined.first(pair[1])]
        self.wrong += [
            f"复述不对：{_words(link)}"
            for link in self._links
            if link.kind == "restates" and tuple(sorted(self._ends(link))) not in right
        ]
        self.missed += [f"复述遗漏：{self._name(pair)}" for pair in sorted(wanted - set(found))]
        return Score(len(right), len(given), len(found), len(wanted))

    def _is_stated(self, pair: Pair) -> bool:
        """Tell whether gold has such a statement of the finding, and of the same old finding if both name one."""
        later, earlier = pair
        return pair in self._stated or any(
            later == wanted and not (_is_finding(earlier) and _is_finding(before)) for wanted, before in self._stated
        )

    def _is_right(self, pair: Pair) -> bool:
        return pair in self._silent or pair in self._stated or (pair in self._stated_given and self._is_stated(pair))

    def _finds(self, pair: Pair) -> bool:
        later, earlier = pair
        return pair in self._given or (not _is_finding(earlier) and any(later == now for now, _ in self._stated_given))

    def _ends(self, link: RecurrenceLink) -> Pair:
        return link.later.iri, link.earlier.iri if isinstance(link.earlier, Telling) else link.earlier

    def _pair(self, link: RecurrenceLink) -> Pair:
        later, earlier = self._one(self._ends(link))
        above = link.later.listed
        return (self.gold.groups.first(above), earlier) if above and self._names_parent(above) else (later, earlier)

    def _names_parent(self, finding: str) -> bool:
        """Tell whether gold labels the problem that lists old ones, not those it lists."""
        return any(later == finding for later, _ in self.gold.stated)

    def _one(self, pair: Pair) -> Pair:
        return self.gold.groups.first(pair[0]), self.gold.groups.first(pair[1])

    def _name(self, pair: tuple[str, ...]) -> str:
        return " ⇠ ".join(pair)


class _Finder:
    """Finds the finding of a graph that a label means: by file, then by the wording and the number."""

    def __init__(self, told: list[Telling]) -> None:
        self._told = told
        self.missing: list[str] = []

    def find(self, ref: Mapping[str, Any]) -> str | None:
        near = [each for each in self._told if each.source == ref.get("document")]
        here = [each for each in near if each.report == ref.get("report", 0)] or near
        scored = [(self._likeness(each, ref), each.iri) for each in here]
        best = max(scored, default=(0.0, ""))
        if best[0] >= _NEAR:
            return best[1]
        self.missing.append(f"{ref.get('document')} {ref.get('number') or ''} {ref.get('statement') or ''}")
        return None

    def find_label(self, label: Mapping[str, Any]) -> str | None:
        """Return the finding of a label with a key for its document, by number or by its statement."""
        if label.get("number"):
            return self.find_key(f"{label['document']}:{label['number']}")
        document, _, report = str(label["document"]).partition("#")
        source = next((each.source for each in self._told if each.source.startswith(document)), document)
        return self.find({"document": source, "report": int(report), "statement": label.get("statement")})

    def find_key(self, key: str) -> str | None:
        document, _, rest = key.partition("#")
        report, _, number = rest.partition(":")
        for each in self._told:
            if each.source.startswith(document) and each.report == int(report) and each.number == number:
                return each.iri
        self.missing.append(key)
        return None

    def _likeness(self, told: Telling, ref: Mapping[str, Any]) -> float:
        same_number = 0.15 if told.number is not None and told.number == ref.get("number") else 0.0
        return _likeness(told.statement, str(ref.get("statement") or "")) + same_number


def _read_pairs(labels: Mapping[str, Any], finder: _Finder) -> Gold:
    groups = _no_groups()
    restates = _both(labels.get("restates", ()), finder)
    for one, other in sorted(restates):
        groups.join(one, other)
    recurs: dict[str, set[Pair]] = {"stated": set(), "silent": set()}
    for label in labels["recurs"]:
        later = finder.find(label["later"])
        earlier = label["earlier"]
        before = finder.find(earlier) if "document" in earlier else str(earlier["inspection"])
        if later and before:
            recurs["stated" if label["basis"] == "stated" else "silent"].add((later, before))
    denied, open_ = (_both(labels.get(name, ()), finder) for name in ("not", "ambiguous"))
    both_ways = frozenset(open_ | {(other, one) for one, other in open_})
    return Gold(
        frozenset(recurs["stated"]),
        frozenset(recurs["silent"]),
        frozenset(restates),
        frozenset(denied),
        both_ways,
        tuple(finder.missing),
        groups,
    )


def _read_keys(labels: Mapping[str, Any], finder: _Finder) -> Gold:
    groups = _no_groups()
    restates = _pairs_of_keys(labels["same_problem"], finder)
    for one, other in sorted(restates):
        groups.join(one, other)
    stated = _pairs_of_keys(labels.get("stated_recurrence", ()), finder)
    silent = _pairs_of_keys(labels.get("inferred_recurrence", ()), finder)
    resolved = {later for later, _ in stated}
    for label in labels.get("explicit_recurrence", ()):
        later = finder.find_label(label)
        if later and later not in resolved:
            stated |= {(later, name) for name in label["earlier"] or ["此前巡视巡察"]}
    return Gold(frozenset(stated), frozenset(silent), frozenset(restates), missing=tuple(finder.missing), groups=groups)


def _pairs_of_keys(labels: Iterable[Sequence[str]], finder: "_Finder") -> set[Pair]:
    pairs = ((finder.find_key(later), finder.find_key(earlier)) for later, earlier in labels)
    return {(later, earlier) for later, earlier in pairs if later and earlier}


def _both(labels: Iterable[Mapping[str, Any]], finder: _Finder) -> set[Pair]:
    pairs = ((finder.find(label["one"]), finder.find(label["other"])) for label in labels)
    return {(one, other) for one, other in pairs if one and other}


def _closure(pairs: Iterable[Pair]) -> set[Pair]:
    """Return the pairs that follow from others: what came back twice came back from the first."""
    before: dict[str, set[str]] = {}
    for later, earlier in pairs:
        before.setdefault(later, set()).add(earlier)
    implied: set[Pair] = set()
    for later in before:
        waiting, seen = list(before[later]), set[str]()
        while waiting:
            earlier = waiting.pop()
            if earlier not in seen:
                seen.add(earlier)
                waiting += before.get(earlier, ())
        implied |= {(later, earlier) for earlier in seen}
    return implied


def _is_finding(name: str) -> bool:
    return name.startswith("http")


def _words(link: RecurrenceLink) -> str:
    earlier = link.earlier if isinstance(link.earlier, str) else f"{link.earlier.source} {link.earlier.statement[:60]}"
    return f"{link.score:.2f} {link.later.source} {link.later.number or ''} {link.later.statement[:60]} ⇠ {earlier}"


def _likeness(one: str, other: str) -> float:
    left, right = (_NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)) for text in (one, other))
    if not left or not right:
        return 0.0
    if left in right or right in left:
        return 0.7 + 0.3 * min(len(left), len(right)) / max(len(left), len(right))
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
