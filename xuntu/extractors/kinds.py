"""What kind of document a notice is, by its title, its lead and what was found in it."""

import re

from xuntu.ontology import ReportKind

_AUDIT = re.compile(
    r"审计(?![局厅署机]).{0,14}(?:查出|发现|反馈)?.{0,8}问题.{0,10}整改|审计(?:反馈|查出|发现)?(?:意见)?整改|审计[^局厅署]{0,12}整改"
)
_ENVIRONMENT = re.compile(r"(?:生态环境|环境|环保)(?:保护)?督察")
_OVERSIGHT = re.compile(r"审计|督察")
_LAUNCH = re.compile(
    r"关于巡[视察].{2,40}的?(?:公告|通告|预告)$|巡[视察](?:组)?(?:公告|进驻|启动|动员|对象|一览表)|进驻(?:公告|情况|工作)?|启动.{0,12}(?:巡视|巡察)|(?:巡视|巡察).{0,16}(?:启动|进驻|动员部署|全面铺开)|动员部署会"
)
_FEEDBACK = re.compile(r"反馈(?:会|情况|意见|巡[视察]|工作)|(?:巡视|巡察).{0,30}反馈|反馈.{0,10}(?:巡视|巡察)")
_RECTIFIED = re.compile(
    r"整改(?:工作)?(?:落实|进展|完成|阶段性|集中)?.{0,8}(?:情况|进展|通报|公告|报告|公开|公示|结果|成效|清单|台账|一览表)|巡[视察]整改"
)
_POINTED = re.compile(r"指出|反馈指出|发现(?:的)?(?:主要)?问题|主要(?:问题|是)|存在(?:的)?(?:主要|一些)?(?:问题|不足)")
_INSPECTION = re.compile(r"巡视|巡察|督察|督导|审计|整改")
_TEAM_WORK = re.compile(
    r"(?:对.{2,80}?(?:进行|开展|实施)了?.{0,16}(?:巡视|巡察))|(?:巡视|巡察)组.{0,60}(?:反馈|进驻)|反馈了?(?:巡视|巡察)"
)
_LETTERS = re.compile(r"值班电话|邮政信箱|受理.{0,20}(?:来信|来电|来访|信访|举报)|接受.{0,10}信访|联系方式")
_SAMPLE = re.compile(r"范文|模板|样本|精选\d*篇|写作|怎么写|如何写")
# blanks to fill in, as in 20XX年X月X日; a masked telephone number has none of these
_BLANKS = re.compile(
    r"20[X×xX]{2}年|[X×]月[X×]{1,2}日|第[X×]{1,2}[轮组巡]|(?<![A-Za-z\d])[X×]{2,3}(?:局|委|县|市|区|镇|公司|党组|党委|单位|学校)"
)
_BLANKS_OF_A_TEMPLATE = 3
_GUIDANCE = re.compile(
    r"(?:暂行|工作)?(?:规程|办法|条例|规定|细则|指引|意见|范文|模板|心得|体会|解读|研究|探析|浅谈|问答)$"
)

_AUDIT_REPORT = re.compile(
    r"审计(?:查出|发现|指出|反馈)?.{0,6}(?:问题|意见|结果)?.{0,4}整改(?:落实|工作)?(?:情况|结果).{0,8}$"
)
# a speech, a sample, an essay: it tells of no inspection, whatever its headings are
_ESSAY = re.compile(
    r"^(?:浅谈|浅析|浅议|试论|试析|揭秘|如何|怎样)|心得体会|讲话稿|发言稿|发言提纲|[\d一二三四五六七八九十]+篇$|的思考$"
)
_ESSAY_PART = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、)?(?:引言|前言|导言|背景|背景介绍|案例|案例分析|结语|结论|总结与展望)$",
    re.MULTILINE,
)
_DATED = re.compile(r"\d{1,2}月\d{0,2}日?")
_PARTS = 2


def is_template(title: str, body: str) -> bool:
    """Tell whether a page shows how such notices are written and reports nothing: dates of 20XX年, 范文, 模板.

    >>> is_template("某局整改报告范文(精选3篇)", ""), is_template("整改的通报", "20XX年X月X日,第X组对XX局进行了巡察")
    (True, True)
    """
    return bool(_SAMPLE.search(title)) or len(_BLANKS.findall(body)) >= _BLANKS_OF_A_TEMPLATE


def kind_of(title: str, lead: str, body: str, *, problems: int, measured: int) -> ReportKind:
    """Return the kind of a notice from its folded title, lead and body.

    ``problems`` counts the problems that its outline states, ``measured`` those with measures.
    """
    head = f"{title}\n{lead}"
    if is_template(title, body) or _ESSAY.search(title):
        return "other"
    if len(_ESSAY_PART.findall(body)) >= _PARTS and not _DATED.search(lead):
        return "other"
    if _GUIDANCE.search(title) and not _RECTIFIED.search(title) and not title.endswith("反馈意见"):
        return "other"
    if "反馈" in title and "整改" not in title and re.search(r"巡视|巡察", head):
        return "feedback_notice"
    if (measured or (problems and _OVERSIGHT.search(title))) and (_RECTIFIED.search(title) or "整改" in head):
        if _ENVIRONMENT.search(title) or (not title and _ENVIRONMENT.search(lead)):
            return "environment_inspection_rectification"
        if _AUDIT.search(title):
            return "audit_rectification"
        if _TEAM_WORK.search(head) or _RECTIFIED.search(title):
            return "rectification_report"
    if _AUDIT_REPORT.search(title):
        return "audit_rectification"
    if _LAUNCH.search(title) and "整改" not in title:
        return "launch_notice"
    if (
        _LETTERS.search(body)
        and re.search(r"进驻|将.{0,40}(?:开展|进行)|工作时间|巡[视察]时间", body)
        and "整改" not in title
        and not measured
    ):
        return "launch_notice"
    if _RECTIFIED.search(title) and _TEAM_WORK.search(lead):
        return "rectification_report"
    if _FEEDBACK.search(head) and _POINTED.search(body) and _TEAM_WORK.search(body) and problems and not measured:
        return "feedback_notice"
    if measured and _TEAM_WORK.search(head):
        return "rectification_report"
    if _LAUNCH.search(lead) and not measured:
        return "launch_notice"
    if measured > 1 and re.search(r"巡[视察]", lead) and "整改" in lead and re.search(r"反馈", lead):
        return "rectification_report"
    return "news" if _INSPECTION.search(f"{head}\n{body}") else "other"
