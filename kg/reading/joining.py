"""Lines -> paragraphs: which line goes on where the one before it stopped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from kg.reading.bylines import closing_byline, is_byline, is_caption
from kg.reading.layout import Line, is_finished, last_piece, line_width, tolerance

DraftKind = Literal["text", "caption", "byline"]

_LONGEST_TITLE = 42
_ITEM = re.compile(
    r"[●○◆◇•▪■□▲★☆※✓①-⑳]|[-*+] |[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[.、．)）](?!\d)|第[一二三四五六七八九十百]{1,4}[章节条]|——"
)
# Adverbials of time and source open a sentence of the text, not a heading.
_OPENING = re.compile(r"(?:近|今|去|前|当|日前|昨|截至|截止|据|此外|同时|其中|随着|目前)[^,，。]{0,10}[,，]")
_INDENT = 4
_HANGING = ("，", ",", "、")
# No paragraph begins with these.
_NEVER_FIRST = "，。、；：！？,”’）》」』"
_PAIRS = ("“”", "《》", "（）", "()", "「」")
_CLAUSE = re.compile(r"[，,、；：]")


@dataclass(slots=True)
class Draft:
    """A paragraph in the making: its lines and what kind of thing they are."""

    kind: DraftKind
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines, one after the other."""
        return "".join(line.text for line in self.lines)

    @property
    def finished(self) -> bool:
        """Whether it ends as a sentence or an article does."""
        return is_finished(self.lines[-1].text) or self.signed

    @property
    def signed(self) -> bool:
        """Whether it ends with a byline, which a line end may cut."""
        last = self.lines[-1].text
        if closing_byline(last):
            return True
        return last[-1] in ")）" and closing_byline("\n".join(line.text for line in self.lines[-2:])) > 0


def join_lines(page: Sequence[Line]) -> list[Draft]:
    """Hard-wrapped lines -> paragraphs in reading order; one that a caption or column break cuts is joined across."""
    drafts: list[Draft] = []
    running: Draft | None = None  # the text that may go on
    opened = False  # whether the article has had text after its titles
    for line, width in _with_widths(page):
        if line.rule:
            running, opened = None, False
        before = drafts[-1] if drafts and not line.rule else None
        kind = _kind(line, before, width)
        target = _target(line, before, running, width, opened) if kind == "text" else None
        if target:
            target.lines.append(line)
        else:
            drafts.append(target := Draft(kind, [line]))
        if kind == "text" and target is not running and target.kind == "text":
            opened = opened or (running is not None and not heading_like(running.text))
            running = target
        if kind == "byline" or (running and running.signed):
            running, opened = None, False
    return drafts


def heading_like(text: str, width: int = 0) -> bool:
    """优化办事“流程”,方便群众 -> True: short, without final punctuation and with nothing that only prose has."""
    if len(text) > _LONGEST_TITLE or (width and len(text) >= width - tolerance(width)):
        return False
    return not (is_finished(text) or _prosaic(text))


def _with_widths(page: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """Lines with the width they are set to; a block between blank lines may have its own."""
    base = min((line.indent for line in page), default=0)
    whole = line_width(page)
    blocks = 0
    numbers = [blocks := blocks + (line.gap > 0) for line in page]
    for _, group in groupby(zip(numbers, page, strict=True), key=lambda entry: entry[0]):
        block = [line._replace(indent=line.indent - base) if base else line for _, line in group]
        width = (line_width(block) if len(block) > 2 and len(block) < len(page) else 0) or whole
        yield from ((line, width) for line in block)


def _kind(line: Line, before: Draft | None, width: int) -> DraftKind:
    if is_byline(line.text):
        return "byline"
    if not is_caption(line.text):
        return "text"
    # 图为 at the head of a line may go on from the line above: …发展蓝 / 图为…
    inside = before and before.kind == "text" and not line.gap and not line.indented
    marked = not line.text[0].isalnum()
    return "text" if inside and before and not marked and _breaks_off(before, width) else "caption"


def _target(line: Line, before: Draft | None, running: Draft | None, width: int, opened: bool) -> Draft | None:
    """The paragraph that ``line`` goes on with, or None."""
    if before and before.kind == "caption" and not line.gap and _breaks_off(before, width):
        return before
    if running is None or line.indented:
        return None
    if line.text[0] in _NEVER_FIRST:
        return running
    adjacent = running is before and not line.gap
    goes_on = _continues(running, line, width) if adjacent else _resumes(running, line, width, opened)
    return running if goes_on else None


def _continues(running: Draft, line: Line, width: int) -> bool:
    """Whether a line goes on right below ``running``."""
    finished = running.finished
    if _is_full(running.lines[-1], width):
        if not finished:
            return True
        # A sentence that ends a little before the edge most likely ends its paragraph.
        return (
            _extent(running.lines[-1]) >= width
            and not _ITEM.match(line.text)
            and (_is_full(line, width) or is_finished(line.text))
        )
    if finished or _ITEM.match(line.text):
        return False
    if width:
        return _hangs(running.text)
    if _prosaic(running.text):
        return not heading_like(line.text)
    last = running.lines[-1].text
    return bool(_CLAUSE.search(last)) and len(line.text) <= len(last) and is_finished(line.text)


def _resumes(running: Draft, line: Line, width: int, opened: bool) -> bool:
    """Whether a line goes on from ``running`` across blank lines or a caption."""
    if running.finished or _ITEM.match(line.text) or heading_like(line.text, width):
        return False
    if _hangs(running.text):
        return True
    if not opened and len(running.lines) == 1 and not _prosaic(running.text):
        return False
    return _is_full(running.lines[-1], width) if width else _prosaic(running.text)


def _breaks_off(draft: Draft, width: int) -> bool:
    """Whether a full line ends inside a sentence."""
    return _is_full(draft.lines[-1], width) and not draft.finished


def _is_full(line: Line, width: int) -> bool:
    return width > 0 and _extent(line) >= width - tolerance(width)


def _extent(line: Line) -> int:
    """How many characters of its width a line takes, with the indent of a paragraph."""
    piece = last_piece(line)
    return len(piece) + (min(line.indent, _INDENT) if piece == line.text else 0)


def _prosaic(text: str) -> bool:
    """Whether an unfinished text is prose that was cut and no heading."""
    return len(text) > _LONGEST_TITLE or "。" in text or bool(_OPENING.match(text)) or _hangs(text)


def _hangs(text: str) -> bool:
    """Whether a text ends where no heading does: after a comma or inside “”, 《》 or brackets."""
    return text.endswith(_HANGING) or any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)
