"""A page -> its articles: kinds of paragraphs, repeats, where one article ends and the next begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.reading.bylines import closing_byline, is_bracketed
from kg.reading.cleaning import former_breaks, tidy
from kg.reading.joining import Draft, heading_like, join_lines
from kg.reading.layout import lines
from kg.reading.mapped import Mapped
from kg.types import ParagraphKind

_SHORTEST_REPEAT = 15
_LONGEST_PRINTED_LINE = 80
_LONGEST_CALL = 35
_CALL = re.compile(r"[^。！？!?]+[！？!?]")
_BLANKS = re.compile(r"\s+")
_DATELINE = re.compile(
    r"(?:本报|本台|本网|新华社|[\u4e00-\u9fff]{2,8}(?:报|网|社|新闻))[^。,，]{0,24}?(?:讯|电|消息|报道)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a page before it is known to which article it belongs; ``rule``: a separator stands before it."""

    kind: ParagraphKind
    content: Mapped
    rule: bool

    @property
    def text(self) -> str:
        """Its clean text."""
        return self.content.text

    @property
    def key(self) -> str:
        """What makes two blocks the same: the text without white space."""
        return _BLANKS.sub("", self.text)


def split(page: Mapped, single: bool = False) -> Iterator[list[Block]]:
    """Cleaned text -> the blocks of each article, in reading order; ``single`` keeps the page in one."""
    blocks = _without_repeats(list(_blocks(page)))
    cuts = [] if single else list(_openings(blocks))
    for start, end in zip([0, *cuts], [*cuts, len(blocks)], strict=True):
        if start < end:
            yield _titled(blocks[start:end])


def _blocks(page: Mapped) -> Iterator[Block]:
    drafts = join_lines(list(lines(page.text)))
    spaced = _is_spaced(drafts)
    for draft in drafts:
        raw = page.keep(_spans(draft))
        rule = draft.lines[0].rule
        if draft.kind != "text":
            yield Block(draft.kind, tidy(raw, keep_blanks=True), rule)
            continue
        end = closing_byline(raw.text) or len(raw.text)
        content = raw.cut(0, end).strip()
        kind: ParagraphKind = "heading" if heading_like(content.text) else "body"
        yield Block(kind, tidy(content, keep_blanks=kind == "heading" and not spaced), rule)
        if end < len(raw.text):
            yield Block("byline", tidy(raw.cut(end, len(raw.text)), keep_blanks=True), False)


def _spans(draft: Draft) -> Iterator[tuple[int, int]]:
    """The stretches of the page that a draft is made of; all but the last with their line ends."""
    for line in draft.lines[:-1]:
        yield line.start, line.stop + 1
    yield draft.lines[-1].start, draft.lines[-1].end


def _is_spaced(drafts: Sequence[Draft]) -> bool:
    """Whether the page has blanks where printed lines ended: then its headings have them, too."""
    texts = [line.text for draft in drafts if draft.kind == "text" for line in draft.lines]
    blanks = sum(len(former_breaks(text)) - 1 for text in texts)
    return blanks * _LONGEST_PRINTED_LINE > sum(map(len, texts))


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """Drop what stands on the page a second time: long blocks, and short ones in a row with them."""
    keys = [block.key for block in blocks]
    first: dict[str, int] = {}
    twins = {
        number: first[key]
        for number, key in enumerate(keys)
        if first.setdefault(key, number) != number and len(key) >= _SHORTEST_REPEAT
    }
    for step, order in ((1, range(len(keys))), (-1, range(len(keys) - 1, -1, -1))):
        for number in order:
            twin = twins.get(number - step, -step) + step
            if number not in twins and number - step in twins and 0 <= twin < number and keys[twin] == keys[number]:
                twins[number] = twin
    kept, rule = [], False
    for number, block in enumerate(blocks):
        rule = rule or block.rule
        if number not in twins:
            kept.append(replace(block, rule=rule) if rule != block.rule else block)
            rule = False
    return kept


def _openings(blocks: Sequence[Block]) -> Iterator[int]:
    """The numbers of the blocks that open another article; in doubt the article goes on."""
    last = max((number for number, block in enumerate(blocks) if block.kind == "body"), default=-1)
    opened, author = False, ""
    for number, block in enumerate(blocks[: last + 1]):
        if opened and _opens(blocks, number, author):
            yield number
            opened, author = False, ""
        if block.kind == "body":
            opened, author = True, ""
        elif block.kind == "byline" and opened:
            follower = blocks[number + 1].kind
            author = block.key if is_bracketed(block.text) or follower == "heading" else author


def _opens(blocks: Sequence[Block], number: int, author: str) -> bool:
    """Whether a block opens an article: after a separator, a byline that ended one, or with a byline of its own."""
    block = blocks[number]
    if block.kind in ("caption", "byline"):
        return block.kind == "caption" and block.rule
    if block.rule:
        return True
    if author:
        return block.kind == "heading" or _next_author(blocks, number) != author
    return block.kind == "heading" and _is_announced(blocks, number)


def _next_author(blocks: Sequence[Block], number: int) -> str:
    """The byline that ends the text at ``number``: columns of one article, shuffled, end with the same."""
    return next((block.key for block in blocks[number:] if block.kind == "byline"), "")


def _is_announced(blocks: Sequence[Block], number: int) -> bool:
    """Whether headings from ``number`` on lead to a byline or a dateline, as a main title does."""
    follower = next((block for block in blocks[number:] if block.kind not in ("heading", "caption")), None)
    if follower is None:
        return False
    return (follower.kind == "byline" and not is_bracketed(follower.text)) or bool(_DATELINE.match(follower.text))


def _titled(blocks: Sequence[Block]) -> list[Block]:
    """Headings before the text are titles; one that no text follows is text."""
    first = next((number for number, block in enumerate(blocks) if block.kind == "body"), len(blocks))
    if _is_call(blocks, first):
        blocks = [*blocks[:first], replace(blocks[first], kind="heading"), *blocks[first + 1 :]]
        first = next(number for number, block in enumerate(blocks) if block.kind == "body")
    resolved: list[Block] = []
    follower: ParagraphKind | None = None
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if block.kind == "heading":
            kind: ParagraphKind = "body" if follower is None else "title" if number < first else "heading"
            block = replace(block, kind=kind)
        follower = block.kind if block.kind not in ("caption", "byline") else follower
        resolved.append(block)
    return resolved[::-1]


def _is_call(blocks: Sequence[Block], first: int) -> bool:
    """Whether the first text is a title that asks or calls: 停车难怎么办？"""
    bodies = [block.text for block in blocks[first:] if block.kind == "body"]
    return (
        len(bodies) > 1
        and len(bodies[0]) <= _LONGEST_CALL
        and len(bodies[0]) < len(bodies[1])
        and bool(_CALL.fullmatch(bodies[0]))
    )
