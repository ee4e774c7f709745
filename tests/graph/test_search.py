"""Search: any two characters of a name find it, and nothing that is typed breaks it."""

from pathlib import Path

import pytest

from xuntu.graph import Store, count_words, find_named, find_near, find_words, index_words, suggest_names
from xuntu.graph.characters import BREAK, fold, mark, read_terms, snip
from xuntu.graph.wordbook import Worded, write_words
from xuntu.ontology import StoreError

THINGS = (
    Worded("unit", "u1", "云岭县财政局", f"云岭县财政局{BREAK}县财政局党组", "云岭县"),
    Worded("unit", "u2", "云岭县财政局国库支付中心", "云岭县财政局国库支付中心", "云岭县财政局"),
    Worded("policy", "p1", "《ＡＢ项目管理办法（试行）》", "《ＡＢ项目管理办法（试行）》"),
    Worded("finding", "f1", "预算编制不细化", "预算编制不细化、执行不严格，2021年结转资金1.5万元。", "云岭县财政局"),
    Worded("passage", "d#char=0,6", "关于整改进展情况的通报", "公务接待、\n培训费超标准"),
)


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Return an index of a few things."""
    path = tmp_path / "words"
    assert write_words(path, THINGS) == len(THINGS)
    return path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("财政", ["u1", "u2"]),
        ("财政局", ["u1", "u2"]),
        ("云岭县财政局国库支付中心", ["u2"]),
        ("县财政局党组", ["u1"]),  # another name of it
        ("政局县财", []),  # the end of one name and the beginning of the next are no word
        ("云岭 国库", ["u2"]),  # all words, in any order
        ("云岭 预算", []),
        ("ab项目", ["p1"]),  # wide letters and narrow ones, large and small
        ("ＡＢ项目管理办法(试行)", ["p1"]),
        ("2021", ["f1"]),
        ("１．５万元", ["f1"]),
        ("接待培训", ["d#char=0,6"]),  # punctuation and ends of lines part nothing in a text …
        ("“编制不细化，执行”", ["f1"]),
        ("执行、编制", ["f1"]),  # … and words where they are typed
        ("预", ["f1"]),
        ("", []),
        ("》《、", []),
        ('"', []),
        ('预算" OR "财政', []),  # no operator: all of 预算, or, 财政 are wanted
        ("预算*", ["f1"]),
        ("NEAR(预算 编制)", []),
        ("text: 预算", []),
        ("预算\x00编制", ["f1"]),
        ("-预算", ["f1"]),
        ("(" * 5_000, []),
        ("预算 " * 5_000, ["f1"]),
    ],
)  # fmt: skip
def test_words_are_found_as_they_are_written(words: Path, text: str, found: list[str]) -> None:
    """Whatever is typed, and however wide; the kinds in their order, what is called just so before what is longer."""
    hits = find_words(words, text)
    assert [hit.iri for hit in hits] == found
    assert sum(count_words(words, text).values()) == len(found)


def test_what_is_called_just_so_comes_first(tmp_path: Path) -> None:
    """Even where it has more names than others."""
    many = BREAK.join(["水务局", *(f"第{number}个别名" for number in range(30))])
    things = [Worded("unit", "long", "水务局一", "水务局一"), Worded("unit", "exact", "水务局", many)]
    write_words(tmp_path / "words", things)
    assert [hit.iri for hit in find_words(tmp_path / "words", "水务局")] == ["exact", "long"]


def test_hits_come_in_pages(tmp_path: Path) -> None:
    """The pages of several kinds are the whole, each once."""
    things = [
        Worded(kind, f"{kind}{number}", "整改", f"整改{number}") for kind in ("unit", "finding") for number in range(7)
    ]
    write_words(tmp_path / "words", things)
    pages = [find_words(tmp_path / "words", "整改", limit=4, offset=4 * page) for page in range(4)]
    assert [len(page) for page in pages] == [4, 4, 4, 2]
    assert {hit.iri for page in pages for hit in page} == {thing.iri for thing in things}
    assert [hit.iri for hit in find_words(tmp_path / "words", "整改", kinds=["finding"], limit=1)] == ["finding0"]


def test_hits_show_the_words_where_they_stand(words: Path) -> None:
    """Marked in the name, and in the words around them where these say more."""
    [unit] = find_words(words, "党组")
    assert unit.snippet == (("县财政局", False), ("党组", True))
    [finding] = find_words(words, "结转")
    assert "".join(piece for piece, _ in finding.snippet).startswith("预算编制不细化、执行不严格")
    assert ("结转", True) in finding.snippet
    assert finding.about == "云岭县财政局"


@pytest.mark.parametrize(
    ("text", "terms", "pieces"),
    [
        ("财务、管理", ["财务管理"], [("财务、管理", True)]),
        ("<b>甲</b>", ["甲"], [("<b>", False), ("甲", True), ("</b>", False)]),
        ("整改整改", ["整改"], [("整改", True), ("整改", True)]),
        ("甲乙丙", ["甲乙", "乙丙"], [("甲乙", True), ("丙", True)]),
        ("", ["甲"], []),
    ],
)
def test_words_are_marked(text: str, terms: list[str], pieces: list[tuple[str, bool]]) -> None:
    """Punctuation between them with them, and the pieces are the text again."""
    assert mark(text, terms) == pieces
    assert "".join(piece for piece, _ in snip(text, terms)) == text


def test_terms_are_those_that_a_user_means() -> None:
    """Quotes of any kind keep words together."""
    assert read_terms("“第一议题” 制度，落实") == ("第一议题", "制度", "落实")
    assert fold("第①项 ㎡") == "第1项m2"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云岭", ["云岭县财政局", "云岭县财政局国库支付中心"]),
        ("县财政局", ["云岭县财政局", "云岭县财政局国库支付中心"]),  # it begins another name of it
        ("国库", ["云岭县财政局国库支付中心"]),
        ("没有", []),
    ],
)
def test_names_are_suggested(words: Path, text: str, names: list[str]) -> None:
    """Those that begin so first."""
    assert suggest_names(words, text, kinds=["unit"]) == names


def test_near_names_are_found_for_a_mistyped_one(words: Path) -> None:
    """By the pairs of characters that they share."""
    assert find_near(words, "云岭县材政局") == ["云岭县财政局", "云岭县财政局国库支付中心"]
    assert find_near(words, "》") == []


def test_an_index_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """Nothing of a draft stays, and what is no index says so."""
    with Store.in_memory() as store, pytest.raises(StoreError, match="索引写不下去"):
        index_words(store, tmp_path / "missing" / "words")
    with Store.in_memory() as store:
        assert index_words(store, tmp_path / "words") == 147  # the problem types are known without any document
        assert find_named(store, "财政") == []
    assert [path.name for path in tmp_path.iterdir()] == ["words"]
    (tmp_path / "other").write_text("不是索引")
    with pytest.raises(StoreError, match="索引读不出来"):
        find_words(tmp_path / "other", "财政")
