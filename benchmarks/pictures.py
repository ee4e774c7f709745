"""The page of `xuntu view` at a size: what writing it takes, and what a browser takes to open and redraw it.

``python -m benchmarks.pictures [UNITS …]`` prints a table; needs Chromium and its driver (playwright). The network is
made up: each unit has two inspections with three findings each, a measure for each, and a problem that came back.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from networkx import MultiDiGraph

from tests.chromium import CHROMIUM
from xuntu.graph.html import to_html
from xuntu.graph.network import Network, Place
from xuntu.graph.viewing import Part

_TYPES = 18
_TABS = ("graph", "chains", "overview", "org", "policies")


def make_network(units: int) -> Network:
    """Return a network of so many units under cities and counties, about twenty entities for each."""
    graph: Network = MultiDiGraph()
    for number in range(_TYPES):
        graph.add_node(f"t{number}", label=f"问题类型第{number}类", type="problem_type")
        graph.add_node(f"t{number}.1", label=f"问题类型第{number}类之一", type="problem_type")
        _link(graph, f"t{number}.1", "broader", f"t{number}")
    for status, label in (("done", "完成"), ("going", "正在整改")):
        graph.add_node(status, label=label, type="status")
    graph.add_node("https://example.invalid/status-closed", label="已办结", type="status")
    _link(graph, "done", "broader", "https://example.invalid/status-closed")
    for number in range(units):
        _add_unit(graph, number)
    return graph


def _add_unit(graph: Network, number: int) -> None:
    unit = f"u{number}"
    graph.add_node(unit, label=f"云岭市第{number}局", type="unit")
    if number:
        _link(graph, unit, "subOrganizationOf", f"u{(number - 1) // 12}")
    for year in (2019, 2022):
        inspection = f"{unit}i{year}"
        graph.add_node(inspection, label=f"巡察第{number}局（{year}）", type="inspection", start_date=f"{year}-03-01")
        _link(graph, inspection, "inspects", unit)
        for place in range(3):
            _add_finding(graph, f"{inspection}f{place}", inspection, number + place)
    recurrence = f"{unit}r"
    graph.add_node(recurrence, label="反弹回潮", type="recurrence", score=0.8)
    _link(graph, recurrence, "recurringFinding", f"{unit}i2022f0")
    _link(graph, recurrence, "priorFinding", f"{unit}i2019f0")


def _add_finding(graph: Network, finding: str, inspection: str, number: int) -> None:
    words = f"财务管理第{number}项制度执行不严，公务接待审批手续不全，个别支出无依据"
    status, label = (("done", "完成"), ("going", "正在整改"))[number % 2]
    graph.add_node(finding, label=words, type="finding", status=label, statement=words, number=str(number))
    graph.add_node(finding + "m", label=f"修订第{number}项管理办法，开展自查自纠", type="measure")
    _link(graph, finding, "foundIn", inspection)
    _link(graph, finding, "problemType", f"t{number % _TYPES}.1")
    _link(graph, finding, "status", status)
    _link(graph, finding + "m", "addresses", finding)


def _link(graph: Network, source: str, relation: str, target: str) -> None:
    graph.add_edge(source, target, key=f"{source} {relation} {target}", relation=relation, label=relation)


def make_places(graph: Network) -> dict[str, list[Place]]:
    """Return a place for each finding and measure."""
    said = ((node, str(at["label"])) for node, at in graph.nodes(data=True) if at["type"] in {"finding", "measure"})
    return {node: [Place("d", f"通报{hash(node) % 900}.html", 10, 60, words + "。")] for node, words in said}


def measure(page: Path) -> dict[str, float]:
    """Return CPU seconds until the page is ready, and CPU milliseconds to draw each tab and a new centre."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": 1440, "height": 900})
        session = window.context.new_cdp_session(window)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        window.goto(page.as_uri())
        window.wait_for_function("window.xuntu")
        found = {"ready (CPU s)": _spent(session)}
        for name in _TABS:
            if window.locator(f"#tab-{name}").count():
                found[f"{name} (ms)"] = _cost(window, session, f"document.getElementById('tab-{name}').click()")
        window.locator("#tab-graph").click()
        costs = [_cost(window, session, "xuntu.redraw()") for _ in range(9)]
        found["new centre (ms)"] = sorted(costs)[4]
        browser.close()
    return found


def _cost(window: Any, session: Any, act: str) -> float:
    """Return the CPU milliseconds of an act, with the layout and the picture that follow."""
    began = _spent(session)
    window.evaluate(
        f"async () => {{ {act}; for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame); }}"
    )
    return 1000 * (_spent(session) - began)


def _spent(session: Any) -> float:
    told = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in told if one["name"] == "TaskDuration"))


def rows(sizes: list[int]) -> Iterator[dict[str, object]]:
    """Yield a row for each number of units."""
    for units in sizes:
        graph = make_network(units)
        began = process_time()
        text = to_html(Part(graph, "graph"), make_places(graph))
        spent = process_time() - began
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.html"
            page.write_bytes(text.encode())
            told = {name: round(value, 2 if "CPU" in name else 0) for name, value in measure(page).items()}
        yield {"entities": len(graph), "write (CPU s)": round(spent, 2), "MB": round(len(text) / 1e6, 2), **told}


if __name__ == "__main__":
    for row in rows([int(size) for size in sys.argv[1:]] or [100, 1000]):
        print("  ".join(f"{name} {value}" for name, value in row.items()))
