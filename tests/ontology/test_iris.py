"""IRIs: stable, readable, legal."""

from collections.abc import Callable

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuntu.ontology import (
    ID_NAMESPACE,
    Round,
    cited_finding_iri,
    cited_inspection_iri,
    declared_iri,
    division_iri,
    document_graph_iri,
    document_iri,
    figure_iri,
    finding_iri,
    frame_iri,
    heading_iri,
    inspection_iri,
    load_frames,
    load_problems,
    measure_iri,
    name_key,
    note_iri,
    number_key,
    outcome_iri,
    passage_iri,
    policy_iri,
    post_iri,
    problem_iri,
    recurrence_iri,
    report_iri,
    round_inspection_iri,
    round_iri,
    status_iri,
    team_iri,
    term_number,
    to_number,
    unit_iri,
)

DOCUMENT = document_iri("779058C4f0d40117d3fa2846d323c88dbdc14c6eff8bf6590510924b265d994d")
REPORT = report_iri(DOCUMENT, 0)
FINDING = finding_iri(REPORT, "3(2)", 901)
UNIT = unit_iri("澄陵市水务局", "990100")


@pytest.mark.parametrize(
    ("iri", "local"),
    [
        (DOCUMENT, "doc/779058c4f0d40117"),
        (passage_iri(DOCUMENT, 78, 105), "doc/779058c4f0d40117#char=78,105"),
        (REPORT, "doc/779058c4f0d40117/r0"),
        (FINDING, "doc/779058c4f0d40117/r0/f3.2"),
        (finding_iri(REPORT, "问题3", 5), "doc/779058c4f0d40117/r0/f问题3"),
        (finding_iri(REPORT, "(十一)", 5), "doc/779058c4f0d40117/r0/f十一"),
        (finding_iri(REPORT, "(一)", 5, repeated=True), "doc/779058c4f0d40117/r0/f一@5"),
        (finding_iri(REPORT, None, 12931), "doc/779058c4f0d40117/r0/f@12931"),
        (finding_iri(REPORT, None, 5, repeated=True), "doc/779058c4f0d40117/r0/f@5"),
        (heading_iri(REPORT, "二", 40), "doc/779058c4f0d40117/r0/c二"),
        (heading_iri(REPORT, None, 40), "doc/779058c4f0d40117/r0/c@40"),
        (status_iri(FINDING, 1), "doc/779058c4f0d40117/r0/f3.2-s1"),
        (measure_iri(FINDING, 2), "doc/779058c4f0d40117/r0/f3.2-m2"),
        (outcome_iri(measure_iri(FINDING, 2), 77), "doc/779058c4f0d40117/r0/f3.2-m2-e@77"),
        (declared_iri(REPORT, "rules_made", 9), "doc/779058c4f0d40117/r0/declared-rules_made@9"),
        (figure_iri(REPORT, 9), "doc/779058c4f0d40117/r0/v@9"),
        (note_iri(REPORT, "header", "缺年份", 9), "doc/779058c4f0d40117/r0/n-header@9-4131f9b9"),
        (note_iri(DOCUMENT, "reading", "缺年份"), "doc/779058c4f0d40117/n-reading-4131f9b9"),
        (division_iri("990100"), "division/990100"),
        (UNIT, "unit/990100-澄陵市水务局"),
        (unit_iri("文化和旅游局 （文物局）"), "unit/文化和旅游局文物局"),
        (team_iri("市委第四巡察组", "990100"), "team/990100-市委第四巡察组"),
        (post_iri("党组书记、局长", UNIT), "post/990100-澄陵市水务局-党组书记局长"),
        (policy_iri("《关于“三重一大”的办法（试行）》", "990100"), "policy/990100-关于三重一大的办法试行"),
        (round_iri(Round(term="三届", ordinal=6), "990100"), "round/990100-3-6"),
        (round_iri(Round(term="第十二届", ordinal=3, batch=2), "990100"), "round/990100-12-3-2"),
        (round_iri(Round(year=2018, ordinal=3), "某大学党委"), "round/某大学党委-2018年-3"),
        (round_iri(Round(term="2022-2026年", ordinal=8), None), "round/2022-2026年-8"),
        (inspection_iri("市委第四巡察组", "水务局", "2019-03-18"), "inspection/市委第四巡察组-水务局-20190318"),
        (inspection_iri(None, "水务局", "2019-03", division="990100"), "inspection/990100-水务局-201903"),
        (round_inspection_iri(round_iri(Round("三届", 6), "990100"), "水务局"), "inspection/990100-3-6-水务局"),
        (cited_inspection_iri("2019年省委巡视", UNIT), "cited/990100-澄陵市水务局-2019年省委巡视"),
        (cited_finding_iri(FINDING, 1), "doc/779058c4f0d40117/r0/f3.2-p1"),
        (recurrence_iri(FINDING, cited_finding_iri(FINDING, 1)), "recurrence/779058c4f0d40117/r0/f3.2-p1"),
        (
            recurrence_iri(FINDING, finding_iri(REPORT, "4", 0)),
            "recurrence/779058c4f0d40117/r0/f3.2~779058c4f0d40117/r0/f4",
        ),
    ],
)
def test_iris_spell_what_a_thing_is(iri: str, local: str) -> None:
    """Every kind of thing has its readable form, and an RDF engine takes it."""
    assert iri == ID_NAMESPACE + local
    assert pyoxigraph.NamedNode(iri).value == iri


def test_a_document_has_one_graph() -> None:
    """The graph of a document is named by the same digits as the document."""
    assert document_graph_iri("779058C4f0d40117d3") == "https://w3id.org/xuntu/graph/doc/779058c4f0d40117"


def test_concepts_of_the_taxonomy_have_readable_iris() -> None:
    """Codes stand in the IRI as printed, no two alike."""
    assert problem_iri("C01.A") == "https://w3id.org/xuntu/concept/problem-C01.A"
    assert frame_iri("F1.1") == "https://w3id.org/xuntu/concept/frame-F1.1"
    iris = {problem_iri(each.code) for each in load_problems()} | {frame_iri(each.code) for each in load_frames()}
    assert len(iris) == len(load_problems()) + len(load_frames())


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("1(2)", "1.2"),
        ("1（2）", "1.2"),
        ("(一)问题1", "一.问题1"),
        ("3.", "3"),
        ("1-2", "1-2"),
        ("①", "①"),
    ],
)
def test_numbers_keep_their_parts(number: str, key: str) -> None:
    """Brackets become full stops, so that 1(2) and 12 stay two numbers."""
    assert number_key(number) == key


def test_long_names_are_cut_without_clashing() -> None:
    """A name over sixty characters is cut and keeps a digest of the whole, so that two long names stay two."""
    long = "关于" + "进一步" * 25 + "规范的通知"
    assert len(name_key(long)) == 60 + 1 + 8
    assert name_key(long) != name_key(long + "（试行）")
    assert name_key("局" * 60) == "局" * 60


def test_spellings_of_one_name_share_a_key() -> None:
    """Composed and decomposed characters, white space, brackets and quotation marks make no difference."""
    assert name_key("Café 公司") == name_key("Cafe\u0301公司")
    assert name_key("《工作 规则》") == name_key("工作规则") == name_key("“工作”（规则）")


def test_a_name_of_marks_only_still_has_a_key() -> None:
    """What has no letter or digit is named by its digest."""
    assert name_key("《》") != name_key("——")


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_name_makes_a_legal_iri(name: str, number: str) -> None:
    """Whatever a document calls a thing, its IRI is one that engines accept, and making it again gives the same."""
    makers: tuple[Callable[[], str], ...] = (
        lambda: unit_iri(name, "990100"),
        lambda: policy_iri(name),
        lambda: finding_iri(REPORT, number, 7),
        lambda: inspection_iri(name, number, "2019"),
        lambda: cited_inspection_iri(name, UNIT),
        lambda: note_iri(REPORT, "outline", name, 3),
    )
    for make in makers:
        assert pyoxigraph.NamedNode(make()).value == make()


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("十", 10), ("十四", 14), ("二十", 20), ("一百零八", 108), ("〇", 0), ("二〇二三", 2023), ("7", 7), ("两百", 200)],
)
def test_numerals_are_read(numeral: str, number: int) -> None:
    """Chinese and Arabic numerals give the same numbers."""
    assert to_number(numeral) == number


@pytest.mark.parametrize("text", ["", "第三", "甲", "3.5", "-1", "²"])
def test_what_is_no_numeral_gives_none(text: str) -> None:
    """A word that is no number is not guessed at."""
    assert to_number(text) is None


@pytest.mark.parametrize(("term", "number"), [("十二届", 12), ("第三届", 3), ("12届", 12), ("2022-2026年", None)])
def test_terms_have_numbers(term: str, number: int | None) -> None:
    """The term of a committee is a number, however it is printed."""
    assert term_number(term) == number
