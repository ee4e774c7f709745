"""One HTML file that tells what was read of many documents: gathered one by one, written sorted by what needs a look.

The page holds everything in itself, runs nothing and asks the network for nothing (its content security policy forbids
both); all text from documents is escaped. What is told of a document waits in a file, so that memory does not grow.
"""

import base64
import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from xuntu.account.views import Entry, Language, to_entry, to_view
from xuntu.extractors import cover
from xuntu.ontology import Extraction, StoreError, clean

if TYPE_CHECKING:
    from jinja2 import Environment

_UNFOLDED: Final = 20


class Account:
    """The page while it is gathered: a context manager; ``write`` at the end puts it in its place.

    Raises ``StoreError`` where the file cannot be written, at once and not after the reading.
    """

    def __init__(self, path: str | os.PathLike[str], *, language: Language = "zh") -> None:
        self.path = Path(path)
        self._language: Language = language
        self._draft = self.path.with_name(f"{self.path.name}.part")
        try:
            self._draft.write_bytes(b"")
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self._waiting = TemporaryFile()  # noqa: SIM115 (closed by close)
        self._entries: dict[str, Entry] = {}
        self._failed: dict[str, str] = {}
        self._reports: Counter[str] = Counter()
        self._templates = _environment(language)

    def knows(self, content: bytes, name: str) -> bool:
        """Tell whether the same bytes were added already; then the document goes by this name as well."""
        entry = self._entries.get(hashlib.sha256(content).hexdigest())
        if entry is not None and name not in entry.names:
            entry.names.append(name)
        return entry is not None

    def add(self, extraction: Extraction, name: str) -> None:
        """Take in what was read of a document, under the name that a user knows it by."""
        coverage = cover(extraction.document, extraction.reports)
        entry = to_entry(extraction, coverage, name)
        view = to_view(extraction, coverage, language=self._language)
        body = self._templates.get_template("document.html").render(document=view).encode()
        entry.span = (self._waiting.seek(0, os.SEEK_END), len(body))
        self._waiting.write(body)
        self._entries[entry.sha256] = entry
        self._reports.update(report.kind for report in extraction.reports)

    def fail(self, name: str, message: str) -> None:
        """Take in that a document could not be read, and why."""
        self._failed[name] = message

    def write(self) -> Path:
        """Write the page and return its path; raises ``StoreError`` where that cannot be done."""
        entries = sorted(self._entries.values(), key=lambda entry: (-entry.attention, entry.names))
        page = self._templates.get_template("page.html").generate(
            entries=entries,
            failed=self._failed,
            total=_Total(entries, self._reports),
            unfolded=_UNFOLDED,
            body=self._body,
        )
        try:
            with self._draft.open("wb") as paper:
                paper.writelines(piece.encode() for piece in page)
            self._draft.replace(self.path)
        except OSError as error:
            raise _unwritable(self.path, error) from error
        return self.path

    def _body(self, entry: Entry) -> str:
        from markupsafe import Markup

        start, length = entry.span
        self._waiting.seek(start)
        return Markup(self._waiting.read(length).decode())  # noqa: S704 (made by our own template)

    def close(self) -> None:
        """Drop what waits; a page that was not written leaves nothing."""
        self._waiting.close()
        with suppress(OSError):
            self._draft.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Total:
    """What the head of the page counts over all documents."""

    def __init__(self, entries: list[Entry], reports: Mapping[str, int]) -> None:
        self.documents = len(entries)
        self.reports = dict(Counter(reports).most_common())
        self.findings = sum(entry.findings for entry in entries)
        self.with_status = sum(entry.with_status for entry in entries)
        self.statuses = dict(sum((entry.statuses for entry in entries), Counter[str]()).most_common())
        self.to_look_at = sum(entry.attention > 0 for entry in entries)
        self.differing = sum(entry.differing for entry in entries)
        self.doubts = sum(entry.doubts for entry in entries)


def _environment(language: Language) -> "Environment":
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    made = Environment(
        loader=PackageLoader("xuntu.account", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    style = _template("account.css")
    shared: dict[str, Any] = {
        "words": json.loads(_template(f"words.{language}.json")),
        "lang": "zh-CN" if language == "zh" else "en",
        "style": Markup(style),  # noqa: S704 (a file of ours)
        "style_hash": "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    }
    made.globals.update(shared)
    made.filters["shown"] = clean
    return made


def _template(name: str) -> str:
    return (files("xuntu.account") / "templates" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path}：无法写入（{error.strerror or error}）；请检查目录是否存在、是否有权限")
