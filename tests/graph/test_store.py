"""The store: one door, atomic replacement, plain answers, clear errors."""

import io
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from xuntu.graph.store import Store
from xuntu.ontology import QueryError, StoreError

G1 = "https://w3id.org/xuntu/graph/doc/0000000000000001"
G2 = "https://w3id.org/xuntu/graph/doc/0000000000000002"
XSD = "http://www.w3.org/2001/XMLSchema#"


def quad(subject: str, predicate: str, value: str, graph: str = G1) -> str:
    """Return one line of N-Quads."""
    return f"<http://example.org/{subject}> <http://example.org/{predicate}> {value} <{graph}> .\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return the path of a store on disk that holds one quad."""
    path = tmp_path / "xuntu.store"
    with Store.create(path) as store:
        store.replace(G1, quad("a", "label", '"云岭县"@zh'))
        store.flush()
    return path


def test_numbers_come_back_as_numbers_and_the_rest_as_text() -> None:
    """Counts are int, amounts Decimal, truth bool; IRIs, labels and dates are text; unbound is None."""
    store = Store.in_memory()
    store.replace(
        G1,
        quad("a", "n", f'"12"^^<{XSD}integer>')
        + quad("a", "yuan", f'"3.50"^^<{XSD}decimal>')
        + quad("a", "day", f'"2024-12-31"^^<{XSD}date>')
        + quad("a", "of", "<http://example.org/b>")
        + quad("a", "is", f'"true"^^<{XSD}boolean>'),
    )
    rows = store.query("""
        PREFIX : <http://example.org/>
        SELECT ?n ?yuan ?day ?of ?is ?none { ?a :n ?n ; :yuan ?yuan ; :day ?day ; :of ?of ; :is ?is }""")
    assert rows.columns == ("n", "yuan", "day", "of", "is", "none")
    assert rows.rows == ((12, Decimal("3.5"), "2024-12-31", "http://example.org/b", True, None),)
    assert rows.column("day") == ("2024-12-31",)


def test_ask_and_construct_have_rows_too() -> None:
    """ASK gives one answer; CONSTRUCT gives distinct triples, sorted."""
    store = Store.in_memory()
    store.replace_all({G1: quad("b", "p", '"1"') + quad("a", "p", '"1"'), G2: quad("a", "p", '"1"', G2)})
    assert store.query("ASK { ?s ?p '1' }").rows == ((True,),)
    assert store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").rows == (
        ("http://example.org/a", "http://example.org/p", "1"),
        ("http://example.org/b", "http://example.org/p", "1"),
    )


def test_replacing_touches_one_graph_only() -> None:
    """A graph that is replaced keeps nothing of the old; the others keep everything."""
    store = Store.in_memory()
    store.replace(G1, quad("a", "p", '"old"'))
    store.replace(G2, quad("a", "p", '"other"', G2))
    store.replace(G1, quad("a", "p", '"new"'))
    assert store.nquads() == [quad("a", "p", '"new"'), quad("a", "p", '"other"', G2)]
    assert store.graphs() == (G1, G2)
    store.replace(G1, "")
    assert store.graphs() == (G2,)
    assert G1 not in store


def test_documents_and_lines_change_together_or_not_at_all() -> None:
    """A change replaces documents' graphs, takes lines away and adds others; where a part is wrong nothing happens."""
    store = Store.in_memory()
    store.load([quad("a", "p", '"old"'), quad("a", "p", '"one"', G2), quad("a", "p", '"two"', G2)])
    block = f'PREFIX e: <http://example.org/>\nGRAPH <{G1}> {{\ne:a e:p "new", 7 .\n}}\n'
    store.change(documents={G1: block}, removed=[quad("a", "p", '"one"', G2)], added=[quad("a", "p", '"three"', G2)])
    after = [quad("a", "p", '"new"'), quad("a", "p", f'"7"^^<{XSD}integer>')]
    after += [quad("a", "p", '"three"', G2), quad("a", "p", '"two"', G2)]
    assert store.nquads() == sorted(after)
    with pytest.raises(StoreError, match="不合语法"):
        store.change(documents={G1: ""}, added=[f"<http://example.org/a> nonsense <{G2}> .\n"])
    with pytest.raises(StoreError, match="不在图"):
        store.change(documents={G2: block})
    assert store.nquads() == sorted(after)
    store.change(documents={G1: ""})
    assert store.graphs() == (G2,)


def test_a_replacement_that_fails_changes_nothing() -> None:
    """One bad graph in a transaction leaves every graph as it was."""
    store = Store.in_memory()
    store.replace(G1, quad("a", "p", '"old"'))
    with pytest.raises(StoreError, match="不合语法"):
        store.replace_all({G1: quad("a", "p", '"new"'), G2: f"<http://example.org/a> nonsense <{G2}> .\n"})
    with pytest.raises(StoreError, match="不在图"):
        store.replace(G1, quad("a", "p", '"new"', G2))
    assert store.nquads() == [quad("a", "p", '"old"')]


def test_line_separators_within_text_stay_within_it() -> None:
    """U+2028, U+0085 and the like are characters of a text, not ends of a line."""
    store = Store.in_memory()
    store.replace(G1, quad("a", "p", '"一\u2028二\u0085三\x0b四"'))
    assert store.query("SELECT ?o { ?s ?p ?o }").rows == (("一\u2028二\u0085三\x0b四",),)


def test_a_query_may_leave_the_prefixes_out_and_bind_values() -> None:
    """The usual prefixes are known; values enter through VALUES with their quotes made harmless."""
    store = Store.in_memory()
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    store.replace(G1, f'<http://example.org/a> <{label}> "三“转”\\"}} ?x" <{G1}> .\n')
    asked = "SELECT ?s { VALUES ?l { UNDEF } ?s rdfs:label ?l }"
    assert len(store.query(asked)) == 1
    assert len(store.query(asked, {"l": '三“转”"} ?x'})) == 1
    assert len(store.query(asked, {"l": "别的"})) == 0
    with pytest.raises(QueryError, match=r"VALUES \?unit"):
        store.query(asked, {"unit": "云岭县"})


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT * WHERE {\n ?s ?p }", "第 2 行第 9 列，在“.s .p }”之后有误；请核对括号"),
        ("", "第 1 行第 1 列有误；"),
        ("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", "SERVICE"),
        ("ASK { FILTER(" + "(" * 500 + "1" + ")" * 500 + ") }", "嵌套"),
        ("ASK { FILTER(" + "!" * 20_000 + "true) }", "运算符"),
        ("ASK { ?s ?p '" + "长" * 70_000 + "' }", "太长"),
        ("DELETE WHERE { ?s ?p ?o }", "第 1 行"),
    ],
)
def test_a_query_that_cannot_run_is_named_in_one_line(sparql: str, message: str) -> None:
    """Malformed, remote or monstrous SPARQL is a QueryError of one line, and the process lives on."""
    with pytest.raises(QueryError, match=message) as raised:
        Store.in_memory().query(sparql)
    assert "\n" not in str(raised.value)


def test_service_in_a_string_or_comment_is_harmless() -> None:
    """Only the keyword is refused, not the word."""
    assert Store.in_memory().query("SELECT ?s { ?s ?p 'SERVICE' } # SERVICE").rows == ()


def test_a_store_opens_again_for_any_number_of_readers(place: Path) -> None:
    """What was flushed is there for every reader, and a reader cannot write."""
    with Store.open(place) as one, Store.open(place) as two:
        assert one.nquads() == two.nquads() == [quad("a", "label", '"云岭县"@zh')]
        with pytest.raises(StoreError, match="只读"):
            one.replace(G1, "")


def test_a_reader_may_open_while_another_process_writes(place: Path) -> None:
    """Reading needs no lock; a second writer is refused in one line."""
    holder = (
        "import sys; from xuntu.graph.store import Store\n"
        "store = Store.open(sys.argv[1], writable=True); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(  # our own interpreter
        [sys.executable, "-c", holder, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with Store.open(place) as reader:
            assert len(reader.nquads()) == 1
        with pytest.raises(StoreError, match="正被另一个进程写入"):
            Store.open(place, writable=True)
        process.communicate("", timeout=20)


def test_what_is_not_a_store_is_refused(tmp_path: Path) -> None:
    """A missing path, a file, a foreign directory and a store of another version each say what they are."""
    with pytest.raises(StoreError, match="没有这个库"):
        Store.open(tmp_path / "none")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="是文件"):
        Store.open(tmp_path / "file")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="不是巡图的库"):
        Store.open(tmp_path / "folder")
    (tmp_path / "folder" / "index.json").write_text('{"format": "other"}', encoding="utf-8")
    with pytest.raises(StoreError, match="format"):
        Store.open(tmp_path / "folder")
    with pytest.raises(StoreError, match="已有内容"):
        Store.create(tmp_path / "folder")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_place_is_refused(tmp_path: Path) -> None:
    """A directory without write permission gives a StoreError that says so."""
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="无法写入"):
        Store.create(tmp_path / "xuntu.store")


def test_a_store_under_a_file_is_refused(tmp_path: Path) -> None:
    """A path that leads through a file cannot be written, and says so."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="无法写入"):
        Store.create(tmp_path / "file" / "xuntu.store")


def test_a_closed_store_says_so() -> None:
    """Using a store after closing it is a StoreError; closing twice is not."""
    store = Store.in_memory()
    store.close()
    store.close()
    with pytest.raises(StoreError, match="已关闭"):
        store.graphs()


def test_bulk_loading_and_dumping_give_the_same_lines() -> None:
    """What goes in as N-Quads comes out as N-Quads."""
    store = Store.in_memory()
    lines = [quad("a", "p", '"一"'), quad("a", "p", '"二"', G2)]
    store.load(lines)
    output = io.BytesIO()
    store.dump(output, "nq")
    assert sorted(output.getvalue().decode().splitlines(keepends=True)) == store.nquads() == lines
    with pytest.raises(StoreError, match="不合语法"):
        store.load(["<a> <b> ."])
