"""Ledgers in tables: columns known by their heads, spans, and what is no finding."""

from xuntu.extractors import extract

PAGE = """<html><meta charset="utf-8"><body><h1>县市场监督管理局党组巡察整改情况公开表</h1>
<p>2021年9月1日至10月31日，县委第三巡察组对县市场监督管理局党组开展了常规巡察。现将整改情况公开如下：</p>
<table><tr><th rowspan=2>类别</th><th rowspan=2>序号</th><th rowspan=2>存在问题</th><th colspan=2>整改情况</th>
<th rowspan=2>责任领导</th></tr><tr><th>整改措施</th><th>完成情况</th></tr>
<tr><td rowspan=2>党的领导方面</td><td>1</td><td>议事规则执行不严</td><td>1.修订规则；2.专题学习</td><td>已完成</td>
<td>王某某（党组书记、局长）</td></tr>
<tr><td>2</td><td>监管责任压得不实</td><td>专项整治</td><td>正在推进</td><td>副局长</td></tr>
</table><p>甲县市场监督管理局党组</p><p>2022年4月28日</p></body></html>"""


def test_a_head_of_two_lines_is_no_finding() -> None:
    """The second line of the head names the columns below 整改情况; of a name and a post, the post is kept."""
    [report] = extract(PAGE.encode(), "台账.html").reports
    assert [
        (
            finding.number,
            finding.statement.text,
            finding.category,
            finding.status.text if finding.status else None,
            len(finding.measures),
            finding.responsible.leader.text if finding.responsible and finding.responsible.leader else None,
        )
        for finding in report.findings
    ] == [
        ("1", "议事规则执行不严", "党的领导方面", "已完成", 2, "党组书记、局长"),
        ("2", "监管责任压得不实", "党的领导方面", "正在推进", 1, "副局长"),
    ]
