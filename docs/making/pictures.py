"""The pictures of the gallery, each with the command that makes it, and the page that shows them."""

from dataclasses import dataclass

from making.places import DOCS

IMAGES = DOCS / "images"
_HEIGHT = 850


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of what a command makes; ``look`` is the page looked at: its path, place, or its number in print."""

    name: str
    title: str
    command: str
    look: str = ""
    height: int = _HEIGHT

    @property
    def file(self) -> str:
        """The file that the command writes."""
        return self.command.split()[-1]


PICTURES = {
    "关系图与反复": (
        Picture("view", "一个单位：历次巡视巡察、又犯的问题、原文出处", "xuntu view --unit 梨花渡 -o 梨花渡.html"),
        Picture("view-round", "一轮：各单位有哪几类问题", "xuntu view --round 四届澄陵市委第4轮巡察 -o 第四轮.html"),
        Picture("view-type", "一类问题：哪些单位、哪些年度有", "xuntu view --type C14 -o 基层党组织.html"),
        Picture("view-chain", "反复出现的问题，从左到右是先后", "xuntu view --chain -o 反复.html"),
        Picture("view-policy", "一份制度文件回应了哪些问题", "xuntu view --policy 招标代理 -o 制度.html"),
        Picture("view-org", "组织", "xuntu view --org -o 组织.html"),
        Picture("view-overview", "总览：单位与问题类型", "xuntu view --overview -o 总览.html"),
        Picture(
            "view-asked",
            "装在一个网页里问，不联网",
            "xuntu view --offline-sparql -o 随身图谱.html",
            "#ask:common-problems%3Fleast%3D3",
        ),
    ),
    "工作台": (
        Picture("serve-home", "首页", "xuntu serve", "/"),
        Picture("serve-unit", "一个单位", "xuntu serve", "/unit?iri=https://w3id.org/xuntu/id/unit/槐溪县梨花渡镇"),
        Picture("serve-questions", "问一个现成的问题", "xuntu serve", "/questions/recurring?unit=梨花渡"),
        Picture(
            "serve-document",
            "文档：读出的每一处都有标记",
            "xuntu serve",
            "/document?iri=https://w3id.org/xuntu/id/doc/17224b3284cfed2a",
        ),
        Picture("serve-sparql", "写 SPARQL", "xuntu serve", "/editor"),
    ),
    "台账": (
        Picture("ledger", "整改台账，A3 横排", "xuntu ledger --unit 梨花渡 -o 梨花渡.xlsx", "1"),
        Picture("ledger-2", "同一本的总表", "xuntu ledger --unit 梨花渡 -o 梨花渡.xlsx", "2"),
    ),
    "报告": (
        Picture("report", "一个单位的报告", "xuntu report --unit 梨花渡 -o 报告.html", height=1200),
        Picture("report-word", "同一份，Word", "xuntu report --unit 梨花渡 -o 报告.docx", "1"),
        Picture("reading", "读取报告：读了什么，没有读什么", "xuntu build examples/documents --report 读取报告.html"),
    ),
    "插图": (
        Picture("plot-recurrences", "反复，按轮次", "xuntu plot recurrences -o 反复.png"),
        Picture("plot-statuses", "整改状态", "xuntu plot statuses -o 状态.png"),
        Picture("plot-types", "问题类型", "xuntu plot types -o 类型.png"),
        Picture("plot-timeline", "一个单位的时间线", "xuntu plot timeline --unit 梨花渡 -o 时间线.png"),
        Picture("plot-publication", "从巡视巡察结束到公布", "xuntu plot publication -o 公布.png"),
    ),
}


def gallery_page() -> str:
    """Return the page of the pictures that there are."""
    said = "每张图上面是做出它的命令，先 `xuntu build examples/documents`；点图看大的。"
    parts = ["# 图集\n", f"由 `make gallery` 从示例做成：{said}\n"]
    for heading, pictures in PICTURES.items():
        shown = [one for one in pictures if (IMAGES / f"{one.name}.png").exists()]
        parts += [f"## {heading}\n"] if shown else []
        for one in shown:
            file = f"images/{one.name}.png"
            parts += [f"{one.title}：\n", f"```sh\n{one.command}\n```\n", f"[![{one.title}]({file})]({file})\n"]
    return "\n".join(parts)
