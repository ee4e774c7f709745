"""Colours of a report: told apart also by those who do not see red from green."""

from typing import Final

LIGHT: Final = {
    "c1": "2f6c9c",
    "s-done": "2f6c9c",
    "s-mostly": "74a9cf",
    "s-stage": "b5d3e7",
    "s-lasting": "a79ac4",
    "s-ongoing": "edb95e",
    "s-undone": "c4502f",
    "s-none": "cfcfcf",
}
"""Fills by class, as six figures."""

DARK: Final = {
    "c1": "5b9bd0",
    "s-done": "5b9bd0",
    "s-mostly": "3d719c",
    "s-stage": "2c4d69",
    "s-lasting": "7a6ca0",
    "s-ongoing": "c28f36",
    "s-undone": "d96a48",
    "s-none": "5c5c5c",
}

ON_DARK_FILL: Final = frozenset({"c1", "s-done", "s-undone"})
"""Classes whose fills are so dark that numbers on them are white."""


def style() -> str:
    """Return the rules of these colours for a page, with those for a dark screen."""
    light = "".join(f".bars .{name}{{fill:#{colour}}}" for name, colour in LIGHT.items())
    light += "".join(f".bars .{name}-on{{fill:#{'fff' if name in ON_DARK_FILL else '1c1c1c'}}}" for name in LIGHT)
    dark = "".join(f".bars .{name}{{fill:#{colour}}}" for name, colour in DARK.items())
    dark += "".join(
        f".bars .{name}-on{{fill:#{'101418' if name in {'s-done', 's-ongoing', 's-undone'} else 'f2f2f2'}}}"
        for name in DARK
    )
    return f"{light}\n@media screen and (prefers-color-scheme: dark){{{dark}}}\n"
