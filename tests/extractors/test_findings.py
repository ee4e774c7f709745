"""Findings in the outlines of the genre: what the statement is, what its number, where measures begin."""

import pytest

from xuntu.extractors.findings import read_findings
from xuntu.extractors.lines import split_lines
from xuntu.extractors.outline import read_outline
from xuntu.ontology import Finding, Passage


def findings(text: str) -> tuple[Finding, ...]:
    return read_findings(read_outline(split_lines(text, Passage(0, len(text)))), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "二、整改事项\n(一)反馈问题:甲方面不实\n1.学习不深。\n整改结果:完成\n整改情况:一是学。二是考。\n2.作风不实。\n整改结果:未完成\n整改情况:约谈。",
            [("1", "学习不深。", "甲方面不实", "完成", 2), ("2", "作风不实。", "甲方面不实", "未完成", 1)],
            id="status and measures under labels, in groups",
        ),
        pytest.param(
            "二、整改事项\n(一)反馈问题:学习不深。个别干部厌学。\n整改结果:完成\n整改情况:学。\n(二)反馈问题:作风不实。\n整改结果:完成\n整改情况:改。",
            [("(一)", "学习不深。个别干部厌学。", None, "完成", 1), ("(二)", "作风不实。", None, "完成", 1)],
            id="the group is the finding",
        ),
        pytest.param(
            "(一)反馈问题:学习没有走深。\n1.问题1:宣传氛围不浓,存在盲区。\n整改结果:已完成\n(1)氛围不浓。\n整改情况:一是挂横幅。二是办专栏。\n(2)存在盲区。\n整改情况:一是补课。二是送学。\n(二)反馈问题:资产管理不善。\n1.问题2:土地闲置。\n整改结果:已完成\n整改情况:出让。",
            [("问题1", "宣传氛围不浓,存在盲区。", "学习没有走深", "已完成", 4), ("问题2", "土地闲置。", "资产管理不善", "已完成", 1)],
            id="one result, two parts with their own measures",
        ),
        pytest.param(
            "(一)甲方面\n1.学习有差距。\n(1)学习不深入。\n整改成效:一是学。二是考。\n(2)联系实际不紧。\n整改成效:调研。\n(二)乙方面\n2.监督不力。\n整改成效:列席。",
            [("1(1)", "学习不深入。", "甲方面", None, 2), ("1(2)", "联系实际不紧。", "甲方面", None, 1), ("2", "监督不力。", "乙方面", None, 1)],
            id="children counted under a numbered parent, and a parent without children",
        ),
        pytest.param(
            "（一）甲方面\n反馈问题2项，已完成整改2项。\n1、重视不够问题。思想上重视不够。\n整改情况：一是开会；二是部署。\n2、督促不力问题。\n整改情况：督查。",
            [("1", "重视不够问题。思想上重视不够。", "甲方面", "完成", 2), ("2", "督促不力问题。", "甲方面", "完成", 1)],
            id="name and detail in one line, status from the group's count",
        ),
        pytest.param(
            '(一)在"贯彻决策部署"方面\n1.关于"学习不深不实"问题的整改\n(1)关于"学习研讨不充分"的问题。\n一是定计划。二是抓考核。\n(2)关于"运用不多"的问题。\n一是办讲堂。二是写报告。',
            [("1(1)", "学习研讨不充分", '在"贯彻决策部署"方面', None, 2), ("1(2)", "运用不多", '在"贯彻决策部署"方面', None, 2)],
            id="problems in quotation marks, no labels",
        ),
        pytest.param(
            "一、关于“前置研究流于形式”问题的整改情况\n1.健全机制。修订清单。\n2.加强谋划。编制规划。\n二、关于“漏损率高”问题的整改情况\n1.加快改造。完成52公里。",
            [("一", "前置研究流于形式", None, None, 2), ("二", "漏损率高", None, None, 1)],
            id="the second level is deeds",
        ),
        pytest.param(
            "(一)关于落实决策部署方面\n1.制度坚持不经常的整改。\n一是定制度。二是抓落实。\n2.管控不严的整改。\n一是约谈。二是通报。",
            [("1", "制度坚持不经常", "关于落实决策部署方面", None, 2), ("2", "管控不严", "关于落实决策部署方面", None, 2)],
            id="a heading less 的整改",
        ),
        pytest.param(
            "一、政治站位方面\n(一)关于“落实打折扣”问题的整改\n1、反馈问题:巡河流于形式。\n2、整改情况:①发通知。②谈话。目前已整改到位。\n(二)关于“接待不严”问题的整改\n1、反馈问题:超标准接待3批次。\n2、整改情况:退缴。\n3、整改结果:已完成",
            [("(一)", "巡河流于形式。", "政治站位方面", "已整改到位", 2), ("(二)", "超标准接待3批次。", "政治站位方面", "已完成", 1)],
            id="labels with numbers, under headings that name the problem",
        ),
        pytest.param(
            "(一)民生方面\n1.针对“监管有漏洞”的问题。\n整改落实情况:一是追回资金。二是约谈。\n整改成效:已完成整改。\n2.针对“造假”的问题。\n整改落实情况:培训。\n整改成效:持续整改中。",
            [("1", "监管有漏洞", "民生方面", "已完成整改", 2), ("2", "造假", "民生方面", "持续整改中", 1)],
            id="a status behind a label of measures",
        ),
        pytest.param(
            "1、提高站位\n召开会议。\n2、逐条落实整改\n2.1 方针政策方面存在的问题\n2.1.1 产业质量不高。部分项目同质化。\n整改进展:建车间12个。整改完成。\n2.1.2 饮水有短板。\n整改进展:投入289万元。\n2.2 监督责任存在的问题\n2.2.1 执纪宽松软。\n整改进展:立案31件。整改完成,持续推进。\n3、巩固成果\n下一步抓好整改。",
            [
                ("2.1.1", "产业质量不高。部分项目同质化。", "方针政策方面存在的问题", "整改完成", 1),
                ("2.1.2", "饮水有短板。", "方针政策方面存在的问题", None, 1),
                ("2.2.1", "执纪宽松软。", "监督责任存在的问题", "整改完成,持续推进", 1),
            ],
            id="decimal numbers",
        ),
        pytest.param(
            "二、整改完成情况\n【反馈问题一】虚报数据。\n【整改落实】核减数据。（已完成）\n【反馈问题二】兑付不及时。\n【整改落实】拨付1268.5万元。（正在整改）",
            [("问题一", "虚报数据。", None, "已完成", 1), ("问题二", "兑付不及时。", None, "正在整改", 1)],
            id="labels and numbers in boxes, a status in brackets",
        ),
        pytest.param(
            "一、关于党建责任有缺失的问题\n1.关于“融合不紧”的问题。成立党建办。\n2.关于“教育缺乏针对性”的问题。召开会议。\n二、关于选人用人不规范的问题\n审核档案,对责任人批评教育。\n三、下一步打算\n坚持从严治党。",
            [
                ("1", "融合不紧", "关于党建责任有缺失的问题", None, 1),
                ("2", "教育缺乏针对性", "关于党建责任有缺失的问题", None, 1),
                ("二", "选人用人不规范", None, None, 1),
            ],
            id="a chapter that is a problem of its own",
        ),
        pytest.param(
            "一、政策方面\n(一)粮食任务未压实\n1.整改目标:完成任务\n2.整改措施:(1)签责任书;(2)整治撂荒地\n3.整改时限:2022年7月底\n4.整改结果:已完成\n(二)环境整治走过场\n1.整改目标:建机制\n2.整改措施:\n(1)新增保洁员;\n(2)每月评比\n3.整改结果:长期坚持",
            [("(一)", "粮食任务未压实", "政策方面", "已完成", 2), ("(二)", "环境整治走过场", "政策方面", "长期坚持", 2)],
            id="all labels with numbers, below the problem",
        ),
        pytest.param(
            "一、组织情况\n扛起责任。\n二、具体问题整改进展\n——履职方面\n★问题：主业弱化。\n措施：1.签订协议；2.新建合作社。\n成效：能力提升。\n状态：已完成，长期坚持\n——廉洁方面\n★问题：管理混乱。\n措施：清查加油卡。\n状态：基本完成",
            [(None, "主业弱化。", "履职方面", "已完成，长期坚持", 2), (None, "管理混乱。", "廉洁方面", "基本完成", 1)],
            id="bullets and stars",
        ),
        pytest.param(
            "一、战略部署方面的整改情况\n巡察指出，履行责任不到位。我局召开会议，目前已整改到位。\n巡察指出，队伍管理松散，个别队员吃拿卡要。我局清退3名，正在持续推进。\n二、组织路线方面的整改情况\n巡察指出，轮岗不及时。我局轮岗4名干部，已完成整改。",
            [
                (None, "履行责任不到位。", "战略部署方面的整改情况", "已整改到位", 1),
                (None, "队伍管理松散，个别队员吃拿卡要。", "战略部署方面的整改情况", "正在持续推进", 1),
                (None, "轮岗不及时。", "组织路线方面的整改情况", "已完成整改", 1),
            ],
            id="told in running text",
        ),
        pytest.param(
            "一、关于领导弱化问题\n(一)针对“监督不够”的问题\n1.开展督查2轮。2.约谈书记2人次。\n(二)针对“补贴不规范”的问题\n清退补贴3.96万元,已全部办结。",
            [("(一)", "监督不够", "关于领导弱化问题", None, 2), ("(二)", "补贴不规范", "关于领导弱化问题", "已全部办结", 1)],
            id="numbered deeds in one line",
        ),
        pytest.param(
            "一、政策方面\n(一)意识形态工作有薄弱环节\n整改进展情况:已完成整改。\n整改措施:一是定细则;二是排查媒体。\n(二)政策落实不力\n整改进展情况:基本完成。\n整改措施:一是关停;二是退费。",
            [("(一)", "意识形态工作有薄弱环节", "政策方面", "已完成整改", 2), ("(二)", "政策落实不力", "政策方面", "基本完成", 2)],
            id="a status behind a label of measures, before the measures",
        ),
        pytest.param(
            "二、整改落实情况\n1．学习有差距。（1）理论学习重视不够。制定计划，研讨6次。（2）联系实际不紧密。形成成果5篇。\n2．监管职能发挥不充分。（1）绩效管理不严。修订办法。（2）采购监管有漏洞。处罚4家。",
            [
                ("1(1)", "理论学习重视不够。", "学习有差距", None, 1),
                ("1(2)", "联系实际不紧密。", "学习有差距", None, 1),
                ("2(1)", "绩效管理不严。", "监管职能发挥不充分", None, 1),
                ("2(2)", "采购监管有漏洞。", "监管职能发挥不充分", None, 1),
            ],
            id="problems counted inside a line",
        ),
        pytest.param(
            "一、在党的建设方面\n(一)关于组织生活不严肃的问题。一是开展检查。二是补课。\n(二)关于换届不及时的问题。一是督促。二是完成换届。",
            [("(一)", "组织生活不严肃", "在党的建设方面", None, 2), ("(二)", "换届不及时", "在党的建设方面", None, 2)],
            id="statement and measures in one paragraph",
        ),
        pytest.param(
            "一、决策部署方面\n1.政策研究不深。（已完成整改）\n整改措施：一是学习；二是调研。\n整改成效：轮候时间缩短。\n责任领导：副局长 责任单位：保障股 完成时限：2022年4月底\n2.逢雨必涝。（未完成整改）\n整改措施：改造5处。",
            [("1", "政策研究不深。", "决策部署方面", "已完成整改", 2), ("2", "逢雨必涝。", "决策部署方面", "未完成整改", 1)],
            id="a status in brackets behind the problem; results are no measures beside a label of measures",
        ),
        pytest.param(
            "（一）改革方面\n反馈问题3项，已完成整改2项，正在整改1项。\n1、研究虚化问题。\n整改情况：修订规则。\n2、投资亏损问题。\n整改情况：挂牌转让，目前正在推进。\n3、服务不优问题。\n整改情况：压减环节。",
            [("1", "研究虚化问题。", "改革方面", "完成", 1), ("2", "投资亏损问题。", "改革方面", "正在推进", 1), ("3", "服务不优问题。", "改革方面", "完成", 1)],
            id="the group's count leaves one status for those that say none",
        ),
        pytest.param(
            "一、问题清单\n（一）学习不够深入。\n（二）合力没有形成。\n二、整改清单\n（一）针对理论学习问题。1.制定细则。2.开展轮训。【整改完成】\n（二）针对合力问题。配备导师126名。【持续推进】",
            [("(一)", "学习不够深入。", "问题清单", "整改完成", 2), ("(二)", "合力没有形成。", "问题清单", "持续推进", 1)],
            id="a list of problems, then under the same numbers a list of what was done",
        ),
        pytest.param(
            "甲、原反馈问题再整改情况\n甲-1 复核走过场。\n再整改：（1）更换专家；（2）摘牌1家。\n整改状态：已整改到位\n乙、新发现问题整改情况\n乙-1 违规发放补贴。\n整改推进情况：全部清退。\n整改状态：达到阶段性目标",
            [("甲-1", "复核走过场。", None, "已整改到位", 2), ("乙-1", "违规发放补贴。", None, "达到阶段性目标", 1)],
            id="numbers with stems, labels that no list holds, a status that no list holds",
        ),
        pytest.param(
            "二、整改情况\n1.针对投而不管，8家企业三年未分红的问题，派驻董事14名，收回分红300万元。\n2.针对“租金应收未收”问题，一是清缴租金；二是提起诉讼。",
            [("1", "投而不管，8家企业三年未分红", None, None, 1), ("2", "租金应收未收", None, None, 2)],
            id="the problem at the head of the sentence that tells the measures",
        ),
        pytest.param(
            "镇党委接到反馈后召开会议。\n领导乡村振兴的作用有差距\n撂荒治理重上报轻管护，1120亩复垦地当年又撂荒386亩。一是签订代耕协议；二是按季验收。此项整改到位。\n垃圾清运无人考核，河道白色垃圾随处可见，群众意见较大。更换保洁公司，扣减服务费14.2万元。此项持续整改。",
            [(None, "撂荒治理重上报轻管护，1120亩复垦地当年又撂荒386亩。", "领导乡村振兴的作用有差距", "整改到位", 2), (None, "垃圾清运无人考核，河道白色垃圾随处可见，群众意见较大。", "领导乡村振兴的作用有差距", "持续整改", 1)],
            id="running text without marks or labels, a bare line above each group",
        ),
        pytest.param(
            "现将整改情况公布如下。\n【上轮整改不彻底】\n问题：借调人员清退搞纸面整改。\n整改：①清退5人；②约谈2人。\n【群众身边的问题】\n问题：热线接通率低。\n整改：增加坐席6个。",
            [(None, "借调人员清退搞纸面整改。", "上轮整改不彻底", None, 2), (None, "热线接通率低。", "群众身边的问题", None, 1)],
            id="groups in brackets",
        ),
        pytest.param(
            "八、围网养殖清理不彻底。\n整改措施：\n（1）拆除全部围网。\n（2）落实过渡补助。\n整改时限：2024年6月底前\n整改结果：尚未完成",
            [("八", "围网养殖清理不彻底。", None, "尚未完成", 2)],
            id="labels behind a list of measures go back to the problem",
        ),
        pytest.param(
            "县财政局党组\n问题:报销审核不严。\n整改:一是培训。二是清退。\n问题:资产账实不符。\n整改:盘点。",
            [(None, "报销审核不严。", "县财政局党组", None, 2), (None, "资产账实不符。", "县财政局党组", None, 1)],
            id="pairs of problem and rectification under a unit",
        ),
    ],
)  # fmt: skip
def test_each_outline_gives_the_same_kind_of_record(
    text: str, expected: list[tuple[str | None, str, str | None, str | None, int]]
) -> None:
    """Number, whole statement, category, status as printed and the number of measures."""
    found = [
        (f.number, f.statement.text, f.category, f.status.text if f.status else None, len(f.measures))
        for f in findings(text)
    ]

    assert found == expected


def test_organising_work_and_plans_are_no_findings() -> None:
    """Sections about leadership and about what comes next hold headings like those of problems."""
    text = (
        "一、提高站位,组织落实整改\n(一)加强领导。成立领导小组。\n二、反馈问题整改情况\n(一)学习不深。\n整改情况:学。\n"
        "三、下一步打算\n(一)明思路,促发展。继续努力。\n(二)强化问题意识,持续抓好问题整改。坚持不松劲。"
    )

    assert [finding.statement.text for finding in findings(text)] == ["学习不深。"]


def test_a_status_of_its_own_outranks_that_of_the_section() -> None:
    """What is said of the problem itself outranks what the heading says of all."""
    text = "二、已完成整改的事项\n(一)学习不深。\n整改结果:阶段性完成\n整改情况:学。"
    [finding] = findings(text)

    assert [(status.normal, status.source) for status in finding.statuses] == [("阶段性完成", "label")]


def test_persons_are_not_kept() -> None:
    """Of 责任领导 the post is kept, never the name."""
    text = "1.学习不深。\n整改措施:学。\n责任领导:党组书记、局长李某某\n责任单位:办公室\n整改时限:2024年6月底"
    [finding] = findings(text)

    assert finding.responsible is not None
    assert finding.responsible.leader is not None
    assert finding.responsible.unit is not None
    assert finding.deadline is not None
    assert finding.responsible.leader.text == "党组书记、局长"
    assert finding.responsible.unit.text == "办公室"
    assert finding.deadline.text == "2024年6月底"


@pytest.mark.parametrize("filler", ["一是改。", "追缴1元,", "已", "1", "（", "2019.3.1 ", "《法》、", "制定"])
def test_a_line_that_repeats_itself_is_read(filler: str) -> None:
    """A finding whose measures repeat a sign or a clause thousands of times is read like any other."""
    text = f"(一)学习方面\n1.学习不深。\n整改情况:{filler * 3000}\n2.走过场。\n整改情况:一是学。二是改。"
    found = read_findings(read_outline(split_lines(text, Passage(0, len(text)))), text)
    assert [finding.statement.text for finding in found] == ["学习不深。", "走过场。"]
    assert [measure.text for measure in found[1].measures] == ["一是学。", "二是改。"]
