"""Persons by full name, in bylines too."""

from collections.abc import Callable

import pytest

CASES: dict[str, tuple[tuple[str, str], ...]] = {
    "behind a post": (
        ("镇党委书记周立民调研。", "周立民"),
        ("副区长 钱文博 出席活动。", "钱文博"),
        ("项目经理段宏到场。", "段宏"),
        ("讲解员欧阳文清带队。", "欧阳文清"),
    ),
    "behind a role": (
        ("居民丁玉兰来到窗口。", "丁玉兰"),
        ("茶农卢国庆忙着采茶。", "卢国庆"),
        ("业主江敏带头报名。", "江敏"),
    ),
    "before a word of speech": (
        ("邵永康说，路通了。", "邵永康"),
        ("谭秋萍告诉大家。", "谭秋萍"),
        ("“好极了。”秦慧介绍。", "秦慧"),
    ),
    "before a post": (
        ("习近平总书记强调。", "习近平"),
        ("王建国局长到场。", "王建国"),
    ),
    "in a list": (
        ("为沈国强、陶志远、方秀英等5名同志颁奖。", "沈国强 陶志远 方秀英"),
        ("新当选的有陶志远、方秀英、沈国强等5人。", "陶志远 方秀英 沈国强"),
        ("书记周立民、沈国强，主任方秀英到场。", "周立民 沈国强 方秀英"),
    ),
    "no full name": (
        ("王女士来到窗口，李大爷也来了。", ""),
        ("居民张先生介绍，陈师傅手艺好。", ""),
        ("书记陪同，主任和局长都在。", ""),
        ("据了解，陆续回到岗位。", ""),
        ("党员向前一步，居民安心过年。", ""),
        ("校长和老师说，孩子们高兴。", ""),
        ("金山、银山、青山都是山。", ""),
    ),
}
BYLINES = (
    ("(高建平 田 野)", "高建平|田 野"),
    ("徐州日报记者 严立新 通讯员 梅 雪", "严立新|梅 雪"),
    ("文/图 贺晓峰", "贺晓峰"),
    ("本报记者 欧阳明月 实习生 江敏", "欧阳明月|江敏"),
    ("本报记者 报道", ""),
    ("摄影 记者", ""),
)
CREDITS = (
    ("建设中的云龙湖隧道。 施小禾 摄", "施小禾"),
    ("市民在湿地游玩。蒋 帆 摄", "蒋 帆"),
    ("小桥流水。贺晓峰 摄影", "贺晓峰"),
    ("夜色中的老街。资料图", ""),
    ("游客在拍摄", ""),
)


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(*row, id=f"{rule}-{row[0]}") for rule, rows in CASES.items() for row in rows]
)
def test_people(names: Callable[..., list[str]], text: str, expected: str) -> None:
    assert [name for name in names(text) if name.startswith("PERSON")] == [f"PERSON {n}" for n in expected.split()]


@pytest.mark.parametrize(("kind", "text", "expected"), [
    *(("byline", *row) for row in BYLINES),
    *(("caption", *row) for row in CREDITS),
])  # fmt: skip
def test_bylines_and_credits(
    candidates: Callable[..., list[tuple[str, str]]], kind: str, text: str, expected: str
) -> None:
    assert candidates("bylines", text, kind) == [("PERSON", name) for name in expected.split("|") if name]


def test_a_byline_is_read_only_where_there_is_one(candidates: Callable[..., list[tuple[str, str]]]) -> None:
    assert candidates("bylines", "徐州日报记者 严立新", "body") == []


@pytest.mark.parametrize(
    ("piece", "expected"),
    [("欧阳文清", "欧阳"), ("欧文", "欧"), ("王明", "王"), ("明天", "明"), ("桥头", "桥"), ("的", ""), ("", "")],
)
def test_surname_of(piece: str, expected: str) -> None:
    from kg.ner.fullnames import surname_of
    from kg.ontology import words

    assert surname_of(piece) == (expected if expected in words("surnames") else "")
