"""Characters: what is dropped, what is folded, which blanks stay."""

import re
from collections.abc import Iterator, Sequence

from kg.reading.mapped import Mapped

# CR before LF, controls, lone surrogates, zero-width and direction marks, soft hyphens, noncharacters.
_NOISE = re.compile(
    "\r(?=\n)|[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_FULL_WIDTH = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0B]
_FOLDED = {code: code - 0xFEE0 for code in _FULL_WIDTH} | dict.fromkeys(
    map(ord, "\r\v\x1c\x1d\x1e\x85\u2028\u2029"), "\n"
)

_FOLDABLE = re.compile("[０-９Ａ-Ｚａ-ｚ＋\r\v\x1c\x1d\x1e\x85\u2028\u2029]+")

# Hanzi, kana, their punctuation and the quotation marks and dashes that they share with other scripts.
CJK = (
    "\u2014\u2018-\u201d\u2026\u2e80-\u2fff\u3001-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee"
    "\U00020000-\U0003ffff"
)
_HAN = "\u4e00-\u9fff"
_BLANK = re.compile(r"\s")
_BLANKS = re.compile(r"\s+")
_FORMER_BREAK = re.compile(rf"(?<=[{CJK},;\"])[ \u3000]+(?=[{CJK}\"])")
_WIDE = re.compile(rf"[{CJK}]")
# Blanks that tell names apart stay: in a bracket with reporters, and in a row of at least three short words.
_NAMES = re.compile(
    rf"[(（][^()（）]{{0,12}}(?:记者|通讯员|实习生)[^()（）]{{0,40}}[)）]"
    rf"|(?<![{_HAN}])[{_HAN}]{{2,4}}(?:[ \u3000]+[{_HAN}]{{2,4}}){{2,}}(?![{_HAN}])"
)


def clean(text: str, offsets: Sequence[int]) -> Mapped:
    """``Ａ\u200b区\\r\\n`` -> ``A区\\n``: noise dropped, full-width letters, digits and ＋ folded, line ends made one.

    Punctuation, quotation marks and blanks are left as they are.
    """
    dropped = Mapped.of(text, offsets).drop(_NOISE)
    return Mapped(_FOLDABLE.sub(lambda match: match[0].translate(_FOLDED), dropped.text), dropped.offsets)


def one_line(value: str) -> str:
    """``崂山\\ud800 新闻\\n`` -> 崂山 新闻: a title or an address, without noise and line breaks."""
    return " ".join(_NOISE.sub("", value).split())


def tidy(paragraph: Mapped, keep_blanks: bool = False) -> Mapped:
    """绿 色 -> 绿色; blanks at line ends and, unless ``keep_blanks``, beside a CJK character are dropped.

    Of every other run of white space one blank stays, so that Latin words stay apart.
    """
    if not _BLANKS.search(paragraph.text):
        return paragraph
    shorter = paragraph.without(_superfluous(paragraph.text, keep_blanks))
    return Mapped(_BLANK.sub(" ", shorter.text), shorter.offsets)


def former_breaks(text: str) -> list[str]:
    """``绿 色出行`` -> [绿, 色出行]: cut at the blanks that stand where printed lines ended."""
    return _FORMER_BREAK.split(text) if " " in text or "\u3000" in text else [text]


def _superfluous(text: str, keep_blanks: bool) -> Iterator[tuple[int, int]]:
    names = [] if keep_blanks else [match.span() for match in _NAMES.finditer(text)]
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        broken = "\n" in match[0]
        named = not broken and any(first < start < last for first, last in names)
        if _parts_words(text[max(0, start - 1) : start], text[end : end + 1], broken, keep_blanks or named):
            start += 1
        if start < end:
            yield start, end


def _parts_words(left: str, right: str, broken: bool, kept: bool) -> bool:
    """Whether the white space between two characters stays as one blank."""
    if not left or not right:
        return False
    if not broken and kept:
        return True
    if _WIDE.match(left) or _WIDE.match(right) or "+" in (left, right):
        return False
    # Numbers and codes are cut at a line's end without a blank, Latin words are not.
    return not broken or (right.isalpha() and (left.isalpha() or left in ",.;:!?)"))
