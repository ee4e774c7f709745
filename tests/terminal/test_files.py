"""An output file appears whole or not at all."""

from pathlib import Path

import pytest

from xuntu.ontology import XuntuError
from xuntu.terminal.files import whole_file


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    """What stood there is replaced, and nothing else is left behind."""
    target = tmp_path / "台账.xlsx"
    target.write_text("旧", encoding="utf-8")
    with whole_file(target) as draft:
        assert draft.suffix == ".xlsx"
        draft.write_text("新", encoding="utf-8")
        assert target.read_text(encoding="utf-8") == "旧"
    assert [file.name for file in tmp_path.iterdir()] == ["台账.xlsx"]
    assert target.read_text(encoding="utf-8") == "新"


def test_what_stood_there_stays_when_writing_fails(tmp_path: Path) -> None:
    """An error on the way leaves the old file and no draft."""
    target = tmp_path / "图.html"
    target.write_text("旧", encoding="utf-8")
    with pytest.raises(XuntuError, match=r"图\.html：不能写入（磁盘满）"), whole_file(target) as draft:
        draft.write_text("一半", encoding="utf-8")
        raise OSError(28, "磁盘满")
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [("图.html", "旧")]


@pytest.mark.parametrize("name", ["没有/图.html", "文件/图.html", "文件夹"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    """A folder that is missing, a file where a folder should be, and a folder where the file should be."""
    (tmp_path / "文件").write_text("", encoding="utf-8")
    (tmp_path / "文件夹").mkdir()
    with pytest.raises(XuntuError, match=f"{name}：不能写入"), whole_file(tmp_path / name) as draft:
        draft.write_text("", encoding="utf-8")
