"""The made-up documents of the benchmarks are what they say, and are read as they were written."""

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.documents import LONG, SHORT, document, name, texts, write_documents
from tests.variations.notice import Written
from tests.variations.reading import compare, core
from xuntu.extractors import extract, to_json


def _statements_read(written: Written) -> set[str]:
    extraction = extract(written.text.encode(), "notice.txt")
    return {core(finding.statement.text) for report in extraction.reports for finding in report.findings}


def test_a_document_follows_from_its_number() -> None:
    """Two machines measure the same texts; another edition of a number is another text."""
    assert [*texts(range(3))] == [*islice(texts(range(50)), 3)]
    assert len({*texts(range(200)), document(7, edition=1).text}) == 201


@pytest.mark.parametrize("characters", [SHORT, LONG])
def test_a_document_is_about_as_long_as_asked(characters: int) -> None:
    """The mean of twenty is within a fifth of it."""
    lengths = [len(document(number * 97, characters).text) for number in range(20)]
    assert sum(lengths) / len(lengths) == pytest.approx(characters, rel=0.2)


def test_four_documents_tell_of_one_unit() -> None:
    """A department is inspected four times, so that there is something to link."""
    assert len({document(number).header["unit"] for number in range(400)}) == 100


def test_short_documents_are_read_as_written() -> None:
    """Header, numbers, statements, statuses, measures and policies of sixty, to the last field."""
    for number in range(0, 60 * 53, 53):
        written = document(number)
        extraction = extract(written.text.encode(), "notice.txt")
        assert not compare(written, to_json(extraction), extraction.document.text), written.text


@pytest.mark.slow
def test_long_documents_are_read_as_written() -> None:
    """Of every hundred problems of 15 KB documents at least ninety-nine come back word for word."""
    written = [document(number, LONG) for number in range(0, 30 * 53, 53)]
    wanted = [(place, core(one.statement)) for place, each in enumerate(written) for one in each.findings]
    read = {(place, statement) for place, each in enumerate(written) for statement in _statements_read(each)}
    assert len(wanted) > 900
    assert sum(each in read for each in wanted) >= 0.99 * len(wanted)


def test_files_are_written_once(tmp_path: Path) -> None:
    """A second run takes over what is there."""
    folder = write_documents(tmp_path, range(3))
    assert (folder / name(2)).read_bytes().decode() == document(2).text
    before = (folder / name(2)).stat().st_mtime_ns
    assert write_documents(tmp_path, range(3)) == folder
    assert (folder / name(2)).stat().st_mtime_ns == before
