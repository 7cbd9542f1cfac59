"""The words of a text with the divisions kept whole: 山西|晋城|东圣社区, not 山西晋|城东|圣|社区."""

from collections.abc import Iterator
from functools import lru_cache

from kg.ner.places import bare_names, full_names
from kg.ner.spans import index_at, may_be_in_name
from kg.segment import Token, tokenize

FULL, BARE = "division", "bare division"


@lru_cache(maxsize=32)
def pieces(text: str) -> tuple[Token, ...]:
    """Tokens; those of a division's name are one, tagged `FULL` or `BARE`; a word cut by one loses its tag."""
    regions = {span.start: (span.end, FULL) for span in full_names(text)}
    regions.update({span.start: (span.end, BARE) for span in bare_names(text)})
    return tuple(_with_regions(text, sorted((start, *rest) for start, rest in regions.items())))


def _with_regions(text: str, regions: list[tuple[int, int, str]]) -> Iterator[Token]:
    tokens = iter(tokenize(text))
    token = next(tokens, None)
    for start, end, tag in [*regions, (len(text), len(text), "")]:
        while token and token.end <= start:
            yield token
            token = next(tokens, None)
        if token and token.start < start:
            yield Token(token.start, start, text[token.start : start], "")
        if end > start:
            yield Token(start, end, text[start:end], tag)
        while token and token.end <= end:
            token = next(tokens, None)
        if token and token.start < end:
            token = Token(end, token.end, text[end : token.end], "")


def is_division(token: Token) -> bool:
    """Whether a piece is a division, full or bare."""
    return token.tag in (FULL, BARE)


def run_before(text: str, position: int, limit: int = 14) -> list[Token]:
    """The pieces that end at ``position`` and may be part of a name, first one first, at most ``limit`` code points.

    A piece that goes on behind ``position`` counts as far as it reaches; a division ends the run and is part of it.
    """
    known = pieces(text)
    index = index_at(known, position - 1) if position > 0 else -1
    run: list[Token] = []
    while index >= 0:
        token = known[index]
        if token.end > position:
            token = Token(token.start, position, text[token.start : position], "")
        if position - token.start > limit or not (is_division(token) or may_be_in_name(token)):
            break
        run.append(token)
        if is_division(token):
            break
        index -= 1
    return run[::-1]
