"""Python that a page shows, run as it stands there.

The blocks of a page run one after the other in one namespace, in a folder that has the examples in it. Where a block
has ``>>>``, what it prints is compared. A block below a ``<!-- not run: why -->`` mark is read, and not run.
"""

import doctest
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"(?P<mark><!-- not run: .+? -->\n+)?^```python\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A block of Python, and the line of the page that it begins at."""

    code: str
    line: int
    runs: bool


def find_snippets(text: str) -> Iterator[Snippet]:
    r"""Yield the blocks of Python of a page.

    >>> [snippet] = find_snippets("# 甲\n```python\nimport xuntu\n```\n")
    >>> snippet.code, snippet.line, snippet.runs
    ('import xuntu\n', 3, True)
    """
    for block in _BLOCK.finditer(text):
        yield Snippet(block["code"], text.count("\n", 0, block.start("code")) + 1, block["mark"] is None)


def run_snippets(page: Path) -> Iterator[str]:
    """Run the Python of *page* in the current folder; yield a line for each example that prints something else."""
    known: dict[str, object] = {"__name__": "__page__"}
    for snippet in find_snippets(page.read_text(encoding="utf-8")):
        place = f"{page.name}:{snippet.line}"
        if not snippet.runs:
            compile(snippet.code, place, "exec")
        elif ">>> " in snippet.code:
            yield from _run_session(snippet, place, known)
        else:
            exec(compile(snippet.code, place, "exec"), known)  # noqa: S102 (our own pages)


def _run_session(snippet: Snippet, place: str, known: dict[str, object]) -> Iterator[str]:
    session = doctest.DocTestParser().get_doctest(snippet.code, known, place, place, snippet.line)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(session, out=said.append, clear_globs=False)
    known.update(session.globs)
    if runner.failures:
        yield "".join(said)
