"""What the user names is what is read: files as they are, folders by what can be read in them."""

import io
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from xuntu.ontology import DocumentError
from xuntu.sources import find_sources

STORE = ("xuntu.store/index.json", "xuntu.store/shards/a.nq", "xuntu.store/某.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with documents and with what is none."""
    for name in (
        "乙.txt",
        "甲.HTML",
        "下级/丙.pdf",
        "下级/照片.jpg",
        "旧.doc",
        "报纸.rar",
        "~$甲.docx",
        ".隐藏/丁.txt",
        "图.jpg",
        *STORE,
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(name, encoding="utf-8")
    return tmp_path


def test_a_folder_gives_its_documents_in_order(folder: Path) -> None:
    """Whatever the file system's order; hidden files, lock files of Word and stores are no documents."""
    found = find_sources([folder])
    pictures = find_spec("rapidocr") is not None
    assert [str(source.path.relative_to(folder)) for source in found.sources if source.path] == [
        "下级/丙.pdf",
        *(["下级/照片.jpg"] if pictures else []),
        "乙.txt",
        *(["图.jpg"] if pictures else []),
        "旧.doc",
        "甲.HTML",
    ]
    assert found.left_out == ((".rar", 1),) if pictures else ((".jpg", 2), (".rar", 1))


def test_a_file_that_is_named_is_read_whatever_it_is_called(folder: Path) -> None:
    """The reader decides by the content; names are kept as given, and a file named twice is read once."""
    found = find_sources([folder / "旧.doc", folder / "乙.txt", folder])
    assert [source.name for source in found.sources][:2] == [str(folder / "旧.doc"), str(folder / "乙.txt")]
    assert [source.name for source in found.sources].count(str(folder / "乙.txt")) == 1


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes are read as they come."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("通报".encode())))
    [source] = find_sources(["-"]).sources
    assert (source.name, source.read()) == ("-", "通报".encode())


def test_pictures_of_a_saved_page_are_no_documents(tmp_path: Path) -> None:
    """A browser keeps them in a folder beside the page; pictures elsewhere are read where they can be recognised."""
    (tmp_path / "通报_files").mkdir()
    for name in ("通报.html", "通报_files/标志.png"):
        (tmp_path / name).write_text("图")
    assert [source.short_name for source in find_sources([tmp_path]).sources] == ["通报.html"]


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """The files beside it are read."""
    (tmp_path / "好.txt").write_text("通报")
    (tmp_path / "密").mkdir(mode=0)
    if os.access(tmp_path / "密", os.R_OK):
        pytest.skip("this user may open every folder")
    good, closed = find_sources([tmp_path]).sources
    assert good.short_name == "好.txt"
    with pytest.raises(DocumentError, match="密：文件夹打不开"):
        closed.read()


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    """A pipe, a device and a link to itself are named, each with its fault."""
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    faults: list[str] = []
    for source in find_sources([tmp_path]).sources:
        with pytest.raises(DocumentError) as caught:
            source.read()
        faults.append(str(caught.value).removeprefix(f"{tmp_path}/"))
    assert [fault.split("（")[0] for fault in faults] == [
        "a.txt：不是普通文件",
        "b.txt：不是普通文件",
        "c.txt：不能读取",
    ]


@pytest.mark.parametrize(("name", "message"), [("没有", "没有这个文件或文件夹"), ("空", "里面没有可读的文件")])
def test_nothing_to_read_is_said(tmp_path: Path, name: str, message: str) -> None:
    """A path that does not exist and a folder without documents are named."""
    (tmp_path / "空").mkdir()
    with pytest.raises(DocumentError, match=f"{name}：{message}"):
        find_sources([tmp_path / name])
