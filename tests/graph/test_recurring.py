"""What came back as users take it: the links JSON, candidates, and what a person says of them."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from xuntu.graph.judging import judge_links
from xuntu.graph.link import link, link_with, read_authority
from xuntu.graph.recurring import list_candidates, list_links
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH, DocumentError

OLD = "公务卡使用率低，报销手续不规范。"
AGAIN = "公务卡使用率较低，报销手续不够规范。"
LATER, EARLIER = "云岭县财政局2021.txt#0:1", "云岭县财政局2019.txt#0:1"


def built(samples: SimpleNamespace, authority: str = "", *, again: str = AGAIN) -> Store:
    """Return a store of two inspections of one bureau, linked as an authority file says."""
    made: Store = samples.to_store(
        samples.rectification(2019, statements=(OLD, "会议记录不全。")),
        samples.rectification(2021, statements=(again, "招商项目落地少。")),
    )
    made.replace(GRAPH.inferred, link(made, read_authority(authority)))
    return made


def test_a_link_tells_both_places_and_the_words(samples: SimpleNamespace) -> None:
    """The links JSON has file, report, number and statement of both, with basis, kind, score and unit."""
    [found] = list_links(built(samples))
    told = found.to_json()
    assert told["later"] == {"source": "云岭县财政局2021.txt", "report": 0, "number": "1", "statement": AGAIN}
    assert told["earlier"] == {"source": "云岭县财政局2019.txt", "report": 0, "number": "1", "statement": OLD}
    assert (told["basis"], told["kind"], told["unit"]) == ("inferred", "recurs", "云岭县财政局")
    assert OLD in str(told["evidence"])
    assert 0.9 < float(str(told["score"])) < 1


def test_a_statement_on_an_unknown_inspection_names_it(samples: SimpleNamespace) -> None:
    """Where the old report is not in the corpus, the earlier side is the inspection in the words of the text."""
    made: Store = samples.to_store(samples.rectification(2021, repeat=True))
    made.replace(GRAPH.inferred, link(made))
    [found] = list_links(made)
    assert (found.basis, found.kind, found.earlier) == ("stated", "not corrected", "2019年县委巡察")


@pytest.mark.parametrize(("section", "bases"), [("accept", ["inferred"]), ("refuse", [])])
def test_a_person_accepts_and_refuses_pairs(samples: SimpleNamespace, section: str, bases: list[str]) -> None:
    """An accepted pair is certain, a refused one is none."""
    said = f'[[{section}]]\nlater = "{LATER}"\nearlier = "{EARLIER}"\n'
    found = list_links(built(samples, said))
    assert [each.basis for each in found] == bases
    assert all(each.score == 1 for each in found)


def test_a_reference_that_fits_no_finding_is_told(samples: SimpleNamespace) -> None:
    """A wrong reference changes nothing and says how to write it."""
    said = read_authority('[[accept]]\nlater = "没有.txt#0:1"\nearlier = "云岭县财政局2019.txt#0:1"\n')
    _, [warning] = link_with(built(samples), said)
    assert "没有.txt#0:1" in warning
    assert "序号从 0 起" in warning


def test_what_comes_near_can_be_listed(samples: SimpleNamespace) -> None:
    """A pair below the threshold is no link but a candidate, with a reference that an authority file takes."""
    made = built(samples, again="报销凭证附件缺失。")
    assert list_links(made) == []
    assert [each.later.reference for each in list_candidates(made)] == [LATER]


def test_labels_that_are_none_are_refused_in_words(samples: SimpleNamespace, tmp_path: Path) -> None:
    """A file without the expected keys says which file and where the format is told."""
    path = tmp_path / "labels.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"labels\.json：读不了反复标注"):
        judge_links(built(samples), path)


def test_links_are_judged_against_labelled_pairs(samples: SimpleNamespace, tmp_path: Path) -> None:
    """A found pair counts for precision and recall, one that is labelled otherwise against precision."""
    later = {"document": "云岭县财政局2021.txt", "report": 0, "number": "1", "statement": AGAIN}
    right, wrong = (
        {"document": "云岭县财政局2019.txt", "report": 0, "number": number, "statement": words}
        for number, words in (("1", OLD), ("2", "会议记录不全。"))
    )
    for earlier, expected in ((right, (1.0, 1.0)), (wrong, (0.0, 0.0))):
        path = tmp_path / "labels.json"
        labels = {"recurs": [{"later": later, "earlier": earlier, "basis": "silent"}]}
        path.write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
        score = judge_links(built(samples), path).scores["all"]
        assert (score.precision, score.recall) == expected
