"""Whatever is asked ends at its bound, and others are answered meanwhile."""

import asyncio
from concurrent.futures import Future
from pathlib import Path

import pytest

from tests.serving.workers.crew import Crew, is_alive, open_crew, until_there
from xuntu.graph import Store
from xuntu.serving import Limits
from xuntu.serving.answers import TaskError

pytestmark = pytest.mark.slow

HOSTILE = {
    "a cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "rows without end": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) = CONCAT(STR(?f), STR(?i))) }",
    "a path over everything": "SELECT * { ?a (!<http://a/>|^!<http://a/>)+ ?b . ?b (!<http://a/>|^!<http://a/>)+ ?c }",
    "a giant ORDER BY": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "an ASK without end": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?f)) = STR(?h)) }",
    "text that grows": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f))) AS ?t) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a triangle": "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?p != ?q && ?q != ?r) }",
}


@pytest.mark.parametrize("sparql", HOSTILE.values(), ids=HOSTILE)
def test_a_runaway_query_ends_at_its_limit(store: Store, sparql: str) -> None:
    """Of time or of memory; by its death, and the next query answers."""
    assert store.path
    with open_crew(store.path, Limits(timeout=2, answer=1 << 40, memory=1 << 29)) as crew:
        said = crew.ask("query", lane="heavy", sparql=sparql)
        assert said.startswith(("[time] 2 秒内没有答完", "[died] 回答"))
        assert crew.ask("query", lane="heavy", sparql="ASK { ?s ?p ?o }") == "True"


def hold(crew: Crew, folder: Path, numbers: range, *, heavy: bool = True) -> list["Future[str]"]:
    """Begin jobs that last until ``until`` is there."""
    until = str(folder / "until")
    return [
        crew.later("state", lane="heavy" if heavy else "light", began=str(folder / f"began{n}"), until=until)
        for n in numbers
    ]


def test_of_forty_at_once_those_beyond_the_queue_are_told_to_come_later(store: Store, tmp_path: Path) -> None:
    """Two at work and two more, as those are long; four waiting; and 32 that hear it at once. None is lost."""
    assert store.path
    with open_crew(store.path, Limits(processes=4, waiting=4)) as crew:
        answers = hold(crew, tmp_path, range(4))
        for number in range(4):
            crew.do(until_there(tmp_path / f"began{number}"))
        answers += hold(crew, tmp_path, range(4, 40))
        refused = [each.result(30) for each in answers[8:]]
        assert set(refused) == {"[busy] 现在问的人太多，已有 4 个问题在等；请稍后再试"}
        assert crew.ask("fill", size=2) == "\x00\x01"
        (tmp_path / "until").touch()
        assert [each.result(30)[-6:] for each in answers[:8]] == [" 17 17"] * 8


def test_who_is_refused_is_told_when_to_come_again(store: Store, tmp_path: Path) -> None:
    """In seconds, as Retry-After has it."""

    async def refused(crew: Crew) -> TaskError:
        with pytest.raises(TaskError) as caught:
            await crew.workers.run({"task": "fill", "size": 1}, lane="heavy")
        return caught.value

    assert store.path
    with open_crew(store.path, Limits(processes=1, waiting=2)) as crew:
        held = hold(crew, tmp_path, range(3))
        crew.do(until_there(tmp_path / "began2"))
        held += hold(crew, tmp_path, range(3, 5))
        error = crew.do(refused(crew))
        assert (error.fault, error.retry_after) == ("busy", 10)
        (tmp_path / "until").touch()
        assert {each.result(30)[-6:] for each in held} == {" 17 17"}


def test_light_jobs_that_turn_out_long_leave_room_for_others(store: Store, tmp_path: Path) -> None:
    """Where all workers are held by long jobs, one more is started."""
    assert store.path
    with open_crew(store.path, Limits(processes=2)) as crew:
        held = hold(crew, tmp_path, range(4), heavy=False)
        crew.do(until_there(tmp_path / "began3"))
        assert crew.ask("fill", size=2) == "\x00\x01"
        (tmp_path / "until").touch()
        assert {each.result(30)[-6:] for each in held} == {" 17 17"}


def test_jobs_that_nobody_waits_for_any_more_leave_the_queue(store: Store, tmp_path: Path) -> None:
    """Neither those waiting nor those under way are done for nobody."""

    async def leave(crew: Crew) -> None:
        until = str(tmp_path / "until")
        jobs = [{"task": "state", "began": str(tmp_path / f"gone{n}"), "until": until} for n in range(6)]
        asked = [asyncio.ensure_future(crew.workers.run(job, lane="heavy")) for job in jobs]
        await until_there(tmp_path / "gone1")
        for each in asked:
            each.cancel()
        await asyncio.wait(asked)

    assert store.path
    with open_crew(store.path, Limits(processes=4)) as crew:
        crew.do(leave(crew))
        (tmp_path / "until").touch()
        assert crew.ask("query", lane="heavy", sparql="ASK {}") == "True"
        assert not (tmp_path / "gone5").exists()


@pytest.mark.parametrize("most", [1 << 16, 3 << 20])
def test_an_answer_ends_where_it_becomes_too_large(store: Store, most: int) -> None:
    """With a fault where nothing was given yet, in the middle where something was."""
    assert store.path
    with open_crew(store.path, Limits(answer=most)) as crew:
        assert crew.ask("fill", size=most + 1).startswith(f"[query] 答案超过 {most >> 20} MB，没有给完")
        assert len(crew.ask("fill", size=100)) == 100


def test_nothing_is_left_afterwards(store: Store, tmp_path: Path) -> None:
    """No process and no folder, whatever was under way."""
    assert store.path
    before = set(store.path.parent.iterdir())
    with open_crew(store.path) as crew:
        answers = [*hold(crew, tmp_path, range(3)), *hold(crew, tmp_path, range(3, 6), heavy=False)]
        crew.do(until_there(tmp_path / "began5"))
        pids = crew.workers.pids
        assert len(pids) >= 3
        assert len(set(store.path.parent.iterdir()) - before) == 1
    assert all(each.result(30).startswith(("[busy] 服务正在停止", "[died]")) for each in answers)
    assert not any(map(is_alive, pids))
    assert set(store.path.parent.iterdir()) == before
