"""Read a saved page: its notice with title and source line, wherever on the page they stand."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.readers.encoding import decode
from xuntu.extractors.readers.html.blocks import to_blocks
from xuntu.extractors.readers.html.facts import find_facts
from xuntu.extractors.readers.html.metadata import Metadata, read_metadata
from xuntu.extractors.readers.html.notice import find_notice
from xuntu.extractors.readers.html.tree import find_visible, parse
from xuntu.extractors.readers.page import Block, Grid, Page
from xuntu.extractors.readers.size import MOST_BYTES_OF_MARKUP, refuse_beyond
from xuntu.ontology import Note

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_HEADER = re.compile(alternatives(load_words("furniture")["lines"]["keep"]))
_NOTICE_TITLE = re.compile(
    r"^(?=.*(?:巡视|巡察|督察|审计|整改))(?=.*关于)[^。；;|>]{10,60}(?:通报|公告|公示|报告|情况|公开|清单)$"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_UNSEEN = re.compile(r"(?is)<(script|style|textarea|select|noscript|template)\b.*?</\1\s*>|<!--.*?-->")
_BLOCK_TAG = re.compile(r"(?i)</?(?:p|div|br|tr|li|h[1-6]|table|td|th|section|article|hr|ul|ol)\b[^<>]{0,2000}>")
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
# the parser gives up on broken or extremely nested pages; then the tags are taken out of the source
_KEPT_BY_PARSER = 0.9
_LONGEST_HEADER_LINE, _HEADER_LINES, _LINES_BELOW, _LABEL_ENDS = 200, 4, 3, 8


def read_html(data: bytes, name: str) -> Page:
    """Return the notice of a saved web page; its title and source line come first where they stand outside of it."""
    refuse_beyond(len(data), MOST_BYTES_OF_MARKUP, name)
    declared = _DECLARED.search(data[:4096]) or _DECLARED_XML.search(data[:200])
    source, notes = decode(data, name, declared[1].decode("ascii", "replace") if declared else None)
    root = parse(source)
    visible_text = _strip_tags(source)
    if root is None:
        return Page((visible_text,), notes=notes)
    metadata = read_metadata(root)
    in_tree = sum(len(_HAN.findall(str(text))) for text in root.itertext())
    if in_tree < _KEPT_BY_PARSER * len(_HAN.findall(visible_text)):
        broken = Note("reading", "网页结构损坏或嵌套过深，按纯文字读取，表格没有保留")
        return Page((visible_text,), metadata.title, metadata.publisher, metadata.published, (*notes, broken))
    body = find_visible(root)
    everything = to_blocks(body)
    notice, loss = find_notice(body)
    blocks = everything if notice is body else to_blocks(notice)
    blocks = _with_facts(_with_header(blocks, everything, metadata), find_facts(everything))
    return Page(tuple(blocks), metadata.title, metadata.publisher, metadata.published, (*notes, *loss))


def _strip_tags(source: str) -> str:
    return unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", _UNSEEN.sub("", source))))


def _with_header(blocks: list[Block], everything: list[Block], metadata: Metadata) -> list[Block]:
    """Return *blocks* with title and source lines that the page shows just above and below them."""
    start = _find(blocks, everything)
    above = everything[:start]
    below = everything[start + len(blocks) :][:_LINES_BELOW] if start is not None else []
    title = _title_above(blocks, above) or _title_to_show(blocks, everything, metadata)
    shown = max((i for i, block in enumerate(above) if title and _tight(block) == _tight(title)), default=-1)
    header = [block for block in above[shown + 1 :] if _is_header(block)][-_HEADER_LINES:] if start is not None else []
    return [*([title] if title else []), *header, *blocks, *filter(_is_footer, below)]


def _with_facts(blocks: list[Block], facts: Mapping[str, str]) -> list[Block]:
    """Return *blocks* with a line for each of the *facts* that no line at their top states, where the index stands."""
    top = "".join(_top_texts(blocks))
    told: list[Block] = [f"{label}：{value}" for label, value in facts.items() if value not in top or label not in top]
    at = next((i for i, block in enumerate(blocks[:_HEADER_LINES]) if isinstance(block, Grid)), 0)
    at = at + 1 if blocks and told and isinstance(blocks[at], Grid) else min(1, len(blocks))
    return [*blocks[:at], *told, *blocks[at:]]


def _find(blocks: list[Block], everything: list[Block]) -> int | None:
    """Return where in *everything* the *blocks* begin, ``None`` where they do not stand there as they are."""
    first = blocks[:2]
    return next((i for i in range(len(everything)) if first and everything[i : i + len(first)] == first), None)


def _title_above(blocks: list[Block], above: list[Block]) -> str | None:
    """Return the last line above the notice that is the title of such a notice, where the notice has none itself."""
    if any(_NOTICE_TITLE.search(text) for text in _top_texts(blocks)):
        return None
    lines = [block for block in above if isinstance(block, str) and _NOTICE_TITLE.search(_tight(block))]
    return lines[-1] if lines else None


def _title_to_show(blocks: list[Block], everything: list[Block], metadata: Metadata) -> str | None:
    """Return the title where the blocks lack it; a title that the page never shows is that of the site."""
    title = _tight(metadata.title or "")
    top = "".join(_top_texts(blocks))
    if not title or title in top:
        return None
    if metadata.is_sure or title in "".join(map(_tight, everything)):
        return metadata.title
    return None


def _top_texts(blocks: list[Block]) -> Iterator[str]:
    return (_tight(block) for block in blocks[:6])


def _tight(block: Block) -> str:
    return "".join(block.split()) if isinstance(block, str) else ""


def _is_footer(block: Block) -> bool:
    """Return whether *block* is a source line that stands below; a headline with its date is of another document."""
    return _is_header(block) and (isinstance(block, Grid) or bool(_HEADER.search(block[:_LABEL_ENDS])))


def _is_header(block: Block) -> bool:
    if isinstance(block, Grid):
        return any("索引号" in cell for row in block.rows for cell in row)
    return len(block) <= _LONGEST_HEADER_LINE and bool(_HEADER.search(block))
