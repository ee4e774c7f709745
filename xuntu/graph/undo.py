"""What a killed build leaves half done, and how the next one mends it.

Before the engine of a store is changed, a file beside it says what will be: from that, or from the packs, the engine is
brought back to what the index tells.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from xuntu.graph.store import write_file

_FILE: Final = "undo.json"


def prepare_update(place: Path, graphs: Iterable[str], removed: Sequence[str], added: Sequence[str]) -> None:
    """Note that *graphs* of documents will be replaced, and lines of other graphs be *removed* and *added*."""
    write_file(place / _FILE, json.dumps({"graphs": sorted(graphs), "removed": removed, "added": added}))


def prepare_rebuild(place: Path) -> None:
    """Note that the whole engine will be replaced."""
    write_file(place / _FILE, json.dumps(None))


def has_broken_off(place: Path) -> bool:
    """Tell whether a build was killed while it changed the engine."""
    return (place / _FILE).exists()


def read_undo(place: Path) -> tuple[list[str], list[str], list[str]] | None:
    """Return the graphs, removed and added lines of the build that was killed; ``None`` where all is to be redone."""
    told = json.loads((place / _FILE).read_text(encoding="utf-8"))
    return (told["graphs"], told["removed"], told["added"]) if told else None


def finish(place: Path) -> None:
    """Note that the engine is as the index says."""
    (place / _FILE).unlink(missing_ok=True)
