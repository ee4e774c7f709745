"""Answers about a whole store, kept for who asks next: a store that is open for reading only does not change."""

from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast
from weakref import WeakKeyDictionary

from xuntu.graph.store import Store

_MOST: Final = 64
"""So many answers are kept of a store; then all are let go."""

T = TypeVar("T")
_kept: "WeakKeyDictionary[Store, dict[Hashable, object]]" = WeakKeyDictionary()


def keep(store: Store, key: Hashable, make: Callable[[], T]) -> T:
    """Return what *make* gives, made once for a store that cannot be written and every time for one that can."""
    if store.writable:
        return make()
    answers = _kept.setdefault(store, {})
    if key not in answers:
        made = make()
        if len(answers) >= _MOST:
            answers.clear()
        answers[key] = made
    return cast("T", answers[key])
