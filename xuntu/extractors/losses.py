"""What in the head of a notice came through damaged: days whose signs are lost, teams whose number is."""

import re
from collections.abc import Iterator

from xuntu.extractors.lead import Lead
from xuntu.extractors.mentions.fused import Fused, find_fused
from xuntu.ontology import Note, Passage

# 市委第巡察组: 第 stands there, so that a number did
_NUMBERLESS = re.compile(r"[一-鿿]{0,12}?第(?:巡视|巡察|督察|督导)(?:小)?组")


# 附：进驻一览表 at the end of a page: the table is mostly a picture
_ANNEXED = re.compile(r"附(?:件|表)?\d?\s*:\s*[^。;]{2,40}(?:一览表|明细表|统计表|登记表|台账|清单)(?:\(.{1,10}\))?")


def find_losses(lead: Lead, *, tables: bool = False) -> Iterator[Note]:
    """Yield a note for each damaged day and each team without its number, and for a table that is announced only.

    *tables* says that the notice has tables.

    >>> from xuntu.extractors.lead import placed
    >>> words = "市委第巡察组于2018115日进驻"
    >>> [note.message for note in find_losses(Lead("", placed((Passage(0, len(words)),), words)))]
    ['组号残缺：市委第巡察组', '日期残缺：“2018115日”有几种读法，未取值']
    """
    for passage, words in lead.lines:
        for match in _NUMBERLESS.finditer(words):
            place = Passage(passage.start + match.start(), passage.start + match.end())
            yield Note("header", f"组号残缺：{match[0]}", place)
        for fused in find_fused(words, offset=passage.start):
            yield Note("header", _told(fused), fused.passage)
    for passage, words in () if tables else lead.ending:
        if _ANNEXED.fullmatch(words.strip()):
            yield Note("tables", f"所附表格不在文中：{words.strip()}", passage)


def _told(fused: Fused) -> str:
    if fused.start is None:
        return f"日期残缺：“{fused.printed}”有几种读法，未取值"
    read = fused.start.isoformat() + (f"至{fused.end.isoformat()}" if fused.end else "")
    return f"日期残缺：“{fused.printed}”读作{read}"
