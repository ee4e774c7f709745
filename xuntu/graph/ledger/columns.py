"""The columns of a ledger's sheets, and the words that stand in them."""

from typing import Final

from xuntu.graph.sheet import Column
from xuntu.ontology import STATUS

STATUSES: Final = tuple(STATUS)
CODE: Final = "编码"
"""The head of the hidden column by which a row is known again, wherever people move it."""
STATUS_HEAD: Final = "整改状态"
PROGRESS_HEAD: Final = "整改进展"
PROOF_HEAD: Final = "佐证材料"
CLOSED_HEAD: Final = "销号日期"
OVERDUE_HEAD: Final = "逾期"
OVERDUE: Final = "逾期"
LEDGER_NAME: Final = "台账"
FULL_NAME: Final = "总表"
MARK: Final = "xuntu-ledger/1"

_CODE: Final = Column(CODE, 14, hidden=True)
_STATUS: Final = Column(STATUS_HEAD, 12, STATUSES)

LEDGER: Final = (
    Column("序号", 7),
    Column("反馈问题", 26),
    Column("具体表现", 34),
    Column("整改目标", 14),
    Column("整改措施", 52),
    Column("责任领导", 12),
    Column("责任单位", 14),
    Column("整改时限", 13, marked=OVERDUE_HEAD),
    Column(PROGRESS_HEAD, 20),
    _STATUS,
    Column(PROOF_HEAD, 24),
    Column("出处", 20),
    Column(OVERDUE_HEAD, 8, hidden=True),
    _CODE,
)
FULL: Final = (
    Column("序号", 7),
    Column("编号", 10),
    Column("轮次", 22),
    Column("被反馈单位", 20),
    Column("巡视巡察", 28),
    Column("所属方面", 26),
    Column("反馈问题", 28),
    Column("具体表现", 36),
    Column("问题类别", 18),
    Column("整改类型", 10),
    Column("整改目标", 14),
    Column("整改措施", 52),
    Column("责任岗位", 14),
    Column("责任单位", 16),
    Column("整改时限", 14, marked=OVERDUE_HEAD),
    Column("时限日", 12, marked=OVERDUE_HEAD),
    Column(OVERDUE_HEAD, 8, marked=OVERDUE_HEAD),
    Column(PROGRESS_HEAD, 24),
    _STATUS,
    Column("状态日期", 12),
    Column(CLOSED_HEAD, 12),
    Column(PROOF_HEAD, 26),
    Column("置信度/推断", 16),
    Column("出处", 22),
    _CODE,
)
PROBLEMS: Final = (
    Column("序号", 7),
    Column("被反馈单位", 24),
    Column("巡视巡察", 30),
    Column("所属方面", 34),
    Column("编号", 10),
    Column("反馈问题", 70),
    Column("问题类别", 24),
    Column("当前状态", 12),
    Column("出处", 26),
)
TASKS: Final = (
    Column("序号", 7),
    Column("问题序号", 9),
    Column("被反馈单位", 22),
    Column("反馈问题", 36),
    Column("任务", 80),
    Column("责任岗位", 16),
    Column("责任单位", 18),
    Column("时限", 16, marked=OVERDUE_HEAD),
    Column(OVERDUE_HEAD, 8, marked=OVERDUE_HEAD),
    Column("进展", 10),
    Column("出处", 24),
)
DUTIES: Final = (
    Column("序号", 7),
    Column("责任主体", 30),
    Column("性质", 12),
    Column("被反馈单位", 30),
    Column("问题数", 9),
    Column("未办结", 9),
    Column("逾期数", 9),
    Column("负责的问题（序号、问题、时限、状态）", 110),
)
SOURCES: Final = (
    Column("序号", 7),
    Column("类别", 12),
    Column("内容", 44),
    Column("文件", 36),
    Column("起", 9),
    Column("止", 9),
    Column("原句", 90),
)
CHECKS: Final = (
    Column("序号", 7),
    Column("通报", 44),
    Column("自报事项", 16),
    Column("范围", 30),
    Column("自报", 12),
    Column("抽取", 12),
    Column("核对", 12),
    Column("原文", 60),
    Column("出处", 26),
)
RECURRENCES: Final = (
    Column("序号", 7),
    Column("单位", 24),
    Column("反复问题", 44),
    Column("此前巡视巡察", 30),
    Column("此前问题", 44),
    Column("情形", 14),
    Column("依据", 12),
    Column("分值", 8),
    Column("原文", 60),
    Column("出处", 26),
)
