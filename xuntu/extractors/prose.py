"""Problems told in running text, as feedback notices do: 主要是:A;B;C or 一是A。二是B."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from xuntu.extractors.findings import read_leaves, typed
from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.lines import DEFICIENCY, LACKING, Line, is_aspect
from xuntu.extractors.marks import read_mark
from xuntu.extractors.measures import enumerated
from xuntu.extractors.mentions.organisations import clean_name, is_body_name
from xuntu.extractors.outline import read_outline
from xuntu.extractors.repeats import read_repeat
from xuntu.extractors.shares import Share
from xuntu.ontology import Finding, Heading, Passage, Wording

# the words that open a list of problems, the surest first
_OPENINGS = (
    re.compile(
        r"(?:问题|不足|薄弱环节|差距)[^。;:“”]{0,16}?(?:,)?(?:主要是|主要有|主要表现为|主要表现在|主要为|主要包括|如下|是)?\s*(?::|(?<=如下)。)"
        r"|主要(?:问题)?(?:是|有|表现(?:为|在))\s*[:]|存在[^。;:,“”]{0,8}:"
    ),
    re.compile(r"(?:巡[视察]组?)?(?:反馈)?(?:指出|发现)[,:]|主要(?:是|有|表现(?:为|在))[,]?"),
)
_ADVICE = re.compile(
    r"(?:提出(?:了)?[^。;]{0,16}(?:意见|建议|要求))|(?:要求|强调|希望)[,:]|(?:整改|工作)(?:意见|建议|要求)[:：]|表态|表示[,:]|问题线索.{0,14}(?:移交|转)(?![^。;]{0,6}[不滞])|(?:^|(?<=[。;]))(?:下一步|希望)"
)
_PRAISE = re.compile(r"(?:取得|成效|较好|肯定|认真贯彻|积极推进|不断加强)")
_COMMENDED = re.compile(r"能够|坚持|取得|成效|较好|肯定|认真|积极|扎实|有力|稳步|不断|建议|要求|强调")
_ASIDE = re.compile(
    r"^(?:同时|此外|另外|会议|会上|其中).{0,12}(?:还)?(?:收到|反映|移交)|(?:收到|反映|移交|转交)[^。;]{0,20}线索|线索[^。;]{0,12}(?:移交|转|收到|按)"
)
# who came and spoke is no problem
_PROCEEDINGS = re.compile(
    r"主持(?:召开)?(?:了)?(?:反馈)?会议|(?:出席|列席|参加)(?:了)?(?:反馈)?会|作(?:了)?(?:表态|讲话|发言|动员)|传达了|另行反馈|照单全收|(?:提出|作出)(?:了)?(?:明确)?要求"
)
# what is said of the problems behind them
_CLOSES = re.compile(
    r"^(?:以上|上述|目前|(?:针对|对于?)(?:以上|上述|反馈|巡[视察])|(?:各)?被?巡[视察](?:单位|党组织|党委|党组))"
    r"[^。;]{0,40}(?:正在|将|已|移交|抓紧|责成|要求|表示|认领)"
)
# problems of all units together: 各单位普遍存在, 共性问题
_COMMON = re.compile(
    r"共性(?:的)?问题|^(?:[^。;:,]{0,12},)?(?:各|被巡[视察](?:的)?|这些|上述|以上|\d+个|[一二三四五六七八九十两]+个)(?:单位|党组织|部门|地方)[^。;:]{0,16}(?:普遍|还|也|均|都|共同)[^。;:]{0,6}存在"
)
# a line that heads the problems, or the advice, and is none of them
_TITLE_OF_PROBLEMS = re.compile(
    r"^(?:巡[视察])?(?:反馈|发现|存在|指出)?(?:的)?(?:主要|突出|具体|一些)?(?:的)?问题(?:如下)?[:。]?$"
)
_TITLE_OF_ADVICE = re.compile(
    r"^(?:下一步)?(?:的)?(?:巡[视察](?:组)?)?(?:整改|工作|反馈)?(?:的)?(?:意见建议|意见和建议|意见|建议|要求)(?:如下)?[:。]?$"
)
_UNIT_LINE = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]+[)、.]+)?\s*(?:[^,。;]{2,24}?组向|向)?(?P<name>[一-鿿()、]{3,40}?)(?:反馈(?:情况|意见)?)?[:]?$"
)
# a unit that the sentence itself names: 巡察组指出,市水务集团党委存在:…
_UNIT_INLINE = re.compile(r"(?:指出|认为|反馈|发现|看到)[,:]?(?P<name>[一-鿿()]{2,30}?)(?:还|仍|也)?存在[^。;:]{0,12}:")
_FRAME = re.compile(alternatives(load_words("outline")["cues"]["frame"]))
_LONGEST_FRAME = 40
_SHORTEST = 4  # characters of a problem
_REPORTED = re.compile(r"反映[^。;]{0,20}问题|问题线索|不足|没有|未")  # of the clues, not of the unit
_ENUMERATOR = re.compile(
    r"^\s*+[;,、]?\s*+(?:[一二三四五六七八九十]{1,3}是|[①-⑳]|\(?\d{1,2}[).、]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+,)\s*"
)
# a clause up to its ; or 。 that stands in no quotation marks or brackets
_PIECE = re.compile(r"(?:“[^“”]*”|\([^()]*\)|[^;。!?])+[;。!?]?")
_DIGITS = re.compile(r"^\(?(\d{1,2})[).、]|^([①-⑳])")
_HEAD = re.compile(r"^(?:在|关于|对)?(?P<head>[^,。;:]{2,40}?)方面(?:存在(?:的)?(?:主要)?问题)?[:,。]")


def read_prose(passages: Sequence[Passage], text: str) -> tuple[Finding, ...]:
    """Return the problems that running text lists, one a clause, under the unit whose heading stands above.

    >>> text = "巡察组指出存在的主要问题:理论学习不深入;财务管理不规范;工程监管缺位。提出三点建议:加强学习。"
    >>> [finding.statement.text for finding in read_prose([Passage(0, len(text))], text)]
    ['理论学习不深入', '财务管理不规范', '工程监管缺位']
    """
    folded = [fold(passage.of(text)) for passage in passages]
    walk = _Walk(
        text,
        sure=any(_OPENINGS[0].search(words) for words in folded),
        headed=heads_items(folded),
    )
    for passage, words in zip(passages, folded, strict=True):
        walk.read(passage, words)
    return tuple(typed(walk.close()))


def read_share(share: Share, text: str) -> tuple[Finding, ...]:
    """Return the problems that a joint notice lists under the head of one unit; those of all units are none's."""
    folded = [fold(passage.of(text)) for passage in share.passages]
    walk = _Walk(text, unit=share.name, listing=True, of_share=True, lists=share.lists, headed=heads_items(folded))
    for passage, words in zip(share.passages, folded, strict=True):
        walk.read(passage, words)
    return tuple(typed(walk.close()))


def read_common(passages: Sequence[Passage], text: str) -> tuple[Finding, ...]:
    """Return the problems that the lead of a joint notice tells of all its units together."""
    common = [passage for passage in passages if _COMMON.search(fold(passage.of(text)))]
    return read_prose(common, text)


def find_advice(passages: Sequence[Passage], text: str) -> int | None:
    """Return where the advice begins that stands under a title or sentence of its own behind the problems."""
    return next((passage.start for passage in passages if _opens_advice(fold(passage.of(text)))), None)


def _opens_advice(folded: str) -> bool:
    mark = read_mark(folded)
    bare = folded[mark.length if mark else 0 :].strip()
    return bool(_TITLE_OF_ADVICE.match(bare)) or (bare.endswith(":") and _ADVICE.search(bare) is not None)


@dataclass(slots=True)
class _Walk:
    """The reading of a notice paragraph by paragraph: whose problems they are, and whether the next lines list any."""

    text: str
    sure: bool = False
    headed: bool = True
    unit: str | None = None
    listing: bool = False
    of_share: bool = False
    below_head: bool = False
    lists: bool = False
    running: bool = False
    found: list[Finding] = field(default_factory=list)
    marked: list[Line] = field(default_factory=list)

    def read(self, passage: Passage, folded: str) -> None:
        """Read the next paragraph."""
        if not self.of_share and (heading := _unit_of_line(folded)) and not DEFICIENCY.search(folded):
            self.close()
            self.unit, self.listing = (None, False) if self.below_head else (heading, True)  # units in a list
            self.below_head = True
            return
        self.below_head = False
        if self._turns(folded):
            return
        if self._is_marked(folded):
            self.marked.append(Line(passage.start, folded))
            return
        if self.marked and _goes_on(folded, self.marked[-1].text):
            self.marked.append(Line(passage.start, folded))
            return
        self.close()
        self._read_prose(passage, folded)

    def close(self) -> list[Finding]:
        """Read the numbered lines met so far; return all problems."""
        if self.marked:
            self.found += _numbered(self.marked, self.text, self.unit)
            self.marked = []
        return self.found

    def _is_sure(self, folded: str) -> bool:
        """Tell whether a paragraph without an opening lists problems whatever its words are."""
        below = self.of_share and self.listing
        running, self.running = self.running, folded.rstrip().endswith(";")
        if below and (self.lists or running or self.running or _ENUMERATOR.match(folded)):
            return not _COMMENDED.search(folded)
        return _is_list(folded, below_head=below)

    def _turns(self, folded: str) -> bool:
        """Tell whether a paragraph is the title of problems or of advice, which turns the list on or off."""
        mark = read_mark(folded)
        bare = folded[mark.length if mark else 0 :].strip()
        titled = bool(_TITLE_OF_PROBLEMS.match(bare))
        if not titled and not _TITLE_OF_ADVICE.match(bare):
            return False
        self.close()
        self.listing = titled
        return True

    def _is_marked(self, folded: str) -> bool:
        """Tell whether a paragraph is a single numbered problem below a unit's head."""
        mark = read_mark(folded) if self.listing else None
        if mark is None or mark.style == "问题:" or len(enumerated(folded)) > 1:
            return False
        bare = folded[mark.length :].strip()
        return len(bare) >= _SHORTEST and not _ends_list(bare)

    def _read_prose(self, passage: Passage, folded: str) -> None:
        if _COMMON.search(folded):
            self.unit = None
        inline = None if self.of_share else _unit_of_sentence(folded)
        if inline:
            self.unit, self.listing = inline["name"], False
        opened = _OPENINGS[0].search(folded) is not None
        certain = opened if self.of_share else self.sure and (self.unit is None or inline is not None)
        for start, end in _lists(folded, listing=self.listing, sure=certain):
            part = Passage(passage.start + start, passage.start + end)
            certain = certain or self._is_sure(folded[start:end])
            self.found += _clauses(part, self.text, self.unit, sure=certain, headed=self.headed)
        if self.of_share:
            self.listing = opened or (self.listing and not _ADVICE.search(folded))
            self.lists = self.lists and self.listing
        elif self.unit is None:
            opens = _opening(folded, sure=self.sure) is not None and folded.rstrip().endswith(":")
            self.listing = opens or (self.listing and not _ADVICE.search(folded))


def _goes_on(folded: str, above: str) -> bool:
    """Tell whether a paragraph without a number goes on with the problem of the numbered one above it."""
    if _ends_list(folded) or _opening(folded, sure=False):
        return False
    return not above.endswith(("。", ";")) or DEFICIENCY.search(folded) is not None


def _ends_list(folded: str) -> bool:
    """Tell whether a paragraph is about the advice, the clues or the meeting, and no problem."""
    first = re.split(r"[。;]", folded, maxsplit=1)[0]
    said = (
        _CLOSES.match(first)
        or _ADVICE.search(first)
        or _ASIDE.search(first)
        or _PROCEEDINGS.search(first)
        or _COMMON.search(first)
    )
    return bool(said) and not LACKING.search(_REPORTED.sub("", first))


def _numbered(lines: Sequence[Line], text: str, unit: str | None) -> Iterator[Finding]:
    """Yield the problems of numbered lines: those that nothing stands below, under the headings above them."""
    for finding in read_leaves(read_outline(lines), text):
        parts = tuple(_parts_of(finding, text))
        yield from (replace(each, unit=unit) for each in (parts or (_stripped(finding),)))


def _parts_of(finding: Finding, text: str) -> Iterator[Finding]:
    """Yield the problems behind the heading sentence of a numbered line, as in 党的领导弱化。学习不深;部署不力."""
    where = finding.statement.passage
    folded = fold(where.of(text))
    pieces = [Passage(where.start + start, where.start + end) for start, end in _pieces(folded)]
    words = pieces[0].of(text).rstrip("。") if pieces else ""
    if len(pieces) < 2 or "\n" in where.of(text) or words == pieces[0].of(text):
        return
    if not is_aspect(fold(words)) and not (_is_frame(fold(words)) and fold(pieces[1].of(text)).endswith(";")):
        return
    where = Passage(pieces[0].start, pieces[0].start + len(words))
    heading = Heading(finding.number, words, len(finding.headings) + 1, where)
    for piece in pieces[1:]:
        yield from _one(piece, text, None, heading, sure=True)


def _stripped(finding: Finding) -> Finding:
    """Return a finding whose statement ends before the mark that closes it."""
    words = finding.statement.text.rstrip("。；;，, ")
    cut = len(finding.statement.text) - len(words)
    where = finding.statement.passage
    return replace(finding, statement=Wording(words, Passage(where.start, where.end - cut)))


def heads_items(paragraphs: Sequence[str]) -> bool:
    """Tell whether the enumerated items of folded paragraphs begin with a sentence that heads what follows.

    Where ; parts what follows, the first sentence heads it; else where most of them are general.

    >>> heads_items(["一是党的领导弱化。学习不深;部署不力。"]), heads_items(["一是食堂垄断依旧。车间关停21个。"])
    (True, False)
    """
    items = [item for words in paragraphs for item in _items(words)]
    several = [pieces for item in items if len(pieces := [item[a:b].strip() for a, b in _pieces(item)]) > 1]
    first = [pieces[0] for pieces in several if pieces[0].endswith("。")]
    if any(piece.endswith(";") for pieces in several if pieces[0].endswith("。") for piece in pieces[1:]):
        return True
    return sum(map(_is_frame, first)) * 2 > len(first)


def _items(folded: str) -> Iterator[str]:
    """Yield the words of each enumerated item of a paragraph, without its mark."""
    starts = enumerated(folded) or ([0] if _ENUMERATOR.match(folded) else [])
    for start, end in pairwise([*starts, len(folded)] if starts else []):
        yield _ENUMERATOR.sub("", folded[start:end], count=1)


def _is_frame(sentence: str) -> bool:
    """Tell whether a sentence is general, as headings are: of a duty or a field, without a figure."""
    return len(sentence) <= _LONGEST_FRAME and not re.search(r"\d", sentence) and bool(_FRAME.search(sentence))


def _unit_of_line(folded: str) -> str | None:
    """Return the body that a short line names and nothing else."""
    match = _UNIT_LINE.match(folded.strip()) if len(folded) <= 50 else None
    name = clean_name(match["name"]) if match else ""
    return name if is_body_name(name) else None


def _unit_of_sentence(folded: str) -> re.Match[str] | None:
    """Match the body that a sentence names before it lists its problems, as ``name``."""
    match = _UNIT_INLINE.search(folded)
    return match if match and is_body_name(match["name"]) else None


def _lists(folded: str, *, listing: bool, sure: bool) -> Iterator[tuple[int, int]]:
    """Yield the stretches that list problems: from an opening such as 主要是: to advice or the end."""
    opening = _opening(folded, sure=sure)
    if opening is None and not listing:
        return
    start = opening.end() if opening else 0
    advice = _ADVICE.search(folded, start)
    end = len(folded)
    if advice:
        end = max(folded.rfind("。", start, advice.start()), folded.rfind(";", start, advice.start())) + 1
        if end <= start:
            end = advice.start() if opening else start
    if end - start >= 4:
        yield start, end


def _opening(folded: str, *, sure: bool) -> re.Match[str] | None:
    """Return the words that open a list; where the notice has a sure opening, no other counts."""
    patterns = _OPENINGS[:1] if sure else _OPENINGS
    return next((match for pattern in patterns if (match := pattern.search(folded))), None)


def _clauses(passage: Passage, text: str, unit: str | None, *, sure: bool, headed: bool) -> Iterator[Finding]:
    folded = fold(passage.of(text))
    starts = enumerated(folded)
    if not starts and _ENUMERATOR.match(folded):
        starts = [0]
    if starts:
        for start, end in pairwise([*starts, len(folded)]):
            item = Passage(passage.start + start, passage.start + end)
            yield from _item(item, text, unit, sure=sure or len(starts) > 1, headed=headed)
        return
    heading: Heading | None = None
    surely = sure
    for start, end in _pieces(folded):
        piece = Passage(passage.start + start, passage.start + end)
        above, piece = _under_heading(piece, text, heading)
        surely = surely or (sure and above is not heading)
        heading = above
        yield from _one(piece, text, unit, heading, sure=surely)
        if folded[start:end].endswith("。") and ";" in folded[:end]:
            surely = False  # the list has come to its end


def _is_list(folded: str, *, below_head: bool) -> bool:
    """Tell whether ; parts three clauses or more, up to a full stop, and most of them tell a deficiency.

    Below a unit's head it is enough that nothing praises.
    """
    clauses = [folded[start:end] for start, end in _pieces(folded.split("。", maxsplit=1)[0])]
    lacking = sum(bool(DEFICIENCY.search(clause)) for clause in clauses)
    return len(clauses) > 2 and (lacking * 2 > len(clauses) or (below_head and not _COMMENDED.search(folded)))


def _under_heading(piece: Passage, text: str, heading: Heading | None) -> tuple[Heading | None, Passage]:
    """Cut 在…方面, from the head of a clause; it heads the clauses behind it too."""
    match = _HEAD.match(fold(piece.of(text)))
    if match is None or match.end() >= piece.end - piece.start - 4:
        return heading, piece
    where = Passage(piece.start + match.start("head"), piece.start + match.end("head"))
    return Heading(None, where.of(text), 1, where), Passage(piece.start + match.end(), piece.end)


def _item(passage: Passage, text: str, unit: str | None, *, sure: bool, headed: bool) -> Iterator[Finding]:
    """Yield the problems of an enumerated item: a single one, or a heading sentence with its problems behind it."""
    folded = fold(passage.of(text))
    mark = _ENUMERATOR.match(folded)
    begin = mark.end() if mark else 0
    pieces = [Passage(passage.start + begin + a, passage.start + begin + b) for a, b in _pieces(folded[begin:])]
    numbered = mark is not None and _DIGITS.match(mark[0].strip()) is not None
    if numbered and pieces and ";" not in folded and not _is_frame(fold(pieces[0].of(text))):
        pieces = [Passage(pieces[0].start, pieces[-1].end)]
    headed = headed and len(pieces) > 1 and fold(pieces[0].of(text)).endswith("。")
    if not headed:
        for piece in pieces:
            heading, rest = _under_heading(piece, text, None)
            number = _DIGITS.match(mark[0].strip()) if mark else None
            for finding in _one(rest, text, unit, heading, sure=sure):
                yield replace(finding, number=number[1] or number[2]) if number else finding
        return
    head, *rest_of = pieces
    words = head.of(text).rstrip("。；;，,：: ")
    heading = Heading(None, words, 1, Passage(head.start, head.start + len(words)))
    for piece in rest_of:
        yield from _one(piece, text, unit, heading, sure=sure)


def _pieces(folded: str) -> Iterator[tuple[int, int]]:
    for match in _PIECE.finditer(folded):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if match.end() - start >= 4:
            yield start, match.end()


def _one(passage: Passage, text: str, unit: str | None, heading: Heading | None, *, sure: bool) -> Iterator[Finding]:
    """Yield a clause as a finding; outside of a sure list only where words of deficiency stand in it."""
    folded = fold(passage.of(text))
    mark = _ENUMERATOR.match(folded)
    start = passage.start + (mark.end() if mark else 0)
    words = text[start : passage.end].rstrip("。；;，, ")
    lacks = len(DEFICIENCY.findall(fold(words)))
    praised = _PRAISE.search(fold(words)) and lacks < 2
    if not words or praised or (not sure and not lacks) or _ends_list(fold(words)):
        return
    statement = Wording(words, Passage(start, start + len(words)))
    headings = (heading,) if heading else ()
    above = [each.passage for each in headings]
    yield Finding(
        number=None, statement=statement, headings=headings, unit=unit,
        repeat=read_repeat(statement, text, groups=above, above=above),
    )  # fmt: skip
