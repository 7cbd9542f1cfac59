"""Persons by full name: 党支部书记郑卫, 李绍亮说, 习近平总书记, 徐圣河、李绍亮、苏朋世等5名同志, 艾力·买买提."""

import re
from collections.abc import Iterator

from kg.ner import recognisers
from kg.ner.fullnames import TITLES, is_name, is_person, may_name, name_end
from kg.ner.spans import index_at, is_boundary, longest, longest_endings, matcher, mention, word_set
from kg.segment import Token, tokenize
from kg.types import Article, Mention

_NAME = r"(?:(?![和与及])[\u4e00-\u9fff]){2,4}"
_LISTED = re.compile(rf"{_NAME}(?:[、和与及 \u3000]{{1,2}}{_NAME})+")
_PIECE = re.compile(_NAME)
_NEXT = re.compile(r"[、和与及 \u3000]{1,2}")
_LONGEST_FOREIGN = 6


@recognisers("people")
def find_people(article: Article) -> Iterator[Mention]:
    """党支部书记郑卫说 -> 郑卫; 王女士 is none (guideline 16)."""
    text = article.text
    for span in longest_endings(matcher("posts", "person-contexts"), text):
        start = span.end + text.startswith(" ", span.end)
        for begin, end in _names_from(text, start):
            yield mention(article, begin, end, "PERSON", 0.88, "people")
    for start, end in _before_words(text):
        yield mention(article, start, end, "PERSON", 0.85, "people")


@recognisers("known-people")
def find_known_people(article: Article) -> Iterator[Mention]:
    """习近平 wherever it stands, but in the name of a doctrine (习近平经济思想)."""
    text = article.text
    for span in longest(matcher("national-persons"), text):
        doctrine = "思想" in text[span.end : span.end + 16].split("，")[0]
        if not doctrine and is_boundary(text, span.start) and is_boundary(text, span.end):
            yield mention(article, *span, "PERSON", 0.95, "known-people")


@recognisers("people-lists")
def find_listed_people(article: Article) -> Iterator[Mention]:
    """徐圣河、李绍亮、苏朋世等5名同志: three names in a list carry each other."""
    text = article.text
    for match in _LISTED.finditer(text):
        spans = [(match.start() + m.start(), match.start() + m.end()) for m in _PIECE.finditer(match[0])]
        trimmed = [_behind_word(text, spans[0]), *spans[1:-1], _before_word(text, spans[-1])]
        names = [span for span in trimmed if is_person(text, *span)]
        if len(names) > 2 and len(names) >= len(spans) - 1:
            for start, end in names:
                yield mention(article, start, end, "PERSON", 0.8, "people-lists")


@recognisers("foreign-people")
def find_foreign_people(article: Article) -> Iterator[Mention]:
    """青年艾力·买买提参加 -> 艾力·买买提: what no dictionary lists on both sides of the dot."""
    text = article.text
    tokens = tokenize(text)
    for match in re.finditer("·", text):
        index = index_at(tokens, match.start())
        before = _unlisted(tokens, range(index - 1, -1, -1))
        after = _unlisted(tokens, range(index + 1, len(tokens)))
        if before and after and len(before) + len(after) > 1:
            yield mention(article, before[-1].start, after[-1].end, "PERSON", 0.7, "foreign-people")


def _names_from(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The name at ``start`` and those listed behind it: 书记周立民、沈国强."""
    end = name_end(text, start)
    while end is not None:
        yield start, end
        following = _NEXT.match(text, end)
        if not following:
            return
        start = following.end()
        end = name_end(text, start)


def _behind_word(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """为徐圣河 -> 徐圣河: the list's first piece may have a word in front."""
    starts = (start for start in range(span[0], span[1] - 1) if is_person(text, start, span[1]))
    return next(starts, span[0]), span[1]


def _before_word(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """唐会友等 -> 唐会友: the list's last piece may have a word behind."""
    ends = (end for end in range(span[1], span[0] + 1, -1) if is_person(text, span[0], end))
    return span[0], next(ends, span[1])


def _unlisted(tokens: tuple[Token, ...], indexes: range) -> list[Token]:
    """The run of characters beside a dot that are no everyday words, at most six."""
    run: list[Token] = []
    for index in indexes:
        token = tokens[index]
        plain = len(token.text) > 1 and token.tag and not token.tag.startswith(("nr", "nz"))
        if not token.text.isalpha() or plain or token.tag in ("p", "c", "uj", "ul", "r"):
            break
        if sum(len(t.text) for t in run) + len(token.text) > _LONGEST_FOREIGN:
            break
        run.append(token)
    return run


def _before_words(text: str) -> Iterator[tuple[int, int]]:
    """Names before 说, 表示, 介绍, and before a post that follows the name (习近平总书记)."""
    tokens = tokenize(text)
    for index, token in enumerate(tokens):
        speaks, post = token.text in word_set("speech-verbs"), token.text in word_set("posts")
        if speaks or (post and index and _is_known(tokens[index - 1])):
            start = _name_before(tokens, index)
            if start is not None:
                yield start, token.start


def _is_known(token: Token) -> bool:
    return token.tag.startswith("nr") and len(token.text) == 3


def _name_before(tokens: tuple[Token, ...], index: int) -> int | None:
    for back in (3, 2, 1):
        inside = tokens[max(index - back, 0) : index]
        name = "".join(token.text for token in inside)
        if len(inside) == back and is_name(name) and not name.endswith(TITLES) and all(map(may_name, inside)):
            return inside[0].start
    return None
