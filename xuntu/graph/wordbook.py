"""The index of words of a store: every name and every text of its graph, so that any two characters are found at once.

It is a SQLite file beside the store, made anew for each state of it: ``words`` is the full text, whose row numbers tell
the kind of a thing; ``things`` is what is shown of it; ``names`` has each name folded, for what is called exactly so;
``overview`` what the first page tells, so that it costs nothing there.
"""

import os
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from xuntu.graph.asking import ask_own
from xuntu.graph.characters import BREAK, fold, to_tokens
from xuntu.graph.index import Index
from xuntu.graph.overview import read_overview
from xuntu.graph.packs import Packs
from xuntu.graph.sparql import Iri
from xuntu.graph.store import SHARDS, Store, read_block
from xuntu.ontology import DCTERMS, OA, RDF, RDFS, XT, XTC, StoreError, load_problems, problem_iri, to_number

ThingKind: TypeAlias = Literal[
    "unit", "round", "inspection", "team", "type", "policy", "document", "place", "finding", "measure", "passage"
]
"""What can be searched for; those from ``finding`` on by their text, those before by their names."""

KINDS: Final[tuple[ThingKind, ...]] = get_args(ThingKind)
Labels: TypeAlias = Mapping[str, tuple[str, str]]
"""Of each unit its name and that of the unit above it."""

Slots: TypeAlias = Mapping[str, tuple[Iri, ...]]
Rows: TypeAlias = Sequence[tuple[str, ...]]

ROOM: Final = 10**12
"""How many rows each kind has room for."""

_TEXTS: Final = KINDS.index("finding")
_SCHEMA: Final = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='ascii');
CREATE TABLE things (row INTEGER PRIMARY KEY, iri TEXT, label TEXT, about TEXT, text TEXT);
CREATE TABLE names (name TEXT, row INTEGER, PRIMARY KEY (name, row)) WITHOUT ROWID;
CREATE TABLE overview (told TEXT);
BEGIN;"""
_CLASSES: Final[dict[str, ThingKind]] = {
    str(XT.InspectionRound): "round", str(XT.InspectionTeam): "team", str(XT.Division): "place",
    str(XT.PolicyDocument): "policy",
}  # fmt: skip
_DOCUMENT: Final = "/graph/doc/"
_TOLD: Final = frozenset((
    RDF.type, RDFS.label, OA.exact, XT.evidence, XT.addresses, XT.findingLevel, XT.fileName, DCTERMS.title,
    DCTERMS.isPartOf,
))  # fmt: skip
_TOGETHER: Final = 100
"""Documents that are read at a time."""
_CITED: Final = re.compile(r"-p\d+")  # an earlier finding that is known by mention only
_ORDINAL: Final = re.compile(r"(?<=第)(?:[一二三四五六七八九十]+|\d+)(?=[轮批巡组专])")
_DIGITS: Final = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Told:
    """What some documents tell: rows of the queries ``pages/report-titles`` … ``pages/passage-words``."""

    reports: Rows
    documents: Rows
    findings: Rows
    measures: Rows
    passages: Rows


@dataclass(frozen=True, slots=True)
class Worded:
    """A thing with the words that find it: its names, parted by ``BREAK``, or its text; ``about`` says whose it is."""

    kind: ThingKind
    iri: str
    label: str
    text: str
    about: str = ""


def index_words(store: Store, path: Path) -> int:
    """Write the index of the words of *store* to the file *path*, whole or not at all; return how many things it has.

    Raises ``StoreError`` where it cannot be written.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as base:
            number = _write(base, read_things(store))
            base.execute("INSERT INTO overview VALUES (?)", (read_overview(store).to_json(),))
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}：索引写不下去（{error}）；请检查目录权限和磁盘空间") from error
    finally:
        draft.unlink(missing_ok=True)
    return number


def write_words(path: Path, things: Iterable[Worded]) -> int:
    """Write an index of *things* to a new file *path* and return how many they are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        return _write(base, things)


def _write(base: sqlite3.Connection, things: Iterable[Worded]) -> int:
    base.executescript(_SCHEMA)
    rows = [place * ROOM for place in range(len(KINDS))]
    for thing in things:
        place = KINDS.index(thing.kind)
        rows[place] += 1
        row = rows[place]
        base.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row, to_tokens(thing.text)))
        base.execute(
            "INSERT INTO things VALUES (?, ?, ?, ?, ?)", (row, thing.iri, thing.label, thing.about, thing.text)
        )
        if place < _TEXTS:
            names = {(fold(name), row) for name in thing.text.split(BREAK)}
            base.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", names)
    base.execute("COMMIT")
    return sum(row % ROOM for row in rows)


def read_things(store: Store) -> Iterator[Worded]:
    """Yield everything that can be searched for; of the texts only those of a few documents are in memory at a time."""
    labels = {
        str(unit): (str(label), str(above or "")) for unit, label, above in ask_own(store, "pages/unit-labels").rows
    }
    yield from _read_units(store, labels)
    yield from _read_named(store)
    yield from _read_inspections(store, labels)
    yield from _read_types()
    for told in _read_told(store):
        yield from _list_documents(told)
        yield from _list_texts(told, labels)


def _read_units(store: Store, labels: Labels) -> Iterator[Worded]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for unit, name in ask_own(store, "pages/unit-names").rows:
        names[str(unit)].append(str(name))
    for unit, told in sorted(names.items()):
        label, above = labels.get(unit, (told[0], ""))
        yield Worded("unit", unit, label, _join([label, *told]), above)


def _read_named(store: Store) -> Iterator[Worded]:
    numbers: defaultdict[str, list[str]] = defaultdict(list)
    for policy, number in ask_own(store, "pages/policy-numbers").rows:
        numbers[str(policy)].append(str(number))
    names: defaultdict[tuple[ThingKind, str], list[str]] = defaultdict(list)
    for thing, of, name in ask_own(store, "pages/thing-names").rows:
        names[_CLASSES[str(of)], str(thing)].append(str(name))
    for (kind, thing), told in sorted(names.items()):
        codes = [thing.rpartition("/")[2]] if kind == "place" else numbers[thing]
        yield Worded(kind, thing, told[0], _join([*told, *codes]), "、".join(codes))


def _read_inspections(store: Store, labels: Labels) -> Iterator[Worded]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for inspection, name, unit in ask_own(store, "pages/inspection-names").rows:
        found[str(inspection)].append((str(name), labels.get(str(unit), ("",))[0]))
    for inspection, told in sorted(found.items()):
        yield Worded("inspection", inspection, told[0][0], _join([name for name, _ in told]), told[0][1])


def _read_types() -> Iterator[Worded]:
    for type_ in load_problems():
        names = [type_.label_zh, type_.code, type_.label_en, *type_.triggers]
        yield Worded("type", problem_iri(type_.code), type_.label_zh, _join(names), type_.code)


def _read_told(store: Store) -> Iterator[Told]:
    """Yield what a few documents tell at a time, from their shards, or from the engine where there are none."""
    if store.path is not None:
        with Index(store.path, writable=False) as index, Packs(store.path / SHARDS) as packs:
            entries = (entry for entry in index.entries() if entry.place)
            while some := tuple(islice(entries, _TOGETHER)):
                yield _read_shards(store, [packs.read_own(entry.place) for entry in some if entry.place])
            if len(index):
                return
    documents = [graph for graph in store.graphs() if _DOCUMENT in graph]
    for start in range(0, len(documents), _TOGETHER):
        slots = {"graph": tuple(map(Iri, documents[start : start + _TOGETHER]))}
        names = ("report-titles", "document-names", "finding-words", "measure-words", "passage-words")
        yield Told(*(_rows(store, f"pages/{name}", slots) for name in names))


def _read_shards(store: Store, blocks: Iterable[str]) -> Told:
    """Return what documents tell in their own graphs, as the queries of the same names would."""
    facts: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for block in blocks:
        for thing, name, value in read_block(block):
            if name in _TOLD:
                facts[name].setdefault(thing, []).append(value)
    of: defaultdict[str, list[str]] = defaultdict(list)
    for thing, classes in facts[RDF.type].items():
        for each in classes:
            of[each].append(thing)
    exact, label = facts[OA.exact], facts[RDFS.label]

    def words(things: Iterable[str], joined: Mapping[str, list[str]]) -> Rows:
        return sorted(
            (thing, name, text, (joined.get(thing) or [""])[0])
            for thing in things
            for name in label.get(thing, ())
            for passage in facts[XT.evidence].get(thing, ())
            for text in exact.get(passage, ())
        )

    findings = [thing for thing, levels in facts[XT.findingLevel].items() if XTC.level_issue in levels]
    slots = {"finding": tuple(map(Iri, findings))}
    units = (
        {str(one): [str(unit)] for one, unit in ask_own(store, "pages/finding-units", slots).rows} if findings else {}
    )
    titles, files, parts = facts[DCTERMS.title], facts[XT.fileName], facts[DCTERMS.isPartOf]
    return Told(
        [(whole, title) for one in of[XT.Report] for whole in parts.get(one, ()) for title in titles.get(one, ())],
        [(one, title, file) for one in of[XT.Document] for title in titles.get(one, ()) for file in files.get(one, ())],
        words(findings, units),
        words(of[XT.Measure], facts[XT.addresses]),
        sorted((one, text, one.partition("#")[0]) for one, texts in exact.items() for text in texts),
    )


def _list_documents(told: Told) -> Iterator[Worded]:
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for document, title in told.reports:
        reports[document].add(title)
    named: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for document, title, file in told.documents:
        named[document, title].add(file)
    for (document, title), files in sorted(named.items()):
        names = [title, *sorted(reports[document]), *sorted(files)]
        yield Worded("document", document, title, _join(names), "、".join(sorted(files)))


def _list_texts(told: Told, labels: Labels) -> Iterator[Worded]:
    """Yield findings, measures, and the passages that say something else than these."""
    units: dict[str, str] = {}
    measures: set[str] = set()
    said: set[tuple[str, str]] = set()
    titles = {document: title for document, title, _ in told.documents}
    for finding, label, words, unit in told.findings:
        if not _CITED.search(finding.rpartition("/")[2]) and finding not in units:
            units[finding] = labels.get(unit, ("",))[0]
            said.add((_document_of(finding), words))
            yield Worded("finding", finding, label, _text(label, words), units[finding])
    for measure, label, words, finding in told.measures:
        if measure not in measures:
            measures.add(measure)
            said.add((_document_of(measure), words))
            yield Worded("measure", measure, label, _text(label, words), units.get(finding, ""))
    for passage, words, document in told.passages:
        if (document, words) not in said:
            said.add((document, words))
            yield Worded("passage", passage, titles.get(document, ""), words)


def _rows(store: Store, name: str, slots: Slots) -> Rows:
    """Return rows as text, in an order that does not change."""
    rows = ask_own(store, name, slots).rows
    return sorted(tuple("" if value is None else str(value) for value in row) for row in rows)


def _document_of(iri: str) -> str:
    return iri[: iri.index("/doc/") + len("/doc/") + 16] if "/doc/" in iri else iri


def _text(label: str, words: str) -> str:
    return words if fold(label) in fold(words) else f"{label}{BREAK}{words}"


def _join(names: Iterable[str]) -> str:
    """Return names as one text, with those whose ordinal may be written in figures or in Chinese written so as well.

    >>> _join(["第6轮", "第六轮"]).split(BREAK)
    ['第6轮', '第六轮']
    >>> _join(["市委第五巡察组"]).split(BREAK)
    ['市委第五巡察组', '市委第5巡察组']
    """
    every = [way for name in names for way in (name, _ORDINAL.sub(_otherwise, name))]
    return BREAK.join(dict.fromkeys(every))


def _otherwise(ordinal: re.Match[str]) -> str:
    number = to_number(ordinal[0]) or 0
    if not ordinal[0].isdigit():
        return str(number)
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return ordinal[0]
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")
