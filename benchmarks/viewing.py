"""Our page of a graph against pyvis' own page of the same entities and links: its size, and what making it takes."""

from pathlib import Path
from shutil import rmtree
from typing import Any

from benchmarks.documents import SHORT, write_documents
from benchmarks.measuring import cost_of
from benchmarks.stages import build_timed, sources_of
from benchmarks.tables import Section, table


def make_store(folder: str, store: str) -> dict[str, Any]:
    """Build the store that is shown."""
    rmtree(store, ignore_errors=True)
    build_timed(sources_of(Path(folder)), Path(store))
    return {}


def ours(store: str, page: str) -> dict[str, Any]:
    """Write what `xuntu view` writes."""
    import xuntu

    with xuntu.open(store) as graph:
        graph.view(page)
    return _size(page)


def theirs(store: str, page: str) -> dict[str, Any]:
    """Write pyvis' page of the networkx graph, with all that it needs within, as ours has."""
    from pyvis.network import Network

    import xuntu

    with xuntu.open(store) as graph:
        drawn = Network(directed=True, cdn_resources="in_line")
        drawn.from_nx(_plain(graph.to_networkx()))
        Path(page).write_text(drawn.generate_html(), encoding="utf-8")
    return _size(page)


def _plain(graph: Any) -> Any:
    """Return the graph with labels only: pyvis takes no other attributes than its own."""
    import networkx

    plain = networkx.DiGraph()
    for node, told in graph.nodes(data=True):
        plain.add_node(node, label=str(told.get("label") or node)[:40])
    plain.add_edges_from((one, other) for one, other, *_ in graph.edges)
    return plain


def _size(page: str) -> dict[str, Any]:
    return {"bytes": Path(page).stat().st_size}


def section(folder: Path, documents: int, characters: int = SHORT) -> Section:
    """Measure and tell."""
    texts, store = write_documents(folder, range(documents), characters), folder / "view.store"
    cost_of(make_store, texts, store)
    mine = cost_of(ours, store, folder / "ours.html")
    other = cost_of(theirs, store, folder / "theirs.html")
    rmtree(store, ignore_errors=True)
    rows = [
        (
            told,
            cost.seconds,
            round(cost.megabytes),
            cost.facts["bytes"] / 1e6,
            cost.facts["bytes"] / mine.facts["bytes"],
        )
        for told, cost in (("`xuntu view`", mine), ("pyvis, all within the page", other))
    ]
    lines = [
        f"The graph of {documents:,} documents of about {characters:,} characters; opening the store is within.",
        "",
        *table(("page", "CPU s", "peak MB", "page MB", "× ours"), rows),
    ]
    return Section("The page", tuple(lines))
