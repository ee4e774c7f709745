"""Updates of others: SPARQL Update that changes graphs of their own, never those that are made from documents.

Which graphs an update changes can only be known beforehand where it names them. So each operation must be ``INSERT
DATA``, ``DELETE DATA``, ``DELETE WHERE``, ``DELETE … INSERT … WHERE``, ``CLEAR``, ``DROP`` or ``CREATE``, and say for
all that it changes in which graph, by a whole IRI that is not of our namespace. What is read in ``WHERE`` is free.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

from xuntu.graph.sparql import calls_out, check_limits
from xuntu.graph.store import Store, read_index, write_index
from xuntu.graph.tokens import Token, lex, resolve
from xuntu.ontology import QueryError

_OURS: Final = "https://w3id.org/xuntu/"
_WHOLE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\\>]+>")
_DOTS: Final = re.compile(r"/\.\.?(?:[/?#>]|$)")
_END: Final = Token("mark", "", -1)
_PLAIN: Final = frozenset({("INSERT", "DATA"), ("DELETE", "DATA"), ("DELETE", "WHERE")})
_BRACES: Final = frozenset({"{", "}", "{|", "|}"})


@dataclass(frozen=True, slots=True)
class Update:
    """An update that may be done: its text, and the graphs that it changes."""

    text: str
    graphs: tuple[str, ...]


def read_update(text: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> Update:
    """Return an update; raises ``QueryError`` where it may not be done.

    *using* and *using_named* are the graphs that its WHERE reads, told beside it.

    >>> read_update("INSERT DATA { GRAPH <http://note/1> { <http://a> <http://b> '甲' } }").graphs
    ('http://note/1',)
    """
    plain = resolve(text)
    check_limits(plain)
    lexed = lex(plain)
    if lexed.is_doubtful or calls_out(lexed, plain):
        raise QueryError("更新中有读不清的地方（反斜杠、“<”与引号相连等），未执行；请在符号之间加空格")
    reader = _Reader(lexed.tokens)
    reader.read()
    if not using and not using_named:
        return Update(plain, tuple(dict.fromkeys(reader.graphs)))
    if reader.has_using:
        raise QueryError("更新已写有 USING，不能再带 using-graph-uri")
    clauses = "".join([f"USING {_iri(graph)} " for graph in using] + [f"USING NAMED {_iri(g)} " for g in using_named])
    for at in reversed(reader.wheres):
        plain = plain[:at] + clauses + plain[at:]
    return Update(plain, tuple(dict.fromkeys(reader.graphs)))


def apply_update(place: str | os.PathLike[str], update: Update) -> None:
    """Do an update in one transaction, and note in the index of the store that it is another one now.

    Raises ``StoreError`` where the store cannot be written, ``QueryError`` with line and column where the text does
    not parse.
    """
    with Store.open(place, writable=True) as store:
        store.update(update.text)
        store.flush()
        write_index(Path(place), read_index(Path(place)) | {"updated": uuid4().hex})


def _iri(graph: str) -> str:
    if not _WHOLE.fullmatch(iri := f"<{graph}>") or re.search(r"[<\"{}|^`\\\x00-\x20]", graph):
        raise QueryError(f"不是 IRI：{graph[:120]}")
    return iri


class _Reader:
    """Reads an update by its grammar, as far as it says which graphs are changed."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self.graphs: list[str] = []
        self.wheres: list[int] = []
        self.has_using = False

    def read(self) -> None:
        while True:
            self._read_prologue()
            if self._now() is _END:
                return
            self._read_operation()
            if self._now() is not _END:
                self._take(";")

    def _read_prologue(self) -> None:
        while self._skip("PREFIX"):
            name, iri = self._next(), self._next()
            if name.kind != "name" or not name.text.endswith(":") or iri.kind != "iri":
                raise QueryError("PREFIX 写得不对，应是 PREFIX 前缀: <IRI>")
        if self._word() == "BASE":
            raise QueryError("更新里不能用 BASE：图的名称要写全")

    def _read_operation(self) -> None:
        word = self._word()
        self._at += 1
        if word in ("CLEAR", "DROP", "CREATE"):
            self._skip("SILENT")
            self._read_graph()
        elif (word, self._word()) in _PLAIN:
            self._at += 1
            self._read_quads()
        elif word in ("INSERT", "DELETE"):
            self._read_change(word)
        elif word == "LOAD":
            raise QueryError("不支持 LOAD：本服务不访问网络和文件")
        else:
            raise QueryError(
                "只能用 INSERT DATA、DELETE DATA、DELETE WHERE、DELETE/INSERT … WHERE、CLEAR GRAPH、DROP GRAPH、"
                "CREATE GRAPH；WITH、COPY、MOVE、ADD 请改写成 DELETE/INSERT … WHERE"
            )

    def _read_change(self, word: str) -> None:
        self._read_quads()
        if word == "DELETE" and self._skip("INSERT"):
            self._read_quads()
        where = self._now().start
        while self._skip("USING"):
            self.has_using = True
            self._skip("NAMED")
            self._at += 1
        if self._word() != "WHERE":
            raise QueryError("DELETE、INSERT 之后缺 WHERE { … }")
        self.wheres.append(where)
        self._at += 1
        self._skip_group()

    def _read_quads(self) -> None:
        self._take("{")
        while self._now().text != "}":
            self._read_graph()
            self._take("{")
            while self._now().text not in _BRACES:
                self._next()
            self._take("}")
            if self._now().text == ".":
                self._at += 1
        self._take("}")

    def _read_graph(self) -> None:
        if not self._skip("GRAPH"):
            raise QueryError("要改的内容都须写在 GRAPH <图> { … } 里（CLEAR、DROP、CREATE 也须写明 GRAPH <图>）")
        token = self._next()
        if token.kind != "iri" or not _WHOLE.fullmatch(token.text) or _DOTS.search(token.text):
            raise QueryError(f"要改的图须用完整的 IRI 写明，不能是 {token.text[:60] or '空'}")
        if token.text[1:].startswith(_OURS):
            raise QueryError(f"{token.text[1:-1][:120]}：由文档建成的图不能改；请改文档后重新建库，或用自己的图")
        self.graphs.append(token.text[1:-1])

    def _skip_group(self) -> None:
        self._take("{")
        depth = 1
        while depth:
            text = self._next().text
            depth += (text in ("{", "{|")) - (text in ("}", "|}"))

    def _now(self) -> Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _next(self) -> Token:
        token = self._now()
        if token is _END:
            raise QueryError("更新没有写完：括号不成对")
        self._at += 1
        return token

    def _word(self) -> str:
        token = self._now()
        return token.text.upper() if token.kind == "word" else ""

    def _skip(self, word: str) -> bool:
        is_there = self._word() == word
        self._at += is_there
        return is_there

    def _take(self, mark: str) -> None:
        token = self._now()
        if token.text != mark or token.kind != "mark":
            raise QueryError(f"更新在“{token.text[:20] or '末尾'}”处有误，此处应是“{mark}”")
        self._at += 1
