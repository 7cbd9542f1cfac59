import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.checking import check_annotation
from kg.corpus.noise import NOISES, halve, misread, roughen, space, wrap
from kg.corpus.passages import Passage, parse_passages
from kg.names import squash

Noise = Callable[[Passage, random.Random], Passage]

TEXT = """=== a-1
place: 贵州省 遵义市 湄潭县
kind: daily
topic: rural
part: train
---
今天一大早，{湄潭县|PLACE}正式推出“{春风送岗、人人有活|PROGRAMME}”服务品牌：{县人力资源和社会保障局|ORG|湄潭县人力资源和社会保障局}（以下简称{县人社局|ORG|湄潭县人力资源和社会保障局}）牵头，{县总工会|ORG|湄潭县总工会}、{县妇联|ORG|湄潭县妇联}参加。

《{湄潭县稳岗十条，第一版|POLICY}》由{湄潭县|PLACE}印发；日子未必不好，己经有人来问了！
---
launches 推出: 湄潭县 -> 春风送岗、人人有活
issues 印发: 湄潭县 -> 湄潭县稳岗十条，第一版
"""
(PASSAGE,) = parse_passages(TEXT, "a")


@pytest.mark.parametrize("noise", NOISES.values(), ids=NOISES)
@given(seed=st.integers(0, 500))
def test_the_annotation_fits_whatever_the_noise(noise: Noise, seed: int) -> None:
    rough = noise(PASSAGE, random.Random(seed))
    assert list(check_annotation(rough)) == []
    assert len(rough.marks) == len(PASSAGE.marks)
    assert rough == noise(PASSAGE, random.Random(seed))


@pytest.mark.parametrize("noise", [wrap, space])
@given(seed=st.integers(0, 500))
def test_only_blanks_come_in(noise: Noise, seed: int) -> None:
    rough = noise(PASSAGE, random.Random(seed))
    assert rough.text != PASSAGE.text
    assert squash(rough.text) == squash(PASSAGE.text)
    names = [squash(rough.text[mark.start : mark.end]) for mark in rough.marks]
    assert names == [squash(PASSAGE.text[mark.start : mark.end]) for mark in PASSAGE.marks]


def test_lines_are_broken_in_names_but_not_before_a_comma() -> None:
    rough = [wrap(PASSAGE, random.Random(seed)) for seed in range(20)]
    assert any("\n" in passage.text[mark.start : mark.end] for passage in rough for mark in passage.marks)
    assert not any(line[:1] in "，。、）”；：！" for passage in rough for line in passage.text.splitlines() if line)
    assert {passage.noise for passage in rough} == {"wrapped"}


def test_half_width_marks_change_names_and_relations_alike() -> None:
    rough = halve(PASSAGE, random.Random(1))
    assert "湄潭县稳岗十条,第一版" in {mark.canonical for mark in rough.marks}
    assert rough.statements[1].tails == ("湄潭县稳岗十条,第一版",)
    assert not set("，：；！（）") & set(rough.text)
    assert len(rough.text) == len(PASSAGE.text)


def test_misreading_leaves_names_and_triggers_alone() -> None:
    rough = [misread(PASSAGE, random.Random(seed)) for seed in range(30)]
    assert any(passage.text != PASSAGE.text for passage in rough)
    for passage in rough:
        names = [passage.text[mark.start : mark.end] for mark in passage.marks]
        assert names == [PASSAGE.text[mark.start : mark.end] for mark in PASSAGE.marks]
        assert "推出" in passage.text and "印发" in passage.text


def test_each_kind_of_noise_comes_up() -> None:
    rng = random.Random(3)
    assert {roughen(PASSAGE, rng).noise for _ in range(40)} == set(NOISES)
