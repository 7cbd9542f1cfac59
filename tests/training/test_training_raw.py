from pathlib import Path

import pytest

pytest.importorskip("torch")

from kg.errors import ReadError
from kg.ner.merge import recognise_by, rules
from kg.ner.tags import Name, names
from kg.training.examples import as_article
from kg.training.raw import label_by_rules, read_raw, samples

LINES = [f"第{number}天的天气不错，适合出门走走。" for number in range(1, 41)]
TEXT = "湄潭县启动“茶山夜校”行动，湄潭县总工会参加。\n主席罗春燕说，《湄潭县职工学习办法》下月施行。"


def test_short_lines_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join(["今日要闻", LINES[0], "", "2024年3月5日", LINES[1]]), encoding="utf-8")
    assert read_raw(path) == LINES[:2]


@pytest.mark.parametrize("content", [None, "湄潭县启动“茶山夜校”行动".encode("gbk")])
def test_what_is_no_utf8_text(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.txt"
    if content:
        path.write_bytes(content)
    with pytest.raises(ReadError, match=r"a\.txt: cannot be read as UTF-8 text"):
        read_raw(path)


def test_a_sample_is_a_run_of_lines_from_anywhere() -> None:
    runs = ["\n".join(LINES[start : start + 5]) for start in range(36)]
    drawn = [article.text for article in samples(LINES, 20, 1)]
    assert len(set(drawn)) == 20
    assert set(drawn) <= set(runs)
    assert [article.text for article in samples(LINES, 20, 1)] == drawn
    assert [article.text for article in samples(LINES, 20, 2)] != drawn


@pytest.mark.parametrize(("lines", "count", "drawn"), [(40, 100, 36), (5, 3, 1), (2, 3, 1)])
def test_there_are_no_more_samples_than_runs(lines: int, count: int, drawn: int) -> None:
    assert len(list(samples(LINES[:lines], count, 1))) == drawn


def test_a_sample_is_not_longer_than_a_page() -> None:
    (article,) = samples(["山" * 500] * 5, 1, 1)
    assert len(article.text) == 1200
    assert article.paragraphs[-1].end == 1200


def test_labels_by_the_rules_are_what_the_rules_find() -> None:
    article = as_article(TEXT)
    made = label_by_rules(article)
    (found,) = recognise_by([article], rules())
    assert list(names(made.tags.tolist())) == [Name(seen.start, seen.end, seen.label) for seen in found]
    texts = {(TEXT[name.start : name.end], name.label) for name in names(made.tags.tolist())}
    assert {("湄潭县", "PLACE"), ("湄潭县总工会", "ORG"), ("罗春燕", "PERSON")} <= texts
