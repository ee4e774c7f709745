"""The words of the vocabulary and the taxonomy, for who writes SPARQL by hand."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from xuntu.graph.asking import ask_own
from xuntu.graph.network import local_name
from xuntu.graph.store import Store
from xuntu.ontology import PREFIXES

Sort: TypeAlias = Literal["class", "property", "concept"]

_CLASSES: Final = frozenset({"Class"})
_OTHERS: Final = (
    ("rdf:type", "类别", "type"),
    ("rdfs:label", "名称", "label"),
    ("skos:prefLabel", "首选名称", "preferred label"),
    ("skos:altLabel", "又称", "alternative label"),
    ("skos:broader", "上位概念", "broader"),
    ("skos:notation", "代码", "notation"),
    ("dcterms:title", "标题", "title"),
    ("dcterms:type", "种类", "type"),
    ("dcterms:date", "日期", "date"),
    ("dcterms:issued", "发布日期", "issued"),
    ("dcterms:creator", "制发单位", "creator"),
    ("dcterms:isPartOf", "所在文件", "is part of"),
    ("oa:exact", "原句", "exact words"),
    ("oa:start", "起始字符", "first character"),
    ("oa:end", "结束字符", "character after the last"),
    ("oa:hasSource", "出自文件", "source"),
    ("org:subOrganizationOf", "上级单位", "sub-organisation of"),
    ("schema:startDate", "开始日期", "start date"),
    ("schema:endDate", "结束日期", "end date"),
    ("schema:value", "数值", "value"),
    ("schema:unitText", "计量单位", "unit of measure"),
    ("prov:wasAttributedTo", "认定主体", "attributed to"),
)
"""Properties of other vocabularies that ours is written with."""
_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class Word:
    """A class, a property or a concept: its prefixed name, its names in both languages, and what it means."""

    name: str
    sort: Sort
    chinese: str
    english: str
    others: tuple[str, ...] = ()
    meaning: str = ""


def list_words(store: Store) -> list[Word]:
    """Return the classes, properties and concepts that the store knows, classes first, by name."""
    said: defaultdict[str, defaultdict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for term, about, value, language in ask_own(store, "pages/vocabulary").rows:
        said[str(term)][local_name(str(about)), str(language or "")].append(str(value))
    words = [_to_word(shorten(term), told) for term, told in said.items() if ":" in shorten(term)]
    words += [Word(name, "property", chinese, english) for name, chinese, english in _OTHERS]
    return sorted(words, key=lambda word: (("class", "property", "concept").index(word.sort), word.name))


def shorten(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return an IRI as a prefixed name, ``""`` where no prefix of ours fits.

    >>> shorten("https://w3id.org/xuntu/ns#Finding"), shorten("https://w3id.org/xuntu/concept/status-done")
    ('xt:Finding', 'xtc:status-done')
    """
    fitting = [(space, prefix) for prefix, space in prefixes.items() if iri.startswith(space)]
    space, prefix = max(fitting, default=("", ""))
    local = iri.removeprefix(space)
    return f"{prefix}:{local}" if prefix and local and "/" not in local else ""


def _to_word(name: str, told: Mapping[tuple[str, str], list[str]]) -> Word:
    types = {local_name(one) for one in told.get(("type", ""), ())}
    concept = ("prefLabel", "zh") in told
    label = "prefLabel" if concept else "label"
    chinese, english = (min(told.get((label, language), [""])) for language in ("zh", "en"))
    others = (*told.get(("notation", ""), ()), *sorted(told.get(("altLabel", "zh"), ())))
    sort: Sort = "concept" if concept else "class" if types & _CLASSES else "property"
    meaning = min(told.get(("definition", "zh"), [""]))[:_LENGTH]
    return Word(name, sort, chinese, english, tuple(others), meaning)
