"""Chains of divisions come apart, one name a level."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ner.chains import split_chain
from kg.ner.tags import Name
from kg.ontology import LABELS
from kg.types import Label


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("ORG", "南京市鼓楼区教育局", "PLACE 南京市|ORG 鼓楼区教育局"),
        ("ORG", "江苏省南京市鼓楼区教育局", "PLACE 江苏省|PLACE 南京市|ORG 鼓楼区教育局"),
        ("ORG", "南京鼓楼区教育局", "PLACE 南京|ORG 鼓楼区教育局"),
        ("PLACE", "江苏省南京市", "PLACE 江苏省|PLACE 南京市"),
        ("PLACE", "浙江省余姚市", "PLACE 浙江省|PLACE 余姚市"),
        ("ORG", "南京市教育局", "ORG 南京市教育局"),
        ("ORG", "青岛市鼓楼区教育局", "ORG 青岛市鼓楼区教育局"),
        ("PLACE", "鼓楼区南京市", "PLACE 鼓楼区南京市"),
        ("PLACE", "南京市", "PLACE 南京市"),
        ("PROGRAMME", "江苏省南京市行动", "PROGRAMME 江苏省南京市行动"),
        ("POLICY", "南京市鼓楼区教育办法", "POLICY 南京市鼓楼区教育办法"),
        ("PERSON", "周立民", "PERSON 周立民"),
        ("ORG", "局", "ORG 局"),
    ],
)
def test_split_chain(label: Label, name: str, expected: str) -> None:
    text = f"在{name}里"
    found = list(split_chain(text, Name(1, 1 + len(name), label)))
    assert "|".join(f"{piece.label} {text[piece.start : piece.end]}" for piece in found) == expected


PARTS = ("江苏省", "南京市", "南京", "鼓楼区", "山东省", "青岛", "崂山区", "中韩街道", "教育局", "东", "！")


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join), st.sampled_from(LABELS))
def test_pieces_cover_the_name(text: str, label: Label) -> None:
    found = list(split_chain(text, Name(0, len(text), label)))
    assert (found[0].start, found[-1].end, found[-1].label) == (0, len(text), label)
    assert all(left.end == right.start and left.label == "PLACE" for left, right in pairwise(found))
    assert all(list(split_chain(text, piece)) == [piece] for piece in found), "nothing is left to be split"
