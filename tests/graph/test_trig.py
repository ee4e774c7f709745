"""A document's shard as text: canonical TriG that every parser reads alike, whatever the document says."""

import ast
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import xuntu
import xuntu.graph.quads
from xuntu.graph.quads import Shard, merge_authority, merge_sorted, split_lines, to_quads
from xuntu.graph.quads.literals import number, plain
from xuntu.graph.quads.trig import HEADER, bare, dated, quoted, short, sound
from xuntu.graph.store import Store, expand
from xuntu.ontology import (
    DCTERMS,
    OA,
    ORG,
    PREFIXES,
    PROV,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    XT,
    XTC,
    Date,
    Declared,
    Document,
    EarlierInspection,
    Extraction,
    Figure,
    Finding,
    Heading,
    Inspection,
    Measure,
    Note,
    Organisation,
    Passage,
    Period,
    PolicyDocument,
    ProblemType,
    Quantity,
    Repeat,
    Report,
    Responsible,
    Status,
    Succession,
    Wording,
    unit_iri,
)

GRAPH_NAME = "http://example.org/g"
HARD = (
    '"',
    "\\",
    "\n\r\t\b\f",
    "\x00\x01\x1f\x7f\x85\u2028",
    "<>{}|^`",
    "#'''",
    "\ud800",
    "\udfff坏",
    "𠮷\U0010ffff",
    "\\u0022",
)
ANY = st.one_of(
    st.sampled_from(HARD),
    st.text(st.characters(exclude_categories=()), max_size=12),  # halves of surrogate pairs too
    st.lists(st.sampled_from([*HARD, "县", "a", " ", "."]), max_size=6).map("".join),
)
NAME = ANY.filter(bool)
DATE = st.one_of(NAME, st.sampled_from(["2023-02-29", "2023-02", "2023", "02-28", "２０２３"]))


def everywhere(name: Callable[[], str], text: Callable[[], str], date: Callable[[], str], value: Decimal) -> Extraction:
    """Return records with a text in every place that holds one: *name* gives those that are never empty."""
    pieces: list[str] = []

    def some() -> Wording:
        words, start = name(), sum(map(len, pieces))
        pieces.append(words)
        return Wording(words, Passage(start, start + len(words)))

    at = [some().passage for _ in range(3)]
    heading = some()
    policies = tuple(PolicyDocument(name(), role, at[0], name()) for role in ("made", "cited"))
    money = Quantity(text(), value, text(), text(), at[1])
    day = Date(date(), at[2])
    types = ("meeting", "account", "meeting")
    measures = tuple(Measure(name(), some().passage, types, "done", day, policies, (money, money)) for _ in range(2))
    earlier = EarlierInspection(name(), at[0], unit=name(), relative=True)
    finding = Finding(
        name(),
        some(),
        (Heading(name(), heading.text, 1, heading.passage),),
        name(),
        (Status(text(), "完成", "label", at[1], day),),
        (ProblemType("C01.01", (text(), text()), inherited=True),),
        measures,
        policies,
        Responsible(some(), some()),
        some(),
        Repeat("again", Wording(name(), at[2]), (earlier,), (some(),)),
    )
    unit = Organisation(name(), (name(),), name(), name(), at[0])
    report = Report(
        "rectification_report",
        Passage(0, 1),
        title=some(),
        issuer=unit,
        inspection=Inspection((unit,), name(), team=name(), subject=text(), period=Period(day, None)),
        declared=(Declared("problems", value, text(), at[0], about=text(), as_of=day),),
        findings=(finding,),
        policy_documents=(some(),),
        figures=(Figure(value, text(), text(), at[1]),),
        notes=(Note(name(), text(), at[2]),),
        successions=(Succession("renamed", (name(),), (name(),), at[0], day),),
        bodies=(Organisation(name(), (text(),)),),
    )
    document = Document(name(), "779058c4f0d40117" * 4, text(), "".join(pieces), publisher=name())
    return Extraction(document, (report,), (Note(name(), text()),))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Return records with any text in every place that holds text."""
    value = draw(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
    return everywhere(lambda: draw(NAME), lambda: draw(ANY), lambda: draw(DATE), value)


def hard(text: str) -> Extraction:
    """Return records with this one text in every place."""
    return everywhere(lambda: text, lambda: text, lambda: text, Decimal("-0.50"))


def statements(shard: Shard) -> list[list[str]]:
    """Return the paragraphs of a shard's block, each as its lines without punctuation."""
    body = shard.own.removeprefix(f"{HEADER}GRAPH <{shard.graph}> {{\n").removesuffix("}\n")
    return [
        [line.strip("\t").removesuffix(";") for line in each.split("\n")]
        for each in body.removesuffix(" .\n").split(" .\n")
    ]


def canonical(term: object) -> str:
    """Return an RDF term of rdflib as pyoxigraph spells it."""
    if isinstance(term, rdflib.Literal):
        kind = None if term.datatype is None else ox.NamedNode(str(term.datatype))
        return str(
            ox.Literal(str(term), language=term.language) if term.language else ox.Literal(str(term), datatype=kind)
        )
    return str(ox.NamedNode(str(term)))


def read_by_rdflib(block: str) -> set[str]:
    """Return a block of TriG as the N-Quads that rdflib reads in it."""
    dataset = rdflib.Dataset()
    dataset.parse(data=block, format="trig")
    return {f"{canonical(s)} {canonical(p)} {canonical(o)} {canonical(g)} .\n" for s, p, o, g in dataset.quads()}


def check_parsers(extraction: Extraction) -> None:
    """Hold what three parsers read in the block of a document equal."""
    shard = to_quads(extraction)
    lines = [f"{line}\n" for line in expand(shard.own).removesuffix("\n").split("\n")]
    assert len(set(lines)) == shard.quads
    changed, loaded = Store.in_memory(), Store.in_memory()
    changed.change(documents={shard.graph: shard.own})
    loaded.load([shard.own], "trig")
    assert changed.nquads() == loaded.nquads() == lines
    assert read_by_rdflib(shard.own) == set(lines)
    text = sound(extraction.document.text)
    rows = loaded.query("SELECT ?start ?end ?words { ?p oa:start ?start ; oa:end ?end ; oa:exact ?words }").rows
    assert len(rows) > 5
    assert all(words == text[int(str(start)) : int(str(end))] for start, end, words in rows)
    assert loaded.query("SELECT ?w { ?d xt:fileName ?w }").rows == ((sound(extraction.document.name),),)


def check_shared(extraction: Extraction) -> None:
    """Hold what documents share equal to what the engine writes."""
    shared = to_quads(extraction).shared
    store = Store.in_memory()
    store.load([shared])
    assert "".join(store.nquads()) == shared


def check_order(extraction: Extraction) -> None:
    """Hold subjects, passages and statements in their order, each statement on a line."""
    shard = to_quads(extraction)
    paragraphs = statements(shard)
    subjects = [lines[0].split("> ", 1)[0] for lines in paragraphs]
    passages = [tuple(map(int, spans[0])) for each in subjects if (spans := re.findall(r"#char=(\d+),(\d+)$", each))]
    others = subjects[: len(subjects) - len(passages)]
    assert others == sorted(set(others))
    assert passages == sorted(set(passages))
    for first, *rest in paragraphs:
        told = [first.split(" ", 1)[1], *rest]
        assert told == sorted(set(told))
    assert sum(map(len, paragraphs)) == shard.quads


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_hard_texts_in_every_place_come_back_from_three_parsers(text: str) -> None:
    """TriG by two engines and SPARQL's INSERT DATA agree; the texts come back, halves of surrogates as U+FFFD."""
    check_parsers(hard(text))


@pytest.mark.slow
@settings(deadline=None)
@given(extractions())
def test_any_texts_in_every_place_come_back_from_three_parsers(extraction: Extraction) -> None:
    """So do texts that nobody thought of."""
    check_parsers(extraction)


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_shared_lines_are_spelt_as_the_engine_spells_them(text: str) -> None:
    """What documents share goes through the engine byte for byte, so that lines can be counted and compared."""
    check_shared(hard(text))


@pytest.mark.slow
@settings(deadline=None)
@given(extractions())
def test_any_shared_lines_are_spelt_as_the_engine_spells_them(extraction: Extraction) -> None:
    """Whatever the names are made of."""
    check_shared(extraction)


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_a_block_is_in_the_order_of_its_content(text: str) -> None:
    """Subjects follow each other, then passages by their place; each has its statements in order, one a line."""
    check_order(hard(text))


@pytest.mark.slow
@settings(deadline=None)
@given(extractions())
def test_any_block_is_in_the_order_of_its_content(extraction: Extraction) -> None:
    """Several statements that are written as one piece stand where each of them would."""
    check_order(extraction)


@pytest.mark.parametrize("kind", ["rectification", "launch", "news", "outline"])
def test_the_samples_are_in_order_too(samples: SimpleNamespace, kind: str) -> None:
    """Records as a reading makes them, of every kind of report."""
    check_order(getattr(samples, kind)())


def test_every_block_begins_with_the_same_prefixes(samples: SimpleNamespace) -> None:
    """So that blocks can be joined to one text, for a loader or for one update."""
    blocks = [to_quads(each).own for each in (samples.rectification(), samples.launch(), samples.news())]
    assert all(block.startswith(f"{HEADER}GRAPH <") for block in blocks)
    assert dict(re.findall(r"^PREFIX (\w+): <(.+)>$", HEADER, re.MULTILINE)).items() <= PREFIXES.items()
    joined = expand("".join(blocks)).splitlines(keepends=True)
    assert joined == sorted(line for block in blocks for line in expand(block).splitlines(keepends=True))


@pytest.mark.parametrize(
    "module", sorted(Path(xuntu.graph.quads.__file__).parent.glob("*.py")), ids=lambda path: path.stem
)
def test_short_names_in_the_mapping_are_terms_of_the_vocabularies(module: Path) -> None:
    """What is written as Turtle in the modules is spelt as the constants are: a typo is found here."""
    terms = {
        iri
        for vocabulary in (XT, XTC, DCTERMS, OA, ORG, PROV, RDFS, SCHEMA, XSD)
        for iri in vars(vocabulary).values()
        if isinstance(iri, str)
    }
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    words = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    names = {name for text in words for name in re.findall(r"\b([a-z]+):([A-Za-z][\w-]*)", text) if name[0] in PREFIXES}
    assert names or module.stem in {"__init__", "authority", "bodies", "headlines", "literals", "trig"}
    assert {f"{PREFIXES[prefix]}{local}" for prefix, local in names} <= terms


def test_the_documented_block_is_one_of_ours() -> None:
    """The page on shards shows the header that is written, and as many quads as it says how to count."""
    page = (Path(xuntu.__file__).parents[1] / "docs" / "shards.md").read_text(encoding="utf-8")
    block = re.findall(r"^```turtle\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]
    assert block.startswith(f"{HEADER}GRAPH <")
    assert expand(block).count("\n") == block.count("\n") - HEADER.count("\n") - 2 == 12


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (bare(Decimal("12.00")), "12"),
        (bare(Decimal("-0.50")), "-0.5"),
        (bare(0), "0"),
        (dated("2021-08-31"), '"2021-08-31"^^xsd:date'),
        (dated("2021-08"), '"2021-08"^^xsd:gYearMonth'),
        (dated("2021"), '"2021"^^xsd:gYear'),
        (dated("２０２１"), '"２０２１"'),  # digits, but none that a year is written with
        (dated("去年"), '"去年"'),
        (short(XTC.level_issue), "xtc:level-issue"),
        (short(PREFIXES["xtc"] + "problem-C01.01"), "xtc:problem-C01.01"),
        (short(PREFIXES["xtc"] + "problem-"), f"<{PREFIXES['xtc']}problem->"),
        (short(unit_iri("甲县")), "<https://w3id.org/xuntu/id/unit/甲县>"),
    ],
)
def test_terms_have_one_spelling(value: str, written: str) -> None:
    """A term is written in one way only, so that equal statements are equal texts."""
    assert value == written


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_bare_numbers_are_the_numbers_of_the_lines(value: Decimal) -> None:
    """A number without quotation marks is the same literal as the one with its datatype."""
    [quad] = ox.parse(f"<{GRAPH_NAME}> <{GRAPH_NAME}> {bare(value)} .", ox.RdfFormat.TRIG)
    assert str(quad.object) == number(value)


@settings(deadline=None)
@given(ANY)
def test_both_spellings_of_a_text_are_one_literal(text: str) -> None:
    """TriG with the escapes of JSON and N-Quads with those of the engine say the same."""
    [quad] = ox.parse(f"<{GRAPH_NAME}> <{GRAPH_NAME}> {sound(quoted(text))} .", ox.RdfFormat.TRIG)
    assert str(quad.object) == plain(text)


def test_units_are_those_inspected_and_not_only_cited(samples: SimpleNamespace) -> None:
    """A unit whose earlier inspection is cited is no inspected one, unless it is inspected too."""
    extraction = samples.rectification(repeat=True)
    [report] = extraction.reports
    named = replace(report.findings[0].repeat.earlier[0], unit="云岭县审计局")
    own = replace(named, unit="云岭县财政局")
    for earlier, units in (
        (named, (unit_iri("云岭县财政局", "530199"),)),
        (own, (unit_iri("云岭县财政局", "530199"),)),
    ):
        finding = replace(report.findings[0], repeat=replace(report.findings[0].repeat, earlier=(earlier,)))
        shard = to_quads(replace(extraction, reports=(replace(report, findings=(finding,)),)))
        assert shard.units == units


def test_a_sorted_stream_is_merged_as_the_whole_is(samples: SimpleNamespace) -> None:
    """Subject by subject, from lines that come one by one, the authority graph is that of all shards at once."""
    names = ("云岭县人大（常委会）", "云岭县人大常委会", "云岭县 人大常委会")
    shared = [to_quads(samples.rectification(unit=Organisation(name))).shared for name in names]
    lines = sorted({line for text in shared for line in split_lines(text)})
    merged = list(merge_sorted(iter(lines)))
    assert merged == sorted(merged)
    assert "".join(f"{line}\n" for line in merged) == merge_authority(shared)
    assert sum(f"<{SKOS.altLabel}>" in line for line in merged) > sum(f"<{SKOS.altLabel}>" in line for line in lines)
