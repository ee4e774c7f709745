"""Archives are read member by member, under names that say where each lies, and never beyond their bounds."""

import stat
import zipfile
from collections import Counter
from pathlib import Path

import pytest

import xuntu
from xuntu.ontology import DocumentError
from xuntu.sources import Source, find_sources

NOTICE = "县委第一巡察组对县水利局党组开展了巡察。"


def pack(path: Path, *names: str, content: str = NOTICE) -> Path:
    """Write an archive whose members are called *names*."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, f"{content}{name}")
    return path


def names_in(path: Path) -> list[str]:
    """Return the short names of the documents at *path*."""
    return [source.short_name for source in find_sources([path]).sources]


def fault_of(source: Source) -> str:
    """Return what is said of a source that cannot be read."""
    with pytest.raises(DocumentError) as caught:
        source.read()
    return str(caught.value)


def test_each_document_in_an_archive_is_a_source(tmp_path: Path) -> None:
    """It is called by the archive's name and its own; what is no document is counted, what is hidden is not seen."""
    pack(tmp_path / "a.zip", "下级/丙.txt", "乙.html", "图.rar", ".DS_Store", "__MACOSX/乙.html", "~$甲.docx", "空/")
    found = find_sources([tmp_path / "a.zip"])
    assert [source.name for source in found.sources] == [f"{tmp_path}/a.zip/下级/丙.txt", f"{tmp_path}/a.zip/乙.html"]
    assert [source.short_name for source in found.sources] == ["a.zip/下级/丙.txt", "a.zip/乙.html"]
    assert found.sources[0].read().decode() == f"{NOTICE}下级/丙.txt"
    assert found.left_out == ((".rar", 1),)


def test_archives_in_folders_are_opened_and_built(tmp_path: Path) -> None:
    """The graph knows each document by its name in the archive; building again reads nothing anew."""
    (tmp_path / "资料").mkdir()
    pack(tmp_path / "资料/a.zip", "下级/丙.txt", "乙.txt")
    for added, skipped in ((2, 0), (0, 2)):
        with xuntu.build(tmp_path / "资料", tmp_path / "a.store") as graph:
            assert graph.summary
            assert (graph.summary.added, graph.summary.skipped) == (added, skipped)
            names = graph.query("SELECT ?name { ?document xt:fileName ?name }").column("name")
    assert sorted(map(str, names)) == ["a.zip/下级/丙.txt", "a.zip/乙.txt"]


@pytest.mark.parametrize(
    ("encoding", "flag"), [("gb18030", 0), ("utf-8", 0x800), ("utf-8", 0)], ids=["Chinese Windows", "marked", "Mac"]
)
def test_names_are_read_in_their_encoding(tmp_path: Path, encoding: str, flag: int) -> None:
    """Windows writes GB 18030 without a mark, a Mac UTF-8 without one."""
    name = "巡察/整改乀情况.txt"  # 乀 ends in GB 18030 in the byte of a backslash
    placeholder = "x" * len(name.encode(encoding))
    path = pack(tmp_path / "a.zip", placeholder)
    data = path.read_bytes().replace(placeholder.encode(), name.encode(encoding))
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(start) + place
        data = data[:at] + flag.to_bytes(2, "little") + data[at + 2 :]
    path.write_bytes(data)
    assert names_in(path) == [f"a.zip/{name}"]
    assert find_sources([path]).sources[0].read().startswith(NOTICE.encode())


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("../外.txt", "指到压缩包外面"),
        ("a/../../外.txt", "指到压缩包外面"),
        ("/etc/外.txt", "指到压缩包外面"),
        ("C:\\外.txt", "指到压缩包外面"),
        ("..\\外.txt", "指到压缩包外面"),
        ("内.zip", "压缩包里的压缩包不读"),
    ],
)
def test_a_bad_member_costs_itself_only(tmp_path: Path, name: str, fault: str) -> None:
    """It is refused with its reason, and the others are read."""
    sources = find_sources([pack(tmp_path / "a.zip", name, "好.txt")]).sources
    faults = {source.name: source for source in sources if source.member and source.member.fault}
    [bad] = faults.values()
    assert fault in fault_of(bad)
    assert Counter(source.read()[:3] for source in sources if source is not bad) == {"县".encode(): 1}


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A member may say that it is a link; it is left out."""
    path = pack(tmp_path / "a.zip", "好.txt")
    link = zipfile.ZipInfo("密.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/hostname")
    assert names_in(path) == ["a.zip/好.txt"]


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    """The message says what to do."""
    path = pack(tmp_path / "a.zip", "密.txt")
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02") + 8
    path.write_bytes(data[:at] + b"\x01\x08" + data[at + 2 :])
    [source] = find_sources([path]).sources
    assert fault_of(source) == f"{path}/密.txt：压缩包加了密码。请解压后再读。"


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    """The others are read."""
    path = pack(tmp_path / "a.zip", "好.txt", "坏.txt")
    data = path.read_bytes()
    at = data.rindex("坏.txt".encode(), 0, data.index(b"PK\x01\x02")) + len("坏.txt".encode())
    path.write_bytes(data[:at] + b"\xff" * 20 + data[at + 20 :])
    bad, good = sorted(find_sources([path]).sources, key=lambda source: source.name)
    assert "坏.txt：在压缩包里已损坏" in fault_of(bad)
    assert good.read().startswith(NOTICE.encode())


def test_of_two_members_with_one_name_the_later_is_read(tmp_path: Path) -> None:
    """As unpacking would leave it."""
    path = pack(tmp_path / "a.zip", "一.txt")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("一.txt", "后来")
    assert [source.read().decode() for source in find_sources([path]).sources] == ["后来"]


@pytest.mark.parametrize(
    ("data", "fault"), [(b"PK\x03\x04cut", "压缩包已损坏"), (b"PK\x05\x06" + bytes(18), "没有可读的文件")]
)
def test_an_archive_without_members_is_said(tmp_path: Path, data: bytes, fault: str) -> None:
    """Damaged or empty."""
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(DocumentError, match=fault):
        find_sources([tmp_path / "a.zip"]).sources[0].read()


def test_a_word_file_called_zip_is_a_word_file(tmp_path: Path) -> None:
    """The content tells, as everywhere."""
    pack(tmp_path / "a.zip", "[Content_Types].xml", "word/document.xml")
    assert names_in(tmp_path / "a.zip") == ["a.zip"]


def test_one_document_is_asked_for_by_its_archive(tmp_path: Path) -> None:
    """`xuntu.extract` takes an archive of one; of several it says how many."""
    assert xuntu.extract(pack(tmp_path / "a.zip", "一.txt")).document.name == f"{tmp_path}/a.zip/一.txt"
    with pytest.raises(DocumentError, match="里面有 2 份文件"):
        xuntu.extract(pack(tmp_path / "b.zip", "一.txt", "二.txt"))
