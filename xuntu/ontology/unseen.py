"""What has no business in a page: control characters, and marks that reorder the text around them."""

import re
from typing import Final

_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(value: object) -> str:
    r"""Return a value as text to be read: without control characters and marks that reorder it.

    >>> clean("三公\x1b[31m\u202e经费")
    '三公[31m经费'
    """
    return _UNSEEN.sub("", str(value))
