"""Several notices in one page: where each begins, and its title lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xuntu.extractors.lines import Line, split_lines
from xuntu.extractors.mentions.dates import is_date_line
from xuntu.extractors.mentions.organisations import is_body_name
from xuntu.ontology import Document, Passage

_TITLE = re.compile(
    r"(?:关于|的)?.{0,40}(?:通报|公告|公示|通知|报告|情况|反馈|进驻|启动|方案|公开|动员|名单|一览表)(?:\(.{1,12}\))?$"
)
_WHOLE = re.compile(r"^[^关]{4,40}关于.{2,50}(?:通报|公告|公示|报告|情况|公开)(?:\(.{1,12}\))?$")
_NAVIGATION = re.compile(r"首页|(?:[|>].*){2}|»")
_ANNEX = re.compile(r"^(?:附件|附)\s*[:]?\s*(?:[\d一二三四五六七八九十]{0,3})\s*[:]?$")
_LEAD = re.compile(
    r"(?:巡视|巡察|督察|审计|督导).{0,80}?(?:反馈|进驻|公布如下|予以公布|通报如下|报告如下|公告如下|公开如下|现将)"
    r"|(?:对.{2,60}?(?:进行|开展|实施)了?.{0,14}(?:巡视|巡察|督察|审计))"
    r"|(?:根据|按照|经).{2,40}(?:统一部署|工作安排|工作部署|部署|批准|授权|委托)"
)
_HEAD_LINES, _LONGEST_TITLE = 40, 8
_NUMBERED = re.compile(r"^[(]?[一二三四五六七八九十\d]+[、).]")
_ABOUT_WORK = re.compile(r"整改|巡视|巡察|督察|审计|反馈")
_PARTY_BODY = re.compile(r"(?:党委|党组|党工委|工委|委员会|党总支|党支部|县委|市委|区委|省委|领导小组|公司|集团)$")
_BODY_FIRST = re.compile(r"^(?!关于).{2,}(?:党委|党组|党工委|委员会|党总支|党支部|巡[视察]组|轮)(?!$).{4,}")
_SENTENCE = re.compile(r"[。;!?]")
_META = re.compile(
    r"(?:来源|时间|日期|发布机构|作者|索引号|点击|浏览|字号|编辑|发布单位|信息来源|责编|主题分类|文号|标题|巡[视察](?:单位|党组织|组))\s*[:]"
    r"|(?<!\d)(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A notice within a page: its lines, the first of which make its title."""

    title: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def passage(self) -> Passage:
        """From the first character of the title to the last of the notice."""
        every = (*self.title, *self.lines)
        return Passage(every[0].start, every[-1].end) if every else Passage(0, 0)


def split_document(document: Document) -> list[Part]:
    """Return the notices of a document, without the lines that are rows of tables, unless it has no others."""
    whole = Passage(0, len(document.text))
    lines = split_lines(document.text, whole, skip=[table.passage for table in document.tables])
    return split_notices(lines or split_lines(document.text, whole))


def split_notices(lines: Sequence[Line]) -> list[Part]:
    """Return the notices of a page in order; a page without several is one part.

    A notice begins with title lines (关于…的通报, after 附件N or a signature) that a lead sentence follows
    before any numbered heading.
    """
    starts = [0]
    told = False
    block = len(_block(lines, 0))
    for index in range(1, len(lines)):
        told = told or _SENTENCE.search(lines[index - 1].text) is not None
        if told and index >= starts[-1] + block and _begins_notice(lines, index):
            starts.append(index)
            block = len(_block(lines, index))
            told = False
    parts = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        span = list(lines[start:stop])
        titles = _title_lines(span)
        of_title = {line.start for line in titles}
        parts.append(Part(tuple(titles), tuple(line for line in span if line.start not in of_title)))
    return [part for part in parts if part.lines or part.title]


def _begins_notice(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a title block stands here, a lead follows it, and what stands before is closed."""
    line, before = lines[index], lines[index - 1]
    annex = bool(_ANNEX.match(line.text))
    closed = is_date_line(before.text) or before.text.startswith(("编辑", "责编", "责任编辑", "(此件"))
    if not annex and not closed and not _is_title_start(lines, index):
        return False
    block = _block(lines, index)
    if not block or not any(_TITLE.search(each.text) for each in block if not _ANNEX.match(each.text)):
        return False
    after = index + len(block)
    return any(_LEAD.search(each.text) for each in lines[after : after + 3])


def _is_title_start(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a title stands alone on this line, 关于…整改…情况的通报, and a dated lead follows at once."""
    line = lines[index]
    plain = len(line.text) <= 60 and "关于" in line.text and not _SENTENCE.search(line.text)
    if not plain or not re.search(r"关于.{0,40}(?:整改|巡视|巡察).{0,20}(?:通报|公告|报告|情况)$", line.text):
        return False
    after = lines[index + 1 : index + 4]
    return any(_LEAD.search(each.text) and re.search(r"\d月|反馈", each.text) for each in after)


def _block(lines: Sequence[Line], index: int) -> list[Line]:
    block = []
    for line in lines[index : index + 5]:
        if (
            len(line.text) > 60
            or _SENTENCE.search(line.text)
            or re.match(r"^[一(]?[一二三四五六七八九十\d]+[、).]", line.text)
        ):
            break
        block.append(line)
    return block


def _title_lines(span: Sequence[Line]) -> list[Line]:
    """Return the lines at the head that make the title: short, unpunctuated, before metadata and lead.

    Of several blocks of such lines the last counts that has a title's own words; what stands above it is the page's.
    """
    blocks: list[list[Line]] = [[]]
    for line in span[:_HEAD_LINES]:
        meta = _is_meta(line.text) and not re.search(r"[。;]", line.text)
        if _ANNEX.match(line.text) or meta or (not blocks[-1] and _NAVIGATION.search(line.text)):
            blocks.append([])
        elif len(line.text) > 60 or _SENTENCE.search(line.text) or _NUMBERED.match(line.text):
            break
        else:
            blocks[-1].append(line)
    own = [block for block in blocks if any(_is_core(line) for line in block)]
    first = next((block for block in blocks if block), [])
    titles = _cut_to_title(own[-1]) if own else first[:_LONGEST_TITLE]
    while len(titles) > 1 and re.fullmatch(r"\([^)]*\)", titles[-1].text):
        titles.pop()  # (公开版) and the like say nothing of the title
    joined = "".join(line.text for line in titles)
    return titles if _TITLE.search(joined) or re.search(r"巡视|巡察|整改|督察|审计", joined) else []


def _is_meta(words: str) -> bool:
    return bool(_META.search(words) or _META.search(re.sub(r"\s", "", words)))


def _is_core(line: Line) -> bool:
    """Tell whether a line ends a title: it has a title's last word, or speaks of the inspection."""
    return bool(_TITLE.search(line.text)) or bool(re.search(r"巡视|巡察|整改|督察|审计", line.text))


def _cut_to_title(block: Sequence[Line]) -> list[Line]:
    """Return the lines of a block that make one title: up to its last word, from the body or the 关于 before it."""
    end = max(index for index, line in enumerate(block) if _is_core(line))
    ends = [index for index, line in enumerate(block) if _TITLE.search(line.text) and _ABOUT_WORK.search(line.text)]
    end = ends[-1] if ends else end
    start = end
    while start > 0 and not _is_whole("".join(line.text for line in block[start : end + 1])):
        before = block[start - 1].text
        if block[start].text.startswith("关于") and not (_PARTY_BODY.search(before) or is_body_name(before)):
            break
        start -= 1
    return list(block[start : end + 1])


def _is_whole(title: str) -> bool:
    """Tell whether words are a title that lacks nothing at its front: a body and what it reports."""
    return bool(_WHOLE.search(title)) or bool(_BODY_FIRST.search(title))
