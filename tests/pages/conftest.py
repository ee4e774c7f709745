"""Every page that xuntu writes, of the examples and of documents that mean harm, and a browser without a network."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.serving.browser.hostile import write_hostile
from xuntu.cli import xuntu

DOCUMENTS = Path("examples/documents").resolve()
FORMS = {
    "view": ("view",),
    "view-unit": ("view", "--unit", "住房和城乡建设局"),
    "view-round": ("view", "--round", "四届市委第4轮巡察"),
    "view-type": ("view", "--type", "C05"),
    "view-chain": ("view", "--chain"),
    "view-policy": ("view", "--policy", "医用耗材采购管理办法（试行）"),
    "view-org": ("view", "--org"),
    "view-overview": ("view", "--overview"),
    "view-en": ("--lang", "en", "view"),
    "view-offline-sparql": ("view", "--offline-sparql"),
    **({"report-unit": ("report", "--unit", "住房和城乡建设局")} if "report" in xuntu.commands else {}),
}
"""How each page of a store is written."""
HARMFUL = {
    "view": ("view",),
    "view-unit": ("view", "--unit", "财政局"),
    "view-chain": ("view", "--chain"),
    "view-overview": ("view", "--overview"),
    "view-offline-sparql": ("view", "--offline-sparql"),
    **({"report-unit": ("report", "--unit", "财政局")} if "report" in xuntu.commands else {}),
}


def run(*args: str) -> str:
    """Run a command and return what it prints; raises where it fails."""
    done = CliRunner().invoke(xuntu, [*args])
    assert done.exit_code == 0, done.output
    return done.output


def write_pages(folder: Path, documents: Path, forms: dict[str, tuple[str, ...]]) -> dict[str, Path]:
    """Write all pages of the graph of *documents*, its report among them, and return them by name."""
    pages = {"account": folder / "account.html"}
    run("build", str(documents), "-o", str(folder / "a.store"), "--report", str(pages["account"]))
    for name, words in forms.items():
        pages[name] = folder / f"{name}.html"
        place = words.index("report" if "report" in words else "view") + 1
        run(*words[:place], str(folder / "a.store"), *words[place:], "-o", str(pages[name]))
    return pages


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the pages of the examples."""
    return write_pages(tmp_path_factory.mktemp("pages"), DOCUMENTS, FORMS)


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the pages of documents full of markup, handlers, addresses and turned text."""
    folder = tmp_path_factory.mktemp("harmful")
    write_hostile(folder / "documents")
    return write_pages(folder, folder / "documents", HARMFUL)


class Window:
    """A page opened from its file; whatever else is asked for is never answered, as behind a firewall, but remembered."""

    def __init__(self, chromium: Any, file: Path, address: str = "", *, scripts: Sequence[str] = ()) -> None:
        self.file = file
        self.said: list[str] = []
        self.dialogs: list[str] = []
        self.asked: list[str] = []
        self.blocked: list[str] = []
        context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 900})
        context.route(lambda url: not url.startswith(("file:", "blob:", "data:")), self._drop)
        self.page = context.new_page()
        for script in scripts:
            self.page.add_init_script(script)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on(
            "requestfailed", lambda request: self.blocked.append(request.url) if request.failure == "csp" else None
        )
        self.page.on("dialog", self._dismiss)
        self.meter = context.new_cdp_session(self.page)
        self.meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.page.goto(file.as_uri() + address)

    def _drop(self, route: Any) -> None:
        """Leave a request without an answer."""

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def seconds(self) -> float:
        """Return the seconds of processor time that the page has taken of its thread."""
        metrics = self.meter.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def outside(self) -> list[str]:
        """Return what was asked for besides the file and scripts that it holds, and was not blocked by its policy."""
        asked = [url for url in self.asked if url.split("#")[0] != self.file.as_uri() and not url.startswith("blob:")]
        return [url for url in asked if url not in self.blocked]
