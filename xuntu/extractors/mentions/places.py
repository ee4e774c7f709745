"""The place that a name begins with."""

from xuntu.ontology import divisions_named, zone_named

PLACE = r"[一-鿿]{1,8}?(?:省|自治区|市|县|区|州|盟|旗|新区)"


def place_of(name: str) -> str | None:
    """Return the code of the division that *name* begins with, where the gazetteer knows just one such.

    >>> place_of("中共泾县招商合作服务中心党组"), place_of("湖南湘江新区组织工作部")
    ('341823', '430100')
    >>> place_of("县财政局") is None
    True
    """
    bare = name.removeprefix("中共")
    for end in range(2, min(len(bare), 12) + 1):
        zone = zone_named(bare[:end])
        if zone:
            return zone.division
        found = divisions_named(bare[:end]) if bare[end - 1] in "省市县区州盟旗" else ()
        if len(found) == 1:
            inner = place_of(bare[end:])
            return inner if inner and inner[:2] == found[0].code[:2] else found[0].code
    return None
