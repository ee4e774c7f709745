"""What the index of a store makes of the files that it is given."""

import pytest

from xuntu.graph.counts import Counts
from xuntu.graph.index import Index
from xuntu.graph.packs import Header
from xuntu.ontology import StoreError

ONE, LIKE_IT, OTHER = f"{'a' * 16}{'0' * 48}", f"{'a' * 16}{'1' * 48}", "b" * 64


def test_documents_that_cannot_be_told_apart_are_refused() -> None:
    """Two digests of the same first sixteen digits would be one key."""
    index = Index()
    with pytest.raises(StoreError, match=r"甲\.txt：与另一文件的摘要前16位相同"):
        index.give([("/乙", OTHER, "乙.txt"), ("/甲", ONE, "甲.txt"), ("/丙", LIKE_IT, "甲.txt")])


def test_any_number_of_copies_is_one_document() -> None:
    """Thirty thousand copies of one file (empty pages, say) are compared with one, not with each other."""
    index = Index()
    index.give((f"/{number}", ONE, "空白.txt") for number in range(30_000))
    assert len(index.places(ONE[:16])) == 30_000


@pytest.mark.parametrize(
    ("names", "version", "digest"), [(("乙.txt",), "1", "x"), (("甲.txt",), "2", "x"), (("甲.txt",), "1", "y")]
)
def test_what_a_document_tells_changes_with_its_shard(names: tuple[str, ...], version: str, digest: str) -> None:
    """Its names, the version that read it and the digest of its quads are in the words; other documents are not."""
    index = Index()

    def put(sha256: str, names: tuple[str, ...], version: str, digest: str) -> dict[str, str]:
        index.put_draft(Header(sha256, names, version, Counts(quads=3, digest=digest)), None)
        index.take_draft(sha256[:16])
        return index.tellings()

    before = put(ONE, ("甲.txt",), "1", "x") | put(OTHER, ("丙.txt",), "1", "z")
    after = put(ONE, names, version, digest)
    assert after[ONE] != before[ONE]
    assert after[OTHER] == before[OTHER]
