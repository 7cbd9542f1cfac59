"""Bytes -> text, once and strictly: Unicode with or without a mark, GB18030, Big5; never with replacements."""

import codecs
import re
from collections.abc import Iterator
from functools import cache

from kg.errors import ReadError

# The longer mark first: the one of UTF-16 begins the one of UTF-32. These decoders take the mark away.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Each encoding with the least share of frequent characters and their lead bytes: punctuation and the first level
# of hanzi. Text read in the wrong encoding lands outside: Big5 taken for GB18030 has a share of 0.3, UTF-8
# of 0.1.
_CHINESE = (
    ("gb18030", "gb2312", 0.5, (0xA1, 0xA3), (0xB0, 0xD7)),
    ("big5", "big5", 0.8, (0xA1, 0xA3), (0xA4, 0xC6)),
)
_ALLOWED = "UTF-8, UTF-16, UTF-32, GB18030 or Big5"
_SAMPLE = 20_000
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1c-\x1f\x7f]")
_PLAIN = re.compile(r"[\t\n\r\x20-\x7e\u2010-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]")


def decode(name: str, data: bytes, declared: str = "") -> tuple[str, str]:
    r"""崂山 in GB18030 -> ("崂山", "gb18030"). The mark at the beginning is not part of the text.

    ``declared`` is what the file says of itself (HTML's ``meta charset``); it goes before guesses but after
    marks and valid UTF-8. Raises ReadError for empty or binary data and for bytes no encoding explains; the
    message names the position of the first bad byte.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise ReadError(name, "is empty; allowed: a file with text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(name, _strict(name, data, encoding)), encoding.removesuffix("-sig")
    for encoding in _candidates(name, data, declared):
        return _checked(name, data.decode(encoding)), encoding
    raise _refusal(name, data, declared)


def _candidates(name: str, data: bytes, declared: str) -> Iterator[str]:
    """Encodings that decode all of ``data`` to something that looks like text, the likeliest first."""
    if unmarked := _unmarked_utf16(data):
        yield unmarked
    if b"\0" in data:
        raise ReadError(name, "is binary (it has NUL bytes and is not UTF-16); allowed: text")
    if _decodes(data, "utf-8"):
        yield "utf-8"
    if declared and _known(declared) and _decodes(data, _widened(declared)):
        yield _widened(declared)
    for encoding, *_ in _CHINESE:
        if _decodes(data, encoding) and _looks_chinese(data.decode(encoding), encoding):
            yield encoding
    yield from _guesses(data)


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark is obvious when nearly all of it is common characters that way."""
    if len(data) % 2 or (b"\0" not in data and _decodes(data, "utf-8")):
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        if _decodes(data, encoding):
            sample = data.decode(encoding)[:_SAMPLE]
            if len(_PLAIN.findall(sample)) >= 0.95 * len(sample):
                return encoding
    return ""


def _guesses(data: bytes) -> Iterator[str]:
    """What charset-normalizer makes of it, if that is Chinese and looks like it."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["gb18030", "big5", "big5hkscs", "utf_16", "utf_8"]).best()
    if best is not None and not best.encoding.startswith("utf") and _decodes(data, best.encoding):
        family = "big5" if best.encoding.startswith("big5") else "gb18030"
        if _looks_chinese(data.decode(best.encoding), family):
            yield best.encoding


def _looks_chinese(text: str, encoding: str) -> bool:
    least = next(share for name, _, share, *_ in _CHINESE if name == encoding)
    marked = [char for char in text[:_SAMPLE] if ord(char) > 0x7F]
    frequent = _frequent(encoding)
    return sum(char in frequent for char in marked) >= least * len(marked)


@cache
def _frequent(encoding: str) -> frozenset[str]:
    """The frequent characters of an encoding, from its own table."""
    codec, ranges = next((codec, ranges) for name, codec, _, *ranges in _CHINESE if name == encoding)
    leads = [lead for first, last in ranges for lead in range(first, last + 1)]
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return frozenset(pair.decode(codec, "ignore")[:1] for pair in pairs) - {""} | frozenset("·—…“”‘’")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _known(encoding: str) -> bool:
    try:
        "".encode(encoding)
    except LookupError:
        return False
    return True


def _widened(encoding: str) -> str:
    """gb2312 -> gb18030: pages that declare the small set use the large one."""
    plain = codecs.lookup(encoding).name
    return "gb18030" if plain in ("gb2312", "gbk") else plain


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(name, f"begins as {encoding} but byte {error.start} is not; allowed: {_ALLOWED}") from error


def _checked(name: str, text: str) -> str:
    if not text.strip():
        raise ReadError(name, "is empty; allowed: a file with text")
    if len(_CONTROLS.findall(text[:_SAMPLE])) > 0.05 * min(len(text), _SAMPLE):
        raise ReadError(name, "is binary (mostly control characters); allowed: text")
    return text


def _refusal(name: str, data: bytes, declared: str) -> ReadError:
    if len(_CONTROLS.findall(data[:_SAMPLE].decode("latin-1"))) > 0.05 * min(len(data), _SAMPLE):
        return ReadError(name, "is binary (mostly control characters); allowed: text")
    places = []
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            places.append(f"byte {error.start} is not {encoding}")
    said = f" (it declares {declared})" if declared else ""
    return ReadError(name, f"cannot be decoded{said}: {', '.join(places)}; allowed: {_ALLOWED}")
