"""Pictures of every kind of page, to look at: ``python -m tests.serving.browser.shots FOLDER [STORE]``."""

import sys
import tempfile
from pathlib import Path

from tests.chromium import CHROMIUM
from tests.serving.browser.site import serve, workbench
from tests.serving.browser.test_every_page import STARTS
from tests.serving.browser.window import Window, crawl, kind_of
from xuntu.extractors import extract
from xuntu.graph import Source, Store, build

LOOKS = (("light", 1280), ("dark", 1280), ("light", 400))


def shoot(folder: Path, store: Store) -> list[Path]:
    """Write pictures of one page of each kind over *store*, and return their paths."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    words = Path(tempfile.mkdtemp()) / "words.sqlite"
    with serve(workbench(store, words)) as site, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scheme, width in LOOKS:
            window = Window(browser, site, color_scheme=scheme, viewport={"width": width, "height": 900})
            for path in crawl(window, STARTS, each=1, most=40):
                name = kind_of(path).strip("/?").replace("/", "-").replace("?", "-") or "home"
                taken.append(folder / f"{name}-{scheme}-{width}.png")
                window.page.screenshot(
                    path=taken[-1], full_page=window.page.evaluate("document.body.scrollHeight < 6000")
                )
        browser.close()
    return taken


def main() -> None:
    """Take the pictures of the examples, or of the store that is named."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "examples.store"
        if len(sys.argv) <= 2:
            files = sorted(Path("examples/documents").iterdir())
            build([Source(str(path.resolve()), path.name) for path in files], place, extract, version="1")
        for path in shoot(Path(sys.argv[1]), Store.open(place)):
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
