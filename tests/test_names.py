"""What of a name counts when names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import squash

DROPPED = "“”\"'‘’「」『』 \n\t　\u00a0"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("姑苏区“小巷”行业 党委", "姑苏区小巷行业党委"),
        ("鉴湖\n红帆", "鉴湖红帆"),
        ("「龙城」『驿动』", "龙城驿动"),
        ("殷　鹏", "殷鹏"),
        ("1 + 5 + X", "1+5+X"),
        ("财富中心(Q1)", "财富中心(Q1)"),
        ("艾力·买买提", "艾力·买买提"),
        ("街区哨、部门到", "街区哨、部门到"),
        ("“”", ""),
        ("", ""),
    ],
)
def test_squash(name: str, expected: str) -> None:
    assert squash(name) == expected


@given(st.text(st.sampled_from(DROPPED + "龙城驿动+1·、()")))
def test_squash_drops_marks_and_white_space_and_nothing_else(name: str) -> None:
    assert squash(name) == "".join(char for char in name if char not in DROPPED)
    assert squash(squash(name)) == squash(name)
