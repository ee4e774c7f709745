"""The problems of a ledger with all that stands beside them, read from the graph some at a time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xuntu.graph.ledger.choice import Chosen
from xuntu.graph.ledger.days import last_day
from xuntu.graph.network import clean_text
from xuntu.graph.profiles.facts import Facts, Quote, document_of, quotes_of, read_facts, read_inward, read_names
from xuntu.graph.profiles.findings import order_of
from xuntu.graph.profiles.inspections import InspectionRow, read_inspection_rows
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, OA, RDFS, XT, XTC

_AT_ONCE: Final = 200
_DEEDS: Final = {XT.issues: "出台", XT.revises: "修订", XT.drafts: "起草"}
_GUESSED: Final = {
    XTC.source_group_line: "状态据分组语",
    XTC.source_section: "状态据所在章节",
    XTC.source_document: "状态据全文说法",
}
_LASTING: Final = re.compile("长期|持续|常态")
_AT_ONCE_DONE: Final = re.compile("立行立改|立查立改|即知即改|边查边改|马上就改")


@dataclass(frozen=True, slots=True)
class Origin:
    """The sentence behind a line: the name of its file, its first and last character, its words."""

    file: str
    start: int
    end: int
    words: str

    @property
    def place(self) -> str:
        """The file and the characters."""
        return f"{self.file}\n第 {self.start}–{self.end} 字"


@dataclass(frozen=True, slots=True)
class State:
    """How far a problem is, as someone told it on a day; ``progress``, ``proof`` and ``closed`` are of a ledger."""

    iri: str
    status: str
    words: str
    day: str
    progress: str
    proof: str
    closed: str
    guessed: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Task:
    """One measure against a problem; ``due`` is the last day of its deadline, ``papers`` what it made or changed."""

    iri: str
    text: str
    state: str
    deadline: str
    due: date | None
    posts: tuple[str, ...]
    units: tuple[str, ...]
    papers: tuple[str, ...]
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem of the ledger: where it was found, what it is, who answers for it, how far it is.

    ``headings`` stand above it, the outermost first; ``states`` are by day, the last but one that is current last.
    """

    iri: str
    unit: str
    inspection: InspectionRow | None
    headings: tuple[str, ...]
    number: str
    text: str
    types: tuple[str, ...]
    inherited: bool
    posts: tuple[str, ...]
    units: tuple[str, ...]
    deadline: str
    due: date | None
    tasks: tuple[Task, ...]
    states: tuple[State, ...]
    now: State | None
    origin: Origin | None

    @property
    def status(self) -> str:
        """The status now, ``""`` where none is told."""
        return self.now.status if self.now else ""

    @property
    def kind(self) -> str:
        """How the problem is to be mended: at once, by a day, in the long run; ``""`` where nothing says so."""
        told = "\n".join([self.deadline, *(task.text for task in self.tasks)])
        if self.status == "长期坚持" or _LASTING.search(self.deadline):
            return "长期"
        if _AT_ONCE_DONE.search(told):
            return "立行立改"
        return "限期" if self.due or any(task.due for task in self.tasks) else ""

    @property
    def guesses(self) -> tuple[str, ...]:
        """What of the line the text does not say of this very problem."""
        guessed = self.now.guessed if self.now else ""
        return tuple(filter(None, ["类别据上级标题" if self.inherited else "", guessed]))

    def is_overdue(self, today: date | None) -> bool:
        """Tell whether a deadline of the problem, or of a measure not done, has passed while it is not done."""
        days = [self.due, *(task.due for task in self.tasks if task.state != "已做")]
        return today is not None and self.status != "完成" and any(day < today for day in days if day)


def read_entries(store: Store, chosen: Sequence[Chosen]) -> Iterator[Entry]:
    """Yield the problems that were *chosen*, in their order; a few hundred are in memory at a time."""
    reader = _Reader(store)
    for start in range(0, len(chosen), _AT_ONCE):
        yield from reader.read(chosen[start : start + _AT_ONCE])


class _Reader:
    """Reads problems, and remembers what many of them share: headings, inspections, names."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._above: dict[str, str | None] = {}
        self._numbered: dict[str, str] = {}
        self._duties: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._inspections: dict[str, InspectionRow] = {}
        self._names: dict[str, str] = {}

    def read(self, chosen: Sequence[Chosen]) -> list[Entry]:
        findings = [each.finding for each in chosen]
        accounts: dict[str, list[str]] = {finding: [finding] for finding in findings}
        for source, _, finding in read_inward(self._store, findings, XT.canonical):
            if source != finding:
                accounts[finding].append(source)
        told = {one for each in accounts.values() for one in each}
        measures, records = dict[str, list[str]](), dict[str, list[str]]()
        for source, name, thing in read_inward(self._store, told, XT.addresses, XT.statusOf):
            (measures if name == XT.addresses else records).setdefault(thing, []).append(source)
        own = {
            *findings,
            *(measure for finding in findings for measure in measures.get(finding, ())),
            *(record for one in told for record in records.get(one, ())),
        }
        facts = read_facts(self._store, own)
        self._note_headings(facts, findings)
        self._note_inspections(chosen)
        facts.add(read_facts(self._store, {p for one in own for p in facts.all(one, XT.evidence)}, OA.exact, OA.start))
        self._note_names(facts, chosen, own)
        return [
            self._entry(
                facts,
                each,
                measures.get(each.finding, []),
                [record for one in accounts[each.finding] for record in records.get(one, ())],
            )
            for each in chosen
        ]

    def _note_headings(self, facts: Facts, findings: Sequence[str]) -> None:
        """Note the headings above *findings*, with their words and who answers for what stands below them."""
        self._above |= {finding: facts.first(finding, XT.withinFinding) for finding in findings}
        wanted = {above for each in findings if (above := self._above[each]) and above not in self._numbered}
        while wanted:
            told = read_facts(
                self._store, wanted,
                XT.withinFinding, XT.number, RDFS.label, XT.responsiblePost, XT.responsibleUnit,
            )  # fmt: skip
            for one in wanted:
                number, label = told.first(one, XT.number) or "", told.first(one, RDFS.label) or ""
                self._numbered[one] = f"{number} {label}".strip()
                self._duties[one] = told.all(one, XT.responsiblePost), told.all(one, XT.responsibleUnit)
                self._above[one] = told.first(one, XT.withinFinding)
            wanted = {above for each in wanted if (above := self._above[each]) and above not in self._numbered}
        named = {each for duties in self._duties.values() for duty in duties for each in duty} - self._names.keys()
        self._names |= read_names(self._store, named)

    def _note_inspections(self, chosen: Iterable[Chosen]) -> None:
        wanted = {each.inspection for each in chosen} - self._inspections.keys()
        if wanted:
            self._inspections |= {row.iri: row for row in read_inspection_rows(self._store, wanted)}

    def _note_names(self, facts: Facts, chosen: Iterable[Chosen], own: Iterable[str]) -> None:
        """Note what everything is called that the lines name, by its IRI, and the numbers of policy documents."""
        named = {each.unit for each in chosen if each.unit}
        papers = set[str]()
        for one in own:
            named.update(
                facts.all(
                    one, XT.problemType, XT.responsiblePost, XT.responsibleUnit, XT.status, XT.measureState, *_DEEDS
                )
            )
            papers.update(facts.all(one, *_DEEDS))
            named.update(document_of(passage) for passage in facts.all(one, XT.evidence))
        new = named - self._names.keys()
        documents = {one for one in new if "#" not in one and document_of(one) == one and "/doc/" in one}
        self._names |= read_names(self._store, new - documents)
        files = read_facts(self._store, documents, XT.fileName)
        self._names |= {one: files.first(one, XT.fileName) or one.rpartition("/")[2] for one in documents}
        numbers = read_facts(self._store, papers & new, XT.documentNumber)
        for paper in papers & new:
            printed = numbers.first(paper, XT.documentNumber)
            self._names[paper] = f"《{self._names[paper].strip('《》')}》{f'（{printed}）' if printed else ''}"

    def _entry(self, facts: Facts, each: Chosen, measures: list[str], records: list[str]) -> Entry:
        finding = each.finding
        origin = self._origin(facts, finding, facts.first(finding, RDFS.label) or "")
        headings = list(self._headings(finding))
        kinds = facts.all(finding, XT.problemType)
        states = sorted((self._state(facts, record) for record in records), key=lambda state: (state.day, state.iri))
        current = facts.first(finding, XT.currentStatus)
        duties = [(facts.all(finding, XT.responsiblePost), facts.all(finding, XT.responsibleUnit))]
        duties += [self._duties[heading] for heading in reversed(headings)]
        return Entry(
            finding,
            self._names[each.unit] if each.unit else "",
            self._inspections.get(each.inspection),
            tuple(self._numbered[heading] for heading in headings),
            facts.first(finding, XT.number) or "",
            _flat(origin.words) if origin and origin.words else facts.first(finding, RDFS.label) or "",
            tuple(self._names[kind] for kind in kinds),
            bool(kinds) and set(kinds) <= set(facts.all(finding, XT.inheritedProblemType)),
            self._nearest([posts for posts, _ in duties]),
            self._nearest([units for _, units in duties]),
            facts.first(finding, XT.deadlineText) or facts.first(finding, XT.deadline) or "",
            last_day(facts.first(finding, XT.deadline)),
            tuple(
                sorted(
                    (self._task(facts, measure) for measure in measures),
                    key=lambda task: (task.origin.start if task.origin else 0, order_of(task.iri)),
                )
            ),
            tuple(states),
            next((state for state in states if state.iri == current), None),
            origin,
        )

    def _headings(self, finding: str) -> Iterator[str]:
        above: list[str] = []
        while (parent := self._above.get(finding)) and parent not in above:
            above.insert(0, parent)
            finding = parent
        yield from above

    def _nearest(self, duties: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """Return who answers for the nearest of which that is known: the problem itself, else a heading above it."""
        known = next((duty for duty in duties if duty), ())
        return tuple(sorted(self._names[one] for one in known))

    def _task(self, facts: Facts, measure: str) -> Task:
        label = facts.first(measure, RDFS.label) or ""
        origin = self._origin(facts, measure, label)
        return Task(
            measure,
            _flat(origin.words) if origin and origin.words else label,
            next((self._names[one] for one in facts.all(measure, XT.measureState)), ""),
            facts.first(measure, XT.deadlineText) or facts.first(measure, XT.deadline) or "",
            last_day(facts.first(measure, XT.deadline)),
            tuple(self._names[one] for one in facts.all(measure, XT.responsiblePost)),
            tuple(self._names[one] for one in facts.all(measure, XT.responsibleUnit)),
            tuple(f"{deed}{self._names[one]}" for role, deed in _DEEDS.items() for one in facts.all(measure, role)),
            origin,
        )

    def _state(self, facts: Facts, record: str) -> State:
        return State(
            record,
            next((self._names[one] for one in facts.all(record, XT.status)), ""),
            facts.first(record, XT.statusText) or "",
            facts.first(record, DCTERMS.date) or "",
            facts.first(record, XT.progress) or "",
            facts.first(record, XT.proof) or "",
            facts.first(record, XT.closedOn) or "",
            next((_GUESSED[one] for one in facts.all(record, XT.statusSource) if one in _GUESSED), ""),
            self._origin(facts, record, ""),
        )

    def _origin(self, facts: Facts, thing: str, label: str) -> Origin | None:
        quotes = quotes_of(facts, facts.all(thing, XT.evidence))
        found = next((quote for quote in quotes if label[:8] in quote.words), next(iter(quotes), None))
        return None if found is None else self._to_origin(found)

    def _to_origin(self, quote: Quote) -> Origin:
        document, _, place = quote.iri.partition("#char=")
        end = place.partition(",")[2]
        return Origin(self._names[document], quote.start, int(end) if end.isdigit() else quote.start, quote.words)


def _flat(words: str) -> str:
    """Return words of a text in one line."""
    return " ".join(clean_text(words).split())
