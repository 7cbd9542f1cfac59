"""Each query that comes along, asked of the sample corpus; what is expected was read out of its articles by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.queries import query_names
from kg.store import run_query

Row = dict[str, str]

STAR, MEDALS, REVIVAL = "laoshan-party-building.txt", "laoshan-medals.txt", "laoshan-rural-revival.txt"


@pytest.fixture(scope="module")
def ask(news_graph: Path) -> Callable[[str, dict[str, str]], list[Row]]:
    """Ask the graph of the sample corpus: (name of a query, parameters) -> rows."""

    def run(name: str, given: dict[str, str]) -> list[Row]:
        answer = run_query(news_graph, name, given)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows()]

    return run


# The query, its parameters, rows that must be there, rows that must not: a row stands for all that have its values.
QUESTIONS: list[tuple[str, Row, list[Row], list[Row]]] = [
    ("programmes-of", {"name": "崂山区"},
     [{"body": "崂山区", "relation": "推出", "programme": "金廉盟", "modality": "done"},
      {"body": "崂山区", "programme": "崂先办", "modality": "planned", "first": "2023-01-09"},
      {"body": "崂山区农业农村局机关党委", "relation": "参与", "programme": "五星联四星"},
      {"body": "崂山区委区直机关工委", "relation": "牵头", "programme": "五星联四星"},
      {"body": "崂山区委", "programme": "六基工程"}],
     [{"programme": "上街里啤酒节"}, {"body": "市南区"}]),
    ("programmes-of", {"name": "崂山区农业农村局机关党委"},
     [{"relation": "参与", "programme": "五星联四星"}], [{"programme": "六基工程"}]),
    ("who-works-with-whom", {"name": "崂山区农业农村局机关党委"},
     [{"partner": "崂山区文旅局机关党支部", "modality": "done"}, {"partner": "崂山区气象局", "sentences": "1"}],
     [{"partner": "崂山区农业农村局机关党委"}]),
    ("who-works-with-whom", {"name": "崂山区民政局"}, [{"partner": "崂山区残联党支部"}], [{"partner": "崂山区气象局"}]),
    ("bodies-of", {"name": "崂山区"},
     [{"body": "崂山区民政局", "mentions": "2"}, {"body": "崂山区人社局党委"}, {"body": "崂山区残联党支部"}],
     [{"body": "海天中心"}, {"body": "青岛市委"}]),
    ("bodies-of", {"name": "青岛市"},
     [{"body": "海天中心"}, {"body": "崂山区民政局"}, {"body": "青岛市委"}], [{"body": "湾畔晚报"}]),
    ("bodies-of", {"name": "东麦窑村"}, [{"body": "东麦窑村党支部"}], [{"body": "崂山区民政局"}]),
    ("timeline", {"name": "绿盾"},
     [{"from": "2022-01-01", "to": "2022-12-31", "subject": "崂山区", "relation": "推出", "modality": "done"}],
     [{"object": "金廉盟"}]),
    ("timeline", {"name": "金廉盟"}, [{"from": "2022-01-01", "subject": "崂山区"}], [{"object": "绿盾"}]),
    ("planned", {},
     [{"subject": "崂山区", "relation": "推出", "object": "崂先办", "date": "2023-01-09"}],
     [{"object": "金廉盟"}, {"object": "六基工程"}]),
    ("stated-by-several", {},
     [{"subject": "李绍亮", "relation": "任职", "object": "东麦窑村党支部", "papers": "2", "one": MEDALS,
       "another": REVIVAL}],
     [{"object": "五星联四星"}]),
    ("disputed", {}, [], [{"object": "崂先办"}]),
    ("aliases-of", {"name": "崂山"},
     [{"type": "地点", "preferred": "崂山区", "alias": "崂山"}], [{"preferred": "市南区"}]),
    ("most-central", {}, [{"entity": "崂山区", "type": "地点"}, {"entity": "市南区"}], [{"entity": "湾畔日报"}]),
    ("most-central", {"type": "机构"},
     [{"entity": "崂山区农业农村局机关党委", "neighbours": "3"}], [{"entity": "崂山区"}, {"type": "地点"}]),
    ("evidence-of", {"name": "五星联四星"},
     [{"subject": "崂山区委区直机关工委", "relation": "牵头", "polarity": "positive", "file": STAR, "start": "183",
       "end": "204", "sentence": "“五星联四星”由崂山区委区直机关工委牵头。"}],
     [{"object": "金廉盟"}]),
    ("evidence-of-fact", {"name": "五星联四星", "other": "崂山区委区直机关工委"},
     [{"subject": "崂山区委区直机关工委", "trigger": "牵头", "file": STAR, "start": "183"}],
     [{"subject": "崂山区农业农村局机关党委"}]),
    ("policies", {"name": "崂山区"},
     [{"policy": "关于推动崂山农业产业高质量发展扶持办法", "modality": "done"},
      {"policy": "崂山区推进乡村振兴战略扶持办法"},
      {"policy": "关于建立产业链（集群）党建联盟赋能产业跨越式集聚发展的实施意见", "first": "2022-11-21"}],
     [{"issuer": "市南区"}]),
    ("posts", {"name": "东麦窑村党支部"}, [{"person": "李绍亮", "body": "东麦窑村党支部"}], [{"person": "郑卫"}]),
    ("posts", {"name": "郑卫"}, [{"body": "崂山区城市更新中心党支部"}], [{"person": "李绍亮"}]),
    # Sums of money there are, but none is put into anything that a sentence relates: 10 billion yuan is what is made.
    ("investments", {}, [], [{"of": "产值"}, {"written": "10亿元"}]),
    ("quantities", {"name": "市南区"},
     [{"quantity": "10万平方米", "number": "100000", "unit": "平方米", "relation": "建设", "object": "黄岛路"}],
     [{"subject": "崂山区"}]),
    ("quantities", {}, [{"quantity": "10亿元", "number": "1000000000", "unit": "元", "of": "产值"}], []),
    ("new-since", {"since": "2022-12-01"},
     [{"first": "2023-01-09", "object": "崂先办", "modality": "planned"}, {"first": "2022-12-05", "object": "绿盾"}],
     [{"first": "2022-11-21"}, {"object": "红色助企团"}]),
    ("new-since", {"since": "2022-11-21", "name": "崂山区"},
     [{"first": "2022-11-21", "object": "红色助企团"}], [{"subject": "市南区"}]),
    ("co-occurrence-without-relation", {"name": "李绍亮"},
     [{"first": "孙明爽", "second": "李绍亮"}], [{"second": "东麦窑村党支部"}, {"first": "东麦窑村党支部"}]),
    ("derived", {"name": "东麦窑村党支部"},
     [{"relation": "隶属地区", "object": "东麦窑村", "rule": "party-unit", "articles": "2"}], [{"object": "市南区"}]),
    ("open-statements", {}, [], [{"verb": "签约"}]),
    ("provenance", {},
     [{"file": STAR, "model": "recogniser kg", "articles": "3"},
      {"file": MEDALS, "model": "relater kg", "articles": "1"}],
     [{"evidence": "0"}]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "expected", "absent"), QUESTIONS)
def test_questions_get_the_answers_a_reader_would_give(
    name: str,
    given: dict[str, str],
    expected: list[Row],
    absent: list[Row],
    ask: Callable[[str, dict[str, str]], list[Row]],
) -> None:
    found = ask(name, given)
    assert [row for row in expected if not any(_fits(row, other) for other in found)] == []
    assert [other for row in absent for other in found if _fits(row, other)] == []
    assert expected or not found


def test_every_query_has_an_expected_answer() -> None:
    assert {name for name, *_ in QUESTIONS} == set(query_names())


def _fits(row: Row, other: Row) -> bool:
    """Of a path, its last part is compared: where the corpus lies is no part of the answer."""
    return all(other[key].rpartition("/")[2] == value for key, value in row.items())
