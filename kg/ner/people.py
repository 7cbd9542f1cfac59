"""Persons by full name: 党支部书记郑卫, 记者 王小明, 李绍亮说, (张绪霞 殷 鹏), 习近平总书记."""

import re
from collections.abc import Iterator
from functools import cache

from kg.ner import recognisers
from kg.ner.spans import index_at, longest_endings, matcher, mention, word_set
from kg.ontology import words
from kg.segment import Token, tokenize
from kg.types import Article, Mention, Paragraph

_NEVER_GIVEN = frozenset(
    "的了在是有和与及等说称对向从就也都还把被将为于到以给让带来去我你他她它们这那其之而但并或则因如若即"
    "。，、；：！？“”\"'()（）《》·…—-市区县镇村街道党委局部厅处科站所队组员者个位名名岁年日时点上下内外前后里"
)
_FUNCTION_TAGS = frozenset({"p", "c", "d", "r", "u", "uj", "ul", "uz", "y"})
_TITLES = ("女士", "先生", "大爷", "大妈", "阿姨", "师傅", "老师", "老汉", "某")
_DOTTED = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6})+|[\u4e00-\u9fff]{2,5}(?:·[\u4e00-\u9fff]{2,6})+"
)
_LISTED = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[、和 \u3000]{1,2}[\u4e00-\u9fff]{2,4})+")
_PIECE = re.compile(r"[\u4e00-\u9fff]{2,4}")
_CREDIT = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){1,3})\s*(?:摄|文/图|图/文|摄影)")
_BYLINE_PIECE = re.compile(r"[\u4e00-\u9fff]+")
_BYLINE_ROLE = re.compile(
    r"(?:本报|特约|实习|见习|摄影|总台|全媒体)?(?:记者|通讯员|摄影|作者|编辑|责编|报道|撰稿|供图|摄|文|图)"
)


@recognisers("people")
def find_people(article: Article) -> Iterator[Mention]:
    """党支部书记郑卫说 -> 郑卫; 王女士 is none (guideline 16)."""
    text = article.text
    for span in longest_endings(matcher("posts", "person-contexts"), text):
        start = span.end + (text.startswith(" ", span.end))
        for end in _name_ends(text, start):
            yield mention(article, start, end, "PERSON", 0.88, "people")
            yield from _listed(article, start)
    for start, end in _before_words(text):
        yield mention(article, start, end, "PERSON", 0.85, "people")
    yield from _in_lists(article)
    for match in _DOTTED.finditer(text):
        if match[0][0] in word_set("surnames") or len(match[0]) > 4:
            yield mention(article, *match.span(), "PERSON", 0.7, "people")


@recognisers("bylines")
def find_byline_names(article: Article) -> Iterator[Mention]:
    """(张绪霞 殷 鹏), 青岛日报/观海新闻记者 王小明, 邢志峰 摄 -> the names."""
    for paragraph in article.paragraphs:
        if paragraph.kind == "byline":
            yield from _byline(article, paragraph)
        elif paragraph.kind == "caption":
            for match in _CREDIT.finditer(article.text, paragraph.start, paragraph.end):
                if _is_name(re.sub(r"\s", "", match[1])):
                    yield mention(article, *match.span(1), "PERSON", 0.92, "bylines")


def _byline(article: Article, paragraph: Paragraph) -> Iterator[Mention]:
    """Pieces between marks and blanks; single characters in a row are one name set wide (殷 鹏)."""
    text = article.text[paragraph.start : paragraph.end]
    masked = _BYLINE_ROLE.sub(lambda match: "/" * len(match[0]), text)
    pieces = [match.span() for match in _BYLINE_PIECE.finditer(masked)]
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        last = joined[-1] if joined else None
        if (
            last
            and end - start == 1
            and masked[last[1] : start].isspace()
            and len(re.sub(r"\s", "", masked[last[0] : last[1]])) == 1
        ):
            joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        if _is_name(re.sub(r"\s", "", text[start:end])):
            yield mention(article, paragraph.start + start, paragraph.start + end, "PERSON", 0.95, "bylines")


@cache
def _is_name(piece: str) -> bool:
    """Two or three characters behind a surname of one, three or four behind one of two."""
    surname = surname_of(piece)
    given = piece[len(surname) :]
    return bool(surname) and 1 <= len(given) <= 2 and not any(char in _NEVER_GIVEN for char in given)


def surname_of(piece: str) -> str:
    """欧阳明 -> 欧阳, 王明 -> 王, 明天 -> ''."""
    return next((name for name in words("surnames") if piece.startswith(name)), "")


def _name_ends(text: str, start: int) -> Iterator[int]:
    """Where a full name that begins at ``start`` ends: at a word boundary, three characters rather than two."""
    surname = surname_of(text[start : start + 2])
    if not surname or text.startswith(_TITLES, start + len(surname)):
        return
    tokens = tokenize(text)
    first = index_at(tokens, start)
    if tokens[first].start != start:
        return
    ends = [token.end for token in tokens[first : first + 4] if _may_close(token, start, len(surname))]
    for length in (2, 1):
        end = start + len(surname) + length
        if end in ends and _is_name(text[start:end]) and _is_plausible(text, start, end):
            yield end
            return


def _may_close(token: Token, start: int, surname: int) -> bool:
    return token.end - start - surname <= 2


def _is_plausible(text: str, start: int, end: int, *, strict: bool = False) -> bool:
    """Whether the words in it may make a name: 王建国, 何静茹; not 陆续回, 安心, 向网友.

    Behind a post a surname may be followed by any word (程|远航); ``strict`` admits no everyday word at all.
    """
    tokens = tokenize(text)
    first = index_at(tokens, start)
    inside = [token for token in tokens[first : first + 4] if token.start < end]
    if inside[0].start != start or inside[-1].end != end:
        return False
    if strict or len(inside[0].text) > 1:
        return all(_may_name(token) for token in inside)
    given = inside[1:]
    if inside[0].tag == "p":
        return all(len(token.text) == 1 or not token.tag for token in given)
    return all(token.tag not in _FUNCTION_TAGS for token in given)


def _listed(article: Article, start: int) -> Iterator[Mention]:
    """为徐圣河、李绍亮和孙明爽等授予: names in a list behind one that is certain."""
    match = _LISTED.match(article.text, start)
    if match:
        for piece in re.finditer(r"[\u4e00-\u9fff]{2,4}", match[0]):
            if _is_name(piece[0]) and _is_plausible(article.text, start + piece.start(), start + piece.end()):
                yield mention(article, start + piece.start(), start + piece.end(), "PERSON", 0.8, "people")


def _in_lists(article: Article) -> Iterator[Mention]:
    """徐圣河、李绍亮、苏朋世等5名同志: three names in a list carry each other."""
    for match in _LISTED.finditer(article.text):
        spans = [(match.start() + m.start(), match.start() + m.end()) for m in _PIECE.finditer(match[0])]
        first, last = _name_at_end(article.text, spans[0]), _name_at_start(article.text, spans[-1])
        names = [span for span in (first, *spans[1:-1], last) if _is_person(article.text, *span)]
        if len(names) > 2 and len(names) >= len(spans) - 1:
            for start, end in names:
                yield mention(article, start, end, "PERSON", 0.8, "people")


def _is_person(text: str, start: int, end: int) -> bool:
    return _is_name(text[start:end]) and _is_plausible(text, start, end, strict=True)


def _name_at_end(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """为徐圣河 -> 徐圣河: the list's first piece may have a word in front."""
    starts = (start for start in range(span[0], span[1] - 1) if _is_person(text, start, span[1]))
    return next(starts, span[0]), span[1]


def _name_at_start(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """唐会友等 -> 唐会友: the list's last piece may have a word behind."""
    ends = (end for end in range(span[1], span[0] + 1, -1) if _is_person(text, span[0], end))
    return span[0], next(ends, span[1])


def _before_words(text: str) -> Iterator[tuple[int, int]]:
    """Names before 说, 表示, 介绍, and before a post that follows the name (习近平总书记)."""
    tokens = tokenize(text)
    for index, token in enumerate(tokens):
        if token.text in word_set("speech-verbs") or token.text in word_set("posts"):
            start = _name_before(tokens, index)
            if start is not None and (token.text in word_set("speech-verbs") or _is_known(tokens[index - 1])):
                yield start, token.start


def _is_known(token: Token) -> bool:
    return token.tag.startswith("nr") and len(token.text) == 3


def _name_before(tokens: tuple[Token, ...], index: int) -> int | None:
    end = tokens[index].start
    for back in (3, 2, 1):
        if index < back:
            continue
        first = tokens[index - back]
        name = "".join(token.text for token in tokens[index - back : index])
        if len(name) > 4 or first.end > end:
            continue
        if (
            _is_name(name)
            and not name.endswith(_TITLES)
            and all(_may_name(token) for token in tokens[index - back : index])
        ):
            return first.start
    return None


def _may_name(token: Token) -> bool:
    """陆续, 网友, 向 are words of another kind; 建国, 卫 may be in a name."""
    if len(token.text) == 1:
        return token.tag not in ("p", "c", "d", "r", "u", "m")
    return token.tag.startswith(("nr", "nz", "ns", "z", "a")) or not token.tag
