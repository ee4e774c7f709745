"""A store that is rebuilt while it is served: every answer is from one state, and none is dropped."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.graph.test_snapshot import UNITS, update
from tests.serving.workers.crew import Crew, is_alive, open_crew, until_dead, until_there
from xuntu.graph.undo import finish, prepare_rebuild
from xuntu.ontology import StoreError

pytestmark = pytest.mark.slow


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "home" / "a.store"
    place.parent.mkdir()
    update(place, UNITS[:4])
    return place


def wait_for_move(crew: Crew, state: str) -> None:
    """Wait until another state than that is answered from."""

    async def wait() -> None:
        while crew.workers.state.removesuffix("-words") == state.removesuffix("-words"):
            await crew.workers.moved()

    crew.do(wait())


@pytest.mark.parametrize("after", [UNITS[:3], UNITS[1:8]], ids=["an update", "a rebuild"])
def test_what_was_asked_before_is_answered_from_before(place: Path, tmp_path: Path, after: tuple[str, ...]) -> None:
    """What is asked after it, from after; and what nobody reads any more is gone."""
    began, until = tmp_path / "began", tmp_path / "until"
    with open_crew(place) as crew:
        state, pids = crew.workers.state, crew.workers.pids
        long = crew.later("state", began=str(began), until=str(until))
        crew.do(until_there(began))
        [home] = set(place.parent.iterdir()) - {place}
        update(place, after)
        wait_for_move(crew, state)
        assert crew.ask("state").endswith(f" {len(after)} {len(after)}")
        assert not set(pids) & set(crew.workers.pids)
        assert {path.name for path in home.iterdir() if path.is_dir()} == {"1", "2"}
        until.touch()
        assert long.result(30) == f"{began.read_text()} 4 4"

        async def until_gone() -> None:
            while (home / "1").exists():
                await asyncio.sleep(0.01)

        crew.do(until_gone())
        assert not any(map(is_alive, pids))
    assert list(place.parent.iterdir()) == [place]


def test_under_load_every_answer_is_from_one_state(place: Path) -> None:
    """Clients ask on while the store is changed four times; no question fails, and in the end all see the last state."""
    steps = [UNITS[:5], UNITS[:2], UNITS[2:8], UNITS[3:4]]

    async def ask(crew: Crew, number: int, turn: int) -> str:
        answer = await crew.workers.run({"task": "state", "turn": turn, "client": number})
        return (b"".join([piece async for piece in answer.pieces()])).decode().split(" ", 1)[1]

    async def client(crew: Crew, number: int, done: asyncio.Event, said: set[str]) -> None:
        turn = 0
        while not done.is_set():
            turn += 1
            said.add(await ask(crew, number, turn))

    async def load(crew: Crew) -> set[str]:
        done, said = asyncio.Event(), set[str]()
        clients = [asyncio.ensure_future(client(crew, number, done, said)) for number in range(3)]
        for step in steps:
            moved = asyncio.ensure_future(crew.workers.moved())
            await asyncio.to_thread(update, place, step)
            await moved
        done.set()
        await asyncio.gather(*clients)
        return said | {await ask(crew, len(clients), 1)}

    with open_crew(place) as crew:
        said = crew.do(load(crew))
        assert {"4 4", "1 1"} <= said <= {f"{n} {n}" for n in (4, *map(len, steps))}
        assert crew.ask("state").endswith(" 1 1")


def test_a_build_that_broke_off_or_a_store_that_is_gone_changes_nothing(place: Path, tmp_path: Path) -> None:
    """What was there is answered from until there is something whole again."""
    with open_crew(place) as crew:
        state = crew.workers.state
        prepare_rebuild(place)
        update_other = tmp_path / "b.store"
        update(update_other, UNITS[:2])
        assert crew.ask("state", turn=1).endswith(" 4 4")
        shutil.rmtree(place)
        assert crew.ask("state", turn=2).endswith(" 4 4")
        shutil.copytree(update_other, place)
        wait_for_move(crew, state)
        assert crew.ask("state", turn=3).endswith(" 2 2")


def test_a_store_that_is_half_written_is_not_served(place: Path) -> None:
    """The message says what to do, and nothing is left behind."""
    prepare_rebuild(place)
    with pytest.raises(StoreError, match="请等它写完，或重新运行 xuntu build"), open_crew(place):
        pass
    finish(place)
    assert list(place.parent.iterdir()) == [place]


SERVER = """
import asyncio, sys
from xuntu.serving.workers import Workers

async def main():
    async with Workers(sys.argv[1], tasks="tests.serving.workers.hostile") as workers:
        await workers.indexed()
        print(*workers.pids, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


def test_a_server_that_is_killed_leaves_no_process_and_its_folder_to_the_next(place: Path) -> None:
    """Workers hear that nobody asks any more; the next server sweeps what no server holds, and no more."""
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(place)], stdout=subprocess.PIPE, encoding="utf-8")
    assert server.stdout
    pids = [int(pid) for pid in server.stdout.readline().split()]
    [left] = set(place.parent.iterdir()) - {place}
    with open_crew(place):
        assert left.exists(), "it is held by a server that lives"
    server.send_signal(signal.SIGKILL)
    server.wait()
    server.stdout.close()
    for pid in pids:
        asyncio.run(until_dead(pid))
    assert left.exists()
    with open_crew(place):
        assert not left.exists()
    assert list(place.parent.iterdir()) == [place]


def test_where_nothing_can_be_written_beside_the_store_snapshots_lie_elsewhere(place: Path) -> None:
    """In the system's folder for such things, and are removed from there too."""
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    place.parent.chmod(0o500)
    try:
        with open_crew(place) as crew:
            assert crew.ask("state").endswith(" 4 4")
    finally:
        place.parent.chmod(0o700)
