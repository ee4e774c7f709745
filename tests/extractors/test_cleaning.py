"""Damage mended, page furniture left out."""

from pathlib import Path

import pytest

from xuntu.extractors.cleaning import (
    Damage,
    find_damage,
    find_furniture,
    find_garbled,
    is_spun,
    mend,
    restore,
    to_lines,
)
from xuntu.extractors.readers import read_document
from xuntu.ontology import Passage

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus, which lies beside the project")

ANNOTATED = Damage(annotations=300)
BODY = ["根据县委统一部署，巡察组开展了巡察。", "现将整改情况予以公布。", "问题已全部整改完成。"]


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("根據(jù)縣委統(tǒng)一部署", "根据县委统一部署"),
        ("市(shi)委(wei)巡視(shi)(shi)組(zǔ)", "市委巡视组"),
        ("現(Xiàn)將", "现将"),
        ("女(nǚ)縣(xian)", "女县"),
        ("書院路街道(專場)", "书院路街道(专场)"),  # no pinyin in the brackets
        ("平臺(ppt)", "平台(ppt)"),  # no syllable
        ("專項(xiàng)督導(dǎo)組（第1組）", "专项督导组（第1组）"),
        ("整改(gai3)會(hui4)議（yì）", "整改会议"),
        ("落實，(shí)到位( wèi )", "落实，到位"),  # the character is lost, its reading stays behind a sign
        ("落實[shí]到位〔wèi〕", "落实到位"),
    ],
)
def test_pinyin_is_stripped_only_behind_a_character(printed: str, mended: str) -> None:
    """Syllables in brackets right after a Han character go, repeated ones too; other brackets stay."""
    assert mend(printed, Damage(annotations=300, traditional=True)) == mended


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("乾县县委巡察组向乾县农业局（wei）反馈", Damage()),
        ("根據(jù)縣委統(tǒng)一部署，巡察組對(duì)縣(xiàn)局", Damage(4, traditional=True)),
        ("根据(jù)县委(wěi)部署，巡察组(zǔ)进驻", Damage(3)),
        ("巡視組對縣委進行了巡視", Damage(0, traditional=True)),
        ("经朱镕、李堃同志同意，根据县委统一部署，" + "巡察组开展了巡察。" * 20, Damage()),
        ("", Damage()),
    ],
)
def test_damage_is_judged_over_the_whole(text: str, damage: Damage) -> None:
    """One odd character or bracket makes no damaged document; simplified names are never converted."""
    assert find_damage(text) == damage


def test_simplified_names_survive() -> None:
    """乾县 stays what it is, though a converter would make 干县 of it."""
    assert mend("乾县", find_damage("乾县县委巡察办")) == "乾县"


@pytest.mark.parametrize(
    ("printed", "simple"),
    [
        ("乾縣縣委、乾县县委、乾隆陵", "乾县县委、乾县县委、乾隆陵"),  # half converted pages
        ("重慶、後勤、皇后、公里、裡面、於是、並且、瞭解、瞭望、徵求、長征", "重庆、后勤、皇后、公里、里面、于是、并且、了解、瞭望、征求、长征"),
        ("幹部、乾燥、干預、臺賬、檯賬、製度、頭髮、餘額、範圍、范某", "干部、干燥、干预、台账、台账、制度、头发、余额、范围、范某"),
    ],
)  # fmt: skip
def test_traditional_characters_are_simplified_by_their_words(printed: str, simple: str) -> None:
    """A character that stands for two is read by the word it stands in."""
    assert mend(printed, Damage(traditional=True)) == simple


@pytest.mark.parametrize(
    ("printed", "restored", "signs", "regional"),
    [
        ("?h政府、?M织部", "县政府、组织部", 2, 0),
        ("我?h黨组", "我县黨组", 1, 0),
        ("某?h委", "某?h委", 0, 0),  # 县委 or 党委
        ("??M织领导，存在的问?}", "组织领导，存在的问题", 2, 0),
        ("整改到位?!现将", "整改到位?!现将", 0, 0),
        ("巡察回响意见、社会回响、最佳化资讯、专案组", "巡察反馈意见、社会回响、优化信息、专案组", 0, 3),
        ("著力、围绕著、显著、著作", "着力、围绕着、显著、著作", 0, 2),
    ],
)
def test_words_are_put_back_where_nothing_else_fits(printed: str, restored: str, signs: int, regional: int) -> None:
    """Half a GBK character is restored inside a known word; regional words of converted pages are those of the genre."""
    found = restore(printed, Damage(traditional=True))
    assert (found.text, found.signs, found.regional) == (restored, signs, regional)
    assert restore(printed, Damage()).text == printed


def test_a_simplified_page_keeps_its_words() -> None:
    """资讯 in a name of a simplified page is that name; ?h is no sign there."""
    text = "县资讯中心?h政府，最佳化"
    assert restore(text, Damage()).text == text


@pytest.mark.parametrize(
    ("text", "spun"),
    [
        ("县委开展巡察转头看，11月5日反响意见。", True),
        ("党组高度重视整改事情，看护组进驻。", True),
        ("在群众中引起强烈反响，事情办得好。", False),
        ("开展“回头看”，反馈意见。", False),
    ],
)
def test_machine_spun_text_is_told_by_its_words(text: str, spun: bool) -> None:
    """转头看 stands for 回头看: the facts of such a page are not to be trusted, and a note says so."""
    assert is_spun(text) is spun
    notes = [note.message for note in read_document(text.encode(), "a.txt").notes]
    assert notes == (["疑为机器改写，内容不可信"] if spun else [])


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("中 共 青 石 县 委", "中共青石县委"),
        ("中 共 青 石 县 委    2 0 2 2 年 1 月", "中共青石县委 2022年1月"),
        ("通  报", "通报"),
        ("剩余的1918 亩土地", "剩余的1918 亩土地"),
        ("张三 李四", "张三 李四"),
        ("1 2 3", "1 2 3"),  # a row of figures
        ("\u3000\u3000１．追缴３．５万元，Ａ类", "  1．追缴3.5万元，A类"),
        ("巡\u200b察\xad整\ufeff改\x07", "巡察整改"),
        ("来源：县纪委\xa0\xa0时间：2022", "来源：县纪委  时间：2022"),
        ("一、⼯作情况⺠生", "一、工作情况民生"),  # Kangxi radicals of PDF text layers
        ("学习不深，，落实不力。。", "学习不深，落实不力。"),
        ("︵一︶政治︰学习﹐不深", "（一）政治：学习，不深"),  # punctuation of vertical text
        ("\uf06c 要点\uf0b2其次", "● 要点●其次"),  # bullets of Wingdings
        ("\uf900\ufa61", "豈視"),  # compatibility forms
        ("1,,3 a。。", "1,,3 a。。"),
        ("整改……进行", "整改……进行"),
        ("（一）“政治建设”方面：", "（一）“政治建设”方面："),
    ],
)
def test_characters_are_mended(printed: str, mended: str) -> None:
    """Widths, invisible signs and spaced-out lines are mended; punctuation keeps its width."""
    assert mend(printed, Damage()) == mended


def test_tabs_and_breaks_stay() -> None:
    """The rows and cells of a table stay apart, empty ones too."""
    assert mend("序号\t\t问题\r\n\t1\t中 共\n", Damage()) == "序号\t\t问题\n\t1\t中 共\n"


def test_lines_are_stripped_and_blank_ones_left_out() -> None:
    """A paragraph is a line."""
    assert to_lines(" 一、总体\n \t\n\n  二、问题\n") == ["一、总体", "二、问题"]
    assert to_lines("") == []


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 巡察整改",
        "您现在的位置：首页>公告",
        "首页 >> 通知公告",
        "字体：[大 中 小]",
        "【字体：大 中 小】【打印】【关闭】",
        "字号：大中小",
        "打印本页 | 关闭窗口",
        "分享到：",
        "分享到",
        "下载APP",
        "浏览次数：1234次",
        "点击量: 24479",
        "上一篇：关于召开会议的通知",
        "下一篇: 没有了",
        "使用“扫一扫”即可将网页分享至朋友圈",
        "打开微信，点击底部的“发现”，使用“扫一扫”即可将网页分享至朋友圈。",
        "扫一扫在手机打开当前页",
        "版权所有：青石县人民政府",
        "某ICP备05000001号-1 某公网安备 00000000000001号",
        "政府网站标识码：0000000001",
        "您访问的链接即将离开“青石县人民政府门户网站”，是否继续？",
        "无障碍 长者模式 登录 注册",
        "网站首页 | 机构概况 | 要闻动态 | 审查调查 | 联系我们",
        "政务公开  互动交流  办事服务",
        "阅读次数:[ 245 ]",
        "浏览量：1,234",
        "本文已被浏览 120 次",
        "编辑：某某",
        "一审：张某 二审：李某 三审：王某",
        "今天是2019年10月31日 星期四",
        "当前时间：2024年5月6日 12:00",
        "您是第123456位访客",
        "欢迎访问青石县纪委监委网站",
        "主办单位：青石县人民政府办公室 承办单位：青石县大数据中心",
        "https://example.invalid/art/2022/3/1/art_1.html",
        "第1页/共5页",
        "— 3 —",
        "点赞 (3)",
    ],
)
def test_page_furniture_is_known(line: str) -> None:
    """Buttons, paths, counters and share bars are no part of a notice."""
    assert find_furniture([line]).lines == (0,)


@pytest.mark.parametrize(
    "line",
    [
        "来源：青石县纪委   时间：2022-02-23    点击量：24479 次",
        "发布时间：2022-02-23 字体：[大 中 小] 打印",
        "索引号：000014349/2022-00001",
        "下一个阶段，我们将继续抓好整改。",
        "下一步：持续推进",
        "推行“扫一扫”监督码，畅通群众反映渠道。",
        "精简文字材料，中央八项规定精神落实到位。",
        "（1）信访举报渠道不畅",
        "大事要事督办不力",
        "位置偏远的村监督不到位",
        "（三）打印费用报销不规范",
        "阅读学习不深入",
        "今天是巡察反馈的日子，我们要认真对待。",
        "审核把关不严",
        "成文日期：2023年4月5日",
        "地址：青石县城关镇人民路1号",
        "主办单位履职不到位",
        "附件：整改台账",
        "序号\t打印",
        "中共青石县委",
    ],
)
def test_content_that_looks_like_furniture_stays(line: str) -> None:
    """A line with source or date, and any sentence of the notice, is kept."""
    assert find_furniture([line]).lines == ()


def test_spam_is_dropped_but_a_finding_about_gambling_stays() -> None:
    """Intruders advertise; a notice tells of them in sentences."""
    lines = [
        "新葡京娱乐平台注册送彩金", "国产精品 在线观看", "个别干部参与六合彩赌博问题查处不力。",
        "娱乐城项目违规审批问题整改不到位", "体育彩票公益金使用不规范",
    ]  # fmt: skip
    assert find_furniture(lines).spam == (0, 1)


@pytest.mark.parametrize(
    ("end", "tail"),
    [
        (["责编：管理员", "来源：青石廉政网", "我县举行新春活动 开展“送温暖”", "青石县召开会议部署工作"], 5),
        (["（责任编辑：李某）", "多彩青石|在桃花源遇见春天", "分享到", "青石县开展主题活动（第二批）"], 4),
        (["附件：整改台账.docx", "我县召开春耕工作会议", "青石县开展志愿服务"], 4),
        (["责编：管理员", "来源：青石廉政网"], None),  # nothing below
        (["来源：青石廉政网", "只有一行标题的新闻"], None),  # may be a signature
        (["来源：青石廉政网", "中共青石县水利局党组", "2022年3月5日"], None),  # is one
        (["责编：管理员", "第一巡察组 组长 某某", "第二巡察组 组长 某某"], None),  # a list of teams
        (["责编：管理员", "中共青石县水利局关于整改的通报", "根据县委部署，开展了巡察。"], None),  # the next notice
    ],
)
def test_the_navigation_tail_is_cut_at_the_end_marker(end: list[str], tail: int | None) -> None:
    """Headlines up to the end of the page below 责编 or 来源 are not the notice; anything else stays."""
    assert find_furniture([*BODY, *end]).tail == tail


def test_headlines_without_a_notice_above_stay() -> None:
    """A source line at the top ends nothing."""
    assert find_furniture(["来源：青石廉政网", "甲乙丙丁会议召开", "戊己庚辛活动举行"]).tail is None


def test_garbled_signs_are_marked_where_they_stand() -> None:
    """Lost punctuation in annotated pages is marked from first to last of a line, not repaired."""
    text = "第一行。\n整改到位?!現(xiàn)將??h委公布"
    assert list(find_garbled(text, ANNOTATED)) == [Passage(9, 22)]
    assert text[9:22] == "?!現(xiàn)將??h"
    assert list(find_garbled("问题整改了吗?!", Damage())) == []
    assert list(find_garbled("巡察锟斤拷锟斤拷整改", Damage())) == [Passage(2, 8)]


def test_a_long_line_of_odd_signs_takes_no_time() -> None:
    """Patterns do not run away on lines made to that end."""
    for line in ("T|" * 150 + "!", "首页 " * 100, "*" * 100_000, " " * 100_000 + "巡", "中 " * 50_000):
        find_furniture(to_lines(mend(line, ANNOTATED)))


@needs_corpus
def test_annotated_seeds_come_out_clean() -> None:
    """The two annotated pages are simplified text without a trace of pinyin, the tail of headlines unread."""
    launch = read_document((CORPUS / "000_d34df1f64ac941f0.txt").read_bytes(), "000.txt")
    assert launch.text.startswith("根据湘潭市委统一部署,十二届湘潭市委第八轮巡察共派出5个巡察组,")
    assert launch.text.endswith("附:十二届湘潭市委第八轮巡察进驻一览表\n责编:admin\n来源:湘潭廉政网")
    assert "市委党校、市委政研室、市财政局、市侨联、市委老干部局、市妇联、市文联" in launch.text
    assert "湘潭县、湘乡市、韶山市、雨湖区、岳塘区" in launch.text
    news = read_document((CORPUS / "003_20f0676dd67eff37.txt").read_bytes(), "003.txt")
    assert "近半年来,昭通市纪委监委专项督导组不停地在昭阳区、彝良县" in news.text
    assert "旗滨光伏玻璃" in news.text
    assert "1918 亩土地" in news.text
    assert news.text.endswith("(责任编辑 段梦龄)")
    assert [note.message for note in news.notes] == ["去掉拼音注音 218 处", "原文是繁体字，已转为简体"]


@needs_corpus
@pytest.mark.parametrize(
    ("name", "gone", "changed"),
    [
        ("001_8ee0e02d3f5b09fb.txt", {"使用“扫一扫”即可将网页分享至朋友圈"}, set()),
        ("002_c76a038a99cc564d.txt", set(), set()),
        ("004_d3d76853fd799639.txt", {"中 共 沅 江 市 委"}, {"中共沅江市委"}),
    ],
)
def test_clean_seeds_stay_as_they_are(name: str, gone: set[str], changed: set[str]) -> None:
    """Of the three clean pages only the share line and the spaced-out signature differ."""
    data = (CORPUS / name).read_bytes()
    before = [line.strip().replace("\xa0", " ") for line in data.decode().split("\n") if line.strip()]
    after = read_document(data, name).text.split("\n")
    assert set(before) - set(after) == gone
    assert set(after) - set(before) == changed
    assert len(before) - len(after) == len(gone) - len(changed)
