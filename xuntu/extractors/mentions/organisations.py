"""Names of bodies: cut from running text, cleaned of asides, joined with the signer's full name."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words

_SUFFIX = alternatives(load_words("header")["suffixes"])
_ENDS = re.compile(rf"(?:{_SUFFIX})$")
_ASIDE = re.compile(r"\((?:以下)?(?:简称|统称|下称|含|原)?[^)]*\)|〔[^〕]*〕|“[^”]*”")
_ABBREVIATED = re.compile(r"\((?:以下)?(?:简称|统称|下称)[:]?[“]?([^)”]+)[”]?\)")
_COUNT = re.compile(
    r"(?:等)?(?:\d+|[一二三四五六七八九十两]+)?(?:家|个|所|户)?(?:被巡察|被巡视|市直|县直|区直|省直|市属|县属)?(?:单位)?(?:党组织|部门|地方|地区)?$"
)
# 厅属省地质调查院: whose it is stands before the name
_BELONGS = re.compile(r"^(?:[厅局部委省市县区校院]属|直属|所属|下属|下辖|所辖)(?=[一-鿿]{4,})")
_AMONG = re.compile(r"等(?:\d+|[一二三四五六七八九十两]+)(?:余|多)?(?:家|个|所|户)[一-鿿]{0,16}$")
# those who sit in a body are not another one: 市委宣传部部务会
_SITTING = re.compile(r"(?<=[委组局会部院心司校联协社])(?:部务会|委务会|室务会|领导班子|党政班子|班子)$")
_LINK = re.compile(
    r"[、]|(?<=[委组局会部院心司校联协社馆所站支]),(?=[^,、]{2,30}(?:党组|党委|党工委|党支部|党总支|委员会|局|中心|公司)(?:[,、及和]|$))|(?:及|和|以及|与)(?:其)?(?:所辖|下辖|所属)(?:的)?"
    r"|(?<=[委组局会部院心司校联协社馆所站园区县镇乡])(?:和|及|与|以及)(?=[一-鿿]{2,})"
)
_PLACE_END = re.compile(r"(?:省|市|县|区|州|旗|镇|乡|街道|村|社区)$")
_PARTY = re.compile(r"党工委|工作委员会|工委|党组|党委|党总支|党支部|(?<=[省市县区州旗镇乡])委$")
# the party body at the end of a name; 委员会 before it is the administrative one: 卫生健康委员会党委
_PARTY_END = re.compile(
    r"(?:党工委|工作委员会|(?:总支部|支部)委员会|委员会|工委|党组|党委|党总支|党支部|(?<=[省市县区州旗镇乡])委)$"
)
# what a body is called in full, by its short name: 供销社 is 供销合作社联合社
_LONG: Final[Mapping[str, str]] = {
    full: short for short, names in load_words("header")["abbreviations"].items() for full in names
}
# the Youth League writes its place inside: 团市委, 共青团甲市委员会
_LEAGUE = re.compile(r"^团(?P<level>[省市县区州])委|^共青团(?P<place>[一-鿿]{2,8}?)(?:委员会|委)(?=党[委组]|$)")
_IN_FULL = re.compile(alternatives(_LONG))
# names so short that only the signer tells whose they are (局党组, 集团党委), with the endings that fit them
_SCHOOLS = ("大学", "学院", "学校", "中学", "小学", "党校", "职院", "职校", "技校", "高专", "中专")
_GENERIC: Final[Mapping[str, tuple[str, ...]]] = {
    "学校": _SCHOOLS,
    "校": _SCHOOLS,
    "学院": ("学院", "职院"),
    "大学": ("大学",),
    "院": ("院",),
    "医院": ("医院", "中心"),
    "集团": ("集团", "公司"),
    "公司": ("公司", "集团"),
    "办": ("办",),
    **dict.fromkeys(("局", "厅", "委", "部", "中心", "县", "市", "区", "镇", "乡", "街道", "园区", "新区"), ()),
    **dict.fromkeys(("纪检", "集团纪检"), ("纪检",)),
}


def clean_name(printed: str) -> str:
    """Return a body's name without asides and quantities.

    >>> clean_name("湖南湘江新区(以下简称新区)组织工作部"), clean_name("市侨联等10家单位")
    ('湖南湘江新区组织工作部', '市侨联')
    """
    name = _AMONG.sub("", _ASIDE.sub("", fold(printed)).strip(" ,。;:、"))
    name = _BELONGS.sub("", re.sub(r"^(?:县级市|地级市|省直管市)(?=[一-鿿]{2,})", "", name))
    name = re.sub(r"(?<=[村区镇乡校院局司])党组织$", "", _SITTING.sub("", name))
    if "等" in name or re.search(r"\d|家单位|个单位", name):
        name = _COUNT.sub("", name)
    return name.replace(" ", "")


def abbreviation_in(printed: str) -> str | None:
    """Return the short name that an aside defines: (以下简称新区)."""
    match = _ABBREVIATED.search(fold(printed))
    return match[1] if match else None


def split_names(printed: str) -> Iterator[str]:
    """Yield the names of a list: 、 parts them, and 和 or 及 between two endings of bodies.

    >>> list(split_names("市财政局、市文化和旅游局党组及市科协"))
    ['市财政局', '市文化和旅游局党组', '市科协']
    """
    for part in _LINK.split(_ASIDE.sub("", fold(printed))):
        name = clean_name(part)
        if len(name) >= 2:
            yield name


def is_body_name(name: str) -> bool:
    """Tell whether a name ends like a body's."""
    return bool(_ENDS.search(name))


def is_full_name(signer: str, name: str) -> bool:
    """Tell whether *signer* is the full name of the body that the text calls *name*.

    The signer may add its place, 中共 and the form of its party body. A name of a mere place is left as it is:
    it stands for more than the body that signs.

    >>> is_full_name("中共湖南湘江新区纪检监察工作委员会", "湘江新区纪检监察工委")
    True
    >>> is_full_name("中共澄陵市水务集团有限公司委员会", "集团党委"), is_full_name("中共云岭大学委员会", "学校党委")
    (True, True)
    >>> is_full_name("湖南湘江新区党工委巡察工作领导小组", "湘江新区党工委巡察机构")
    False
    >>> is_full_name("中共岳麓高新技术产业开发区工作委员会", "岳麓高新区")
    False
    """
    own = name.startswith(("我", "本"))
    if _PLACE_END.search(name) and not _PARTY.search(name) and not own:
        return False
    whole, part = _core(signer), _core(name).lstrip("我本该")
    if part in _GENERIC:
        return part in whole or whole.endswith(_GENERIC[part] or (part,))
    if not part:
        return True
    return len(part) >= 2 and (whole.endswith(part) or _is_acronym(part, whole))


def is_fuller_name(name: str, short: str) -> bool:
    """Tell whether *name*, which the lead has elsewhere, says what a *short* one leaves to the reader.

    >>> is_fuller_name("中国远岭矿业集团有限公司党委", "集团党委"), is_fuller_name("省旅游集团党委", "省旅游集团")
    (True, False)
    """
    part = _core(short)
    open_ = (
        part.lstrip("我本该") in _GENERIC or short.startswith(("我", "本")) or _PARTY_END.sub("", part).endswith("集团")
    )
    return open_ and _core(name) != part and is_full_name(name, short)


def _is_acronym(part: str, whole: str) -> bool:
    """Tell whether a company's short name takes its characters from the full one: 城发集团, 城市发展集团有限公司."""
    ends = ("集团", "公司")
    stem = re.sub(r"(?:有限|责任|股份|集团|公司)+$", "", part)
    if not part.endswith(ends) or not 2 <= len(stem) <= 6 or not re.search(r"集团|公司", whole):
        return False
    rest = iter(whole)
    return all(character in rest for character in stem)


def _core(name: str) -> str:
    """Return the name in short words, without 中共 and the forms of its party body."""
    bare = name.removeprefix("中国共产党").removeprefix("中共")
    bare = _IN_FULL.sub(lambda match: _LONG[match[0]], bare)
    bare = re.sub(r"纪律检查委员会|纪委", "纪检", bare)
    bare = _LEAGUE.sub(lambda match: f"{match['level'] or match['place']}团委", bare)
    bare = re.sub(r"办公室(?=(?:党[组委]|党总支|党支部)?$)", "办", bare)
    bare = _PARTY_END.sub("", bare if bare == "机关" else bare.removesuffix("机关"))
    return _PARTY.sub("", bare).replace("委员会", "委")
