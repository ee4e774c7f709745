"""Links that are brought up to date are those that would be made anew, whatever was added, replaced and taken away."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.corpus import write_corpus
from xuntu.graph.link import link_with, read_authority, relink
from xuntu.graph.link.authority import NOTHING, Authority
from xuntu.graph.link.memory import Delta, Memory
from xuntu.graph.quads import Shard, merge_authority, to_quads
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH, Extraction, StoreError, document_graph_iri


class Growing:
    """A store that is brought up to date change by change, as the write path does it."""

    def __init__(self, memory: Memory, authority: Authority = NOTHING) -> None:
        self.store, self.memory, self.authority = Store.in_memory(), memory, authority
        self.shards: dict[str, Shard] = {}
        self.state = ""

    def change(self, *, put: Mapping[str, Extraction] | None = None, drop: tuple[str, ...] = ()) -> Delta:
        """Put documents in the place of those of the same name, drop others, and link."""
        blocks: dict[str, str] = {}
        for name in (*(put or {}), *drop):
            old = self.shards.pop(name, None)
            blocks |= {old.graph: ""} if old else {}
        for name, extraction in (put or {}).items():
            shard = self.shards[name] = to_quads(extraction)
            blocks[shard.graph] = shard.own
        self.store.change(documents=blocks)
        self.store.replace(GRAPH.authority, merge_authority(shard.shared for shard in self.shards.values()))
        return self.link()

    def link(self, state: str | None = None) -> Delta:
        """Link the store as it is."""
        told = {shard.document: shard.own for shard in self.shards.values()}
        state = self.state if state is None else state
        delta = relink(self.store, self.memory, told, self.authority, state=state)
        if delta.whole:
            self.store.replace(GRAPH.inferred, "".join(self.memory.lines()))
        self.store.change(documents={}, removed=delta.removed, added=delta.added)
        self.state = delta.state
        self.memory.commit()
        return delta

    def check(self) -> None:
        """The inferred graph is that of all documents at once, and nothing else."""
        anew, warnings = link_with(self.store, self.authority)
        assert self.store.nquads(GRAPH.inferred) == [f"{line}\n" for line in anew.removesuffix("\n").split("\n")]
        again = self.link()
        assert (again.removed, again.added, again.whole, again.warnings) == ([], [], False, warnings)
        assert again.size == anew.count("\n")


def told(units: int, findings: int) -> dict[str, Extraction]:
    """Return the made-up documents by name."""
    return {each.document.name: each for each in write_corpus(units, findings)}


def changed(extraction: Extraction, chance: Random) -> Extraction:
    """Return the document with a finding less, or another header: as another file."""
    report = extraction.reports[0]
    if chance.random() < 0.5:
        report = replace(report, findings=report.findings[1:])
    elif report.inspection:
        feedback = report.inspection.feedback
        moved = feedback and replace(feedback, iso=f"{feedback.iso[:8]}1{chance.randint(0, 9)}")
        report = replace(report, inspection=replace(report.inspection, feedback=moved))
    digest = f"{chance.getrandbits(256):064x}"
    return replace(extraction, document=replace(extraction.document, sha256=digest), reports=(report,))


def test_a_change_of_one_document_changes_its_own_lines_only() -> None:
    """A finding less of forty: the lines of its groups change, those of the other department do not."""
    documents = told(3, 5)
    with Memory() as memory:
        growing = Growing(memory)
        assert growing.change(put=documents).whole
        growing.check()
        name = min(documents)
        delta = growing.change(put={name: replace(documents[name], reports=())})
        assert not delta.whole
        assert delta.removed
        of_document = documents[name].document.sha256[:16]
        assert all(of_document in line for line in delta.removed if "/finding" in line)
        growing.check()


@pytest.mark.parametrize("seed", range(3))
def test_any_changes_give_the_links_of_all_at_once(seed: int) -> None:
    """Documents of three units come, change, go and come back, several at a time."""
    chance, documents = Random(seed), told(3, 4)  # noqa: S311
    with Memory() as memory:
        growing = Growing(memory)
        for _ in range(4):
            some = chance.sample(sorted(documents), 4)
            put = {
                name: changed(documents[name], chance) if chance.random() < 0.5 else documents[name] for name in some
            }
            there = sorted(set(growing.shards) - set(put))
            growing.change(put=put, drop=tuple(chance.sample(there, min(2, len(there)))))
            growing.check()


def test_a_memory_of_another_state_or_version_is_made_anew(tmp_path: Path) -> None:
    """A file that is lost, of another store, or older than the store, costs a whole linking and nothing else."""
    documents = told(2, 4)
    with Memory(tmp_path / "links.sqlite") as memory:
        growing = Growing(memory)
        growing.change(put=documents)
    with Memory(tmp_path / "links.sqlite") as memory:
        growing.memory = memory
        assert not growing.link().whole
        assert growing.link(state="another").whole
        growing.check()
        memory.set_note("version", "older")
        assert growing.link().whole
        growing.check()
    with Memory() as memory:
        growing.memory = memory
        assert growing.link().whole
        growing.check()


def test_a_damaged_memory_is_begun_anew_and_one_out_of_reach_is_told(tmp_path: Path) -> None:
    """What it holds can be made again; a place that cannot be written is the user's to mend."""
    place = tmp_path / "links.sqlite"
    place.write_bytes(b"no database" * 100)
    with Memory(place) as memory:
        assert memory.state == f"{0:032x}"
    with pytest.raises(StoreError, match="links"), Memory(tmp_path / "none" / "links.sqlite"):
        pass


def test_another_authority_file_changes_what_it_speaks_of() -> None:
    """Two departments said to be one, and no longer; a name that fits no unit is told each time."""
    documents = told(3, 4)
    said = read_authority('[[same]]\nnames = ["云岭县财政局", "云岭县教育局"]\n')
    with Memory() as memory:
        growing = Growing(memory)
        growing.change(put=documents)
        growing.authority = said
        delta = growing.link()
        assert delta.warnings
        growing.check()
        growing.authority = NOTHING
        assert growing.link().warnings == ()
        growing.check()


def test_documents_are_told_by_what_they_tell() -> None:
    """Where the quads of the same file change, as another version reads it, its groups are linked again."""
    documents = told(2, 4)
    with Memory() as memory:
        growing = Growing(memory)
        growing.change(put=documents)
        name = sorted(documents)[1]
        report = documents[name].reports[0]
        less = replace(documents[name], reports=(replace(report, findings=report.findings[:2]),))
        assert document_graph_iri(less.document.sha256) == document_graph_iri(documents[name].document.sha256)
        assert growing.change(put={name: less}).removed
        growing.check()
