"""What the views call things: kinds of nodes, relations and facts, in Chinese and English."""

from typing import Final, Literal, NamedTuple

Language = Literal["zh", "en"]


class Name(NamedTuple):
    """A word for something in both languages of the views."""

    zh: str
    en: str


KINDS: Final[dict[str, Name]] = {
    "unit": Name("单位", "unit"),
    "inspection": Name("巡视巡察", "inspection"),
    "round": Name("轮次", "round"),
    "team": Name("巡视巡察组", "inspection team"),
    "category": Name("问题大类", "category"),
    "aspect": Name("问题方面", "aspect"),
    "finding": Name("具体问题", "finding"),
    "recurrence": Name("问题反复", "recurrence"),
    "measure": Name("整改措施", "measure"),
    "policy": Name("制度文件", "policy document"),
    "outcome": Name("整改成果", "outcome"),
    "status": Name("整改状态", "status"),
    "problem_type": Name("问题类型", "problem type"),
    "figure": Name("数据", "figure"),
    "post": Name("责任领导", "post"),
    "report": Name("通报", "report"),
    "document": Name("来源文件", "source document"),
    "division": Name("行政区划", "division"),
}
"""Kinds of nodes, in the order in which they are listed."""

OUTCOMES: Final[dict[str, Name]] = {
    "Meeting": Name("会议", "meeting"),
    "FundsMovement": Name("资金处置", "funds movement"),
    "Sanction": Name("追责问责", "sanction"),
    "IndicatorValue": Name("成效指标值", "indicator value"),
}
"""Classes that are drawn as outcomes of a measure."""

RELATIONS: Final[dict[str, Name]] = {
    "inRound": Name("所属轮次", "in round"),
    "launchedBy": Name("部署主体", "launched by"),
    "conductedBy": Name("实施组", "conducted by"),
    "inspects": Name("被巡单位", "inspects"),
    "followsUp": Name("承接", "follows up"),
    "inDivision": Name("所在区划", "in division"),
    "reportsOn": Name("通报事项", "reports on"),
    "foundIn": Name("发现于", "found in"),
    "withinFinding": Name("上级问题", "within finding"),
    "problemType": Name("问题类型", "problem type"),
    "concerns": Name("涉及单位", "concerns"),
    "restates": Name("同一问题复述", "restates"),
    "addresses": Name("针对问题", "addresses"),
    "responsibleUnit": Name("责任单位", "responsible unit"),
    "responsiblePost": Name("责任领导", "responsible post"),
    "yields": Name("产出", "yields"),
    "issues": Name("出台", "issues"),
    "drafts": Name("起草", "drafts"),
    "revises": Name("修订", "revises"),
    "cites": Name("引用", "cites"),
    "status": Name("整改状态", "status"),
    "recurringFinding": Name("反复问题", "recurring finding"),
    "priorFinding": Name("此前问题", "prior finding"),
    "isPartOf": Name("所在文件", "part of"),
    "creator": Name("制发单位", "issued by"),
    "subOrganizationOf": Name("上级单位", "part of"),
    "postIn": Name("任职单位", "post in"),
    "wasAttributedTo": Name("认定主体", "stated by"),
    "inspectingBody": Name("派出主体", "inspecting body"),
    "declaredFor": Name("自报范围", "declared for"),
    "references": Name("提及文件", "refers to"),
    "publisher": Name("发布单位", "published by"),
    "observationAbout": Name("数据对象", "about"),
    "containedInPlace": Name("上级区划", "within"),
    "exactMatch": Name("即", "same as"),
    "broader": Name("上位类型", "broader type"),
}
"""Relations between nodes, by the local name of the property."""

FACTS: Final[dict[str, Name]] = {
    "title": Name("全称", "full title"),
    "statement": Name("原文表述", "statement"),
    "number": Name("编号", "number"),
    "unit": Name("被巡单位", "inspected unit"),
    "status": Name("整改状态", "status"),
    "wording": Name("状态原文", "status as printed"),
    "date": Name("日期", "date"),
    "deadline": Name("整改时限", "deadline"),
    "deadline_text": Name("时限原文", "deadline as printed"),
    "kind": Name("类型", "kind"),
    "state": Name("措施进展", "state"),
    "level": Name("层级", "level"),
    "frame": Name("监督框架", "frame"),
    "earlier": Name("此前巡视巡察", "earlier inspection"),
    "basis": Name("判断依据", "basis"),
    "score": Name("分值", "score"),
    "quotes": Name("所引旧语", "quotes"),
    "also": Name("又称", "also called"),
    "classification": Name("单位性质", "classification"),
    "subject": Name("专项主题", "subject"),
    "term": Name("届次", "term"),
    "round_number": Name("轮次序号", "round number"),
    "year": Name("年度", "year"),
    "batch": Name("批次", "batch"),
    "start_date": Name("开始", "from"),
    "end_date": Name("结束", "to"),
    "feedback_date": Name("反馈日期", "feedback date"),
    "issued": Name("发布日期", "issued"),
    "document_number": Name("文号", "document number"),
    "indicator": Name("指标", "indicator"),
    "what": Name("所指", "what"),
    "value": Name("数值", "value"),
    "unit_text": Name("计量单位", "unit of measure"),
    "value_text": Name("数值原文", "value as printed"),
    "change_rate": Name("同比变化（%）", "change on the year (%)"),
    "observation_date": Name("截至", "as of"),
    "observation_period": Name("时段", "period"),
    "precision": Name("精确程度", "precision"),
    "confidence": Name("置信度", "confidence"),
    "file_name": Name("文件名", "file name"),
    "format": Name("文件格式", "format"),
    "sha256": Name("文件摘要", "SHA-256"),
}
"""Plain facts of a node, in the order in which they are shown."""


def kind_name(key: str, language: Language = "zh") -> str:
    """Return what a kind of node is called; an unknown key stands for itself.

    >>> kind_name("finding"), kind_name("finding", "en")
    ('具体问题', 'finding')
    """
    return _named(KINDS, key, language)


def relation_name(key: str, language: Language = "zh") -> str:
    """Return what a relation is called; an unknown key stands for itself.

    >>> relation_name("priorFinding"), relation_name("somethingNew")
    ('此前问题', 'somethingNew')
    """
    return _named(RELATIONS, key, language)


def fact_name(key: str, language: Language = "zh") -> str:
    """Return what a fact is called; an unknown key stands for itself.

    >>> fact_name("deadline")
    '整改时限'
    """
    return _named(FACTS, key, language)


def _named(names: dict[str, Name], key: str, language: Language) -> str:
    return getattr(names[key], language) if key in names else key
