"""Profiles: what is known of a thing of the examples, by hand from their texts."""

from decimal import Decimal
from pathlib import Path

import pytest

from xuntu.extractors import extract
from xuntu.graph import Source, Store, build, build_in_memory, read_text
from xuntu.graph.profiles import (
    count_statuses,
    describe_document,
    describe_finding,
    describe_policy,
    describe_round,
    describe_thing,
    describe_type,
    describe_unit,
    list_declared,
    list_document_rows,
    list_doubts,
    list_notes,
    list_policy_rows,
    list_round_rows,
    list_type_rows,
    list_unit_rows,
)
from xuntu.graph.validate import compare_declared
from xuntu.ontology import ID_NAMESPACE

HOUSING = f"{ID_NAMESPACE}unit/澄陵市住房和城乡建设局"
REVIEW = f"{ID_NAMESPACE}doc/b53b1a1ddbc4075a"  # 07-housing-review-2021.txt
DOCUMENTS = sorted(Path("examples/documents").iterdir())


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("profiles") / "examples.store"
    build([Source(str(path.resolve()), path.name) for path in DOCUMENTS], place, extract, version="1")
    return Store.open(place)


def test_a_unit_has_the_findings_of_all_its_inspections(examples: Store) -> None:
    """18, 12 and 14 findings, as the three notices declare; all of 2019 done."""
    unit = describe_unit(examples, HOUSING)
    assert unit is not None
    assert [(one.year, one.start, one.feedback, one.tally.findings) for one in unit.inspections] == [
        ("2019", "2019-03-18", "2019-06-27", 18),
        ("2021", "2021-03-08", "2021-06-18", 12),
        ("2023", "2023-03-06", "2023-07-07", 14),
    ]
    first = unit.inspections[0]
    assert count_statuses(each for each in unit.found if each.inspection == first.iri) == {"done": 18}
    assert [parent.label for parent in unit.parents] == ["澄陵市"]
    assert [(report.title, report.issued) for report in first.reports] == [
        ("中共澄陵市住房和城乡建设局党组关于巡察整改进展情况的通报", "2019-12-12")
    ]


def test_a_unit_is_found_by_any_of_its_names(examples: Store) -> None:
    """澄陵市住建局 is its short name, completed by the place; the ground is told."""
    short = describe_unit(examples, f"{ID_NAMESPACE}unit/澄陵市住建局")
    assert short is not None
    assert short.iri == HOUSING
    assert {alias.name: alias.grounds for alias in short.aliases} == {
        "澄陵市住房和城乡建设局": (),
        "澄陵市住建局": ("补全地名",),
    }


def test_a_finding_knows_what_it_repeats_and_what_repeats_it(examples: Store) -> None:
    """问题5 of 2021 says that 5(1) of 2019 came back; (三) of 2023 says it of both."""
    finding = describe_finding(examples, f"{REVIEW}/r0/f问题5")
    assert finding is not None
    [(link, earlier)] = finding.earlier
    assert (link.is_stated, link.kind, earlier.number, earlier.year) == (True, "反弹回潮", "5(1)", "2019")
    assert earlier.statement == "对招标代理机构监管宽松软,代理机构参与围标串标行为时有发生。"
    assert [(row.number, row.year) for _, row in finding.later] == [("(三)", "2023")]
    assert [(one.label, one.words, one.day) for one in finding.statuses] == [("基本完成", "基本整改到位", "2021-12-30")]
    assert [len(measure.outcomes) for measure in finding.measures] == [0, 1, 0]
    assert finding.measures[0].policies[0][0] == "revises"


def test_money_is_in_yuan_with_its_sentence(examples: Store) -> None:
    """2.71万元 of 问题1."""
    finding = describe_finding(examples, f"{REVIEW}/r0/f问题1")
    assert finding is not None
    [money] = [one for measure in finding.measures for one in measure.outcomes if one.kind == "money"]
    assert (money.value, money.unit, money.words) == (Decimal(27_100), "元", "2.71万元")
    assert money.quote is not None
    assert money.quote.iri == f"{REVIEW}#char=369,375"


def test_declared_counts_are_those_of_the_check(examples: Store) -> None:
    """Figure by figure, what ``xuntu check`` extracts, though it is counted document by document."""
    listed = list_declared(examples, size=1000).rows
    checked = list(compare_declared(examples))
    assert len(listed) == len(checked) == 51
    assert sorted(
        (row.title, row.quote.start, row.what, row.value, str(row.extracted)) for row in listed if row.quote
    ) == sorted((str(one.report), one.start or 0, one.what, one.declared, str(one.extracted)) for one in checked)


def test_a_document_marks_every_passage_that_something_was_read_from(examples: Store) -> None:
    """And the words at its offsets are those of its text."""
    document = describe_document(examples, REVIEW)
    assert document is not None
    assert document.text is not None
    assert document.file == "07-housing-review-2021.txt"
    assert [one.number for one in document.findings if not one.is_heading] == [f"问题{n}" for n in range(1, 13)]
    assert all(document.text[mark.start : mark.end] == mark.words for mark in document.marks)
    assert {mark.kind for mark in document.marks} >= {
        "heading",
        "finding",
        "measure",
        "status",
        "policy",
        "unit",
        "money",
    }


def test_rounds_types_and_policies_are_counted(examples: Store) -> None:
    """Five rounds; of the fourth city round of the fourth term seven inspections; one document made by the hospital."""
    rounds = list_round_rows(examples)
    assert rounds.total == 5
    fourth = describe_round(examples, f"{ID_NAMESPACE}round/澄陵市-4-4")
    assert fourth is not None
    assert (fourth.term, fourth.ordinal, len(fourth.inspections)) == ("4", "4", 7)
    kind = describe_type(examples, "https://w3id.org/xuntu/concept/problem-C04.03")
    assert kind is not None
    assert [row.code for row in kind.broader] == ["C04"]
    assert sum(sum(counts.values()) for _, counts in kind.years) == len(kind.findings) == kind.row.findings
    policy = describe_policy(examples, f"{ID_NAMESPACE}policy/医用耗材采购管理办法")
    assert policy is not None
    assert [one.label for one in policy.makers] == ["澄陵市第二人民医院"]
    assert policy.row.numbers == ("澄二医发〔2023〕41号",)


def test_lists_are_cut_into_parts_and_narrowed_by_words(examples: Store) -> None:
    """What stands beyond the end is empty, not an error."""
    assert list_document_rows(examples).total == 17
    assert [row.file for row in list_document_rows(examples, start=16).rows] == ["17-county-2023.txt"]
    assert list_document_rows(examples, start=100).rows == ()
    assert [row.name for row in list_unit_rows(examples, words="住建局").rows] == ["澄陵市住房和城乡建设局"]
    assert [row.name for row in list_unit_rows(examples, order="findings", size=1).rows] == ["澄陵市住房和城乡建设局"]
    assert list_unit_rows(examples, every=True).total == 30
    assert {row.title for row in list_policy_rows(examples, words="耗材").rows} == {
        "医用耗材采购管理办法",
        "医用耗材采购管理办法（试行）",
    }
    assert list_notes(examples, stage="coverage").total > 0
    assert [row["listed"] for row in list_doubts(examples, "mismatches").rows] == [10, 18]


def test_any_thing_tells_its_facts_in_words(examples: Store) -> None:
    """A team: its class, the body above it, the inspections that it conducted."""
    team = describe_thing(examples, f"{ID_NAMESPACE}team/澄陵市-市委第五巡察组")
    assert team is not None
    assert [one.label for one in team.classes] == ["巡视巡察组"]
    assert [(fact.property.label, fact.value) for fact in team.facts] == [("上级单位", "澄陵市")]
    assert "市委第五巡察组巡察澄陵市第二人民医院（2021）" in {fact.value for fact in team.inward}


def test_a_long_text_is_told_in_parts_of_whole_lines(tmp_path: Path) -> None:
    """Each part with what was read from it; together they are the text."""
    lines = "".join(
        f"{n}.第{n}号项目预算编制不规范问题。\n整改情况：修订《云岭县项目{n}管理办法》，追缴资金{n}.5万元。已完成整改。\n"
        for n in range(1, 601)
    )
    file = tmp_path / "long.txt"
    file.write_text(
        "中共云岭县财政局党组关于巡察整改情况的通报\n根据县委统一部署，2023年3月6日至5月31日，县委第一巡察组对云岭县财政局党组进行了"
        f"巡察。\n二、反馈问题整改落实情况\n（一）预算方面\n{lines}中共云岭县财政局党组\n2023年12月29日\n",
        encoding="utf-8",
    )
    build([Source(str(file), file.name)], tmp_path / "long.store", extract, version="1")
    store = Store.open(tmp_path / "long.store")
    [document] = [row.iri for row in list_document_rows(store).rows]
    first = describe_document(store, document)
    assert first is not None
    assert len(first.parts) == 2
    second = describe_document(store, document, at=first.parts[1] + 5)
    assert second is not None
    assert (first.offset, second.offset) == (0, first.parts[1])
    assert (first.text or "") + (second.text or "") == read_text(store, document)
    assert (first.text or "").endswith("\n")
    numbers = [[one.number for one in part.findings if not one.is_heading] for part in (first, second)]
    assert numbers[0] + numbers[1] == [str(n) for n in range(1, 601)]
    for part in (first, second):
        assert part.text is not None
        for mark in part.marks:
            start = mark.start - part.offset
            assert part.text[start : mark.end - part.offset] == mark.words


@pytest.mark.parametrize("iri", ["https://w3id.org/xuntu/id/unit/没有", f"{ID_NAMESPACE}doc/0000000000000000", HOUSING])
def test_what_is_not_known_has_no_profile(examples: Store, iri: str) -> None:
    """Nor what is of another class."""
    assert describe_finding(examples, iri) is None
    assert describe_document(examples, iri) is None
    assert describe_round(examples, iri) is None
    assert describe_policy(examples, iri) is None
    assert describe_type(examples, iri) is None
    assert iri == HOUSING or (describe_unit(examples, iri) is None and describe_thing(examples, iri) is None)


def test_a_store_in_memory_keeps_no_texts_and_is_read_anew() -> None:
    """Its documents have marks with words; a store that can be written is asked every time."""
    store, _ = build_in_memory([Source(str(DOCUMENTS[6].resolve()), DOCUMENTS[6].name)], extract)
    document = describe_document(store, REVIEW)
    assert document is not None
    assert document.text is None
    assert all(mark.words for mark in document.marks)
    before = [row.findings for row in list_type_rows(store)]
    store.replace(f"https://w3id.org/xuntu/graph/doc/{REVIEW[-16:]}", "")
    assert [row.findings for row in list_type_rows(store)] != before
