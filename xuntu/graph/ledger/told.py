"""What the ledger tells of progress and proof: what people have written into one, else what the documents say."""

from xuntu.graph.ledger.entries import Entry


def progress_of(entry: Entry) -> str:
    """Return the progress that a ledger was given last with what was told since, else all that is told, by date."""
    written = [place for place, state in enumerate(entry.states) if state.progress]
    if written:
        last = written[-1]
        return "\n".join([entry.states[last].progress, *_statuses(entry, last + 1)])
    states = [task.state for task in entry.tasks]
    counts = "，".join(f"{state} {states.count(state)}" for state in dict.fromkeys(states) if state)
    return "\n".join([*_statuses(entry, 0), *([f"措施 {len(states)} 条：{counts}"] if counts else [])])


def proof_of(entry: Entry) -> str:
    """Return the proof that a ledger was given last, else the papers that the measures made, changed or drafted."""
    written = [state.proof for state in entry.states if state.proof]
    if written:
        return written[-1]
    return "\n".join(dict.fromkeys(paper for task in entry.tasks for paper in task.papers))


def closed_of(entry: Entry) -> str:
    """Return the day on which the problem was struck off, ``""`` where no ledger says so."""
    return next((state.closed for state in reversed(entry.states) if state.closed), "")


def _statuses(entry: Entry, start: int) -> list[str]:
    return [f"{state.day} {state.words or state.status}".strip() for state in entry.states[start:]]
