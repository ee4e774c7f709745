"""The triple patterns of a query, found by its tokens: enough of SPARQL for that, and for nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n]*)|<[^<>"{}|^`\\\s]*>|\"\"\".*?\"\"\"|'''.*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
    r"""|\^\^|@[A-Za-z-]+|[?$]\w+|[\w-]*:[\w.%-]*[\w-]|[\w-]*:|[A-Za-z_]\w*|[+-]?\d[\w.]*|&&|\|\||[<>!=]=|.""",
    re.DOTALL,
)
_HEADS = frozenset({"SELECT", "WHERE", "DISTINCT", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "BY", "ASK"})
_CLAUSES = frozenset({"OPTIONAL", "UNION", "MINUS", "LATERAL", "NOT", "EXISTS", "CONSTRUCT", "DESCRIBE"})
_SUFFIXES = frozenset("*+?")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One triple pattern as it is written; ``graph`` is the one it is asked of, ``None`` for the union of all."""

    subject: str
    path: str
    object: str
    graph: str | None = None

    def __str__(self) -> str:
        """Return it as SPARQL writes it.

        >>> str(Pattern("?f", "xt:ofUnit", "?u", "xtg:inferred"))
        'GRAPH xtg:inferred { ?f xt:ofUnit ?u }'
        """
        plain = f"{self.subject} {self.path} {self.object}"
        return f"GRAPH {self.graph} {{ {plain} }}" if self.graph else plain

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of its variables."""
        return tuple(term[1:] for term in (self.subject, self.object, self.graph or "") if term.startswith(("?", "$")))

    @property
    def is_closure(self) -> bool:
        """Whether it walks a path of any length, which cannot be counted alone."""
        return any(mark in re.sub(r"<[^>]*>", "", self.path) for mark in "*+")


def find_patterns(sparql: str) -> list[Pattern]:
    """Return each triple pattern of a query once, in the order of the text.

    >>> [str(found) for found in find_patterns("SELECT * { ?f xt:foundIn/xt:canonical ?i ; a ?c FILTER(?i != ?f) }")]
    ['?f xt:foundIn/xt:canonical ?i', '?f a ?c']
    """
    return list(dict.fromkeys(_Reader([t[0] for t in _TOKEN.finditer(sparql) if not t["skip"]]).patterns()))


class _Reader:
    """Walks over tokens; what it does not know it steps over."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def patterns(self) -> Iterator[Pattern]:
        graphs: list[str | None] = []
        named: str | None = None
        while self.at < len(self.tokens):
            mark = self.tokens[self.at]
            word = mark.upper()
            if mark == "{":
                graphs.append(named or (graphs[-1] if graphs else None))
                named = None
            elif mark == "}":
                graphs = graphs[:-1]
            elif word == "GRAPH":
                self.at += 1
                named = self.tokens[self.at] if self.at < len(self.tokens) else None
            elif word in {"FILTER", "BIND"}:
                self._skip_filter()
                continue
            elif word == "VALUES":
                self._skip_to("}")
            elif word in {"PREFIX", "BASE"}:
                self._skip_to_iri()
            elif word in _HEADS and word != "WHERE":
                self._skip_head()
                continue
            elif graphs and word not in _CLAUSES and word != "WHERE" and mark not in {".", ";", ","}:
                yield from self._triples(graphs[-1])
                continue
            self.at += 1

    def _triples(self, graph: str | None) -> Iterator[Pattern]:
        subject = self._term()
        while self.at < len(self.tokens):
            path = self._path()
            if not path:
                return
            while True:
                yield Pattern(subject, path, self._term(), graph)
                if self._peek() != ",":
                    break
                self.at += 1
            if self._peek() != ";":
                return
            self.at += 1
            if self._peek() in {"}", "."}:
                return

    def _term(self) -> str:
        """Return the term here, a literal with its language or datatype."""
        token = self._peek()
        self.at += 1
        if self._peek().startswith("@"):
            token += self._peek()
            self.at += 1
        elif self._peek() == "^^":
            token += "^^" + self.tokens[self.at + 1]
            self.at += 2
        return token

    def _path(self) -> str:
        """Return the predicate or path here, ``""`` where there is none."""
        parts: list[str] = []
        while self._peek() not in {"", ".", ";", ",", "{", "}", ")"}:
            while self._peek() in {"^", "!"}:
                parts.append(self._next())
            parts.append(self._group() if self._peek() == "(" else self._next())
            if self._peek() in _SUFFIXES:
                parts.append(self._next())
            if self._peek() not in {"/", "|"}:
                break
            parts.append(self._next())
        return "".join(parts)

    def _group(self) -> str:
        """Return what stands in brackets, and go behind it."""
        start, depth = self.at, 0
        while self.at < len(self.tokens):
            mark = self._next()
            depth += (mark == "(") - (mark == ")")
            if not depth:
                break
        return "".join(self.tokens[start : self.at])

    def _skip_filter(self) -> None:
        """Go behind a FILTER or BIND; of FILTER EXISTS only behind its words, as its group has patterns."""
        self.at += 1
        while self._peek().upper() in {"NOT", "EXISTS"}:
            self.at += 1
        if self._peek() not in {"(", "{"}:
            self.at += 1  # the name of a function
        if self._peek() == "(":
            self._group()

    def _skip_head(self) -> None:
        while self._peek() not in {"", "{", "}"}:
            if self._peek() == "(":
                self._group()
            else:
                self.at += 1

    def _skip_to(self, mark: str) -> None:
        while self._peek() not in {"", mark}:
            self.at += 1

    def _skip_to_iri(self) -> None:
        while self._peek() and not self._peek().startswith("<"):
            self.at += 1

    def _peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]
