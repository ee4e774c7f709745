"""What the index of a store makes of the files that it is given."""

import pytest

from xuntu.graph.index import Index
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
