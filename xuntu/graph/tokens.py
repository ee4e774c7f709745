"""SPARQL text as tokens: the terminals of SPARQL 1.1, section 19.8, and those of 1.2 that the engine reads.

The engine's own parser knows no tokens: it reads ``trueSERVICE:x { … }`` as a call of another server, and ``<'>`` after
a variable as less-than and the beginning of a string. So a token that such a parser may read otherwise makes the text
*doubtful*, and who guards the engine takes all of a doubtful text for code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

Kind: TypeAlias = Literal["iri", "text", "name", "variable", "blank", "language", "number", "word", "mark", "other"]
_KINDS: Final[dict[str, Kind]] = {kind: kind for kind in get_args(Kind)}

_BASE: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START: Final = _BASE + "_"
_WORD: Final = _START + "0-9\u00b7\u0300-\u036f\u203f\u2040"
_CHARS: Final = _WORD + r"\-"
_LOCAL: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_POINT: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE: Final = rf"\\[tbnrf\\\"']|{_POINT}"

# Each pattern gives nothing back that it has taken (``*+``), and what is never closed is taken to the end: a text of
# n characters is read in a time that grows as n, whatever stands in it.
_OPAQUE: Final = (
    rf"(?P<iri><(?:[^<>\"{{}}|^`\\\x00-\x20]|{_POINT})*+>)"
    rf'|(?P<text>"""(?:[^"\\]|{_ESCAPE}|"(?!""))*+"""|\'\'\'(?:[^\'\\]|{_ESCAPE}|\'(?!\'\'))*+\'\'\''
    rf"|\"(?:[^\"\\\r\n]|{_ESCAPE})*+\"|'(?:[^'\\\r\n]|{_ESCAPE})*+')"
)
_TOKEN: Final = re.compile(
    rf"(?:[ \t\r\n]+|#[^\r\n]*)*+(?:{_OPAQUE}"
    rf"|(?P<word>[A-Za-z][A-Za-z0-9_]*+(?![{_CHARS}.:]))"
    rf"|(?P<variable>[?$][{_START}0-9][{_WORD}]*+)"
    rf"|(?P<blank>_:[{_START}0-9][{_CHARS}]*+(?:\.++[{_CHARS}]++)*+)"
    rf"|(?P<name>(?:[{_BASE}][{_CHARS}.]{{0,255}}+(?<!\.))?:"
    rf"(?:(?:[{_START}:0-9]|{_LOCAL})(?:[{_CHARS}:]|{_LOCAL}|\.++(?=[{_CHARS}:%\\]))*+)?)"
    r"|(?P<number>(?:[0-9]+\.[0-9]*[eE][+-]?[0-9]+|\.?[0-9]+[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+))"
    r"|(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]+)?)"
    r"|(?P<cut>[A-Za-z][A-Za-z0-9_]*+)"
    r"|(?P<mark>\^\^|&&|\|\||!=|<=|>=|<<|>>|\{\||\|\}|[(){}\[\]<>=!^|/*+\-?.,;~])"
    r"|(?P<other>[\"'].*|.)|(?P<end>\Z))",
    re.DOTALL,
)
_LONG: Final = 2_000
_HIERARCHICAL: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_OPERAND: Final = frozenset({"iri", "text", "name", "variable", "number", "language", "word"})
_CODE_POINT: Final = re.compile(rf"{_OPAQUE}|(?P<comment>#[^\r\n]*)|(?P<point>{_POINT})|(?P<open>[\"'].*)", re.DOTALL)


class Token(NamedTuple):
    """A terminal: its kind, its text, and where it begins."""

    kind: Kind
    text: str
    start: int

    @property
    def prefix(self) -> str:
        """The prefix of a prefixed name.

        >>> Token("name", "xt:Finding", 0).prefix
        'xt'
        """
        return self.text.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Lexed:
    """The tokens of a text, and whether a parser may read it otherwise."""

    tokens: tuple[Token, ...]
    is_doubtful: bool

    def words(self) -> Iterator[Token]:
        """Yield the words: keywords, functions, ``a``, ``true`` and ``false``."""
        return (token for token in self.tokens if token.kind == "word")


@lru_cache(maxsize=64)
def lex(sparql: str) -> Lexed:
    """Return the tokens of a query or an update, without space and comments.

    >>> [token.text for token in lex("SELECT * { ?甲 xt:单位 '#' } # }").tokens]
    ['SELECT', '*', '{', '?甲', 'xt:单位', "'#'", '}']
    >>> lex("ASK { FILTER(?a <'>') SERVICE ?b {} FILTER(?a <'>') }").is_doubtful
    True
    """
    tokens: list[Token] = []
    is_doubtful = False
    for match in _TOKEN.finditer(sparql):
        group = match.lastgroup or "end"
        if group == "end":
            break
        kind = _KINDS.get(group, "word")
        token = Token(kind, match[group], match.start(group))
        is_doubtful = is_doubtful or kind == "other" or (kind == "iri" and _may_be_less_than(token, tokens))
        tokens.append(token)
    return Lexed(tuple(tokens), is_doubtful)


def resolve(sparql: str) -> str:
    r"""Return the text with the code points that are written by number outside strings and IRIs as characters.

    Section 19.2; in strings and IRIs the engine resolves them, where they cannot end what they stand in.

    >>> print(resolve(r"\u0041SK { ?\u0073 ?p '\u0027' }"))
    ASK { ?s ?p '\u0027' }
    """
    if "\\u" not in sparql and "\\U" not in sparql:
        return sparql
    return _CODE_POINT.sub(lambda found: _character(found[0]) if found["point"] else found[0], sparql)


def _character(escape: str) -> str:
    number = int(escape[2:], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else escape


def _may_be_less_than(token: Token, before: list[Token]) -> bool:
    """Tell whether ``<…>`` may be read as less-than and what hides a string, a comment or brackets."""
    hides = len(token.text) > _LONG or re.search(r"['#(\[!]", token.text)
    if not before or not hides or (_HIERARCHICAL.match(token.text) and len(token.text) <= _LONG):
        return False
    return before[-1].kind in _OPERAND or before[-1].text == ")"
