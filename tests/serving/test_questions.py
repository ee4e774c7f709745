"""Questions as forms: what they show is what ``xuntu query`` answers, and it can be sorted, sifted and taken along."""

import csv
import io
import json
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from tests.serving.conftest import Client
from tests.serving.inline import Inline
from xuntu.graph import Question, Rows, Store, ask, find_question, load_questions
from xuntu.serving import Limits
from xuntu.serving.app import make_app
from xuntu.serving.memory import Memory
from xuntu.serving.pages import charts, groups
from xuntu.serving.pages.downloads import to_file
from xuntu.serving.pages.tables import Order, Table, rank
from xuntu.serving.tasks import Reading

OPEN = [question for question in load_questions().values() if not any(each.required for each in question.parameters)]
HOSTILE = "=cmd|'/c calc'!A1<script>alert(1)</script>"


def table_of(*rows: tuple[Any, ...], name: str = "money") -> Table:
    """Return rows of a question as a table."""
    question = find_question(name)
    return Table.of(question, Rows(tuple(column.name for column in question.columns), rows), "zh")


def test_every_question_is_in_one_group() -> None:
    """And the favourites stand before all groups."""
    first, *others = groups.load_groups()
    names = [question.name for group in others for question in group.questions]
    assert sorted(names) == sorted(load_questions())
    assert first.questions[0].name == "recurring"


def test_the_list_leads_to_every_question(client: Client) -> None:
    """By a link each; words narrow it, in the text of the question or of its columns."""
    page = client.get("/questions").text
    assert all(f'href="/questions/{name}"' in page for name in load_questions())
    assert "1 个问题" in client.get("/questions", params={"q": "只起草 制度"}).text
    assert "没有这样的问题" in client.get("/questions", params={"q": "天王星"}).text


@pytest.mark.slow
@pytest.mark.parametrize("question", load_questions().values(), ids=lambda question: question.name)
def test_every_question_opens_and_answers(client: Client, question: Question, store: Store) -> None:
    """As a form with all its fields; with as many rows as it has where it needs not be told anything."""
    page = client.get(f"/questions/{question.name}")
    assert page.status_code == 200
    assert all(f'name="{each.name}"' in page.text for each in question.parameters)
    if question in OPEN:
        rows = len(ask(store, question.name))
        paged = "前 50 行，后面还有" if question.paged and rows > 50 else f"共 {rows} 行"
        assert paged in page.text
        for form in ("csv", "xlsx", "json"):
            assert client.get(f"/questions/{question.name}.{form}").status_code == 200


def test_what_recurs_is_shown_with_both_places(client: Client, store: Store) -> None:
    """The question that the product is for, as `make demo` prints it: 81 rows, 12 of them on the water company."""
    assert "共 81 行" in client.get("/questions/recurring").text
    page = client.get("/questions/recurring", params={"unit": "水务投资集团"}).text
    rows = ask(store, "recurring", unit="水务投资集团")
    assert f"共 {len(rows)} 行" in page
    finding, prior = rows.to_dicts()[0]["finding_iri"], rows.to_dicts()[0]["prior_iri"]
    assert f"/finding?iri={quote(str(finding), safe='')}" in page
    assert quote(str(prior), safe="") in page


@pytest.mark.parametrize(
    ("path", "told", "says"),
    [
        ("units-by-type", {"year": "二"}, "需要参数 type"),
        ("units-by-type", {"year": "二", "type": "C05"}, "参数 year 不是年份：二"),
        ("units-by-type", {"type": "天文"}, "天文"),
        ("open-findings", {"today": "昨天"}, "参数 today 不是日期：昨天"),
        ("common-problems", {"least": "-1"}, "参数 least 不是整数：-1"),
        ("facts", {"finding": "javascript:alert(1) <"}, "不是 IRI"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(client: Client, path: str, told: dict[str, str], says: str) -> None:
    """With what was written still in the form, and status 400."""
    page = client.get(f"/questions/{path}", params=told)
    assert page.status_code == 400
    assert says in page.text
    assert all(f'value="{value.replace("<", "&lt;")}"' in page.text for value in told.values())


def test_a_required_field_is_asked_for_before_it_is_missed(client: Client) -> None:
    """A form that is opened empty is no error."""
    page = client.get("/questions/unit-history")
    assert page.status_code == 200
    assert "必填" in page.text
    assert 'role="alert"' not in page.text


def test_no_row_says_what_might_be_left_out(client: Client) -> None:
    """Each condition with the rows that there are without it."""
    page = client.get("/questions/findings", params={"unit": "水务投资集团", "year": "2020"}).text
    assert "没有符合条件的行" in page
    assert "去掉 年份（2020）" in page
    assert "去掉 单位" not in page  # no inspection of that year has findings here


def test_an_unknown_question_is_not_found(client: Client) -> None:
    """It is told beside the list of those that there are; an alias is known."""
    page = client.get("/questions/nothing")
    assert page.status_code == 404
    assert "没有名为 nothing 的问题" in page.text
    assert client.get("/questions/recurring.exe").status_code == 404
    assert "共 81 行" in client.get("/questions/cq01").text


def test_rows_are_sorted_sifted_and_paged(client: Client) -> None:
    """On the server, over all rows."""
    falling = client.get("/questions/recurring.json", params={"sort": "score", "dir": "desc"}).json()["rows"]
    scores = [row["score"] for row in falling if row["score"] is not None]
    assert scores == sorted(scores, reverse=True)
    assert falling[-1]["score"] is None
    sifted = client.get("/questions/recurring.json", params={"filter": "槐溪 脱贫"}).json()["rows"]
    assert sifted
    assert all("槐溪" in str(row.values()) and "脱贫" in str(row.values()) for row in sifted)
    page = client.get("/questions/recurring", params={"page": "2"}).text
    assert "第 2 / 2 页" in page
    assert '<td class="number soft">81</td>' in page
    assert '<td class="number soft">50</td>' not in page
    assert "第 1 / 1 页" in client.get("/questions/recurring", params={"size": "100"}).text
    assert client.get("/questions/recurring", params={"page": "x", "size": "7", "sort": "no"}).status_code == 200


@pytest.mark.parametrize(
    ("values", "ordered"),
    [
        ([10, 9, None, Decimal("9.5")], [9, Decimal("9.5"), 10, None]),
        (["问题12", "问题3", None], ["问题3", "问题12", None]),
        (["住建局", "财政局", "财政局分局"], ["财政局", "财政局分局", "住建局"]),  # by sounds: cai before zhu
        (["1(2)", "1(10)", "2"], ["1(2)", "1(10)", "2"]),
        (["乙", 3, "甲"], [3, "甲", "乙"]),
        (["a\ud800", "a"], ["a", "a\ud800"]),
    ],
)
def test_columns_are_sorted_as_they_are_read(values: list[Any], ordered: list[Any]) -> None:
    """Numbers as numbers wherever they stand, Chinese by its sounds, nothing last."""
    table = table_of(*((value, None, None, None, None, None) for value in values))
    assert list(table.sort(Order("unit")).rows.column("unit")) == ordered
    told = [value for value in ordered if value is not None]
    assert sorted(told, key=rank) == told


def test_equal_rows_stay_in_their_order() -> None:
    """Also from the last to the first."""
    table = table_of(("甲", "一", 1, 1, 0, None), ("乙", "二", 1, 1, 0, None), ("丙", "三", 2, 1, 0, None))
    assert table.sort(Order("yuan", falling=True)).rows.column("unit") == ("丙", "甲", "乙")


def test_downloads_hold_all_that_is_shown_and_what_stands_behind(client: Client, store: Store) -> None:
    """Opened again they are the rows: CSV with its mark for Excel, a workbook with a fixed head, JSON with numbers."""
    rows = ask(store, "money", unit="槐溪县")
    asked = {"unit": "槐溪县", "sort": "yuan"}
    answer = client.get("/questions/money.csv", params=asked)
    assert answer.content.startswith("\ufeff单位,".encode())
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert (
        f"filename*=UTF-8''{quote('资金处置汇总：追回、退还、收缴、兑现')[:27]}"
        in answer.headers["content-disposition"]
    )
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(lines) == len(rows) + 1
    assert lines[0][0] == "单位"
    book = load_workbook(io.BytesIO(client.get("/questions/money.xlsx", params=asked).content))
    sheet = book.active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == lines[0]
    assert sheet.max_row == len(lines)
    told = client.get("/questions/money.json", params=asked).json()
    assert told["parameters"] == {"unit": "槐溪县"}
    sums = [row["yuan"] for row in told["rows"] if row["yuan"] is not None]
    assert sums == sorted(sums)
    assert all(isinstance(number, int | float) for number in sums)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_hostile_cells_are_inert_in_files(form: str) -> None:
    """No formula, no link: text."""
    page = to_file(
        table_of((HOSTILE, "@SUM(1)", 1, 1, 0, None)),
        find_question("money"),
        {"unit": "../甲\n"},
        form,
        truncated=False,
    )
    assert "\n" not in page.headers["Content-Disposition"]
    assert "/" not in page.headers["Content-Disposition"].partition("''")[2]
    if form == "csv":
        assert f"'{HOSTILE}" in page.body.decode("utf-8-sig")
        assert "'@SUM(1)" in page.body.decode("utf-8-sig")
    elif form == "json":
        assert json.loads(page.body)["rows"][0]["unit"] == HOSTILE
    else:
        sheet = load_workbook(io.BytesIO(page.body)).active
        assert sheet is not None
        assert (sheet["A2"].value, sheet["A2"].data_type) == (HOSTILE, "s")
        assert sheet["B2"].data_type == "s"


def test_hostile_words_are_inert_in_the_page(client: Client) -> None:
    """In fields, in what is sifted by, in the SPARQL."""
    page = client.get("/questions/findings", params={"words": HOSTILE, "filter": HOSTILE, "sort": HOSTILE}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_long_answer_is_cut_and_says_so(store: Store) -> None:
    """In the page and in the name of the file."""
    client = Client(make_app(Inline(Reading(store, limits=Limits(rows=10)))))
    assert "已截断：只取了前 10 行" in client.get("/questions/recurring").text
    answer = client.get("/questions/recurring.json")
    assert answer.json()["truncated"] is True
    assert len(answer.json()["rows"]) == 10
    assert quote("已截断") in answer.headers["content-disposition"]


def test_the_first_rows_of_a_long_answer_do_not_wait_for_the_last(client: Client) -> None:
    """The page says that there are more; sorted, sifted or asked for all, they are counted."""
    assert "前 50 行，后面还有" in client.get("/questions/ledger").text
    assert "共 203 行" in client.get("/questions/ledger", params={"all": "1"}).text
    second = client.get("/questions/ledger", params={"page": "2"}).text
    assert '<td class="number soft">51</td>' in second


def test_an_answer_is_remembered(store: Store) -> None:
    """The next page, the order and the download are those of the same rows, asked for once."""
    reading = Reading(store)
    client = Client(make_app(Inline(reading)))
    client.get("/questions/recurring")
    store_of_next = Reading(Store.in_memory(), memory=reading.memory)
    assert len(Client(make_app(Inline(store_of_next))).get("/questions/recurring.json").json()["rows"]) == 81
    memory = Memory(most=10)
    assert memory.recall("long", lambda: "x" * 11, weigh=len) == "x" * 11
    assert memory.recall("long", lambda: "y", weigh=len) == "y"


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("status-by-type", ["问题数：按问题类型"]),
        ("money", ["金额：按资金处置种类"]),
        ("topic-frequency", ["问题数：按巡视巡察的年份", "问题数：按问题类型"]),
        ("open-findings", ["行数：按当前状态"]),
        ("unit-history", []),
    ],
)
def test_charts_fit_the_columns(store: Store, name: str, titles: list[str]) -> None:
    """Columns over years, bars over kinds; sums are sums, shares are not added up."""
    told = {"unit": "天王星"} if name == "unit-history" else {}
    drawn = charts.choose_charts(Table.of(find_question(name), ask(store, name, **told), "zh"))
    assert [chart.title for chart in drawn] == titles


def test_a_chart_has_at_most_fifteen_bars() -> None:
    """What is not drawn is told below: as a bar it would dwarf the others."""
    table = table_of(*((f"单位{number}", "追缴", number, 1, 0, None) for number in range(1, 31)))
    [chart] = charts.choose_charts(table)
    assert chart.drawing.count("<rect") == 15
    assert chart.note == "其他 15 项合计 120"  # 1 + … + 15


def test_the_sparql_behind_it_answers_the_same(client: Client, store: Store) -> None:
    """With the values filled in, complete with its prefixes; it opens in the editor."""
    from xuntu.graph import to_sparql

    sparql = to_sparql(store, "units-by-type", {"type": "C05", "unit": "槐溪县"})
    assert sparql.startswith("PREFIX ")
    assert len(store.query(sparql)) == len(ask(store, "units-by-type", type="C05", unit="槐溪县"))
    page = client.get("/questions/units-by-type", params={"type": "C05", "unit": "槐溪县"}).text
    assert "/editor?query=PREFIX" in page
    assert "VALUES ?u { &lt;https://w3id.org/xuntu/id/unit/" in page


def test_a_large_store_is_asked_for_everything_only_when_its_reader_says_so(store: Store) -> None:
    """A question of all documents may take seconds there; the first rows of long answers do not."""
    reading = Reading(store)
    reading.memory.recall("documents", lambda: 100_000)
    client = Client(make_app(Inline(reading)))
    page = client.get("/questions/recurring").text
    assert "不加条件要等一会儿" in page
    assert 'href="/questions/recurring?all=1"' in page
    assert "结果" not in page
    assert "共 81 行" in client.get("/questions/recurring", params={"all": "1"}).text
    assert "不加条件要等一会儿" not in client.get("/questions/recurring", params={"unit": "槐溪县"}).text
    assert "前 50 行" in client.get("/questions/ledger").text
