"""What the scorer of relations is told to learn of a passage."""

from pathlib import Path

import numpy as np
import pytest

from kg.corpus.passages import Passage, parse_marked, parse_statement
from kg.relations import extractors
from kg.relations.wording import relation_names
from kg.training.pair_examples import (
    FAILS,
    HOLDS,
    OPEN,
    PairExample,
    from_annotated,
    from_patterns,
    from_raw,
    rule_columns,
)

TEMPLATES = Path(__file__).parents[2] / "corpus" / "templates"


def read(marked: str, *statements: str) -> PairExample:
    text, marks = parse_marked(marked, "here")
    told = tuple(parse_statement(line, "here") for line in statements)
    (made,) = from_annotated([Passage("anhui-01", (), "", "", (), "train", "none", (), text, marks, told)])
    return made


def answers(made: PairExample, wanted: int) -> set[str]:
    """0 launches 1: the pairs and relations with an answer, by the numbers of the names."""
    return {
        f"{made.pairs.heads[row]} {relation_names()[column]} {made.pairs.tails[row]}"
        for row, column in zip(*np.nonzero(made.answers == wanted), strict=True)
    }


# Text, statements, what holds, what is open.
PASSAGES = [
    ("{歙县|PLACE}启动“{徽墨灯火|PROGRAMME}”。", ["launches 启动: 歙县 -> 徽墨灯火"], {"0 launches 1"}, set()),
    ("{歙县|PLACE}启动“{徽墨灯火|PROGRAMME}”。", [], set(), set()),
    (
        "{歙县|PLACE}与{黄山学院|ORG}签约。",
        ["cooperatesWith 签约: 歙县 -> 黄山学院"],
        {"0 cooperatesWith 1", "1 cooperatesWith 0"},
        set(),
    ),
    # The trigger decides which of two places states it, whichever comes first.
    (
        "{歙县|PLACE}启动“{徽墨灯火|PROGRAMME}”。{歙县|PLACE}的“{徽墨灯火|PROGRAMME}”很美。",
        ["launches 启动: 歙县 -> 徽墨灯火"],
        {"0 launches 1"},
        {"0 launches 3", "2 launches 1", "2 launches 3"},
    ),
    (
        "{歙县|PLACE}有“{徽墨灯火|PROGRAMME}”。{歙县|PLACE}启动“{徽墨灯火|PROGRAMME}”。",
        ["launches 启动: 歙县 -> 徽墨灯火"],
        {"2 launches 3"},
        {"0 launches 1", "0 launches 3", "2 launches 1"},
    ),
    # One sentence is better than two, the nearer name better than the one further off.
    (
        "{歙县|PLACE}热闹。{县里|PLACE|歙县}启动“{徽墨灯火|PROGRAMME}”。",
        ["launches 启动: 歙县 -> 徽墨灯火"],
        {"1 launches 2"},
        {"0 launches 2"},
    ),
    ("{歙县|PLACE}热闹。\n启动“{徽墨灯火|PROGRAMME}”。", ["launches 启动: 歙县 -> 徽墨灯火"], {"0 launches 1"}, set()),
    # The part of a trigger behind … is looked for.
    (
        "{歙县|PLACE}以“{徽墨灯火|PROGRAMME}”为媒。{歙县|PLACE}把“{徽墨灯火|PROGRAMME}”擦亮。",
        ["launches 把…擦亮: 歙县 -> 徽墨灯火"],
        {"2 launches 3"},
        {"0 launches 1", "0 launches 3", "2 launches 1"},
    ),
    (
        "{歙县|PLACE}、{休宁县|PLACE}启动“{徽墨灯火|PROGRAMME}”。",
        ["launches 启动: 歙县 + 休宁县 -> 徽墨灯火", "cooperatesWith 、: 歙县 -> 休宁县"],
        {"0 launches 2", "1 launches 2", "0 cooperatesWith 1", "1 cooperatesWith 0"},
        set(),
    ),
    # A name that is not marked anywhere is in no pair.
    ("{歙县|PLACE}启动“{徽墨灯火|PROGRAMME}”。", ["launches 启动: 休宁县 -> 徽墨灯火"], set(), set()),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "statements", "holds", "open_"), PASSAGES, ids=range(len(PASSAGES)))
def test_what_holds_and_what_nobody_says(marked: str, statements: list[str], holds: set[str], open_: set[str]) -> None:
    made = read(marked, *statements)
    assert answers(made, HOLDS) == holds
    assert answers(made, OPEN) == open_
    assert len(answers(made, FAILS)) == made.answers.size - len(holds) - len(open_)
    assert made.annotated


def test_a_symmetric_relation_holds_both_ways_however_it_is_given() -> None:
    forth, back = ("cooperatesWith 签约: 歙县 -> 黄山学院", "cooperatesWith 签约: 黄山学院 -> 歙县")
    made = [read("{歙县|PLACE}与{黄山学院|ORG}签约。", line) for line in (forth, back)]
    assert (made[0].answers == made[1].answers).all()
    assert made[0].answers[:, relation_names().index("cooperatesWith")].tolist() == [HOLDS, HOLDS]


def test_names_are_as_annotated_in_the_cleaned_text() -> None:
    made = read("　　{歙县\u200b|PLACE|歙县}启动“{徽墨灯火|PROGRAMME}”。\n\n　　{县文旅局|ORG|歙县文旅局}说。")
    assert [(m.text, m.label, m.canonical) for m in made.mentions] == [
        ("歙县", "PLACE", "歙县"), ("徽墨灯火", "PROGRAMME", "徽墨灯火"), ("县文旅局", "ORG", "歙县文旅局"),
    ]  # fmt: skip
    assert all(made.article.text[m.start : m.end] == m.text for m in made.mentions)


def test_what_the_rules_say_is_found_among_the_clues() -> None:
    made = read("{歙县|PLACE}启动“{徽墨灯火|PROGRAMME}”。")
    columns = rule_columns(made.pairs)
    assert columns.stop - columns.start == len(relation_names())
    assert made.pairs.clues.shape[1] - columns.stop == len(extractors.names())
    ruled = made.pairs.clues[:, columns]
    assert np.argwhere(ruled > 0).tolist() == [[0, relation_names().index("launches")]]


def test_raw_text_holds_what_rules_state(tmp_path: Path) -> None:
    raw = tmp_path / "raw.txt"
    raw.write_text(
        "安徽省黄山市歙县启动“徽墨灯火”行动，群众纷纷称赞。\n今天的天气真是好得没有话说呀。\n", encoding="utf-8"
    )
    (made,) = from_raw(raw, 5, 1)
    assert not made.annotated
    told = {(made.mentions[int(s.split()[0])].canonical, made.mentions[int(s.split()[2])].canonical, s.split()[1])
            for s in answers(made, HOLDS)}  # fmt: skip
    assert ("歙县", "徽墨灯火", "launches") in told
    assert answers(made, OPEN) == set()


def test_raw_text_without_names_is_left_out(tmp_path: Path) -> None:
    raw = tmp_path / "raw.txt"
    raw.write_text("今天的天气真是好得没有话说呀。\n", encoding="utf-8")
    assert list(from_raw(raw, 5, 1)) == []


def test_patterns_are_annotated_and_the_same_by_seed() -> None:
    first, again, other = ([made.article.text for made in from_patterns(TEMPLATES, 4, seed)] for seed in (1, 1, 2))
    assert first == again != other
    made = list(from_patterns(TEMPLATES, 12, 1))
    assert all(example.annotated for example in made)
    assert any(answers(example, HOLDS) for example in made)
