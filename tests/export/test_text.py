from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.text import clean, short
from kg.export.xml import element, opened, show


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("六基工程", "六基工程"),
        ("六\x00基\x1b工\x7f程\x85", "六基工程"),
        ("六基\ud83d工程\udc00", "六基工程"),
        ("𠮷😀", "𠮷😀"),
        ("一\r\n二\r三\t四", "一\n二\n三\t四"),
        ("\ufffe\uffff\ufffd", "\ufffd"),
        ("", ""),
    ],
)
def test_clean(text, expected):
    assert clean(text) == expected


@given(st.text(alphabet=st.characters(), max_size=30))
def test_whatever_is_clean_is_xml_and_utf8(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    parsed = ElementTree.fromstring(element("a", text, b=text).encode("utf-8"))
    assert parsed.text or cleaned == ""
    assert parsed.get("b") == cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("崂山区", "崂山区"),
        ("一二三四五六七八九十百千", "一二三四五六七八九十百千"),
        ("一二三四五六七八九十百千万", "一二三四五六七八九十百千…"),
        ("一\n 二", "一 二"),
    ],
)
def test_short(text, expected):
    assert short(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(True, "true"), (False, "false"), (0.1 + 0.2, "0.3"), (2.0, "2"), (7, "7")]
)
def test_show(value, expected):
    assert show(value) == expected


def test_attributes_are_quoted():
    assert opened("a", b='"<&>') == "<a b='\"&lt;&amp;&gt;'>"
