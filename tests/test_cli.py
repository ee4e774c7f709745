"""Each command does what its help says, through the entry that users take."""

import hashlib
import html
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from tests.notices import NOTICE
from xuntu.cli import xuntu

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PROGRAM = Path(sys.executable).with_name("xuntu")
REVIEW = """中共云岭县水务局党组关于县委巡察“回头看”整改进展情况的通报
根据县委统一部署，2025年3月3日至4月11日，县委第一巡察组对云岭县水务局党组开展了巡察“回头看”。2025年5月20日，县委巡察组向云岭县水务局党组反馈了意见。现将整改进展情况予以公布。
一、理论学习方面
1.2023年县委巡察指出的理论学习不深入问题仍然存在。
整改情况：一是修订《云岭县水务局理论学习制度》。
整改状态：已完成。
中共云岭县水务局党组
2025年11月20日
"""
EARLIER = "县委第二巡察组巡察云岭县水务局（2023）"
SPARQL = """SELECT ?number ?finding {
  VALUES ?unit { UNDEF } VALUES ?year { "2023" }
  ?f a xt:Finding ; xt:findingLevel xtc:level-issue ; xt:number ?number ; rdfs:label ?finding ; xt:foundIn ?i .
  ?i xt:inspects/rdfs:label ?name ; schema:startDate ?start .
  FILTER(CONTAINS(?name, ?unit) && STRSTARTS(STR(?start), ?year))
} ORDER BY ?number"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands in an empty folder that holds one notice."""
    (tmp_path / "通报.txt").write_text(NOTICE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("XUNTU_")]:
        monkeypatch.delenv(name)

    def invoke(*arguments: str, **more: object) -> Result:
        return CliRunner().invoke(xuntu, arguments, **more)  # type: ignore[arg-type]

    return invoke


def program(*arguments: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the installed program in a process of its own."""
    return subprocess.run([PROGRAM, *arguments], check=False, capture_output=True, cwd=folder, input=stdin)


def test_text_is_what_offsets_point_into(run: Run) -> None:
    """The text of ``xuntu text`` cut at the offsets of ``xuntu extract`` is the statement."""
    text = run("text", "通报.txt").stdout
    [report] = json.loads(run("extract", "通报.txt").stdout)["reports"]
    assert len(report["findings"]) == 2
    for finding in report["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["statement"]


def test_outline_says_what_each_heading_is_and_why(run: Run) -> None:
    """A problem, its labels and the cues that decided stand in a tree; JSON has the places and the weights."""
    lines = run("outline", "通报.txt").stdout.splitlines()
    problem = next(line for line in lines if "[问题" in line)
    assert "自带整改、状态标签" in problem
    assert any(line.strip() == "[标签] 整改情况：  → 措施" for line in lines)
    part = next(
        each for each in json.loads(run("outline", "通报.txt", "--json").stdout)["outline"] if each["kind"] == "problem"
    )
    assert run("text", "通报.txt").stdout[part["start"] : part["end"]] == part["text"]
    assert {"name": "own_label", "words": "自带整改、状态标签", "strength": 1.0} in part["cues"]
    assert "has a label of measures" in run("--lang", "en", "outline", "通报.txt").stdout


def test_build_reports_what_was_read(run: Run) -> None:
    """A page in the language that is spoken, also of a document that has not changed."""
    first = run("build", "通报.txt", "--report", "读取报告.html")
    assert first.exit_code == 0, first.output
    assert "写好了 读取报告.html" in first.stderr
    assert "云岭县水务局党组关于县委巡察整改进展情况的通报" in Path("读取报告.html").read_text(encoding="utf-8")
    again = run("--lang", "en", "build", "通报.txt", "--report", "account.html")
    assert "Documents: unchanged 1" in again.stderr
    assert "Account of the reading" in Path("account.html").read_text(encoding="utf-8")


def test_extract_prints_one_line_a_file(run: Run, tmp_path: Path) -> None:
    """In the order given, under the names given."""
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")
    lines = [json.loads(line) for line in run("extract", "通报.txt", "a.txt").stdout.splitlines()]
    assert [line["source"] for line in lines] == ["通报.txt", "a.txt"]
    assert [len(line["reports"][0]["findings"]) if line["reports"] else 0 for line in lines] == [2, 0]
    assert "云岭县水务局" in lines[0]["reports"][0]["inspected_units"][0]


def test_standard_input_is_a_document_too(tmp_path: Path) -> None:
    """A dash reads what comes in by the pipe; answers leave in UTF-8."""
    done = program("extract", "-", folder=tmp_path, stdin=NOTICE.encode("gb18030"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "云岭县水务局" in json.loads(done.stdout)["reports"][0]["inspected_units"][0]


@pytest.mark.parametrize("command", ["text", "extract", "build"])
@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "文件是空的"), (bytes(range(256)) * 40, "："), (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "是图片")],
    ids=["empty", "binary", "picture"],
)
def test_an_unreadable_document_is_named_and_the_rest_is_done(
    run: Run, tmp_path: Path, command: str, content: bytes, message: str
) -> None:
    """One line on standard error, and exit code 3."""
    (tmp_path / "坏.txt").write_bytes(content)
    result = run(command, "坏.txt", "通报.txt")
    complaints = [line for line in result.stderr.splitlines() if line.startswith("错误：")]
    assert result.exit_code == 3
    assert len(complaints) == 1
    assert complaints[0].startswith("错误：坏.txt：")
    assert message in complaints[0]
    assert command == "build" or "云岭县水务局" in result.stdout


def test_a_store_in_which_nothing_could_be_read_is_called_empty(run: Run, tmp_path: Path) -> None:
    """The summary says so instead of ending in a colon."""
    (tmp_path / "坏.txt").write_bytes(b"")
    assert run("build", "坏.txt", "-o", "a.store").stderr.splitlines()[-1] == "库 a.store：空"


@pytest.mark.parametrize("command", ["text", "extract", "build"])
def test_a_missing_path_is_named(run: Run, tmp_path: Path, command: str) -> None:
    """Nothing is begun: one line, exit code 1, no store."""
    result = run(command, "通报.txt", "没有/这个")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "错误：没有/这个：没有这个文件或文件夹；请核对路径\n"
    assert [file.name for file in tmp_path.iterdir()] == ["通报.txt"]


def test_evaluate_compares_with_gold(run: Run, tmp_path: Path) -> None:
    """Field by field; a wrong label is listed on request; JSON holds the same figures."""
    document = {
        "kind": "rectification_report",
        "feedback_date": "2023-06-16",
        "problems": [{"number": "1", "statement": "理论学习不深入", "status_normal": "完成"}],
    }
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "1.json").write_text(
        json.dumps({"source": "通报.txt", "documents": [document]}), encoding="utf-8"
    )
    result = run("evaluate", "gold", "通报.txt", "--errors")
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert lines["finding.status_normal"] == "1.000  of 1"
    assert lines["header.feedback_date"] == "0.000  of 1"
    assert lines["findings"] == "P 0.500  R 1.000  F1 0.667  of 1"
    assert "header.feedback_date | 通报.txt#0 | '2023-06-16' | '2023-06-15'" in result.stderr.splitlines()
    figures = json.loads(run("evaluate", "gold", "通报.txt", "--json").stdout)
    assert figures["findings"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "gold": 1}


def test_evaluate_without_gold_says_so(run: Run) -> None:
    """A folder in which there is none is named."""
    result = run("evaluate", ".", "通报.txt")
    assert (result.exit_code, result.stderr.splitlines()[0][:10]) == (1, "错误：.：没有标注文")


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared (real documents, their gold and the scorer)")
def test_evaluate_agrees_with_the_scorer(run: Run, tmp_path: Path) -> None:
    """On real documents, line for line."""
    readings = tmp_path / "读出.jsonl"
    readings.write_text(run("extract", str(SHARED / "corpus")).stdout, encoding="utf-8")
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(SHARED / "gold"), str(readings)]
    scored = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert run("evaluate", str(SHARED / "gold"), str(SHARED / "corpus")).stdout == scored


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a store of two notices once; tests copy it where they change it."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "通报.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "回头看.txt").write_text(REVIEW, encoding="utf-8")
    done = program("build", "通报.txt", "回头看.txt", folder=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder / "xuntu.store"


def digests(place: Path) -> dict[str, str]:
    """Return the digest of every file below *place*, so that a test can say that nothing changed."""
    files = (file for file in place.rglob("*") if file.is_file() and file.name not in {"LOCK", "LOG", "LOG.old"})
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


def test_build_says_what_it_did(run: Run, tmp_path: Path) -> None:
    """What is new is read, what is known is not; the counts are those of the store."""
    first = run("build", "通报.txt")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.splitlines()[:2] == ["文件：新增 1", "库 xuntu.store：文件 1，通报 1，单位 1，问题 2"]
    (tmp_path / "回头看.txt").write_text(REVIEW, encoding="utf-8")
    assert run("build", ".").stderr.splitlines()[0] == "文件：新增 1，未变 1"
    (tmp_path / "通报.txt").write_text(NOTICE.replace("3次", "4次"), encoding="utf-8")
    assert run("build", "通报.txt").stderr.splitlines()[0] == "文件：更新 1"


def test_a_second_build_of_the_same_files_writes_nothing(run: Run, tmp_path: Path) -> None:
    """Not a byte of the store changes."""
    run("build", "通报.txt", "-o", "a.store")
    before = digests(tmp_path / "a.store")
    assert run("build", "通报.txt", "-o", "a.store").stderr.splitlines()[0] == "文件：未变 1"
    assert digests(tmp_path / "a.store") == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "通报.txt", "没有"], "没有：没有这个文件或文件夹"),
        (["build", "通报.txt", "-o", "通报.txt"], "通报.txt"),
        (["query", "recuring"], "没有名为 recuring 的问题；是不是 recurring"),
        (["query", "SELECT ?s { ?s ?p }"], "SPARQL 第 1 行第 "),
        (["query", "没有.rq"], "没有.rq：不能读取查询文件"),
        (["query", "recurring", "--param", "uint=水务局"], "没有参数 uint"),
        (["query", "recurring", "-o", "没有/结果.csv"], "没有/结果.csv：无法写入"),
        (["recur", "通报.txt"], "通报.txt：是文件，不是库"),
        (["recur", "没有.store"], "没有.store：没有这个库"),
        (["recur", "."], "不是巡图的库"),
        (["show", "谁也不是"], "没有叫“谁也不是”的"),
        (["export", "-o", "图谱.xyz"], "图谱.xyz：不认识的格式 xyz"),
        (["export", "-o", "图谱.grphml"], "图谱.grphml：不认识的格式 grphml；是不是 graphml"),
        (["export", "-o", "图谱.ttl", "--unit", "没有的单位"], "库里没有单位“没有的单位”"),
        (["export", "-o", "没有/图谱.ttl"], "没有/图谱.ttl：无法写入"),
        (["view", "-o", "没有/图谱.html"], "没有/图谱.html：无法写入"),
        (["view", "--unit", "谁也不是"], "没有单位“谁也不是”"),
        (["ledger", "-o", "没有/台账.xlsx"], "没有/台账.xlsx：无法写入"),
        (["check", "通报.txt"], "通报.txt：是文件，不是库"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)
def test_bad_input_is_one_clear_line_and_changes_nothing(
    run: Run, built: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    """Exit code 1, nothing on standard output, every file as it was."""
    shutil.copytree(built, tmp_path / "xuntu.store")
    before = digests(tmp_path)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("错误：")
    assert message in line
    assert digests(tmp_path) == before


@pytest.mark.slow
def test_a_full_disk_is_one_clear_line(built: Path) -> None:
    """What cannot be written is named."""
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    command = f"{PROGRAM} query {built} recurring --format csv > /dev/full"
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["错误：标准输出：不能写入（No space left on device）"]


def test_an_unreadable_document_leaves_what_the_store_holds(run: Run, tmp_path: Path) -> None:
    """A file that has become unreadable is named; what was read of it before stays."""
    run("build", "通报.txt")
    (tmp_path / "通报.txt").write_bytes(b"")
    result = run("build", "通报.txt")
    assert result.exit_code == 3
    assert "文件 1，通报 1，单位 1，问题 2" in result.stderr


def test_query_answers_by_name_by_file_and_by_sparql(run: Run, built: Path, tmp_path: Path) -> None:
    """The same rows, in the format asked for; CSV in a pipe."""
    (tmp_path / "问题.rq").write_text(SPARQL, encoding="utf-8")
    expected = "number,finding\n1,理论学习不深入\n2,河道管护责任不落实\n"
    for asked in (SPARQL, "问题.rq"):
        assert run("query", str(built), asked, "--param", "unit=云岭县水务局", env={"COLUMNS": "80"}).stdout == expected
    rows = json.loads(run("query", str(built), "recurring", "--format", "json").stdout)
    assert [(row["number"], row["earlier"], row["basis"]) for row in rows] == [("1", EARLIER, "文中明示")]


def test_query_gives_the_first_rows(run: Run, built: Path) -> None:
    """As many as are asked for, of a question and of SPARQL alike."""
    whole = run("query", str(built), "findings").stdout.splitlines()
    assert run("query", str(built), "findings", "--limit", "2").stdout.splitlines() == whole[:3]
    assert run("query", str(built), "SELECT ?s { ?s a xt:Finding }", "--limit", "1").stdout.count("\n") == 2


def test_query_explains_itself(run: Run, built: Path) -> None:
    """Rows, graphs and what each pattern matches, then the text as sent; as JSON the same."""
    asked = ("query", str(built), "findings", "--param", "unit=云岭县水务局", "--explain")
    told = run(*asked).stdout
    assert told.startswith("3 行\n")
    assert "读的图  https://w3id.org/xuntu/graph/inferred" in told
    assert "  GRAPH xtg:inferred { ?f xt:ofUnit ?u }\n" in told
    assert "VALUES ?u { <https://w3id.org/xuntu/id/unit/" in told
    explained = json.loads(run(*asked, "--format", "json").stdout)
    assert (explained["rows"], explained["slots"]["u"]) == (3, 1)
    assert run(*asked, env={"XUNTU_LANG": "en"}).stdout.startswith("3 rows\n")


def test_query_writes_files_that_excel_opens(run: Run, built: Path, tmp_path: Path) -> None:
    """The format is that of the extension."""
    assert run("query", str(built), "recurring", "-o", "反复.xlsx").stderr == "写好了 反复.xlsx（1 行）\n"
    sheet = load_workbook(tmp_path / "反复.xlsx").active
    assert sheet is not None
    assert sheet["A1"].value == "unit"
    run("query", str(built), "recurring", "-o", "反复.csv")
    assert (tmp_path / "反复.csv").read_bytes().startswith(b"\xef\xbb\xbfunit,number,finding")


def test_query_lists_the_questions(run: Run) -> None:
    """Without a store; each with what it asks and its parameters."""
    result = run("query", "--list")
    assert "recurring　同一问题跨轮次反复：哪些问题此前已被指出，依据何在" in result.stdout.splitlines()
    assert any(line.split()[:2] == ["--param", "unit=…"] and "单位名称" in line for line in result.stdout.splitlines())


def test_query_describes_a_question(run: Run) -> None:
    """Its parameters with their defaults, and its columns, in the language that is spoken."""
    lines = [line.split() for line in run("query", "recurring-units", "--describe").stdout.splitlines()]
    assert ["--param", "least=2", "至少几次巡视巡察"] in lines
    assert ["times", "见于几次巡视巡察"] in lines
    english = run("query", "facts", "--describe", env={"XUNTU_LANG": "en"}).stdout
    assert english.startswith("facts　Everything said of one finding")
    assert "--param finding=REQUIRED  the IRI of the finding" in english


def test_a_table_leaves_iris_out(run: Run, built: Path) -> None:
    """They are in CSV, JSON and Excel."""
    assert "finding_iri" not in run("query", str(built), "recurring", "--format", "table").stdout
    assert "finding_iri" in run("query", str(built), "recurring", "--format", "csv").stdout


def test_a_table_is_drawn_on_request(run: Run, built: Path) -> None:
    """With its rows counted on standard error."""
    result = run("query", str(built), "recurring", "--format", "table", env={"COLUMNS": "200"})
    assert result.stdout.split()[:3] == ["unit", "number", "finding"]
    assert result.stderr == "共 1 行\n"


def test_recur_tells_what_came_back_and_why(run: Run, built: Path) -> None:
    """The unit, the finding, the earlier inspection, the words that say so, and where they stand."""
    result = run("recur", str(built))
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0].endswith("云岭县水务局")
    assert "问题  1　2023年县委巡察指出的理论学习不深入问题仍然存在。" in lines
    assert any(line.startswith(f"此前  {EARLIER}（") and "明示" in line for line in lines)
    assert any(line.startswith("出处  回头看.txt ") for line in lines)
    assert result.stderr == "又出现的问题 1 个，其中原文明示 1 个\n"
    assert run("recur", str(built), "--unit", "水务局").stdout == result.stdout
    assert run("recur", str(built), "--unit", "财政局").stdout == ""


def test_show_tells_all_about_one_thing(run: Run, built: Path) -> None:
    """Facts, links and the sentence; by part of a name, or by IRI."""
    result = run("show", str(built), "河道管护")
    assert result.stdout.splitlines()[0] == "河道管护责任不落实　具体问题"
    assert "整改状态 →  基本完成" in result.stdout or "整改状态" in result.stdout
    assert "通报.txt" in result.stdout
    iri = result.stdout.splitlines()[-2].split()[-1]
    assert run("show", str(built), iri).stdout == result.stdout


def test_the_store_may_be_left_out(run: Run, built: Path, tmp_path: Path) -> None:
    """It is then xuntu.store, or what the environment or xuntu.toml say."""
    wanted = run("recur", str(built)).stdout
    assert run("recur", env={"XUNTU_STORE": str(built)}).stdout == wanted
    (tmp_path / "xuntu.toml").write_text(f'store = "{built}"', encoding="utf-8")
    assert run("recur").stdout == wanted
    assert run("show", "河道管护").exit_code == 0
    shutil.copytree(built, tmp_path / "xuntu.store")
    (tmp_path / "xuntu.toml").unlink()
    assert run("query", "recurring").exit_code == 0


@pytest.mark.parametrize("extension", ["ttl", "trig", "nq", "nt", "jsonld", "jsonl", "rdf", "graphml", "gexf", "cyjs"])
def test_export_writes_what_other_tools_read(run: Run, built: Path, tmp_path: Path, extension: str) -> None:
    """In the format of the extension, and with the finding in it."""
    result = run("export", str(built), "-o", f"图谱.{extension}")
    assert (result.exit_code, result.stderr) == (0, f"写好了 图谱.{extension}\n")
    assert "河道管护" in html.unescape((tmp_path / f"图谱.{extension}").read_text(encoding="utf-8"))


def test_export_writes_folders_and_parts(run: Run, built: Path, tmp_path: Path) -> None:
    """Tables for Excel, files for Neo4j, and only what belongs to a unit or to an answer."""
    assert run("export", str(built), "-o", "表", "--format", "csv").stderr == "写好了 表\n"
    assert "河道管护" in (tmp_path / "表" / "findings.csv").read_text(encoding="utf-8-sig")
    assert run("export", str(built), "-o", "neo4j/", "--format", "neo4j").exit_code == 0
    assert (tmp_path / "neo4j" / "relations.csv").exists()
    assert run("export", str(built), "-o", "局.nq", "--unit", "水务局").exit_code == 0
    whole, part = run("export", str(built), "-o", "全.nq"), (tmp_path / "局.nq").read_text(encoding="utf-8")
    assert whole.exit_code == 0
    assert 0 < len(part) < len((tmp_path / "全.nq").read_text(encoding="utf-8"))
    answer = run("export", str(built), "-o", "答.jsonl", "--question", "findings", "--param", "unit=水务局")
    assert answer.exit_code == 0
    assert "河道管护" in (tmp_path / "答.jsonl").read_text(encoding="utf-8")


def test_export_lists_its_formats(run: Run) -> None:
    """Each with what it is for, in the language that is asked for."""
    told = run("export", "--list").stdout
    assert "  ttl      Turtle：最易读的 RDF，可加 .gz\n" in told
    assert "  neo4j    Neo4j 导入用的 CSV（文件夹）\n" in told
    assert (
        "  sqlite   SQLite: tables, foreign keys, full text; opens in Datasette; also .db\n"
        in run("--lang", "en", "export", "--list").stdout
    )


def test_view_and_ledger_are_written(run: Run, built: Path, tmp_path: Path) -> None:
    """One page, one workbook, each where it was asked for."""
    assert run("view", str(built), "-o", "图.html").stderr == "写好了 图.html\n"
    assert "河道管护" in (tmp_path / "图.html").read_text(encoding="utf-8")
    assert run("ledger", str(built), "--unit", "水务局", "-o", "台账.xlsx").stderr == "写好了 台账.xlsx\n"
    assert "台账" in load_workbook(tmp_path / "台账.xlsx").sheetnames


def test_check_finds_a_count_that_is_wrong(run: Run, tmp_path: Path) -> None:
    """A document that declares what it does not hold is found, and the exit code says so."""
    (tmp_path / "错数.txt").write_text(NOTICE.replace("现将", "反馈问题3个。现将"), encoding="utf-8")
    run("build", "错数.txt")
    result = run("check")
    assert result.exit_code == 3
    assert "  不一致  自报问题数 3 读出 2" in result.stdout.splitlines()
    found = json.loads(run("check", "--json").stdout)
    assert [(each["declared"], each["extracted"]) for each in found if each["kind"] == "declared"] == [(3, 2)]


def test_check_is_content_with_what_agrees(run: Run, tmp_path: Path) -> None:
    """A right count agrees, and the exit code is 0."""
    (tmp_path / "对数.txt").write_text(NOTICE.replace("现将", "反馈问题2个。现将"), encoding="utf-8")
    run("build", "对数.txt")
    result = run("check")
    assert "  一致  自报问题数 2 读出 2" in result.stdout.splitlines()
    assert result.exit_code == 0, result.stdout


@pytest.mark.parametrize(("language", "words"), [("zh", ["用法：", "例：", "选项："]), ("en", ["Usage:", "Example:"])])
@pytest.mark.parametrize("name", [None, *xuntu.commands])
def test_help_shows_an_example_in_either_language(run: Run, name: str | None, language: str, words: list[str]) -> None:
    """``--help`` explains, shows an example and ends well."""
    result = run(*([name] if name else []), "--help", env={"XUNTU_LANG": language})
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(word in result.stdout for word in words)
    assert f"  xuntu {name or ''}" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 100


def test_settings_come_from_the_file_the_environment_and_flags(run: Run, tmp_path: Path) -> None:
    """A flag outranks the environment, which outranks ``xuntu.toml``."""
    (tmp_path / "xuntu.toml").write_text('lang = "en"\n[evaluate]\njson = true\n', encoding="utf-8")
    assert run("text").stderr.startswith("Error: Missing argument")
    assert run("text", env={"XUNTU_LANG": "zh"}).stderr.startswith("错误：缺少参数")
    assert run("--lang", "en", "text", env={"XUNTU_LANG": "zh"}).stderr.startswith("Error: ")
    (tmp_path / "1.json").write_text('{"source": "通报.txt", "documents": [{"kind": "news"}]}', encoding="utf-8")
    assert json.loads(run("evaluate", "1.json", "通报.txt").stdout)["negative.silent"] == 0.0
    assert run("evaluate", "1.json", "通报.txt", env={"XUNTU_EVALUATE_JSON": "0"}).stdout.startswith("negative.silent ")


def test_a_broken_settings_file_is_named(run: Run, tmp_path: Path) -> None:
    """One line, exit code 1."""
    (tmp_path / "xuntu.toml").write_text("lang = ", encoding="utf-8")
    result = run("text", "通报.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("错误：xuntu.toml：不能读取（")


@pytest.mark.slow
def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """``xuntu … | head`` ends without a word."""
    (tmp_path / "长.txt").write_text("很长的一行。\n" * 40_000, encoding="utf-8")
    command = f"{PROGRAM} text 长.txt | head -n 1"
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, cwd=tmp_path)
    assert (done.stdout.decode(), done.stderr) == ("很长的一行。\n", b"")


class Interrupted(io.BytesIO):
    """Standard input while whose reading the user types Ctrl-C."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Interrupt, unless asked for nothing."""
        if size == 0:
            return b""
        raise KeyboardInterrupt


def test_an_interrupted_command_ends_without_a_word(run: Run) -> None:
    """Ctrl-C: exit code 130, no traceback."""
    result = run("text", "-", input=Interrupted())
    assert (result.exit_code, result.output.strip()) == (130, "")


@pytest.mark.slow
def test_the_program_answers_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The installed script and ``python -m xuntu`` are the same program."""
    installed = program("--version", folder=tmp_path)
    module = subprocess.run([sys.executable, "-m", "xuntu", "--version"], check=False, capture_output=True)
    assert (installed.returncode, installed.stdout) == (module.returncode, module.stdout)
