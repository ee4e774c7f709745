"""The ontology on the terminal: an overview, or all about one term or concept."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from xuntu.terminal.blocks import SEVERITIES
from xuntu.terminal.display import note, print_block
from xuntu.terminal.language import Words, say, spoken

if TYPE_CHECKING:
    from xuntu.reference import Concept, Model, Scheme, Shape, Term, Thing

Line = tuple[str, str]

_KINDS: Final = {
    "class": Words("类", "class"),
    "relation": Words("关系", "relation"),
    "value": Words("取值", "value"),
}


def print_overview(model: "Model") -> None:
    """Print the classes with what may be said of them, then the concept schemes."""
    for term in model.classes:
        properties = [(each.name, _called(model, each)) for each in model.of_class(term.name)]
        print_block(_title(term), [*_meaning(term), *properties])
    schemes = [(one.name, f"{_in_language(one.label)}（{len(one.concepts)}）") for one in model.schemes]
    print_block(say("概念表", "concept schemes"), schemes)
    note(
        say(
            f"巡图本体 {model.version}：{len(model.classes)} 类、{len(model.properties)} 属性、"
            f"{len(model.concepts)} 概念；一个词的全部说明见 xuntu ontology 词",
            f"Xuntu ontology {model.version}: {len(model.classes)} classes, {len(model.properties)} properties, "
            f"{len(model.concepts)} concepts; xuntu ontology TERM tells all about one",
        )
    )


def print_thing(model: "Model", thing: "Thing") -> None:
    """Print all about one term, concept or scheme."""
    from xuntu.reference import Scheme, Term

    if isinstance(thing, Term):
        lines = _about_term(model, thing)
    else:
        lines = _about_scheme(thing) if isinstance(thing, Scheme) else _about_concept(model, thing)
    print_block(_title(thing), list(lines))


def _title(thing: "Thing") -> str:
    return f"{thing.name}　{thing.label.zh}　{thing.label.en}"


def _meaning(thing: "Thing") -> Iterator[Line]:
    yield say("定义", "meaning"), _in_language(thing.definition)


def _about_term(model: "Model", term: "Term") -> Iterator[Line]:
    yield say("是", "is"), str(_KINDS[term.kind])
    yield from _meaning(term)
    if term.kind != "class":
        anything = say("任何事物", "anything")
        yield say("从", "from"), _named(model, term.domain) or anything
        yield say("到", "to"), _named(model, term.range) or anything
    yield from _list(model, say("上位", "above"), term.above)
    yield from _list(model, say("下位", "below"), model.below(term.name))
    yield from _list(model, say("相近", "near"), term.near)
    for each in model.of_class(term.name):
        yield say("属性", "property"), f"{each.name}　{_called(model, each)}"
    for each in model.to_class(term.name):
        yield say("指来", "from others"), f"{each.name}　{_in_language(each.label)}"
    for shape in model.shapes_of(term):
        yield from _demands(shape)
    yield "IRI", term.iri


def _about_concept(model: "Model", concept: "Concept") -> Iterator[Line]:
    by_name = {each.name: each for each in model.concepts}
    [scheme] = [one for one in model.schemes if one.name == concept.scheme]
    yield say("是", "is"), f"{_in_language(scheme.label)}　{scheme.name}"
    yield from _meaning(concept)
    if concept.note:
        yield say("备注", "note"), concept.note
    for name in concept.broader:
        yield say("上位", "broader"), _concept(by_name[name])
    for each in model.narrower(concept):
        yield say("下位", "narrower"), _concept(each)
    if concept.others:
        yield say("又作", "also"), "、".join(concept.others)
    for name in concept.related:
        yield say("对照", "crosswalk"), _concept(by_name[name])
    yield from _list(model, say("相近", "near"), concept.near)
    yield "IRI", concept.iri


def _about_scheme(scheme: "Scheme") -> Iterator[Line]:
    yield from _meaning(scheme)
    for concept in scheme.concepts:
        yield say("概念", "concept"), "　" * concept.depth + _concept(concept)
    yield "IRI", scheme.iri


def _demands(shape: "Shape") -> Iterator[Line]:
    for one in shape.constraints:
        told = (one.path or "", one.count, one.values, _in_language(one.message) if one.message else "")
        words = "　".join(part for part in told if part)
        yield say("约束", "demanded"), f"{words}（{SEVERITIES[one.severity]}）"


def _list(model: "Model", title: str, names: Iterable[str]) -> Iterator[Line]:
    if told := _named(model, names):
        yield title, told


def _named(model: "Model", names: Iterable[str]) -> str:
    """Return short names, those of ours with their labels."""
    known = ((name, model.term(name)) for name in names)
    return "、".join(f"{name} {_in_language(term.label)}" if term else name for name, term in known)


def _called(model: "Model", term: "Term") -> str:
    leads = _named(model, term.range)
    return f"{_in_language(term.label)} → {leads}" if leads else _in_language(term.label)


def _concept(concept: "Concept") -> str:
    return f"{concept.place}　{_in_language(concept.label)}"


def _in_language(words: tuple[str, str]) -> str:
    return words[spoken() == "en"]
