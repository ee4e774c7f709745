"""From a page as read to the text that is kept: damage mended, page furniture left out, every loss noted."""

from xuntu.extractors.cleaning.damage import Damage, find_damage, find_garbled
from xuntu.extractors.cleaning.furniture import Furniture, find_furniture
from xuntu.extractors.cleaning.mending import mend, to_lines

__all__ = ["Damage", "Furniture", "find_damage", "find_furniture", "find_garbled", "mend", "to_lines"]
