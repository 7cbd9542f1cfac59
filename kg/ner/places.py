"""Divisions from the gazetteer: 青岛市, 崂山区, 北宅街道; bare names 青岛, 崂山 where they are certain enough."""

from collections.abc import Iterator
from functools import lru_cache

from kg.gazetteer import (
    Division,
    ancestors,
    bare_name,
    bare_name_matcher,
    bare_named,
    full_name_matcher,
    named,
    regions,
)
from kg.ner import recognisers
from kg.ner.spans import index_at, is_boundary, longest, mention, word_set
from kg.segment import Token, tokenize
from kg.types import Article, Mention, Span

_NAMED_BELOW_COUNTY = ("街道", "镇", "乡", "苏木")
_NO_PLACE_BEHIND = ("式", "梦", "特色社会", "共产党")
_OTHER_NAME = frozenset("路街巷湾河江湖岛桥")
_HALVES = ("东北", "西北", "西南", "东南")
_CERTAIN, _LIKELY = 0.97, 0.85


@recognisers("places")
def find_divisions(article: Article) -> Iterator[Mention]:
    """青岛市崂山区北宅街道 -> 青岛市, 崂山区, 北宅街道: a chain of places is one span a level (guideline 11)."""
    full = full_names(article.text)
    for span in full:
        yield mention(article, *span, "PLACE", _CERTAIN, "places")
    for span in bare_names(article.text):
        yield mention(article, *span, "PLACE", _LIKELY, "places")


@lru_cache(maxsize=32)
def full_names(text: str) -> tuple[Span, ...]:
    """Full names of divisions and other well-known regions, leftmost longest."""
    found: list[Span] = []
    for span in longest(full_name_matcher(), text):
        if _is_certain(text, span, found[-1] if found else None):
            found.append(span)
    return tuple(found)


def _is_certain(text: str, span: Span, before: Span | None) -> bool:
    name = text[span.start : span.end]
    if text.startswith(_NO_PLACE_BEHIND, span.end) or (name in _HALVES and text.startswith("部", span.end)):
        return False
    behind = before is not None and before.end == span.start
    if name in regions():
        return is_boundary(text, span.start) or behind
    found = named(name)
    if behind and before is not None and _lies_within(found, text[before.start : before.end]):
        return True
    if any(
        text.endswith((above.name, bare_name(above.name) or above.name), 0, span.start)
        for d in found
        for above in ancestors(d)
    ):
        return True
    if name.endswith("市") and text.startswith(("民", "区县"), span.end):
        return False
    if len(name) == 2 or name in word_set("ambiguous-places", "generic-words"):
        return False
    if all(division.level == "town" for division in found):
        whole = is_boundary(text, span.start) and is_boundary(text, span.end)
        return name.endswith(_NAMED_BELOW_COUNTY) and (whole or _county_is_named(found, text))
    return True


def _county_is_named(found: tuple[Division, ...], text: str) -> bool:
    return any(len(above.code) == 6 and above.name in text for division in found for above in ancestors(division))


def _lies_within(found: tuple[Division, ...], above: str) -> bool:
    return any(above in (higher.name, higher.name[:-1]) for division in found for higher in ancestors(division))


@lru_cache(maxsize=32)
def bare_names(text: str) -> tuple[Span, ...]:
    """青岛, 崂山: names without 市, 区, 县, where the text itself or their rank makes them certain."""
    full = full_names(text)
    in_full = {text[span.start : span.end] for span in full}
    taken = {position for span in full for position in range(*span)}
    found: list[Span] = []
    for span in longest(bare_name_matcher(), text):
        if not taken.isdisjoint(range(*span)):
            continue
        before = next((s for s in (*found[-1:], *full) if s.end == span.start), None)
        if _bare_is_certain(text, span, in_full, before):
            found.append(span)
    return tuple(found)


def _bare_is_certain(text: str, span: Span, in_full: set[str], before: Span | None) -> bool:
    name = text[span.start : span.end]
    candidates = bare_named(name)
    if text[span.end : span.end + 1] in _OTHER_NAME and name not in in_full:
        return False
    if not is_boundary(text, span.start) and before is None:
        return False
    if before and _lies_within(candidates, text[before.start : before.end]):
        return True
    if any(division.name in in_full for division in candidates):
        return is_boundary(text, span.end) or _token_at(text, span.start).start == span.start
    if name in word_set("ambiguous-places"):
        return False
    if candidates[0].level in ("province", "prefecture"):
        return True
    whole = is_boundary(text, span.end) and _token_at(text, span.start).tag in ("ns", "nz")
    return whole and _fits_text(candidates, text, in_full)


def _fits_text(candidates: tuple[Division, ...], text: str, in_full: set[str]) -> bool:
    """A bare county of another province than those the text names is more likely another word."""
    above = {
        name
        for division in candidates
        for higher in ancestors(division)
        for name in (higher.name, bare_name(higher.name))
    }
    return not in_full or any(name in text for name in above if name)


def _token_at(text: str, position: int) -> Token:
    tokens = tokenize(text)
    return tokens[index_at(tokens, position)]
