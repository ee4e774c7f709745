"""The vocabulary, the concepts and the shapes as Turtle."""

from pathlib import Path
from typing import Literal, get_args

TurtleName = Literal["xuntu", "concepts", "problems", "shapes"]
TURTLE_NAMES: tuple[TurtleName, ...] = get_args(TurtleName)


def read_turtle(name: TurtleName) -> bytes:
    """Return one of the Turtle files: the vocabulary (``xuntu``), the fixed lists, the taxonomy or the shapes.

    >>> b"xt:Finding a owl:Class" in read_turtle("xuntu")
    True
    """
    return Path(__file__).with_name(f"{name}.ttl").read_bytes()
