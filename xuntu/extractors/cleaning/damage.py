"""How a text was damaged on its way through the web: pinyin annotations, traditional characters, garbled signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import Passage

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_VOWEL = "[aāáǎàoōóǒòeēéěèêiīíǐìuūúǔùüǖǘǚǜvńňǹḿ][\u0300-\u030c]?"
_SYLLABLE = rf"(?:(?:[zcs]h|[bpmfdtnlgɡkhjqxrzcsyw])?(?:{_VOWEL}){{1,4}}(?:n[gɡ]?|r)?)"
# the bracket stands first in the pattern, so that the search runs from bracket to bracket
ANNOTATION = re.compile(rf"[(（](?<=[{HAN}].){_SYLLABLE}[1-5]?[)）](?:[(（]{_SYLLABLE}[1-5]?[)）])*", re.IGNORECASE)
# in a page that is full of them: also behind a sign or a gap that the character left, in any brackets
STRAY = re.compile(
    rf"[(（\[〔](?<=[{HAN}，。、；：！？“”‘’《》,.;:!? ].) ?(?=[^)）\]〕]{{2}}){_SYLLABLE}[1-5]? ?[)）\]〕]",
    re.IGNORECASE,
)
_TONED = re.compile("[1-5āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ\u0300-\u030c]", re.IGNORECASE)
_NOT_HAN = re.compile(f"[^{HAN}]+")
_GARBLED = re.compile(
    r"(?:\ufffd|锟斤拷)+|[?？][?？!！,，][ ?？!！]*[A-Za-z]?(?:[(（][a-zà-ǜ]{1,6}[)）])?", re.IGNORECASE
)
# the replacement character, and what GBK makes of two of them in UTF-8
_REPLACED = re.compile("\ufffd|锟斤拷")

# a page carries hundreds of annotations or none; one bracketed syllable, as in 平台(wei), is none
_TONED_NEEDED, _PLAIN_NEEDED = 3, 8
# share of Han characters outside GB 2312: 33 % and 40 % in traditional pages, under 1 % in simplified ones
_SAMPLE = 20_000
_TRADITIONAL_SHARE, _TRADITIONAL_NEEDED = 0.04, 3
_SPUN = re.compile(alternatives(load_words("damage")["spun"]["words"]))
_SPUN_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Damage:
    """What must be undone in a text; ``annotations`` counts the pinyin annotations, 0 where it has none."""

    annotations: int = 0
    traditional: bool = False


def find_damage(text: str) -> Damage:
    """Return how *text* is damaged, judged over the whole of it (its script over the first 20,000 characters).

    >>> find_damage("十二屆湘潭市委第八輪巡察派出5個巡察組").traditional
    True
    >>> find_damage("乾县县委巡察办（xcb）").annotations
    0
    """
    annotations = ANNOTATION.findall(text)
    toned = sum(1 for annotation in annotations if _TONED.search(annotation))
    annotated = toned >= _TONED_NEEDED or len(annotations) >= _PLAIN_NEEDED
    return Damage(len(annotations) if annotated else 0, _is_traditional(text))


def find_garbled(text: str, damage: Damage) -> Iterator[Passage]:
    """Yield a passage for every line of *text* with garbled signs, from its first to its last.

    Signs such as ``?!`` count in annotated texts only, where they stand for lost punctuation; the
    replacement character counts everywhere.
    """
    if not damage.annotations and not _REPLACED.search(text):
        return
    start = 0
    for line in text.split("\n"):
        signs = [match for match in _GARBLED.finditer(line) if damage.annotations or _REPLACED.search(match[0])]
        if signs:
            yield Passage(start + signs[0].start(), start + signs[-1].end())
        start += len(line) + 1


def is_spun(text: str) -> bool:
    """Tell whether a machine put other words for those of the genre, and with them other facts.

    >>> is_spun("开展了巡察转头看，11月5日反响意见。"), is_spun("在群众中引起强烈反响。")
    (True, False)
    """
    return len(set(_SPUN.findall(text))) >= _SPUN_NEEDED


def _is_traditional(text: str) -> bool:
    han = _NOT_HAN.sub("", text[:_SAMPLE])
    outside = len(han) - len(han.encode("gb2312", "ignore")) // 2
    return outside >= _TRADITIONAL_NEEDED and outside > _TRADITIONAL_SHARE * len(han)
