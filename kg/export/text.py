"""What may leave in a text: no control characters, no lone surrogates, nothing XML 1.0 forbids."""

import re

LONGEST_LABEL = 12

# Everything outside the Char production of XML 1.0, and the C1 controls that it only discourages.
_FORBIDDEN = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """“六基\\x00工程” -> “六基工程”: forbidden characters are removed, carriage returns become newlines."""
    # Nearly all text is printable, and nothing that is printable is forbidden.
    return text if text.isprintable() else _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def short(text: str, longest: int = LONGEST_LABEL) -> str:
    """青岛西海岸新区综合行政执法局 -> 青岛西海岸新区综合行政执…: at most ``longest`` characters before the dots."""
    text = " ".join(clean(text).split())
    return text if len(text) <= longest else text[:longest] + "…"
