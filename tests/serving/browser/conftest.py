"""A running browser, the workbench over the examples, and over documents that mean harm."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.browser.hostile import write_hostile
from tests.serving.browser.site import serve, workbench
from xuntu.extractors import extract
from xuntu.graph import Source, Store, build


@pytest.fixture(scope="session")
def site(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the workbench over the examples."""
    with serve(workbench(store, tmp_path_factory.mktemp("words") / "words.sqlite")) as address:
        yield address


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the workbench over documents whose words mean harm."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    files = write_hostile(folder / "documents")
    build([Source(str(path), path.name) for path in files], folder / "hostile.store", extract, version="1")
    with serve(workbench(Store.open(folder / "hostile.store"), folder / "words.sqlite")) as address:
        yield address
