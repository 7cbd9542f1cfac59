"""Bytes -> text: which encodings are found, what is refused and why."""

import pytest

from kg.errors import ReadError
from kg.reading.encoding import decode

SIMPLE = "滨江区启动“示例工程”，惠及居民3000余户。"
TRADITIONAL = "濱江區啟動示範工程，惠及居民三千餘戶，社區的環境有了明顯改善。"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (SIMPLE, "utf-8", "utf-8"),
        (SIMPLE, "utf-8-sig", "utf-8"),
        (SIMPLE, "gb18030", "gb18030"),
        (SIMPLE, "utf-16", "utf-16"),
        (SIMPLE, "utf-16-le", "utf-16-le"),
        (SIMPLE, "utf-16-be", "utf-16-be"),
        (SIMPLE, "utf-32", "utf-32"),
        (TRADITIONAL, "big5", "big5"),
        ("崂山区", "gb18030", "gb18030"),
        ("plain text", "utf-8", "utf-8"),
        ("滨江\r\n区", "utf-8", "utf-8"),
    ],
)
def test_encodings(text: str, encoding: str, expected: str) -> None:
    assert decode("a.txt", text.encode(encoding)) == (text, expected)


def test_big_endian_with_its_mark() -> None:
    assert decode("a.txt", b"\xfe\xff" + SIMPLE.encode("utf-16-be")) == (SIMPLE, "utf-16")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        (SIMPLE.encode() + b"\xff\xff", f"byte {len(SIMPLE.encode())} is not utf-8"),
        (SIMPLE.encode()[:-1], "is not utf-8"),
        (b"\xef\xbb\xbfabc\xff", "begins as utf-8"),
        (b"\xff\xfe\x00\xd8", "begins as utf-16"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        decode("a.txt", data)
    assert caught.value.source == "a.txt"


def test_a_declared_encoding_goes_before_guesses_but_not_before_valid_utf8() -> None:
    assert decode("a", SIMPLE.encode("gbk"), "gb2312") == (SIMPLE, "gb18030")
    assert decode("a", SIMPLE.encode(), "gb2312") == (SIMPLE, "utf-8")
    assert decode("a", SIMPLE.encode("gbk"), "no-such-set") == (SIMPLE, "gb18030")
