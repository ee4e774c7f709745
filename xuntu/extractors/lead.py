"""The parts of a notice from which its header is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from re import Match, Pattern

from xuntu.extractors.folding import fold
from xuntu.ontology import Passage


@dataclass(frozen=True, slots=True)
class Lead:
    """Title, lead lines, the last lines of the notice, and the part that tells how the work was organised.

    ``title`` and the words of ``lines`` are folded; each line keeps its place.
    """

    title: str
    lines: tuple[tuple[Passage, str], ...]
    ending: tuple[tuple[Passage, str], ...] = ()
    organising: str = ""

    def find(self, pattern: Pattern[str]) -> Iterator[tuple[Passage, Match[str]]]:
        """Yield each match of *pattern* in the lead lines with its place."""
        for passage, words in self.lines:
            for match in pattern.finditer(words):
                yield Passage(passage.start + match.start(), passage.start + match.end()), match


def placed(passages: tuple[Passage, ...], text: str) -> tuple[tuple[Passage, str], ...]:
    """Return each passage with its folded words."""
    return tuple((passage, fold(passage.of(text))) for passage in passages)
