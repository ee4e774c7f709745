"""The reference as Markdown: one page of terms, one of concepts."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from xuntu.ontology import NAMESPACE
from xuntu.reference.crosswalk import frames
from xuntu.reference.model import Concept, Constraint, Model, Scheme, Term

SEVERITIES: Final = {"violation": "有误", "warning": "可疑", "info": "提示"}


def to_terms_page(model: Model) -> str:
    """Return the page of classes and properties."""
    parts = [
        *_head(model),
        "## 图 Diagram\n",
        "![类与主要关系](diagram.svg)\n",
        "↻ 指向同类的另一个；← 由别的事物指来；⊂ 上位类；空心箭头表示“是一种”。",
        "凡由文件读出的事物都有 `xt:evidence` 指向原文片段。\n",
        "## 类 Classes\n",
        *_table(("类", "中文", "English", "说明"), (_class_row(term) for term in model.classes)),
        *(line for term in model.classes for line in _class(model, term)),
        "## 属性 Properties\n",
        *_table(("属性", "中文", "English", "从 → 到", "说明"), (_property_row(term) for term in model.properties)),
        "## 其余约束 Other shapes\n",
        "不按类、而按某个属性或借用的类去检查的约束。\n",
        *(line for shape in model.other_shapes() for line in _constraints(shape.name, shape.constraints)),
        *_others(model),
        *_changes(model),
    ]
    return "\n".join(parts)


def to_concepts_page(model: Model) -> str:
    """Return the page of concept schemes, with the crosswalk of frames and problem types."""
    parts = [
        "# 概念表 Concept schemes\n",
        f"由 `make docs` 从 `xuntu/ontology/concepts.ttl`、`problems.csv`、`frames.csv` 生成，版本 {model.version}。",
        "前缀 `xtc:` 是 `https://w3id.org/xuntu/concept/`。类和属性见[本体](index.md)。\n",
        *_table(("概念表", "中文", "English", "概念数"), (_scheme_row(scheme) for scheme in model.schemes)),
        *_crosswalk(model),
        *(line for scheme in model.schemes for line in _scheme(scheme)),
    ]
    return "\n".join(parts)


def _head(model: Model) -> Iterator[str]:
    yield f"# {model.title.zh}\n"
    yield f"{model.title.en}. {model.description.zh}{model.description.en}\n"
    yield "由 `make docs` 从 `xuntu/ontology/*.ttl` 生成。同样的内容有一页可离线打开的[网页](index.html)；"
    yield "在终端上查用 `xuntu ontology`，要文件用 `xuntu ontology -o 文件夹/`。\n"
    yield from _table(
        ("", ""),
        (
            ("版本 version", f"{model.version}（`{NAMESPACE.removesuffix('#')}/{model.version}`）"),
            ("命名空间 namespace", f"`{NAMESPACE}`，前缀 `xt:`"),
            ("许可 licence", f"<{model.licence}>"),
            ("规模 size", f"{len(model.classes)} 类、{len(model.properties)} 属性、{len(model.concepts)} 概念、"
             f"{sum(len(shape.constraints) for shape in model.shapes)} 条约束"),
            ("概念表 concepts", "[概念表与对照](concepts.md)"),
        ),
    )  # fmt: skip


def _class(model: Model, term: Term) -> Iterator[str]:
    yield f"### {term.name} {term.label.zh}\n"
    yield f"{term.definition.zh}  \n*{term.label.en}*: {term.definition.en}\n"
    for title, names in (("上位", term.above), ("下位", model.below(term.name)), ("相近", term.near)):
        if names:
            yield f"- {title}：{_names(names)}"
    yield from [""] * bool(term.above or term.near or model.below(term.name))
    yield from _table(
        ("属性", "中文", "English", "到"),
        ((f"`{each.name}`", *each.label, _names(each.range)) for each in model.of_class(term.name)),
    )
    if coming := model.to_class(term.name):
        told = (f"`{each.name}` {each.label.zh}（{_names(each.domain) or '任何'}）" for each in coming)
        yield f"指来：{'；'.join(told)}\n"
    for shape in model.shapes_of(term):
        yield from _constraints(shape.name, shape.constraints)


def _constraints(shape: str, constraints: Iterable[Constraint]) -> Iterator[str]:
    rows = [
        (
            f"`{_cell(one.path)}`" if one.path else "规则",
            one.count,
            f"`{_cell(one.values)}`" if one.values else "",
            SEVERITIES[one.severity],
            f"{one.message.zh} {one.message.en}" if one.message else "",
        )
        for one in constraints
    ]
    if rows:
        yield f"约束 `{shape}`\n"
        yield from _table(("路径", "个数", "值", "不合则", "说明"), rows)


def _class_row(term: Term) -> tuple[str, ...]:
    return f"`{term.name}`", *term.label, term.definition.zh


def _property_row(term: Term) -> tuple[str, ...]:
    definition = f"{term.definition.zh} {term.definition.en}"
    above = f" ⊂ {_names(term.above)}" if term.above else ""
    near = f" ≈ {_names(term.near)}" if term.near else ""
    return (
        f"`{term.name}`",
        *term.label,
        f"{_names(term.domain) or '任何'} → {_names(term.range) or '任何'}",
        definition + above + near,
    )


def _others(model: Model) -> Iterator[str]:
    yield "## 借用的词汇 Reused terms\n"
    yield "这些词汇照原样使用，或在其下立我们的词汇；它们的定义在各自的规范里。\n"
    by_prefix = groupby(model.reused, key=lambda name: name.partition(":")[0])
    yield from _table(("词汇", "用到的"), ((f"`{prefix}:`", _names(names)) for prefix, names in by_prefix))


def _changes(model: Model) -> Iterator[str]:
    yield "## 版本 Versions\n"
    for release, words in model.changes:
        yield f"- **{release}** {words.zh}  \n  {words.en}"
    yield "\n已发布的词汇不会消失：要弃用的注明 `owl:deprecated` 与 `dcterms:isReplacedBy`，测试守着。\n"


def _scheme_row(scheme: Scheme) -> tuple[str, ...]:
    return f"`{scheme.name}`", *scheme.label, str(len(scheme.concepts))


def _scheme(scheme: Scheme) -> Iterator[str]:
    yield f"## {scheme.name} {scheme.label.zh}\n"
    yield f"{scheme.definition.zh}{scheme.definition.en}\n"
    rows = ((*_concept_row(one), "、".join(one.others)) for one in scheme.concepts)
    yield from _table(("概念", "中文", "English", "说明", "又作"), rows)


def _concept_row(concept: Concept) -> tuple[str, ...]:
    name = f"{'　' * concept.depth}`{concept.place}`"
    note = f"（{concept.note}）" if concept.note else ""
    near = f" ≈ {_names(concept.near)}" if concept.near else ""
    return name, *concept.label, f"{concept.definition.zh}{note} {concept.definition.en}{near}"


def _crosswalk(model: Model) -> Iterator[str]:
    """Yield the table of frames and problem types: two axes of one finding."""
    by_name = {concept.name: concept for concept in model.concepts}
    yield "## 框架与问题类型的对照 Crosswalk\n"
    yield "监督框架（通报的标题）和问题类型是两个维度，以 `skos:relatedMatch` 双向相连；"
    yield "`xuntu ontology crosswalk` 给出 CSV。\n"
    yield from _table(
        ("框架", "中文", "English", "其下的问题类型"),
        (
            (f"{'　' * each.depth}`{each.place}`", *each.label,
             "、".join(f"`{by_name[name].place}` {by_name[name].label.zh}" for name in each.related))
            for each in frames(model)
        ),
    )  # fmt: skip


def _names(names: Iterable[str]) -> str:
    return "、".join(f"`{name}`" for name in names)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    told = [f"| {' | '.join(row)} |" for row in rows]
    if told:
        yield f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"
        yield from told
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
