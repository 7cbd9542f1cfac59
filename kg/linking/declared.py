"""What a text says about its names: 以下简称“轨交投”, 乡亲们叫它“保价纸”."""

from collections.abc import Iterator, Sequence

from kg.ontology import words
from kg.types import Article, Mention

_MARKS = '“"「『《，：:, '
_QUOTES = '“"「『《'
_SHORT = ("简称", "简称为", "统称", "统称为", "合称", "合称为", "下称")
_LEAD, _REACH = 10, 80


def declared(article: Article, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """强基层基础、到基层领干(简称“三基”), 农户叫它“三基” -> (三基, 强基层基础、到基层领干).

    What is meant is the name of that kind before it in its paragraph.
    """
    before: dict[str, Mention] = {}
    for found in mentions:
        other = before.get(found.label)
        before[found.label] = found
        if not _is_alias(article.text, found) or not other or other.canonical == found.canonical:
            continue
        between = article.text[other.end : found.start]
        if len(between) <= _REACH and "\n" not in between:
            before[found.label] = other
            yield found, other


def _is_alias(text: str, found: Mention) -> bool:
    """Whether a word for another name stands in front; 称 and 叫 only speak of one that is in quotation marks."""
    lead = text[max(0, found.start - _LEAD) : found.start]
    before = lead.rstrip(_MARKS)
    if not before.endswith(words("alias-words")) or before.endswith(words("not-alias-words")):
        return False
    quoted = any(mark in lead[len(before) :] + found.text[:1] for mark in _QUOTES)
    return quoted or before.endswith(_SHORT)
