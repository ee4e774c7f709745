"""The page of the JSON that `xuntu extract` prints: every key with its meaning.

The keys are those that the program writes of a reading in which nothing is absent (:func:`fill`), so that a key that is
new, or gone, is missed here.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from xuntu import ontology
from xuntu.extractors import to_json
from xuntu.ontology import Declared, DeclaredKind, Extraction, Passage

_MEANINGS = Path(__file__).with_name("fields.toml")
_VALUES = {str: "……", int: 1, bool: True, Decimal: Decimal(1)}


def json_page() -> str:
    """Return the page of the keys, an object a section."""
    meanings = load_meanings()
    parts = [
        "# JSON\n",
        "由 `make docs` 从程序写出的键生成。`xuntu extract 文件…` 每个文件打印一行这样的对象；没有的是 `null` 或 `[]`，"
        "从不猜，也不写空字符串。`start`、`end` 是在正文（`xuntu text` 打印的）里的起止位置，从 0 起数字符，半开。\n",
    ]
    for owner, keys in _by_owner(find_keys()):
        parts += [f"## {_titles(owner)}\n", "| 键 | |", "|---|---|"]
        parts += [f"| `{key.removeprefix(owner).lstrip('.')}` | {_meaning(meanings[key])} |" for key in keys]
        parts.append("")
    return "\n".join(parts)


def find_keys() -> list[str]:
    """Return the path of every key, in the order in which they are written.

    >>> find_keys()[:4], "reports[].findings[].responsible.leader" in find_keys()
    (['source', 'sha256', 'reports', 'reports[].kind'], True)
    """
    return list(dict.fromkeys(_paths(to_json(fill(Extraction)))))


def load_meanings() -> dict[str, dict[str, str]]:
    """Return what is said of each key."""
    return tomllib.loads(_MEANINGS.read_text(encoding="utf-8"))


def fill(kind: Any) -> Any:
    """Return a value of a type in which nothing is absent.

    >>> fill(Passage), fill(ontology.Status).normal
    (Passage(start=1, end=1), '完成')
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _VALUES:
        return _VALUES[kind]
    if origin is Literal:
        return arguments[0]
    if origin in (Union, UnionType):
        return fill(next(one for one in arguments if one is not type(None)))
    if origin is tuple:
        return _declared() if arguments[0] is Declared else (fill(arguments[0]),)
    if not is_dataclass(kind):
        raise TypeError(f"a record holds {kind}: say in docs/making/fields.py what stands for it")
    hints = get_type_hints(kind)
    return kind(**{one.name: fill(hints[one.name]) for one in fields(kind)})


def _declared() -> tuple[Declared, ...]:
    return tuple(Declared(kind, Decimal(1), "个", Passage(0, 1)) for kind in get_args(DeclaredKind))


def _paths(value: object, at: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            path = f"{at}.{key}" if at else key
            yield path
            yield from _paths(inner, path)
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, f"{at}[]")


def _by_owner(keys: list[str]) -> list[tuple[str, list[str]]]:
    """Return the keys of each object together, objects in the order in which they begin."""
    owners: dict[str, list[str]] = {}
    for key in keys:
        owners.setdefault(key.rpartition(".")[0], []).append(key)
    return list(owners.items())


def _titles(owner: str) -> str:
    return f"`{owner}`" if owner else "一个文件"


def _meaning(said: dict[str, str]) -> str:
    if "values" not in said:
        return said["zh"]
    words = get_args(getattr(ontology, said["values"]))
    return f"{said['zh']}：{'、'.join(f'`{word}`' for word in words)}"
