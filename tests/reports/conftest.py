"""Stores that reports are made from: the examples, and one document that means harm."""

from pathlib import Path

import pytest

from xuntu.extractors import extract
from xuntu.graph import Source, Store, build

HARM = (
    "<script>window.hit=1</script>管理不规范",
    "</w:t></w:r><w:r><w:t>插入",
    '=HYPERLINK("http://x.invalid")"\' onmouseover=window.hit=1 不到位',
    "{{ 7*7 }}反转\u202e了$\\frac{1}{2}$的问题不落实",
)
TEXT = f"""中共云岭县财政局党组关于巡察整改进展情况的通报
根据县委统一部署，2021年3月1日至4月2日，县委第一巡察组对县财政局党组开展了常规巡察。2021年5月6日，巡察组反馈了巡察意见。
一、整改落实情况
1.{HARM[0]}。
整改情况：追缴资金1.92万元，批评教育2人，计划2021年6月底前完成。整改状态：未完成。
2.{HARM[1]}不规范。
整改情况：修订《云岭县{HARM[0]}办法》。整改状态：阶段性完成。
3.{HARM[2]}。
整改情况：已整改。整改状态：完成。
4.{HARM[3]}。
整改情况：已整改。整改状态：长期坚持。
中共云岭县财政局党组
2021年12月20日
"""


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store of the example documents."""
    place = tmp_path_factory.mktemp("reports") / "examples.store"
    documents = sorted(Path("examples/documents").iterdir())
    build([Source(str(path.resolve()), path.name) for path in documents], place, extract, version="1")
    return Store.open(place)


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store of one document that means harm, as does the name of its file."""
    folder = tmp_path_factory.mktemp("harm")
    file = folder / "a'\"><img onerror=x>.txt"
    file.write_text(TEXT, encoding="utf-8")
    build([Source(str(file), file.name)], folder / "harm.store", extract, version="1")
    return Store.open(folder / "harm.store")
