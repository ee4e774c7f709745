"""What this machine has of what xuntu can use: what is missing, what that costs, how to get it.

Nothing is started and nothing is asked of the network: programs are looked for, packages and fonts found by name.
"""

import locale
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, Literal, TypeAlias

State: TypeAlias = Literal["ok", "missing", "wrong"]
Both: TypeAlias = tuple[str, str]

_PYTHON: Final = (3, 11)
_OFFICE: Final = ("soffice", "libreoffice")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was looked for; *found* says what is there, *remedy* what to do where it is not.

    ``state`` is ``wrong`` for what xuntu cannot do without, ``missing`` for what only some of it needs. All texts are
    in Chinese and in English.
    """

    name: Both
    state: State
    found: str
    use: Both
    remedy: Both


def examine(store: str | None = None) -> list[Part]:
    """Return what was looked for, what is needed always first; *store* is looked at where it is there."""
    return [*_needed(), *_programs(), *_packages(), *_stores(store)]


def _needed() -> Iterator[Part]:
    running = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= _PYTHON
    yield Part(
        ("Python", "Python"), "ok" if good else "wrong", running,
        ("运行", "to run"), ("装 Python 3.11 以上", "install Python 3.11 or newer"),
    )  # fmt: skip
    yield Part(
        ("SQLite 全文索引", "SQLite full text"), "ok" if _has_fts() else "wrong", sqlite3.sqlite_version,
        ("工作台的搜索", "the workbench's search"),
        ("换一个带 FTS5 的 Python（python.org 的都带）", "use a Python whose SQLite has FTS5, as those of python.org"),
    )  # fmt: skip
    encoding = locale.getpreferredencoding(do_setlocale=False)
    yield Part(
        ("系统编码", "encoding of the system"), "ok", encoding,
        ("只影响终端；文件一律写 UTF-8", "of the terminal only; files are always UTF-8"), ("", ""),
    )  # fmt: skip


def _has_fts() -> bool:
    try:
        with sqlite3.connect(":memory:") as base:
            base.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    except sqlite3.OperationalError:
        return False
    return True


def _programs() -> Iterator[Part]:
    from xuntu.reports import find_browser, find_fonts

    font = next(iter(find_fonts()), None)
    yield Part(
        ("中文字体", "a Chinese font"), _is_there(font), font.name if font else "",
        ("画图（plot）、把报告印成 PDF、截图", "plots, reports as PDF, screenshots"),
        (
            "Debian/Ubuntu：apt install fonts-noto-cjk；Windows、macOS 自带",
            "Debian/Ubuntu: apt install fonts-noto-cjk; Windows and macOS have one",
        ),
    )  # fmt: skip
    browser = find_browser()
    yield Part(
        ("浏览器", "a browser"), _is_there(browser), browser or "",
        ("看网页（view、serve），把报告印成 PDF", "pages (view, serve), reports as PDF"),
        (
            "Chromium、Chrome 或 Edge；Debian：apt install chromium",
            "Chromium, Chrome or Edge; Debian: apt install chromium",
        ),
    )  # fmt: skip
    office = _find_program(_OFFICE)
    yield Part(
        ("LibreOffice", "LibreOffice"), _is_there(office), office or "",
        ("读 doc、wps、rtf、odt、xls", "to read doc, wps, rtf, odt, xls"),
        (
            "装 LibreOffice；Debian：apt install libreoffice-writer libreoffice-calc",
            "install LibreOffice; Debian: apt install libreoffice-writer libreoffice-calc",
        ),
    )  # fmt: skip


def _packages() -> Iterator[Part]:
    for extra, package, use in (
        ("ocr", "rapidocr", ("读扫描件和图片", "to read scans and pictures")),
        ("plot", "matplotlib", ("画图（xuntu plot）", "plots (xuntu plot)")),
        ("parquet", "pyarrow", ("读写 Parquet", "to read and write Parquet")),
        ("pandas", "pandas", ("to_pandas()", "to_pandas()")),
        ("cluster", "distributed", ("用集群读（build --engine dask）", "to read on a cluster (build --engine dask)")),
    ):
        try:
            found = version(package)
        except PackageNotFoundError:
            found = ""
        yield Part(
            (package, package), "ok" if found else "missing", found, use,
            (f"pip install 'xuntu[{extra}]'", f"pip install 'xuntu[{extra}]'"),
        )  # fmt: skip


def _stores(place: str | None) -> Iterator[Part]:
    if place is None or not Path(place).exists():
        return
    from xuntu.graph import Store, measure
    from xuntu.ontology import XuntuError

    try:
        with Store.open(place) as store:
            held = measure(store)
    except XuntuError as error:
        state: State = "wrong"
        found = str(error)
    else:
        state, found = "ok", f"{place}：{held.documents} 份文件，{held.findings} 个问题，{held.quads} 个四元组"
    yield Part(
        ("库", "the store"), state, found, ("查询、导出、网页", "questions, exports, pages"),
        (
            "由分片重建：xuntu load 旧库 -o 新库；或重新 xuntu build",
            "make it anew of its shards: xuntu load OLD -o NEW; or xuntu build again",
        ),
    )  # fmt: skip


def _is_there(found: object) -> State:
    return "ok" if found else "missing"


def _find_program(names: Iterable[str]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)
