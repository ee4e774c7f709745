"""What is the state of each finding now."""

from collections.abc import Iterable, Iterator

from xuntu.graph.link.lines import line
from xuntu.graph.quads.literals import iri
from xuntu.ontology import XT


def say_current_statuses(records: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Yield the newest of the status records of each finding, given as finding, record and date.

    Of those of one day it is the first, which has the strongest source.
    """
    newest: dict[str, tuple[str, str]] = {}
    for finding, record, date in sorted(records, key=lambda row: (row[0], len(row[1]), row[1])):
        if finding not in newest or date > newest[finding][0]:
            newest[finding] = (date, record)
    for finding, (_, record) in newest.items():
        yield line(finding, XT.currentStatus, iri(record))
