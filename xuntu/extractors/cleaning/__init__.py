"""From a page as read to the text that is kept: damage mended, page furniture left out, every loss noted."""

from xuntu.extractors.cleaning.damage import Damage, find_damage, find_garbled, is_spun
from xuntu.extractors.cleaning.furniture import Furniture, find_furniture
from xuntu.extractors.cleaning.mending import mend, to_lines
from xuntu.extractors.cleaning.restoring import Restored, restore
from xuntu.extractors.cleaning.wrapping import unwrap

__all__ = [
    "Damage",
    "Furniture",
    "Restored",
    "find_damage",
    "find_furniture",
    "find_garbled",
    "is_spun",
    "mend",
    "restore",
    "to_lines",
    "unwrap",
]
