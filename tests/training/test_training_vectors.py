"""Words of like use get like vectors."""

import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from kg.errors import ModelError
from kg.relations.scorer import SHIPPED
from kg.training.word_vectors import DIMENSIONS, LENGTH, Vectors, learn_vectors, read_vectors

# 启动 and its like stand before 活动 and its like, 修建 before 公园; never the other way round.
STARTING = ("启动", "推出", "开展")
BUILDING = ("修建", "改造", "修缮")
PROGRAMMES = ("活动", "行动", "计划", "项目", "服务")
BUILDINGS = ("公园", "学校", "桥梁", "医院", "码头")
_RUN = (
    "春天夏天秋天冬天早晨中午晚上老人孩子学生教师工人农民医生护士司机厨师画家作家歌手大山河流湖泊森林草原沙漠海洋天空星星月亮太阳云彩苹果香蕉西瓜葡萄草莓桃子白菜萝卜土豆番茄黄瓜茄子豆腐米饭面条饺子包子馒头"
    "牛奶鸡蛋汽车火车飞机轮船桌子椅子沙发窗户电视手机电脑书包铅笔钢笔"
)
OTHERS = [_RUN[at : at + 2] for at in range(0, len(_RUN), 2)]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    rng = random.Random(1)
    made = []
    for _ in range(700):
        verb, noun = rng.choice(((STARTING, PROGRAMMES), (BUILDING, BUILDINGS)))
        made.append(
            f"{rng.choice(OTHERS)}，{rng.choice(verb)}{rng.choice(noun)}，{rng.choice(OTHERS)}{rng.choice(OTHERS)}"
        )
    return made


@pytest.fixture(scope="module")
def vectors(texts: list[str]) -> Vectors:
    return learn_vectors(texts, 1)


def closeness(vectors: Vectors, one: str, other: str) -> float:
    return float(vectors[one] @ vectors[other]) / LENGTH**2


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [
        ("启动", "推出", "修建"),
        ("开展", "启动", "改造"),
        ("修缮", "改造", "推出"),
        ("公园", "学校", "活动"),
        ("计划", "项目", "医院"),
    ],
)
def test_words_of_like_use_come_near(vectors: Vectors, word: str, like: str, unlike: str) -> None:
    assert closeness(vectors, word, like) > 0.5 > closeness(vectors, word, unlike)


def test_each_frequent_word_has_a_vector_of_one_length(vectors: Vectors) -> None:
    assert {*STARTING, *BUILDING, *PROGRAMMES, *BUILDINGS} <= set(vectors)
    assert {vector.shape for vector in vectors.values()} == {(DIMENSIONS,)}
    assert [float(np.linalg.norm(vector)) for vector in vectors.values()] == pytest.approx(
        [LENGTH] * len(vectors), abs=0.01
    )


def test_the_same_seed_gives_the_same(vectors: Vectors, texts: list[str]) -> None:
    again = learn_vectors(texts, 1)
    assert list(again) == list(vectors)
    assert all((again[word] == vector).all() for word, vector in vectors.items())


def test_rare_words_have_none(texts: list[str]) -> None:
    assert "蝴蝶" not in learn_vectors([*texts, "蝴蝶"] + ["蝴蝶"] * 6, 1)
    assert "蝴蝶" in learn_vectors([*texts, "蝴蝶"] + ["蝴蝶"] * 7, 1)


@pytest.mark.parametrize("texts", [[], [""], ["启动活动"] * 50])
def test_too_little_text_gives_none(texts: list[str]) -> None:
    assert learn_vectors(texts, 1) == {}


def test_vectors_of_the_shipped_scorer() -> None:
    vectors = read_vectors(SHIPPED)
    assert len(vectors) > 1000
    assert closeness(vectors, "启动", "推出") > closeness(vectors, "启动", "位于")


def test_where_there_are_none(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"{tmp_path}: no vectors of words there .*--raw"):
        read_vectors(tmp_path)
