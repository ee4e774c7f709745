"""Updates: by a token, in graphs of their own, by a process that can be ended."""

import asyncio
import shutil
from pathlib import Path

import httpx
import pytest

from tests.serving.conftest import Client
from tests.serving.inline import Inline
from xuntu.graph import Store
from xuntu.serving import Limits
from xuntu.serving.app import make_app
from xuntu.serving.protocol import Updater
from xuntu.serving.tasks import Reading
from xuntu.serving.workers import Workers

TOKEN = "a long secret of the office"  # noqa: S105
BEARER = {"authorization": f"Bearer {TOKEN}"}
DIRECT = {**BEARER, "content-type": "application/sparql-update"}
INSERT = "INSERT DATA { GRAPH <http://note/1> { <http://a/甲> <http://b> '已核' } }"
ASK = "ASK { GRAPH <http://note/1> { ?s <http://b> '已核' } }"


@pytest.fixture
def place(store: Store, tmp_path: Path) -> Path:
    """Return a store on disk that may be changed."""
    assert store.path
    return Path(shutil.copytree(store.path, tmp_path / "a.store", ignore=shutil.ignore_patterns("LOCK")))


def client_of(place: Path, *, timeout: float = 30.0) -> Client:
    """Return a client that reads the store as it was, and may change it."""
    return Client(make_app(Inline(Reading(Store.in_memory())), updater=Updater(place, TOKEN, timeout)))


def truth(place: Path, query: str = ASK) -> bool:
    """Return the answer of the store as it is now."""
    with Store.open(place) as store:
        return store.query(query).rows == ((True,),)


@pytest.mark.slow
def test_an_update_with_the_token_is_done(place: Path) -> None:
    """Directly or from a form, at both addresses; whoever watches the store sees that it is another one."""
    before = (place / "index.json").read_text(encoding="utf-8")
    client = client_of(place)
    assert client.post("/update", content=INSERT.encode(), headers=DIRECT).status_code == 204
    assert truth(place)
    assert (place / "index.json").read_text(encoding="utf-8") != before
    assert client.post("/sparql", data={"update": INSERT.replace("已核", "待核")}, headers=BEARER).status_code == 204
    assert truth(place, ASK.replace("已核", "待核"))


@pytest.mark.slow
def test_an_update_reads_the_graphs_that_are_told_beside_it(place: Path) -> None:
    """As by ``using-graph-uri``: what it reads may be ours, what it changes is not."""
    update = "INSERT { GRAPH <http://note/1> { ?s <http://b> '已核' } } WHERE { ?s a skos:Concept }"
    address = "/update?using-graph-uri=https://w3id.org/xuntu/graph/taxonomy"
    client = client_of(place)
    assert client.post("/update", content=update.encode(), headers=DIRECT).status_code == 204
    assert not truth(place)  # the unnamed graph is empty
    assert client.post(address, content=update.encode(), headers=DIRECT).status_code == 204
    assert truth(place)
    conflict = update.replace("WHERE", "USING <a:b> WHERE")
    assert client.post(address, content=conflict.encode(), headers=DIRECT).status_code == 400


@pytest.mark.parametrize("shown", [{}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}])
def test_who_does_not_show_the_token_changes_nothing(shown: dict[str, str]) -> None:
    """Nothing is started for him."""
    client = client_of(Path("nowhere"))
    reply = client.post("/update", content=INSERT.encode(), headers={**DIRECT, "authorization": "", **shown})
    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, "Bearer")


def test_the_token_stands_in_no_message() -> None:
    """Nor where the updater is shown."""
    assert TOKEN not in repr(Updater(Path("a.store"), TOKEN))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("update", "status", "words"),
    [
        ("LOAD <http://127.0.0.1:9/>", 400, "LOAD"),
        ("DROP GRAPH <https://w3id.org/xuntu/graph/inferred>", 400, "由文档建成"),
        ("INSERT DATA { GRAPH <a:b> { <a:a> <a:b> } }", 400, "第 1 行第"),
    ],
)
def test_what_may_not_be_done_is_not_done(place: Path, update: str, status: int, words: str) -> None:
    """The store is as it was, and the client is told why."""
    reply = client_of(place).post("/update", content=update.encode(), headers=DIRECT)
    assert (reply.status_code, words in reply.text) == (status, True)
    assert truth(place, "ASK { GRAPH xtg:inferred { ?s ?p ?o } }")


@pytest.mark.slow
def test_an_update_that_takes_too_long_is_ended_and_undone(place: Path) -> None:
    """All of it, what came before in the same request as well; the next one is done."""
    endless = "INSERT { GRAPH <http://note/1> { ?a ?b ?z } } WHERE { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?x ?y ?z } }"
    late = client_of(place, timeout=4).post("/update", content=f"{INSERT} ; {endless}".encode(), headers=DIRECT)
    assert (late.status_code, "已中止" in late.text) == (504, True)
    assert not truth(place, "ASK { GRAPH <http://note/1> { ?s ?p ?o } }")
    assert client_of(place).post("/update", content=INSERT.encode(), headers=DIRECT).status_code == 204
    assert truth(place)


@pytest.mark.slow
def test_a_store_that_is_being_built_is_not_changed(place: Path) -> None:
    """Who asks is to come later."""
    with Store.open(place, writable=True):
        reply = client_of(place).post("/update", content=INSERT.encode(), headers=DIRECT)
    assert (reply.status_code, "另一个进程" in reply.text) == (503, True)


@pytest.mark.slow
def test_who_reads_sees_an_update_soon(place: Path) -> None:
    """The processes that answer move on to the store as it is after it, and no request is dropped."""

    async def ask(client: httpx.AsyncClient) -> bool:
        reply = await client.get("/sparql", params={"query": ASK})
        return bool(reply.json()["boolean"])

    async def tell() -> list[bool]:
        async with Workers(place, Limits(processes=2)) as runner:
            app = make_app(runner, updater=Updater(place, TOKEN))
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
                before = await ask(client)
                moved = asyncio.ensure_future(runner.moved())
                await client.post("/update", content=INSERT.encode(), headers=DIRECT)
                await moved
                return [before, await ask(client)]

    assert asyncio.run(tell()) == [False, True]
