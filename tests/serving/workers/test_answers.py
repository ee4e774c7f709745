"""What workers answer: whole, each its own, and after any mishap the next question as if nothing had been."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.serving.workers.crew import Crew, open_crew, until_there
from xuntu.graph import Store
from xuntu.serving.answers import TaskError


@pytest.fixture(scope="module")
def crew(store: Store) -> Generator[Crew, None, None]:
    assert store.path
    with open_crew(store.path) as crew:
        yield crew


@pytest.mark.parametrize("size", [0, 1, 1 << 18, (1 << 18) + 1, 1 << 20, 5_000_000])
def test_an_answer_arrives_as_it_was_written(crew: Crew, size: int) -> None:
    """Of any length: none, one frame, several, in memory, in a file."""

    async def read() -> bytes:
        answer = await crew.workers.run({"task": "fill", "size": size})
        assert answer.head.media_type == "text/plain"
        return b"".join([piece async for piece in answer.pieces()])

    assert crew.do(read()) == (bytes(range(251)) * (size // 251 + 1))[:size]


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("query", "[query] 问错了"),
        ("bug", "[died] 回答时出错，原因记在服务的日志里；请换一种问法，或告诉管理员"),
        ("exit", "[died] 回答时查询引擎出错退出；请换一种问法"),
        ("memory", "[died] 这个问题要用的内存超过所许；请缩小范围，或加上 LIMIT"),
        ("none", "half"),  # what is printed is no part of the answer
    ],
)
def test_a_failure_is_told_and_leaves_nothing_behind(crew: Crew, how: str, told: str) -> None:
    """In Chinese, without the half that was written and without a traceback; the next answer is whole."""
    assert crew.ask("misbehave", how=how) == told
    assert crew.ask("fill", size=3) == "\x00\x01\x02"


def test_a_task_that_there_is_not_is_missing(crew: Crew) -> None:
    """It is a fault like others."""
    assert crew.ask("nothing").startswith("[missing]")


def test_a_query_that_kills_the_engine_is_one_failed_query(crew: Crew) -> None:
    """Ten thousand brackets end the worker by SIGSEGV; others answer at once."""
    assert crew.ask("query", sparql="SELECT * { FILTER(" + "(" * 10_000).startswith("[died] 回答这个问题的进程中途退出")
    assert crew.ask("query", sparql="ASK { ?s ?p ?o }") == "True"


def test_a_worker_that_is_killed_is_one_failed_question(crew: Crew, tmp_path: Path) -> None:
    """And it is replaced: the next question is answered by another process."""
    began, until = tmp_path / "began", tmp_path / "until"
    answer = crew.later("state", began=str(began), until=str(until))
    crew.do(until_there(began))
    before = crew.workers.pids
    os.kill(int(began.read_text()), signal.SIGKILL)
    assert answer.result(30).startswith("[died]")
    assert crew.ask("state", again=1).endswith(" 17 17")
    assert int(began.read_text()) in before
    assert int(began.read_text()) not in crew.workers.pids


def test_what_is_asked_twice_is_done_once(crew: Crew, tmp_path: Path) -> None:
    """While it is under way, and after that from memory."""
    began, until = tmp_path / "began", tmp_path / "until"
    job = {"began": str(began), "until": str(until)}
    answers = [crew.later("state", **job) for _ in range(5)]
    crew.do(until_there(began))
    until.touch()
    [answer] = {each.result(30) for each in answers}
    began.unlink()
    assert crew.ask("state", **job) == answer
    assert not began.exists()


def test_a_worker_has_no_network(crew: Crew) -> None:
    """Were a SERVICE to slip through, it would reach nothing, not even this machine."""
    if sys.platform != "linux":
        pytest.skip("other systems than Linux have no such fence")
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert crew.ask("network", port=server.getsockname()[1]) == "not reached: Network is unreachable"


def test_words_are_indexed_beside(crew: Crew) -> None:
    """By a worker of its own, once the store can be asked; what was answered before that is not given again."""
    crew.do(crew.workers.indexed())
    assert crew.ask("words") == "True"
    assert crew.workers.state.endswith("-words")


def test_nobody_waits_for_an_answer_that_is_let_go(crew: Crew, tmp_path: Path) -> None:
    """A client that goes away stops its job, by the death of the worker if need be."""
    began, until = tmp_path / "began", tmp_path / "until"

    async def come_and_go() -> None:
        asked = asyncio.ensure_future(crew.workers.run({"task": "state", "began": str(began), "until": str(until)}))
        await until_there(began)
        asked.cancel()
        while int(began.read_text()) in crew.workers.pids:
            await asyncio.sleep(0.01)

    crew.do(come_and_go())
    assert crew.ask("state", again=2).endswith(" 17 17")


def test_an_answer_that_is_never_read_is_forgotten(crew: Crew) -> None:
    """Its file is closed by then, and the worker is free long before."""

    async def take() -> None:
        answer = await crew.workers.run({"task": "fill", "size": 9_000_000})
        del answer

    crew.do(take())
    assert crew.ask("fill", size=9) == "".join(map(chr, range(9)))


def test_a_slow_reader_holds_no_worker(crew: Crew) -> None:
    """What it has not taken lies in a file; it is whole when it is taken at last."""

    async def read() -> int:
        answers = [await crew.workers.run({"task": "fill", "size": 2_000_000 + n}) for n in range(8)]
        assert (await crew.workers.run({"task": "fill", "size": 77})).head.status == 200
        return sum([len(piece) for each in answers async for piece in each.pieces()])

    assert crew.do(read()) == 8 * 2_000_000 + sum(range(8))


def test_a_fault_is_the_same_for_all_who_asked(crew: Crew) -> None:
    """Each gets an error of its own."""

    async def fail() -> TaskError:
        with pytest.raises(TaskError) as caught:
            await crew.workers.run({"task": "misbehave", "how": "query", "twice": 1})
        return caught.value

    async def both() -> list[TaskError]:
        return await asyncio.gather(fail(), fail())

    one, other = crew.do(both())
    assert (one.fault, str(one)) == (other.fault, str(other))
    assert one is not other
