"""Names as text: what of them counts when they are compared."""

import re

# White space and quotation marks, as the inside of a character class.
NOT_COMPARED = r"\s“”\"'‘’「」『』"
_DROPPED = re.compile(f"[{NOT_COMPARED}]+")


def squash(name: str) -> str:
    """崂山区“小个专”行业 党委 -> 崂山区小个专行业党委: white space and quotation marks do not count."""
    return _DROPPED.sub("", name)
