"""Records become quads: everything they hold, escaped, stable, and shared things once."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from xuntu.graph.quads import merge_authority, to_quads
from xuntu.graph.quads.headlines import headline
from xuntu.graph.quads.literals import chinese, number, plain
from xuntu.graph.store import Store, expand
from xuntu.ontology import (
    GRAPH,
    Declared,
    Extraction,
    Finding,
    Inspection,
    Organisation,
    Passage,
    Period,
    Report,
    Round,
    Wording,
    document_graph_iri,
    unit_iri,
)

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(deadline=None)
@given(TEXT)
def test_any_text_survives_both_parsers_and_the_store(text: str) -> None:
    """Quotes, backslashes, line ends, controls and astral characters come back as they went in."""
    line = f"<http://example.org/a> <http://example.org/b> {plain(text)} <http://example.org/g> .\n"
    [quad] = ox.parse(line.encode(), ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text
    store = Store.in_memory()
    store.replace("http://example.org/g", line)
    assert store.query("SELECT ?o { ?s ?p ?o }").rows == ((text,),)


@settings(deadline=None)
@given(TEXT)
def test_rdflib_reads_the_same_text(text: str) -> None:
    """The text that rdflib reads is the text that was written, with its language."""
    data = f"<http://example.org/a> <http://example.org/b> {chinese(text)} .\n"
    [value] = rdflib.Graph().parse(data=data, format="nt").objects()
    assert value == rdflib.Literal(text, lang="zh")


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_numbers_are_written_as_the_engine_writes_them(value: Decimal) -> None:
    """A number keeps its value and its spelling through the engine, so that a shard equals an export."""
    line = f"<http://example.org/a> <http://example.org/b> {number(value)} <http://example.org/g> .\n"
    store = Store.in_memory()
    store.replace("http://example.org/g", line)
    assert store.nquads() == [line]
    assert store.query("SELECT ?o { ?s ?p ?o }").rows == ((value,),)


def test_halves_of_surrogate_pairs_do_not_break_the_text() -> None:
    """What no UTF-8 file can hold is replaced."""
    assert plain("\ud83d坏") == '"\ufffd坏"'


@pytest.mark.parametrize("kind", ["rectification", "launch", "news", "outline"])
def test_a_shard_is_canonical(samples: SimpleNamespace, kind: str) -> None:
    """Quads are distinct, of one graph each, without blank nodes, and the engine keeps them as they are."""
    extraction: Extraction = getattr(samples, kind)()
    shard = to_quads(extraction)
    assert shard.graph == document_graph_iri(extraction.document.sha256)
    own = expand(shard.own)
    assert own.count("\n") == shard.quads
    for text, graph in ((own, shard.graph), (shard.shared, GRAPH.authority)):
        lines = text.splitlines(keepends=True)
        assert lines == sorted(set(lines))
        assert all(line.endswith(f" <{graph}> .\n") and " _:" not in line for line in lines)
        store = Store.in_memory()
        store.replace(graph, text)
        assert store.nquads() == lines
    loaded, changed = Store.in_memory(), Store.in_memory()
    loaded.load([shard.own], "trig")
    changed.change(documents={shard.graph: shard.own})
    assert loaded.nquads() == changed.nquads() == own.splitlines(keepends=True)
    assert to_quads(extraction) == shard


def test_every_passage_quotes_its_place(samples: SimpleNamespace) -> None:
    """Start, end and words of every passage agree with the text and with its IRI."""
    extraction = samples.rectification(repeat=True)
    rows = samples.to_store(extraction).query(
        "SELECT ?p ?s ?e ?x { ?p a xt:Passage ; oa:start ?s ; oa:end ?e ; oa:exact ?x }"
    )
    assert len(rows) > 15
    for place, start, end, words in rows.rows:
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert extraction.document.text[start:end] == words
        assert str(place).endswith(f"#char={start},{end}")


def test_levels_reproduce_what_texts_count(samples: SimpleNamespace) -> None:
    """An issue right under a category, beside aspects, counts as an aspect too."""
    rows = samples.to_store(samples.outline()).query(
        "SELECT ?l (COUNT(DISTINCT ?f) AS ?n) { ?f xt:findingLevel ?l } GROUP BY ?l ORDER BY ?l"
    )
    assert [row[1] for row in rows.rows] == [2, 2, 3]  # aspects, categories, issues
    tree = samples.to_store(samples.outline()).query(
        "SELECT ?n ?p { ?f xt:number ?n ; xt:withinFinding/rdfs:label ?p } ORDER BY ?n"
    )
    assert tree.rows == (("1(1)", "方面一"), ("1(2)", "方面一"), ("1.", "大类一"), ("2", "大类二"))


def test_headings_of_one_level_are_categories_and_aspects(samples: SimpleNamespace) -> None:
    """“3个方面28项” and “3大类28个” are both said of one row of headings."""
    rows = samples.to_store(samples.rectification()).query(
        "SELECT ?l (COUNT(?f) AS ?n) { ?f xt:findingLevel ?l } GROUP BY ?l ORDER BY ?l"
    )
    assert [(str(level).rpartition("-")[2], n) for level, n in rows.rows] == [
        ("aspect", 1),
        ("category", 1),
        ("issue", 2),
    ]


def test_a_finding_carries_all_its_record_holds(samples: SimpleNamespace) -> None:
    """Types, inherited types, deadline of a promise, responsible post and status arrive."""
    store = samples.to_store(samples.rectification())
    row = store.query("""SELECT ?label ?type ?inherited ?post ?status ?date ?by ?text {
        ?f xt:number "1" ; xt:findingLevel xtc:level-issue ; rdfs:label ?label ; xt:problemType ?type ;
          xt:inheritedProblemType ?inherited ; xt:responsiblePost/rdfs:label ?post . FILTER(?type != ?inherited)
        ?s xt:statusOf ?f ; xt:status ?status ; dcterms:date ?date ; xt:statusText ?text ;
          prov:wasAttributedTo/rdfs:label ?by
    }""").rows
    concept = "https://w3id.org/xuntu/concept/"
    assert row == (
        (
            "财务管理不规范",
            f"{concept}problem-C05.01",
            f"{concept}problem-C11",
            "党组书记、局长",
            f"{concept}status-stage",
            "2021-12-20",
            "云岭县财政局",
            "阶段性完成",
        ),
    )


def test_measures_yield_rules_money_sanctions_and_meetings(samples: SimpleNamespace) -> None:
    """Each outcome has its class, kind, number and unit; a promise has the last day of its month."""
    store = samples.to_store(samples.rectification(statements=("财务管理不规范。",)))
    rows = store.query("""SELECT ?class ?what ?n ?unit ?raw {
        ?m xt:yields ?x . ?x a ?class ; xt:what ?what ; schema:value ?n ; schema:unitText ?unit ; xt:valueText ?raw
    } ORDER BY ?class""").rows
    ns = "https://w3id.org/xuntu/ns#"
    assert rows == (
        (f"{ns}FundsMovement", "追缴", 19200, "元", "1.92万元"),
        (f"{ns}Meeting", "党组会议", 3, "次", "3次"),
        (f"{ns}Sanction", "批评教育", 2, "人", "2人"),
    )
    state = "https://w3id.org/xuntu/concept/state-"
    rules = store.query("""SELECT ?title ?number ?verb ?state ?due {
        ?m ?verb ?p ; xt:measureState ?state . ?p dcterms:title ?title .
        FILTER(?verb IN (xt:issues, xt:revises, xt:drafts))
        OPTIONAL { ?p xt:documentNumber ?number } OPTIONAL { ?m xt:deadline ?due } } ORDER BY ?title""").rows
    assert rules == (
        (
            "云岭县财政局财务管理办法",
            "云财〔2021〕7号",
            f"{ns}revises",
            "https://w3id.org/xuntu/concept/state-done",
            None,
        ),
        ("公务卡管理细则", None, f"{ns}drafts", f"{state}promised", "2022-06-30"),
    )


def test_an_inspection_has_its_unit_team_round_and_dates(samples: SimpleNamespace) -> None:
    """The header of a report becomes one inspection."""
    row = (
        samples.to_store(samples.rectification())
        .query("""SELECT ?i ?unit ?team ?round ?start ?end ?feedback {
        ?rep xt:reportsOn ?i . ?i xt:inspects/rdfs:label ?unit ; xt:conductedBy/rdfs:label ?team ;
          xt:inRound/rdfs:label ?round ; schema:startDate ?start ; schema:endDate ?end ; xt:feedbackDate ?feedback }""")
        .rows
    )
    assert row == (
        (
            "https://w3id.org/xuntu/id/inspection/530199-县委第一巡察组-云岭县财政局-20210301",
            "云岭县财政局",
            "县委第一巡察组",
            "十三届云岭县委第4轮巡察",
            "2021-03-01",
            "2021-04-02",
            "2021-05-06",
        ),
    )


def test_a_launch_notice_reports_on_a_round(samples: SimpleNamespace) -> None:
    """A round has one inspection for each unit, with the team and the kind of its assignment."""
    store = samples.to_store(samples.launch())
    assert store.query("SELECT ?r { ?rep xt:reportsOn/rdfs:label ?r }").rows == (("十三届云岭县委第4轮巡察",),)
    rows = store.query("""SELECT ?unit ?team ?kind { ?i xt:inspects/rdfs:label ?unit ; xt:conductedBy/rdfs:label ?team ;
        xt:inRound ?r ; xt:inspectionKind ?kind . FILTER(?kind != xtc:kind-xuncha) } ORDER BY ?unit""").rows
    concept = "https://w3id.org/xuntu/concept/"
    assert rows == (
        ("云岭县审计局", "县委第一巡察组", f"{concept}kind-regular"),
        ("云岭县档案馆", "县委第二巡察组", f"{concept}kind-special"),
        ("云岭县财政局", "县委第一巡察组", f"{concept}kind-regular"),
    )


@pytest.mark.parametrize(
    ("body", "team"),
    [("市委", "市委第四巡察组"), ("甲山市委", "甲山市委第四巡察组"), ("市委", "第四巡察组"), ("市委", "市委巡察四组")],
)
def test_a_committee_a_round_and_a_team_are_one_however_a_document_writes_them(
    samples: SimpleNamespace, body: str, team: str
) -> None:
    """市委 of a known place is that city's accountable unit, and its rounds and teams have keys by the place."""
    extraction: Extraction = samples.rectification()
    report = extraction.reports[0]
    inspection = Inspection(
        (Organisation("市财政局", place="甲山市"),), body, team=team, body_place="甲山市", round=Round("四届", 9)
    )
    rows = samples.to_store(replace(extraction, reports=(replace(report, inspection=inspection),))).query("""SELECT ?b ?r ?t
        { ?i a xt:Inspection ; xt:inspectingBody ?b ; xt:inRound ?r ; xt:conductedBy ?t }""")
    [found] = {tuple(str(each).rsplit("/id/", 1)[-1] for each in row) for row in rows.rows}
    assert found == ("unit/甲山市", "round/甲山市-4-9", "team/甲山市-市委第四巡察组")


def test_committees_of_unknown_places_are_not_made_up(samples: SimpleNamespace) -> None:
    """Where no word says whose 市委 it is, it stays 市委."""
    extraction: Extraction = samples.rectification()
    inspection = Inspection((Organisation("市财政局"),), "市委", round=Round("四届", 9))
    report = replace(extraction.reports[0], inspection=inspection)
    rows = samples.to_store(replace(extraction, reports=(report,))).query("SELECT ?r { ?i xt:inRound ?r }").rows
    assert {str(each).rsplit("/id/", 1)[-1] for (each,) in rows} == {"round/市委-4-9"}


def test_news_yields_figures_and_notes_only(samples: SimpleNamespace) -> None:
    """A story without findings has a report, its numbers and what the reader noted."""
    store = samples.to_store(samples.news())
    assert store.query(
        "SELECT ?n ?u ?w { ?f a xt:Figure ; schema:value ?n ; schema:unitText ?u ; xt:what ?w }"
    ).rows == ((12, "个", "开工项目"),)
    assert store.query("SELECT ?s ?m { ?n a xt:Note ; xt:stage ?s ; xt:message ?m }").rows == (
        ("cleaning", "略过页尾导航"),
    )
    assert store.query("ASK { ?f a xt:Finding }").rows == ((False,),)


def test_a_stated_recurrence_keeps_who_said_what(samples: SimpleNamespace) -> None:
    """The earlier inspection is a node without report, the old wording a finding of it, the cue the evidence."""
    rows = (
        samples.to_store(samples.rectification(repeat=True))
        .query("""SELECT ?now ?before ?inspection ?year ?kind ?quote ?cue {
        ?r a xt:Recurrence ; xt:recurringFinding/rdfs:label ?now ; xt:priorFinding ?p ; dcterms:type ?kind ;
          xt:basis xtc:basis-stated ; xt:quotes ?quote ; xt:evidence/oa:exact ?cue .
        ?p rdfs:label ?before ; xt:foundIn ?i . ?i rdfs:label ?inspection ; schema:startDate ?year .
        ?later xt:followsUp ?i . FILTER NOT EXISTS { ?report xt:reportsOn ?i } }""")
        .rows
    )
    assert rows == (
        (
            "财务管理不规范",
            "公务卡使用率低",
            "2019年县委巡察",
            "2019",
            "https://w3id.org/xuntu/concept/recur-unresolved",
            "公务卡使用率低",
            "2019年县委巡察指出“公务卡使用率低”，本轮仍然存在。",
        ),
    )


def test_a_recurrence_without_a_named_inspection_is_kept(samples: SimpleNamespace) -> None:
    """“边改边犯” alone still is a recurrence, of an earlier inspection that nobody names."""
    extraction = samples.rectification(repeat=True)
    report = extraction.reports[0]
    first = report.findings[0]
    assert first.repeat is not None
    bare = replace(first, repeat=replace(first.repeat, earlier=(), quotes=()))
    extraction = replace(extraction, reports=(replace(report, findings=(bare, *report.findings[1:])),))
    rows = samples.to_store(extraction).query(
        "SELECT ?i ?p { ?r xt:priorFinding ?f . ?f xt:foundIn/rdfs:label ?i ; rdfs:label ?p }"
    )
    assert rows.rows == (("此前巡视巡察", "财务管理不规范"),)


def test_what_was_found_before_names_the_prior_finding_of_each_inspection(samples: SimpleNamespace) -> None:
    """Inspections that are named together found the same; the words need no quotation marks."""
    extraction = samples.rectification(repeat=True)
    report = extraction.reports[0]
    first = report.findings[0]
    assert first.repeat is not None
    [one], [quote] = first.repeat.earlier, first.repeat.quotes
    start = quote.passage.start
    earlier = (
        replace(one, passage=Passage(start - 12, start - 6)),
        replace(one, text="审计", passage=Passage(start - 5, start - 2)),
    )
    repeat = replace(first.repeat, earlier=earlier, quotes=(), topics=(quote,))
    told = replace(report, findings=(replace(first, repeat=repeat), *report.findings[1:]))
    rows = samples.to_store(replace(extraction, reports=(told,))).query(
        "SELECT ?i ?p { ?r xt:priorFinding ?f . ?f xt:foundIn/rdfs:label ?i ; rdfs:label ?p FILTER NOT EXISTS "
        "{ ?r xt:quotes ?q } } ORDER BY ?i"
    )
    assert rows.rows == ((one.text, quote.text), ("审计", quote.text))


def test_one_number_printed_twice_is_two_findings(samples: SimpleNamespace) -> None:
    """Offsets tell apart what the print does not, and only there."""
    extraction = samples.outline()
    report = extraction.reports[0]
    twice = tuple(replace(f, number="(一)") for f in report.findings[:2]) + report.findings[2:]
    shard = to_quads(replace(extraction, reports=(replace(report, findings=twice),)))
    assert "/r0/f一@20>" in expand(shard.own)
    assert "/r0/f一@25>" in expand(shard.own)
    assert "/r0/f2>" in expand(shard.own)


def test_declared_counts_keep_what_they_count(samples: SimpleNamespace) -> None:
    """A count under a heading points to it; one of the whole report does not."""
    rows = (
        samples.to_store(samples.outline())
        .query("""SELECT ?kind ?n ?unit ?under {
        ?d a xt:DeclaredFigure ; xt:indicator ?kind ; schema:value ?n ; schema:unitText ?unit .
        OPTIONAL { ?d xt:declaredFor/rdfs:label ?under } } ORDER BY ?kind ?n""")
        .rows
    )
    concept = "https://w3id.org/xuntu/concept/declared-"
    assert rows == (
        (f"{concept}aspects", 2, "个方面", None),
        (f"{concept}categories", 2, "大类", None),
        (f"{concept}issues", 2, "个", "大类一"),
        (f"{concept}issues", 4, "个", None),
    )


def test_a_report_without_header_still_has_a_place_for_its_findings(samples: SimpleNamespace) -> None:
    """Where no inspection is named, the findings hang on one that belongs to this report alone."""
    extraction = samples.outline()
    report = replace(extraction.reports[0], inspection=None)
    rows = samples.to_store(replace(extraction, reports=(report,))).query("""SELECT DISTINCT ?i ?label {
        ?f xt:foundIn ?i . ?i a xt:Inspection ; rdfs:label ?label }""")
    [(inspection, label)] = rows.rows
    assert str(inspection).endswith("/r0/inspection")
    assert label == "巡视巡察（被巡单位未载明）"


def test_inspections_without_dates_are_not_mixed_up(samples: SimpleNamespace) -> None:
    """Two reports on one unit that give neither period nor round are not taken for one inspection."""

    def undated(extraction: Extraction) -> Extraction:
        report: Report = extraction.reports[0]
        assert report.inspection is not None
        bare = replace(report.inspection, period=Period(None, None), round=None, feedback=None)
        return replace(extraction, reports=(replace(report, inspection=bare),))

    first, second = to_quads(undated(samples.rectification(2019))), to_quads(undated(samples.rectification(2022)))
    assert "/r0/inspection-530199-云岭县财政局>" in first.shared
    assert not {line for line in first.shared.split("\n") if "xt#inspects" in line} & set(second.shared.split("\n"))


def test_merging_is_set_union_with_one_name_for_each(samples: SimpleNamespace) -> None:
    """Two spellings of one unit give one label and one other name, in whatever order they come."""
    spelled = [
        to_quads(samples.rectification(unit=Organisation(name))).shared
        for name in ("云岭县人大（常委会）", "云岭县人大常委会")
    ]
    merged = merge_authority(spelled)
    assert merged == merge_authority(reversed(spelled)) == merge_authority([*spelled, merged])
    unit = f"<{unit_iri('云岭县人大常委会')}>"
    labels = [
        line for line in merged.split("\n") if line.startswith(f"{unit} <http://www.w3.org/2000/01/rdf-schema#label>")
    ]
    assert labels == [
        f'{unit} <http://www.w3.org/2000/01/rdf-schema#label> "云岭县人大常委会"@zh <{GRAPH.authority}> .'
    ]
    assert f'{unit} <http://www.w3.org/2004/02/skos/core#altLabel> "云岭县人大（常委会）"@zh' in merged


def test_two_names_of_one_document_are_both_told(samples: SimpleNamespace) -> None:
    """The same bytes under two names are one document with two names."""
    extraction = samples.news()
    shard = to_quads(extraction, names=["新闻.txt", "转载.txt"])
    assert expand(shard.own).count("<https://w3id.org/xuntu/ns#fileName>") == 1
    assert expand(shard.own).count("<http://purl.org/dc/terms/identifier>") == 2


def test_empty_passages_and_odd_dates_do_no_harm(samples: SimpleNamespace) -> None:
    """An empty passage is no evidence, an impossible day no date, a count without number no value."""
    extraction = samples.outline()
    passage = Passage(3, 3)
    finding = Finding(None, Wording("无位置的问题", passage), deadline=Wording("2023年13月", passage))
    report = replace(
        extraction.reports[0],
        findings=(finding,),
        declared=(Declared("completion_rate", Decimal("92.50"), "%", passage),),
    )
    shard = to_quads(replace(extraction, reports=(report,)))
    assert "#char=3,3" not in expand(shard.own)
    assert "<https://w3id.org/xuntu/ns#deadline>" not in expand(shard.own)
    assert '"92.5"^^<http://www.w3.org/2001/XMLSchema#decimal>' in expand(shard.own)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("（一）学习不深入。仅读文件。", "学习不深入"),
        ("12.督促不够有力问题。沅水边的镇", "督促不够有力问题"),
        ("2.5亿元专项资金闲置", "2.5亿元专项资金闲置"),  # a number, not a mark
        ("１．学习不深入", "学习不深入"),
        ("③学习不深入", "学习不深入"),
        ("问题\n换行", "问题 换行"),
        ("。", "。"),
        ("长" * 80, "长" * 59 + "…"),
    ],
)
def test_a_headline_is_the_first_sentence_without_its_number(text: str, short: str) -> None:
    """A label is what fits a table."""
    assert headline(text) == short
