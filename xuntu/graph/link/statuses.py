"""What is the state of each finding now."""

from collections.abc import Iterator

from xuntu.graph.asking import ask_own
from xuntu.graph.link.lines import line
from xuntu.graph.quads.literals import iri
from xuntu.graph.store import Store
from xuntu.ontology import XT


def say_current_statuses(store: Store) -> Iterator[str]:
    """Yield the newest status record of each finding; of those of one day the first, which has the strongest source."""
    newest: dict[str, tuple[str, str]] = {}
    dates = {str(record): str(date) for record, date in ask_own(store, "facts/status_dates").rows}
    rows = {(str(finding), str(record)) for finding, record in ask_own(store, "facts/statuses").rows}
    for finding, record in sorted(rows, key=lambda row: (row[0], len(row[1]), row[1])):
        date = dates.get(record, "")
        if finding not in newest or date > newest[finding][0]:
            newest[finding] = (date, record)
    for finding, (_, record) in newest.items():
        yield line(finding, XT.currentStatus, iri(record))
