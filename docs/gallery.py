"""Picture what xuntu makes of the examples: `make gallery`, or `docs/gallery.py NAME…` for some.

Each line of `docs/making/pictures.py` is a command as a user types it, and how its file is looked at. The pictures
go to ``docs/images``, and ``docs/gallery.md`` shows those that are there. Pages are opened in Chromium, workbooks and
Word documents are printed by LibreOffice; where one of these is missing, that is said, and the old picture stays.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import generate
from making.pictures import IMAGES, PICTURES, Picture, gallery_page
from making.places import DOCS
from making.sessions import Shell
from PIL import Image

_CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
_SOFFICE = shutil.which("soffice") or ""
_PDFTOPPM = shutil.which("pdftoppm") or ""
_WIDTH = 1360
_COLOURS = 256
_WIDEST = 1400


def main(names: list[str]) -> int:
    """Make the pictures, or those of the *names*; return 1 where one could not be made."""
    wanted = [one for group in PICTURES.values() for one in group if not names or one.name in names]
    IMAGES.mkdir(exist_ok=True)
    missing = 0
    with TemporaryDirectory() as place, _browser() as browser:
        folder = Path(place)
        generate.furnish(folder)
        shell = Shell(folder)
        shell.run("xuntu build examples/documents")
        for one in wanted:
            fault = make(one, shell, browser)
            missing += bool(fault)
            print(f"{one.name}: {fault or 'made'}", flush=True)
    (DOCS / "gallery.md").write_text(gallery_page(), encoding="utf-8")
    print(f"{sum(file.stat().st_size for file in IMAGES.glob('*.png')) / 1e6:.1f} MB in {IMAGES.name}/")
    return 1 if missing else 0


def make(one: Picture, shell: Shell, browser: Any) -> str:
    """Make one picture; return why not, or nothing."""
    if one.command == "xuntu serve":
        return _serve(one, shell, browser)
    said = shell.run(one.command)
    file = shell.folder / one.file
    if not file.exists():
        return " ".join(said)
    if file.suffix == ".png":
        _keep(one, file.read_bytes())
        return ""
    if file.suffix == ".html":
        return _photograph(one, browser, file.as_uri() + one.look, wait=".rows" if one.look else "body")
    return _print(one, file)


def _photograph(one: Picture, browser: Any, address: str, *, wait: str = "body") -> str:
    """Open a page in the browser and keep what it shows."""
    if browser is None:
        return "needs Chromium and playwright: apt-get install chromium fonts-noto-cjk; pip install --group dev"
    page = browser.new_page(viewport={"width": _WIDTH, "height": one.height})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator(wait).first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    _keep(one, page.screenshot())
    page.close()
    return ""


def _print(one: Picture, file: Path) -> str:
    """Print a workbook or a Word document with LibreOffice and keep the page that is wanted."""
    if not _SOFFICE or not _PDFTOPPM:
        return "needs LibreOffice and pdftoppm: apt-get install libreoffice poppler-utils fonts-noto-cjk"
    home = f"-env:UserInstallation={(file.parent / 'office').as_uri()}"
    command = [_SOFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 (our own file)
    page = ["-f", one.look, "-l", one.look, "-r", "90", "-png", "-singlefile"]
    picture = file.with_suffix("")
    subprocess.run([_PDFTOPPM, *page, str(file.with_suffix(".pdf")), str(picture)], check=True)  # noqa: S603
    _keep(one, picture.with_suffix(".png").read_bytes())
    return ""


def _serve(one: Picture, shell: Shell, browser: Any) -> str:
    """Serve the store, and photograph the page of the workbench that is wanted."""
    program = [str(Path(sys.executable).with_name("xuntu")), "serve", "--port", "0"]
    server = subprocess.Popen(  # noqa: S603 (our own program)
        program, cwd=shell.folder, env=dict(shell.environment), stderr=subprocess.PIPE, text=True
    )
    try:
        address = next(word for line in server.stderr or [] for word in line.split() if word.startswith("http://"))
        return _photograph(one, browser, address.rstrip("/，。") + one.look)
    finally:
        server.terminate()
        server.wait()


def _keep(one: Picture, content: bytes) -> None:
    """Write a picture in few colours, no wider than need be."""
    picture = Image.open(BytesIO(content)).convert("RGB")
    if picture.width > _WIDEST:
        picture = picture.resize((_WIDEST, round(picture.height * _WIDEST / picture.width)), Image.Resampling.LANCZOS)
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{one.name}.png", optimize=True)


@contextmanager
def _browser() -> Iterator[Any]:
    """Give a browser without a network; ``None`` where there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        yield None
        return
    with sync_playwright() as driver:
        if not _CHROMIUM:
            yield None
            return
        browser = driver.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
