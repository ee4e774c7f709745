"""Telephone numbers and e-mail addresses in the text that a store keeps: nobody needs them here, so none are kept."""

import re

_CONTACT = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
    r"|(?<![\d.])1[3-9]\d{9}(?![\d.元万亿余多])"
    r"|(?<!\d)0\d{2,3}[-－–—―][ ]?\d{7,8}(?!\d)"
    r"|(?:电话|热线|手机|传真|联系方式)[^\d\n。；;]{0,12}(?:\d[\d、,，/ 转()（）－–—―-]{5,60})"
)
_SIGN = re.compile(r"[A-Za-z\d]")


def hide_contacts(text: str) -> str:
    """Return *text* with ``*`` for each letter and figure of telephone numbers and e-mail addresses; as long as before.

    >>> hide_contacts("联系电话：0563-1234567、7654321；邮箱：a.b@example.com。追缴13800000000元。")
    '联系电话：****-*******、*******；邮箱：*.*@*******.***。追缴13800000000元。'
    """
    return _CONTACT.sub(lambda found: _SIGN.sub("*", found[0]), text)
