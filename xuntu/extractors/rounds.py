"""The round of an inspection, its types and its theme, by the words of title and lead."""

import re
from dataclasses import replace

from xuntu.extractors.lead import Lead
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import Inspection, Passage, Round, to_number

_WORDS = load_words("header")
_TYPE = alternatives(_WORDS["types"])
_RHETORIC = frozenset(_WORDS["rhetoric"])
_N = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
_ROUND = re.compile(
    rf"(?:(?P<before>[12]\d{{3}})年(?:度)?(?=[一-鿿]{{0,6}}(?:省委|市委|县委|区委|党委|党组|党工委)))?(?P<term>(?:{_N})届)?(?:中共)?(?P<body>[一-鿿]{{0,8}}?(?:省委|市委|县委|区委|党委|党组|党工委|中央))?(?P<year>[12]\d{{3}}年(?:度)?)?"
    rf"(?:(?P<first>首)|第(?P<ordinal>{_N}))轮(?:第(?P<batch>{_N})批)?"
)
_TERM_LATER = re.compile(rf"(?P<term>(?:{_N})届)(?:[一-鿿]{{0,6}}(?:省委|市委|县委|区委|党委|中央))")
_TERM_OF = re.compile(
    rf"(?P<term>(?:{_N})届)(?:中共)?[一-鿿]{{0,8}}?(?P<level>[省市县区]委|党委|党组|党工委)(?:首|第(?P<ordinal>{_N}))轮"
)
_TYPE_BEFORE = re.compile(
    rf"(?P<types>(?:(?:{_TYPE})(?:式)?[、和及与“”\"]*)+)(?:[一-鿿]{{0,12}})?(?:巡视|巡察)(?!整改|办|工作|机构|制度|成果|全覆盖|信息)"
)
_THEMED_TYPE = re.compile(r"专项(?:巡视|巡察)(?!整改|办)")
_AFTER = re.compile(r"(?:巡视|巡察|巡视整改|巡察整改|开展|开展了|进行|进行了)“?(?P<type>回头看)”?")
_SELF_TYPE = re.compile(rf"(?P<types>(?:{_TYPE})+)(?:巡视|巡察)(?:整改|反馈)")
_SUBJECT = re.compile(
    r"(?P<subject>[一-鿿、]{2,24}?)(?:领域|工作|情况){0,8}(?:开展|进行|的){0,8}了?(?:专项|机动|专题)(?:巡视|巡察)"
)
_THEMED = re.compile(r"(?:专项|机动|专题)巡[视察]")


def read_round(lead: Lead) -> Round | None:
    """Return the round that the title or the lead names; a name with its term before one without."""
    rounds: list[Round] = []
    places: list[tuple[Passage | None, str]] = [(None, lead.title), *lead.lines]
    for passage, folded in places:
        match = _ROUND.search(folded)
        if match is None:
            continue
        term = match["term"] or ((later := _TERM_LATER.search(folded)) and later["term"])
        ordinal = 1 if match["first"] else to_number(match["ordinal"])
        told = match["year"] or (None if term else match["before"])  # 2018年五届市委: of the day, not of the round
        year = int(told[:4]) if told else None
        batch = to_number(match["batch"]) if match["batch"] else None
        where = Passage(passage.start + match.start(), passage.start + match.end()) if passage else None
        rounds.append(Round(term or None, ordinal, year, batch, where))
    return next((each for each in rounds if each.term), next(iter(rounds), None))


def with_term(inspection: Inspection, text: str) -> Inspection:
    """Return the inspection with the term of its round, where the folded *text* tells it of a round of that number.

    >>> found = with_term(Inspection(body="市委", round=Round(ordinal=9)), "五届榕川市委第九轮巡察开始。")
    >>> found.round.term
    '五届'
    """
    of = inspection.round
    level = re.search(r"[省市县区]委|党委|党组|党工委", inspection.body or "")
    if of is None or of.term or of.year or of.ordinal is None or level is None:
        return inspection
    terms = {
        match["term"]
        for match in _TERM_OF.finditer(text)
        if match["level"] == level[0] and to_number(match["ordinal"] or "一") == of.ordinal
    }
    return replace(inspection, round=replace(of, term=terms.pop())) if len(terms) == 1 else inspection


def read_types(lead: Lead) -> tuple[str, ...]:
    """Return the types that title and lead give the inspection, else those by which the unit calls its correction."""
    found: dict[str, None] = {}
    for folded in [lead.title, *(words for _, words in lead.lines)]:
        for match in _TYPE_BEFORE.finditer(folded):
            for word in re.findall(_TYPE, match["types"]):
                found.setdefault("机动" if word == "机动式" else word)
        if _THEMED_TYPE.search(folded):
            found.setdefault("专项")
        if after := _AFTER.search(folded):
            found.setdefault(after["type"])
    if not found:
        for match in _SELF_TYPE.finditer(lead.organising):
            for word in re.findall(_TYPE, match["types"]):
                found.setdefault(word)
    return tuple(
        word
        for word in found
        if word not in _RHETORIC and not any(word != each and each.endswith(word) for each in found)
    )


def read_subject(lead: Lead) -> str | None:
    """Return the theme of a special inspection."""
    for folded in [lead.title, *(words for _, words in lead.lines)]:
        if not _THEMED.search(folded):
            continue
        match = _SUBJECT.search(re.sub(r"^.*关于", "", folded))
        if match:
            words = re.sub(r"^.*(?:对|在|就|启动|开展|进行|围绕|聚焦|组|了|的)", "", match["subject"])
            words = re.sub(r"^[一-鿿]{0,4}[省市县区州旗]委|(?:领域|情况)$", "", words)
            if len(words) >= 2 and not re.fullmatch(r"[一二三四五六七八九十第]+", words):
                return words
    return None
