"""Persons in bylines and credits: (张绪霞 殷 鹏), 青岛日报/观海新闻记者 王小明, 邢志峰 摄."""

import re
from collections.abc import Iterator

from kg.ner import recognisers
from kg.ner.fullnames import is_name
from kg.ner.spans import mention
from kg.types import Article, Mention, Paragraph

_HAN = r"[\u4e00-\u9fff]"
_CREDIT = re.compile(rf"(?<!{_HAN})({_HAN}(?: ?{_HAN}){{1,3}})\s*(?:摄|文/图|图/文|摄影)")
_PIECE = re.compile(rf"{_HAN}+")
_ROLE = re.compile(
    r"(?:本报|特约|实习|见习|摄影|总台|全媒体)?(?:记者|通讯员|摄影|作者|编辑|责编|报道|撰稿|供图)"
    rf"|(?<!{_HAN})[文图摄](?!{_HAN})|(?<={_HAN})摄(?=$|[)） ])"
)


@recognisers("bylines")
def find_byline_names(article: Article) -> Iterator[Mention]:
    """(张绪霞 殷 鹏), 青岛日报/观海新闻记者 王小明, 邢志峰 摄 -> the names."""
    for paragraph in article.paragraphs:
        if paragraph.kind == "byline":
            yield from _byline(article, paragraph)
        elif paragraph.kind == "caption":
            for match in _CREDIT.finditer(article.text, paragraph.start, paragraph.end):
                if is_name("".join(match[1].split())):
                    yield mention(article, *match.span(1), "PERSON", 0.92, "bylines")


def _byline(article: Article, paragraph: Paragraph) -> Iterator[Mention]:
    text = article.text[paragraph.start : paragraph.end]
    masked = _ROLE.sub(lambda match: "/" * len(match[0]), text)
    for start, end in _joined(masked, [match.span() for match in _PIECE.finditer(masked)]):
        if is_name("".join(text[start:end].split())):
            yield mention(article, paragraph.start + start, paragraph.start + end, "PERSON", 0.95, "bylines")


def _joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Single characters with blanks between are one name set wide: 殷 鹏."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        lone = end - start == 1 and joined and joined[-1][1] - joined[-1][0] == 1
        if lone and text[joined[-1][1] : start].isspace():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
