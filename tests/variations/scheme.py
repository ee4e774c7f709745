"""The outline schemes as data: how groups and problems are marked and worded, and where the deeds stand."""

from dataclasses import dataclass

# how a problem is worded in its own line; {s} is the statement, {d} its detail
LEAVES = {
    "plain": "{s}。{d}",
    "label": "反馈问题：{s}。{d}",
    "asked": "问题：{s}。{d}",
    "named": "{s}问题。{d}",
    "quoted": "关于“{s}”问题的整改",
    "quoted situation": "关于“{s}”问题的整改情况",
    "quoted bare": "关于“{s}”的问题",
    "about": "关于{s}的问题。",
    "about situation": "关于{s}问题的整改情况",
    "of": "{s}的整改",
}
GROUPS = {
    "feedback": "反馈问题：{lack}。",
    "lack": "{lack}",
    "aspect": "{field}方面",
    "quoted": "在“{field}”方面",
    "about": "关于{field}方面",
    "problems": "{field}方面存在的问题",
    "in": "在{field}方面",
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way of laying out problems.

    ``group`` and ``leaf`` are kinds of marks, outermost first with ``middle`` between; ``deeds`` says where they
    begin: ``labels`` (lines with labels), ``inline`` (a label behind the statement), ``next`` (the next line, no
    label), ``run`` (the same line, no label), ``items`` (numbered lines below).
    """

    name: str
    group: str | None
    leaf: str
    deeds: tuple[str, ...]
    group_forms: tuple[str, ...] = ("aspect",)
    leaf_forms: tuple[str, ...] = ("plain",)
    middle: str | None = None
    statuses: tuple[str, ...] = ("none", "closing")


_ANY = ("none", "before", "after", "closing", "group")
_QUOTED = ("quoted", "quoted situation", "quoted bare")
SCHEMES: tuple[Scheme, ...] = (
    Scheme("S1", "(一)", "1.", ("labels",), ("feedback",), ("plain",), statuses=("before",)),
    Scheme("S2", None, "(一)", ("labels",), (), ("label",), statuses=("before", "none")),
    Scheme("S3", None, "(一)问题1", ("labels",), (), ("plain",), statuses=("before", "none")),
    Scheme("S4", "(一)", "1.问题1", ("labels",), ("feedback",), ("plain",), statuses=("before", "none")),
    Scheme("S5", "(一)", "(1)", ("labels", "inline"), ("aspect",), ("plain",), middle="1."),
    Scheme("S6", "(一)", "1、", ("inline", "labels"), ("aspect",), ("named",), statuses=("none", "closing", "group")),
    Scheme("S7", "(一)", "1.", ("next",), ("quoted", "aspect"), _QUOTED),
    Scheme("S8", None, "一", ("items",), (), ("quoted situation", "about situation"), statuses=("none",)),
    Scheme("S9", None, "(一)", ("labels",), (), ("quoted",), statuses=("none", "closing", "before")),
    Scheme("S10", "(一)", "1.", ("items",), ("aspect",), ("plain", "quoted bare"), statuses=("none",)),
    Scheme("S11", "(一)", "1.", ("next", "run"), ("about",), ("of", "about")),
    Scheme("S13", "(一)", "", ("labels",), ("aspect",), ("asked",), statuses=("none", "closing", "after")),
    Scheme("S17", "一", "(一)", ("run",), ("in",), ("about",), statuses=("none", "closing")),
    # written by functions of their own
    Scheme("S4b", None, "1.", ("own",), statuses=("before",)),
    Scheme("S12", None, "1.", ("own",), statuses=("none",)),
    Scheme("S14", None, "1.", ("own",), statuses=("before",)),
    Scheme("S15", None, "一", ("own",), statuses=("none", "before")),
    Scheme("S16", "(一)", "1.", ("own",), statuses=("none",)),
    Scheme("S18", None, "", ("own",), statuses=("none",)),
    # cousins
    Scheme("C1 (一)1.", "(一)", "1.", ("labels", "inline", "next"), ("aspect", "lack"), ("plain",), statuses=_ANY),
    Scheme("C2 一、1.", "一", "1.", ("labels", "inline", "next"), ("aspect",), ("plain",), statuses=_ANY),
    Scheme("C3 一、(一)", "一", "(一)", ("labels", "inline"), ("aspect", "problems"), ("plain", "quoted"), statuses=_ANY),
    Scheme("C4 (一)(1)", "(一)", "(1)", ("labels", "inline", "next"), ("aspect",), ("plain",), statuses=_ANY),
    Scheme("C5 (一)①", "(一)", "①", ("labels", "inline"), ("aspect",), ("plain",), statuses=_ANY),
    Scheme("C6 问题1", None, "问题1", ("labels", "inline"), (), ("plain",), statuses=_ANY[:4]),
    Scheme("C7 (一)问题1", "(一)", "问题1", ("labels",), ("aspect",), ("plain",), statuses=_ANY),
    Scheme("C8 第一", None, "第一", ("labels",), (), ("plain",), statuses=_ANY[:4]),
    Scheme("C9 1.", None, "1.", ("labels", "inline", "next", "run"), (), ("plain", "quoted", "about"), statuses=_ANY[:4]),
    Scheme("C10 方面1.", "", "1.", ("labels", "inline"), ("aspect",), ("plain",), statuses=_ANY),
    Scheme("C11 1.1", "1.", "1.1", ("labels",), ("aspect",), ("plain",), statuses=_ANY),
    Scheme("C12 一", None, "一", ("labels", "next"), (), ("quoted", "about"), statuses=_ANY[:4]),
    Scheme("C13 items", "(一)", "1.", ("label items",), ("aspect", "feedback"), ("plain", "label"), statuses=_ANY[:4]),
)  # fmt: skip
