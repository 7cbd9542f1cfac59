"""The shipped network: pieces it is fed with, scores it gives, folders it cannot be loaded from."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.ner.clues import clues
from kg.ner.merge import Find, recognise, rules
from kg.ner.network import DESCRIPTION, LONGEST, SHIPPED, WEIGHTS, Network, cut, load_network
from kg.ner.tags import TAGS, best_paths
from kg.types import Article

MakeArticle = Callable[..., Article]
Told = Callable[[str], NDArray[np.uint8]]
NEWS = (
    "余姚市启动“晨露行动”。",
    "记者周立民报道",
    "河边风大，行人不多。",
    "西宁市城北区教育局印发《西宁市校车管理办法》。",
)


@pytest.fixture(scope="module")
def told(network: Network, make_article: MakeArticle) -> Told:
    """What the network is told about a text."""
    finders: list[Find] = rules(network.recognisers)

    def tell(text: str) -> NDArray[np.uint8]:
        article = make_article(text)
        return clues(text, [found for find in finders for found in find(article)], network.recognisers)

    return tell


# ---------------------------------------------------------------- pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n\n\n", []),
        ("一句话。", [4]),
        ("一行\n二行", [2, 2]),
        ("\n一行\n\n二行二\n", [2, 3]),
        ("字" * LONGEST, [LONGEST]),
        ("字" * (LONGEST + 1), [LONGEST, 1]),
        ("字" * (2 * LONGEST), [LONGEST, LONGEST]),
        ("字" * 99 + "。" + "字" * 150, [100, 150]),
        ("字" * 99 + "，" + "字" * 150, [100, 150]),
        ("字" * 50 + "。" + "字" * 80 + "，" + "字" * 150, [51, 81, 150]),
        ("字" * (LONGEST - 1) + "。字", [LONGEST, 1]),
        ("字" * LONGEST + "。", [LONGEST, 1]),
        ("字" * 150 + "\n" + "字" * 150, [150, 150]),
    ],
)
def test_cut(text: str, expected: list[int]) -> None:
    assert [span.end - span.start for span in cut(text)] == expected


stretches = st.integers(1, 450).map(lambda length: "字" * length)


@given(st.lists(stretches | st.sampled_from(["。", "，", "；", "\n", "、", "？！"]), max_size=12).map("".join))
def test_pieces_cover_every_line_once_and_in_order(text: str) -> None:
    pieces = list(cut(text))
    assert [at for span in pieces for at in range(*span)] == [at for at, char in enumerate(text) if char != "\n"]
    assert all(0 < span.end - span.start <= LONGEST for span in pieces)
    assert all("\n" not in text[slice(*span)] for span in pieces)


# ---------------------------------------------------------------- scores


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "\n\n\n", "。", "字", *NEWS, "\n".join(NEWS), "字" * 999, "周立民，" * 300, "😀" * 30, "\ud800",
        "周\udfff立\0民", "\u200b\ufeff", "a\r\nb\t\u3000", "字\n" * 500,
    ],
    ids=lambda text: ascii(text[:6]),
)  # fmt: skip
def test_scores_are_probabilities(network: Network, told: Told, text: str) -> None:
    scores, tags = network.score(text, told(text))
    assert scores.shape == (len(text), len(TAGS)) and tags.shape == (len(text),)
    assert np.isfinite(scores).all()
    assert np.exp(scores.astype(np.float64)).sum(axis=1) == pytest.approx(1, abs=1e-3)
    assert all(tags[at] == 0 for at, char in enumerate(text) if char == "\n")


@settings(max_examples=25)
@given(lines=st.lists(st.sampled_from([*NEWS, "字" * 180, "西", "\U0001f600，2024年"]), min_size=2, max_size=6))
def test_a_line_alone_or_among_others(network: Network, told: Told, lines: list[str]) -> None:
    text = "\n".join(lines)
    clued = told(text)
    scores, _ = network.score(text, clued)
    start = 0
    for line in lines:
        here = slice(start, start + len(line))
        alone, _ = network.score(line, clued[here])
        assert np.exp(scores[here]) == pytest.approx(np.exp(alone), abs=1e-4)
        start += len(line) + 1


def test_the_tags_are_the_best_of_the_scores(network: Network, told: Told) -> None:
    for line in NEWS:
        scores, tags = network.score(line, told(line))
        assert tags.tolist() == best_paths(scores[None], [len(line)])[0].tolist()


def test_what_rules_found_makes_a_difference(network: Network, told: Told) -> None:
    text = NEWS[0]
    with_them, without = (network.score(text, shown)[0] for shown in (told(text), np.zeros_like(told(text))))
    assert np.abs(np.exp(with_them) - np.exp(without)).max() > 1e-3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("余姚市启动“晨露行动”。", ["PLACE 余姚市", "PROGRAMME 晨露行动"]),
        ("昆山市人社局局长周立民说。", ["ORG 昆山市人社局", "PERSON 周立民"]),
        ("昆山市人社局印发《昆山市人才办法》。", ["ORG 昆山市人社局", "POLICY 昆山市人才办法"]),
        ("江苏省教育厅在南京市鼓楼区举办招聘会。", ["ORG 江苏省教育厅", "PLACE 南京市", "PLACE 鼓楼区"]),
        ("今天天气很好，大家都来散步。", []),
        ("他说，这件事要慢慢来。", []),
    ],
)
def test_clear_cases(network: Network, make_article: MakeArticle, text: str, expected: list[str]) -> None:
    (found,) = recognise([make_article(text)], network=network)
    assert [f"{mention.label} {mention.text}" for mention in found] == expected


# ---------------------------------------------------------------- folders


def test_a_network_is_loaded_once() -> None:
    assert load_network(SHIPPED) is load_network(SHIPPED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped network."""
    there = tmp_path / "mine"
    there.mkdir()
    for name in (WEIGHTS, DESCRIPTION):
        shutil.copy(SHIPPED / name, there)
    return there


def change(folder: Path, **fields: Any) -> None:
    described = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8")) | fields
    kept = {name: value for name, value in described.items() if value is not None}
    (folder / DESCRIPTION).write_text(json.dumps(kept), encoding="utf-8")


def test_a_copy_is_as_good(folder: Path, network: Network, told: Told) -> None:
    copy = load_network(folder)
    assert copy is not network and copy.recognisers == network.recognisers and copy.judge == network.judge
    assert copy.score(NEWS[0], told(NEWS[0]))[0].tolist() == network.score(NEWS[0], told(NEWS[0]))[0].tolist()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"tags": ["O", "B-ORG"]}, "other tags or clues"),
        ({"tags": [*TAGS, "S-DATE"]}, "other tags or clues"),
        ({"clues": ["word-first"]}, "other tags or clues"),
        ({"recognisers": ["places"]}, "other tags or clues"),
        ({"tags": None}, "describes no network"),
        ({"recognisers": None}, "describes no network"),
        ({"judge": None}, "describes no network"),
        ({"judge": {"mood": 1}}, "describes no network"),
    ],
)
def test_a_description_that_does_not_fit(folder: Path, fields: dict[str, Any], reason: str) -> None:
    change(folder, **fields)
    with pytest.raises(ModelError, match=rf"^{re.escape(str(folder))}: .*{reason}"):
        load_network(folder)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (DESCRIPTION, None, "no trained recogniser there"),
        (WEIGHTS, None, "no trained recogniser there"),
        (DESCRIPTION, b"", "no trained recogniser there"),
        (DESCRIPTION, b'{"tags": [', "no trained recogniser there"),
        (DESCRIPTION, b"\xff\xfe\x00", "no trained recogniser there"),
        (DESCRIPTION, b"[]", "describes no network"),
        (DESCRIPTION, b"7", "describes no network"),
        (WEIGHTS, b"", "cannot be loaded"),
        (WEIGHTS, b"not a network", "cannot be loaded"),
    ],
)
def test_a_folder_with_something_else(folder: Path, name: str, content: bytes | None, reason: str) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=rf"^{re.escape(str(folder))}: .*{reason}.*kg train ner$") as caught:
        load_network(folder)
    assert "\n" not in str(caught.value)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere: no trained recogniser there .*; make one with kg train ner$"):
        load_network(tmp_path / "nowhere")
