"""Documents of the genre whose names, titles, findings and policies hold markup, handlers and turned text."""

from pathlib import Path

HARM = (
    "<script>window.hit=1</script>",
    "\"'><img src=x onerror=window.hit=1>",
    "</script></title></textarea><script>window.hit=2</script>",
    "' onmouseover='window.hit=3' x='",
    "javascript:window.hit=4",
    "{{7*7}}${7*7}<%=7*7%>",
    "\u202e反转\u2066文字\u2069\u202c",
    "&lt;b&gt;&#60;script&#62;",
    "=cmd|' /C calc'!A0",
    "长" * 300,
    "W" * 400,
)

_NOTICE = """中共云岭县{unit}党组关于县委巡察整改进展情况的通报
{harm}

根据县委统一部署，{year}年3月1日至4月30日，县委第一巡察组对{unit}党组开展了巡察。{year}年6月1日，县委第一巡察组向{unit}党组反馈了巡察意见。现将整改进展情况予以公布。

一、党的领导方面
（一）关于“学习{harm}不深入”问题
1.问题：学习{harm}不深入，{harm}流于形式。
整改情况：制定《{harm}管理办法》，追缴资金3.5万元，责任人：{harm}。已完成整改。
（二）关于“财务管理{harm}不规范”问题
整改措施：修订《财务{harm}制度》，召开会议2次，诫勉谈话1人。正在整改。
二、{harm}
（一）上轮巡察指出的“工程招标{harm}不规范”问题仍未整改到位
整改情况：印发《招标{harm}办法》。完成整改。

联系电话：0888-1234567；邮编：650000；电子邮箱：{harm}@example.cn

中共云岭县{unit}党组
{year}年12月20日
"""


def write_hostile(folder: Path) -> list[Path]:
    """Write the documents, two years of each unit, also under hostile file names, and return their paths."""
    folder.mkdir(parents=True)
    paths = []
    for place, harm in enumerate(HARM):
        unit = f"水务{harm[:60]}局" if place % 2 else "财政局"
        for year in (2019, 2021):
            path = folder / f"{place}-{year}-'\"&<b>onerror=1.txt"
            path.write_text(_NOTICE.format(unit=unit, harm=harm, year=year), encoding="utf-8")
            paths.append(path)
    return paths
