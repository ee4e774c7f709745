"""PDF, printed by a program that is on the machine: a browser, else LibreOffice.

The program runs without a window, in a throw-away profile and without a network. It sees one file of
ours, whose own policy lets no script run, in a folder that is gone afterwards.
"""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xuntu.ontology import StoreError

_SECONDS: Final = 120
_BROWSERS: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge",
)  # fmt: skip
_OFFICES: Final = ("soffice", "libreoffice")
_WINDOWS: Final = (
    ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
    ("PROGRAMFILES", "Microsoft/Edge/Application/msedge.exe"),
    ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
)
_MAC: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_OPTIONS: Final = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-sync", "--disable-component-update", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
)  # fmt: skip
_CLOCK: Final = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)(\d{14})")
_LONG_AGO: Final = b"19800101000000"
_MARKS: Final = (
    re.compile(rb"(/ID ?\[ ?<)([0-9A-Fa-f]+)(>\s*<)([0-9A-Fa-f]+)"),
    re.compile(rb"(/DocChecksum ?/)([0-9A-F]+)"),
)


def find_browser(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the browser of this machine that prints: Chromium, Chrome or Edge; ``None`` where there is none."""
    return next(_find(environment), None)


def _find(environment: Mapping[str, str]) -> Iterator[str]:
    yield from filter(None, (shutil.which(name, path=environment.get("PATH")) for name in _BROWSERS))
    told = [Path(environment[where], path) for where, path in _WINDOWS if where in environment]
    yield from (str(path) for path in (*told, *map(Path, _MAC)) if path.is_file())


def print_page(
    page: bytes, document: bytes, *, browser: str | None = None, environment: Mapping[str, str] = os.environ
) -> bytes:
    """Return a PDF of *page* (HTML) by the *browser*, else by one of this machine, else of *document* by LibreOffice.

    Raises StoreError where neither is found, or the program fails.
    """
    chosen = browser or find_browser(environment)
    if chosen:
        return _settle(_print_by_browser(chosen, page))
    office = next(filter(None, (shutil.which(name, path=environment.get("PATH")) for name in _OFFICES)), None)
    if office:
        return _settle(_print_by_office(office, document))
    raise StoreError(
        "写 PDF 要靠浏览器（Edge、Chrome、Chromium）或 LibreOffice，这里都没有找到。请装上其中一个"
        "（如 apt-get install chromium fonts-noto-cjk），或用 --browser（环境变量 XUNTU_BROWSER）指明浏览器；"
        "也可以写成 .html 或 .docx，打开后另存为 PDF"
    )


def _print_by_browser(browser: str, page: bytes) -> bytes:
    with TemporaryDirectory(prefix="xuntu-", ignore_cleanup_errors=True) as folder:
        source, result = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_bytes(page)
        as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # it refuses to run else
        places = [f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={result}", source.as_uri()]
        _run([browser, *_OPTIONS, *as_root, *places], Path(folder))
        return _read(result, browser)


def _print_by_office(office: str, document: bytes) -> bytes:
    with TemporaryDirectory(prefix="xuntu-", ignore_cleanup_errors=True) as folder:
        source, result = Path(folder, "report.docx"), Path(folder, "report.pdf")
        source.write_bytes(document)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        silent = ("--headless", "--norestore", "--nologo", "--nolockcheck")
        _run([office, profile, *silent, "--convert-to", "pdf", "--outdir", folder, str(source)], Path(folder))
        return _read(result, office)


def _read(result: Path, program: str) -> bytes:
    try:
        return result.read_bytes()
    except OSError as error:
        raise StoreError(f"{program}：没有写出 PDF；请打开看看它能不能用，或写成 .html 或 .docx") from error


def _settle(printed: bytes) -> bytes:
    """Return a PDF without the clock and the marks of this printing; every place in it stays where it was."""
    printed = _CLOCK.sub(lambda found: found[1] + _LONG_AGO, printed)
    for marks in _MARKS:
        printed = marks.sub(_blank, printed)
    return printed


def _blank(found: re.Match[bytes]) -> bytes:
    return b"".join(part if place % 2 == 0 else b"0" * len(part) for place, part in enumerate(found.groups()))


def _run(command: list[str], folder: Path) -> None:
    """Run *command* in a group of its own, so that it ends with all that it started."""
    quiet = subprocess.DEVNULL
    own = {"HOME": str(folder)} if os.name == "posix" else {}
    try:
        with subprocess.Popen(  # noqa: S603 (a program that the user installed)
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, env={**os.environ, **own}
        ) as process:
            try:
                process.wait(_SECONDS)
            except subprocess.TimeoutExpired as error:
                raise StoreError(f"{command[0]}：{_SECONDS} 秒没有写完 PDF；请写成 .html 或 .docx") from error
            finally:
                _end(process)
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(
            f"{command[0]}：不能运行（{error.strerror or error}）；请核对 --browser，或重新安装"
        ) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the *process* and of its children."""
    if os.name != "posix":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
