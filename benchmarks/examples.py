"""How long the examples take, on this machine, now: `make bench`.

Two honest figures. The whole process, as a user waits for it: `xuntu build examples/documents` into an empty store,
from the start of Python to its end. And reading alone, as a ratio to spaCy's blank Chinese tokenizer on the same texts
in the same run, so that it means something on another machine too. The best of a few runs counts: the rest is noise.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import spacy

from xuntu.extractors.pipeline import extract
from xuntu.sources import find_sources

EXAMPLES = Path(__file__).parents[1] / "examples" / "documents"
RUNS = 3


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that the quickest of a few runs took."""
    return min(_seconds(work) for _ in range(RUNS))


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def build() -> None:
    """Build the examples in a process of its own."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "xuntu", "build", str(EXAMPLES), "-o", f"{folder}/xuntu.store"]
        subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    """Print the figures."""
    files = [(source.read(), source.name) for source in find_sources([EXAMPLES]).sources]
    texts = [extract(content, name).document.text for content, name in files]
    characters = sum(map(len, texts))
    tokenizer = spacy.blank("zh")
    reading = seconds(lambda: [extract(content, name) for content, name in files])
    tokenizing = seconds(lambda: [tokenizer(text) for text in texts])
    building = seconds(build)
    print(f"{len(files)} documents, {characters} characters; best of {RUNS} runs")
    print(f"whole process, xuntu build      {building:8.2f} s   {len(files) / building:10.1f} documents/s")
    print(f"reading (bytes to records)      {reading:8.2f} s   {characters / reading:10.0f} characters/s")
    print(f"spaCy blank zh, tokenizing only {tokenizing:8.2f} s   {characters / tokenizing:10.0f} characters/s")
    print(f"reading takes {reading / tokenizing:.2f} times as long as tokenizing")


if __name__ == "__main__":
    main()
