"""Names as text: what of them counts when they are compared."""

import re

_DROPPED = re.compile(r"[\s“”\"'‘’「」『』]+")


def squash(name: str) -> str:
    """崂山区“小个专”行业 党委 -> 崂山区小个专行业党委: white space and quotation marks do not count."""
    return _DROPPED.sub("", name)
