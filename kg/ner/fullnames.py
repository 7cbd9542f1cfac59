"""What a person's full name looks like: a surname, one or two characters, no everyday word."""

from functools import cache

from kg.ner.spans import index_at
from kg.ontology import words
from kg.segment import Token, tokenize

TITLES = ("女士", "先生", "大爷", "大妈", "阿姨", "师傅", "老师", "老汉", "某")
_NEVER_GIVEN = frozenset(
    " \n\t\u3000的了在是有和与及等说称对向从就也都还把被将为于到以给让带来去我你他她它们这那其之而但并或则因如若即"
    "。，、；：！？“”\"'()（）《》·…—-市区县镇村街道党委局部厅处科站所队组员者个位名岁年日时点上下内外前后里"
)
_FUNCTION_TAGS = frozenset({"p", "c", "d", "r", "u", "uj", "ul", "uz", "y"})
_NAME_TAGS = ("nr", "nz", "ns", "z", "a")


@cache
def is_name(piece: str) -> bool:
    """王明, 欧阳建国: one or two characters behind a surname; 明天, 王女士 are none."""
    surname = surname_of(piece)
    given = piece[len(surname) :]
    return bool(surname) and 1 <= len(given) <= 2 and not any(char in _NEVER_GIVEN for char in given)


def surname_of(piece: str) -> str:
    """欧阳明 -> 欧阳, 王明 -> 王, 明天 -> ''."""
    return next((name for name in words("surnames") if piece.startswith(name)), "")


def name_end(text: str, start: int) -> int | None:
    """Where a name that begins at ``start`` ends: at a word's end, three characters rather than two.

    党支部书记郑卫在 -> behind 郑卫; 村民陆续回村 -> None.
    """
    surname = surname_of(text[start : start + 2])
    if not surname or text.startswith(TITLES, start + len(surname)):
        return None
    for length in (2, 1):
        end = start + len(surname) + length
        if is_name(text[start:end]) and is_plausible(text, start, end) and not _ends_in_verb(text, end, length):
            return end
    return None


def is_plausible(text: str, start: int, end: int, *, strict: bool = False) -> bool:
    """Whether the words in it may make a name: 王建国, 何静茹; not 陆续回, 安心, 向网友.

    Behind a post a surname may be followed by any word (程|远航); ``strict`` admits no everyday word at all.
    """
    tokens = tokenize(text)
    first = index_at(tokens, start)
    inside = [token for token in tokens[first : first + 4] if token.start < end]
    if inside[0].start != start or inside[-1].end != end:
        return False
    if strict or len(inside[0].text) > 1:
        return all(may_name(token) for token in inside)
    given = inside[1:]
    if inside[0].tag == "p":
        return all(len(token.text) == 1 or not token.tag for token in given)
    return all(token.tag not in _FUNCTION_TAGS for token in given)


def is_person(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a name that needs no context."""
    return is_name(text[start:end]) and is_plausible(text, start, end, strict=True)


def may_name(token: Token) -> bool:
    """陆续, 网友, 向 are words of another kind; 建国, 卫 may be in a name."""
    if len(token.text) == 1:
        return token.tag not in ("p", "c", "d", "r", "u", "m")
    return token.tag.startswith(_NAME_TAGS) or not token.tag


def _ends_in_verb(text: str, end: int, length: int) -> bool:
    """江敏|提|了意见: what stands before 了, 过, 着 is the verb, not the name."""
    tokens = tokenize(text)
    last = tokens[index_at(tokens, end - 1)]
    return length == 2 and last.end == end and last.tag == "v" and text[end : end + 1] in ("了", "过", "着")
