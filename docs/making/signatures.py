"""The page of what Python users call: every public name with its signature and what its docstring says."""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import xuntu

_ROLE = re.compile(r":\w+:`([^`]+)`")
_QUOTED = re.compile(r"[\"']([^\"']*)[\"']")
_EMPHASIS = re.compile(r"(?<!\*)\*(\w+)\*(?!\*)")


def public_names() -> list[str]:
    """Return the public names as users write them: functions of the package, then methods of a graph.

    >>> public_names()[:2], [name for name in public_names() if name.endswith(".query")]
    (['xuntu.build', 'xuntu.build_shards'], ['Graph.query'])
    """
    functions = [f"xuntu.{name}" for name in sorted(xuntu.__all__) if name != "Graph"]
    return [*functions, *(f"Graph.{name}" for name in vars(xuntu.Graph) if not name.startswith("_"))]


def api_page() -> str:
    """Return the page of the Python API."""
    parts = [
        "# 函数与方法\n",
        "由 `make docs` 从程序里的签名和文档字符串（英文）生成；怎样用、有例子的，见[在 Python 里用](../python.md)。\n",
        "## xuntu\n",
    ]
    parts += [_entry(name, getattr(xuntu, name.removeprefix("xuntu."))) for name in public_names() if name[0] == "x"]
    parts += ["## Graph\n", _prose(xuntu.Graph) + "\n"]
    methods = [name for name in public_names() if name.startswith("Graph.")]
    parts += [_entry(name, getattr(xuntu.Graph, name.removeprefix("Graph."))) for name in methods]
    return "\n".join(parts)


def _entry(name: str, function: Callable[..., Any]) -> str:
    return f"### {name}\n\n```py\n{_signature(name, function)}\n```\n\n{_prose(function)}\n"


def _signature(name: str, function: Callable[..., Any]) -> str:
    signature = inspect.signature(function)
    parameters = [one for key, one in signature.parameters.items() if key != "self"]
    returned = (
        "" if signature.return_annotation is inspect.Signature.empty else f" -> {_type(signature.return_annotation)}"
    )
    said = list(_parameters(parameters))
    call = name.replace("Graph.", "graph.")
    line = f"{call}({', '.join(said)}){returned}"
    return line if len(line) <= 100 else f"{call}(\n    " + ",\n    ".join(said) + f",\n){returned}"


def _parameters(parameters: list[inspect.Parameter]) -> Iterator[str]:
    starred = False
    for one in parameters:
        if one.kind is one.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        stars = {one.VAR_KEYWORD: "**", one.VAR_POSITIONAL: "*"}.get(one.kind, "")
        default = "" if one.default is one.empty else f" = {one.default!r}"
        yield f"{stars}{one.name}: {_type(one.annotation)}{default}"


def _type(annotation: object) -> str:
    """Return a type as one writes it."""
    if isinstance(annotation, type) and not hasattr(annotation, "__args__"):
        return annotation.__name__
    words = _QUOTED.sub(r"\1", annotation if isinstance(annotation, str) else str(annotation))
    words = re.sub(r"ForwardRef\(([^,)]*)[^)]*\)", r"\1", words)
    words = re.sub(r"\b(?:collections\.abc|typing|pathlib|os|xuntu\.api)\.(?=\w)", "", words)
    return words.replace("str | PathLike[str]", "StrPath").replace("NoneType", "None")


def _prose(thing: object) -> str:
    """Return what a docstring says, as Markdown."""
    text = inspect.cleandoc(thing.__doc__ or "")
    return _EMPHASIS.sub(r"`\1`", _ROLE.sub(r"`\1`", text)).replace("``", "`")
