"""Every record points at its own words: what it says is what stands at its place, in every document of the tree."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from xuntu.extractors import extract
from xuntu.ontology import (
    EarlierInspection,
    Extraction,
    Finding,
    Heading,
    Measure,
    Note,
    Organisation,
    Passage,
    PolicyDocument,
    Quantity,
    Report,
    Status,
    Wording,
)

ROOT = Path(__file__).parents[2]
WRITTEN = sorted(
    f"tests/evaluation/{folder.parent.name}/documents" for folder in ROOT.glob("tests/evaluation/*/documents")
)
FOLDERS = ("examples/documents", *WRITTEN, "../shared/corpus")
FILES = [
    file
    for folder in map(ROOT.joinpath, FOLDERS)
    for file in (sorted(folder.iterdir()) if folder.is_dir() else [folder])  # a folder that is not here is skipped
]
WORDS = {Heading: "text", Status: "text", Measure: "text", Wording: "text", EarlierInspection: "text", Quantity: "raw"}


def walk(record: object, within: object = None) -> Iterator[tuple[object, object]]:
    """Yield a record and all that it holds, each with the record that holds it."""
    if isinstance(record, tuple):
        for each in record:
            yield from walk(each, within)
    elif is_dataclass(record):
        yield record, within
        for each in fields(record):
            yield from walk(getattr(record, each.name), record)


def bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def is_joined(words: str, place: str) -> bool:
    """Tell whether *words* are pieces of *place* in their order: only whole runs between them are left out."""
    rest = bare(words)
    for piece in filter(None, re.split(r"\s+|(?<=[。；;：:）)】”])", place)):
        rest = rest.removeprefix(bare(piece))
    return rest == ""


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file.name)
def extraction(request: pytest.FixtureRequest) -> Extraction:
    """Read one document of the tree, or skip the real notices where they are not here."""
    if not request.param.is_file():
        pytest.skip("the real notices (../shared/corpus) are not here")
    return extract(request.param.read_bytes(), request.param.name)


@pytest.mark.slow
def test_every_place_lies_within_the_text(extraction: Extraction) -> None:
    """Passages are half open, forward, and end where the text ends at the latest."""
    end = len(extraction.document.text)
    passages = [record for record, _ in walk(extraction) if isinstance(record, Passage)]
    assert passages
    assert [place for place in passages if not 0 <= place.start <= place.end <= end] == []


@pytest.mark.slow
def test_every_record_says_what_stands_at_its_place(extraction: Extraction) -> None:
    """Word for word. What may differ is told by ``allowed``; nothing else may."""
    text = extraction.document.text
    wrong = []
    for record, within in walk(extraction):
        words = getattr(record, WORDS.get(type(record), ""), None) if type(record) in WORDS else None
        if words is not None and not says(record, within, words, text):
            place = record.passage.of(text)  # type: ignore[attr-defined]  # all of WORDS have one
            wrong.append((type(record).__name__, words, place))
    assert wrong == []


def says(record: object, within: object, words: str, text: str) -> bool:
    """Tell whether a record's words stand at its place, or differ in one of the ways that are allowed.

    - A title of several lines, a measure over several lines, leave out the line ends; a title from the page's
      metadata has an empty place.
    - A statement joined from several cells or lines leaves out the labels and marks that part them.
    - A status that a line, a section or the whole report gives to many problems is the normal form; its place is
      that line.
    - An earlier inspection that shares its words with another (2019年、2021年市委巡察) has its own year and their body.
    """
    place = record.passage.of(text)  # type: ignore[attr-defined]  # all of WORDS have one
    if place == words:
        return True
    if isinstance(record, Measure) or (isinstance(within, Report) and isinstance(record, Wording)):
        return bare(place) == bare(words) or place == ""
    if isinstance(within, Finding) and isinstance(record, Wording):
        return is_joined(words, place)
    if isinstance(record, Status):
        return record.source in ("group_line", "section", "document") and words == record.normal
    if isinstance(record, EarlierInspection):
        year, _, rest = words.partition("年")
        return f"{year}年" in place and place.endswith(rest)
    return False


@pytest.mark.slow
def test_titles_and_units_stand_at_their_places(extraction: Extraction) -> None:
    """A 《title》 is word for word, save a closing mark that is missing; a unit stands there under one of its names."""
    text = extraction.document.text
    for record, _ in walk(extraction):
        if isinstance(record, PolicyDocument):
            assert record.title in (place := record.passage.of(text), f"{place}》")
        if isinstance(record, Organisation) and record.passage:
            place = re.sub(r"\([^)]*\)", "", bare(record.passage.of(text)).replace("（", "(").replace("）", ")"))
            assert any(name in place for name in (record.name, *record.also)), record


@pytest.mark.slow
def test_every_note_of_the_reading_has_a_place(extraction: Extraction) -> None:
    """Only what concerns a whole file, or is no longer in its text, has none."""
    without = [note for note, _ in walk(extraction) if isinstance(note, Note) and note.passage is None]
    assert {note.stage for note in without} <= {"reading", "cleaning"}
