"""The trained scorer: what its files must be, what its numbers mean, and that numpy says what torch learned."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.relations import extractors
from kg.relations.clues import width
from kg.relations.merge import THRESHOLD, propose, relate
from kg.relations.pairs import Pairs, pair
from kg.relations.scorer import DESCRIPTION, EDGE, NOTHING, SHIPPED, UNKNOWN, WEIGHTS, Scorer, Vocabulary, load_scorer
from kg.relations.wording import Wording, relation_names
from kg.segment import Token
from kg.types import Article, Mention

if TYPE_CHECKING:
    from kg.training.pair_modules import PairNetwork

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]

NEWS = (
    "[灌阳县|PLACE]启动“[千家洞灯火|PROGRAMME]”行动，与[桂北学院|ORG]签约。\n"
    "[灌阳县文旅局|ORG]局长[唐小满|PERSON]说，下一步将印发《[古道保护办法|POLICY]》，在[黄关镇|PLACE]修缮[月岭村|PLACE]。"
)
VOCABULARY = Vocabulary(
    {"启动": 2, "签约": 3, "行动": 4}, {"启": 2, "动": 3, "县": 4, "印": 5}, {"v": 2, "ORG": 3, "PLACE": 4, "": 5}
)


def read_pairs(article: Article, mentions: tuple[Mention, ...]) -> tuple[Wording, Pairs]:
    wording = Wording.of(article, mentions)
    return wording, pair(article, mentions, wording, propose(article, mentions))


# ---------------------------------------------------------------- files


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return load_scorer()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder with files of the right form: a network of random weights."""
    pytest.importorskip("torch")
    write(tmp_path / "scorer", [random_network(1)])
    return tmp_path / "scorer"


def random_network(seed: int) -> "PairNetwork":
    import torch

    from kg.training.pair_modules import PairNetwork, Shape

    torch.manual_seed(seed)
    sizes = (len(table) + 2 for table in (VOCABULARY.words, VOCABULARY.characters, VOCABULARY.tags))
    shape = Shape(*sizes, len(relation_names()), width(extractors.names()), 6, 5, 4, 16, 12, (1, 2))
    vectors = torch.randn(shape.words, 3)
    vectors[0] = 0
    network = PairNetwork(shape, vectors.half().float(), dropout=0.5).eval()
    with torch.no_grad():
        for weight in network.parameters():
            weight.copy_(weight.half().float())
    return network


def write(folder: Path, networks: list["PairNetwork"], /, **changes: Any) -> None:
    from kg.training.relations import write_networks

    folder.mkdir()
    write_networks(folder / WEIGHTS, networks)
    shipped = json.loads((SHIPPED / DESCRIPTION).read_text(encoding="utf-8"))
    own = {name: list(getattr(VOCABULARY, name)) for name in ("words", "characters", "tags")}
    told = shipped | own | {"networks": len(networks)} | changes
    (folder / DESCRIPTION).write_text(json.dumps(told), encoding="utf-8")


def test_what_was_written_is_read(written: Path) -> None:
    scorer = load_scorer(written)
    assert scorer.vocabulary == VOCABULARY
    assert len(scorer.networks) == 1
    assert list(scorer.triggers) == list(relation_names())
    assert load_scorer(written) is scorer


@pytest.mark.parametrize(
    ("missing", "told"),
    [((WEIGHTS, DESCRIPTION), DESCRIPTION), ((DESCRIPTION,), DESCRIPTION), ((WEIGHTS,), WEIGHTS)],
)
def test_a_folder_without_a_scorer(written: Path, missing: tuple[str, ...], told: str) -> None:
    for name in missing:
        (written / name).unlink()
    with pytest.raises(ModelError) as caught:
        load_scorer(written)
    message = str(caught.value)
    assert message.startswith(f"{written}: no trained scorer there")
    assert message.endswith("make one with kg train relations")
    assert told in message
    assert "\n" not in message


@pytest.mark.parametrize("data", [b"", b"no weights", b"PK\x03\x04 cut off"])
@pytest.mark.parametrize("name", [WEIGHTS, DESCRIPTION])
def test_files_that_are_something_else(written: Path, name: str, data: bytes) -> None:
    (written / name).write_bytes(data)
    with pytest.raises(ModelError, match=r"no trained scorer there \(.*make one with kg train relations$"):
        load_scorer(written)


@pytest.mark.parametrize(
    "changes",
    [
        {"clues": 7},
        {"relations": ["launches", "leads"]},
        {"relations": list(reversed(relation_names()))},
        {"rules": ["verbs"]},
    ],
)
def test_a_scorer_of_another_version(tmp_path: Path, changes: dict[str, Any]) -> None:
    pytest.importorskip("torch")
    write(tmp_path / "other", [random_network(1)], **changes)
    with pytest.raises(ModelError) as caught:
        load_scorer(tmp_path / "other")
    wanted = "a scorer for other relations or clues; train it again with kg train relations"
    assert str(caught.value) == f"{tmp_path / 'other'}: {wanted}"


@pytest.mark.parametrize("changes", [{"networks": 2}, {"triggers": {}}, {"calibration": [1.0]}, {"words": None}])
def test_a_description_that_does_not_fit_the_weights(tmp_path: Path, changes: dict[str, Any]) -> None:
    pytest.importorskip("torch")
    write(tmp_path / "other", [random_network(1)], **changes)
    with pytest.raises(
        ModelError, match=r"other: relations.json is not whole .*train it again with kg train relations$"
    ):
        load_scorer(tmp_path / "other")


def test_a_description_that_is_no_table(written: Path) -> None:
    (written / DESCRIPTION).write_text("[]", encoding="utf-8")
    with pytest.raises(ModelError, match=r"relations\.json is not whole"):
        load_scorer(written)


# ---------------------------------------------------------------- words


def test_words_are_looked_up() -> None:
    def token(text: str, tag: str) -> Token:
        return Token(0, len(text), text, tag)

    words = [token("启动", "v"), token("灌阳县", "PLACE"), token("启", "x"), token("动", "v"), token("行动", "ORG")]
    for _ in ("first", "remembered"):
        assert VOCABULARY.look_up(words).tolist() == [
            [2, 2, 3, 2, 2],
            [UNKNOWN, UNKNOWN, 4, UNKNOWN, 4],
            [UNKNOWN, 2, 2, NOTHING, UNKNOWN],
            [UNKNOWN, 3, 3, NOTHING, 2],
            [UNKNOWN, UNKNOWN, 3, UNKNOWN, 3],
        ]
    assert VOCABULARY.look_up([]).shape == (0, 5)


# ---------------------------------------------------------------- odds


def test_numpy_says_what_torch_does(tmp_path: Path, read: Read) -> None:
    torch = pytest.importorskip("torch")
    networks = [random_network(1), random_network(2)]
    for network in networks[1:]:
        network.vectors.weight.data = networks[0].vectors.weight.data
    write(tmp_path / "scorer", networks)
    wording, pairs = read_pairs(*read(NEWS))
    numbers = np.pad(VOCABULARY.look_up(wording.words), ((EDGE, EDGE), (0, 0)))
    triggers = np.pad(wording.triggered(), ((EDGE, EDGE), (0, 0)))
    places = [wording.places[ends] + EDGE for ends in (pairs.heads, pairs.tails)]
    given = [torch.from_numpy(array) for array in (numbers, triggers, *places, pairs.clues)]
    with torch.no_grad():
        one, other = (network(*given).numpy() for network in networks)
    found = load_scorer(tmp_path / "scorer").score(wording, pairs)
    assert found.shape == (len(pairs.heads), len(relation_names()))
    assert np.abs(one - other).max() > 0.1
    assert found == pytest.approx((one + other) / 2, abs=1e-3)


def test_articles_side_by_side_in_training_do_not_see_each_other(read: Read) -> None:
    torch = pytest.importorskip("torch")
    from kg.training.pair_examples import read_pairs as example
    from kg.training.pair_fitting import PairRecipe, _Read, collate

    still = PairRecipe(forget=0.0, silent=0.0)
    made = [_Read(example(*read(line)), VOCABULARY) for line in NEWS.split("\n")]
    network = random_network(3)
    with torch.no_grad():
        alone = [network(*collate([one], still, np.random.default_rng(0))[:5]) for one in made]
        together = network(*collate(made, still, np.random.default_rng(0))[:5])
    assert torch.cat(alone).numpy() == pytest.approx(together.numpy(), abs=1e-4)


@pytest.mark.parametrize("marked", ["", "今天下雨。", "[灌阳县|PLACE]热闹。", "[唐小满|PERSON]和[蒋秀英|PERSON]"])
def test_without_pairs_no_odds(scorer: Scorer, read: Read, marked: str) -> None:
    article, mentions = read(marked)
    assert scorer.score(*read_pairs(article, mentions)).shape == (0, len(relation_names()))
    assert relate(article, mentions) == ()


def test_odds_do_not_depend_on_what_was_scored_before(scorer: Scorer, read: Read) -> None:
    given = read_pairs(*read(NEWS))
    first = scorer.score(*given)
    scorer.score(*read_pairs(*read("[灌阳县|PLACE]启动“[夜读|PROGRAMME]”。")))
    assert (scorer.score(*given) == first).all()


def test_pairs_are_scored_by_themselves(scorer: Scorer, read: Read) -> None:
    wording, pairs = read_pairs(*read(NEWS))
    odds = scorer.score(wording, pairs)
    few = Pairs(pairs.heads[3:6], pairs.tails[3:6], pairs.clues[3:6])
    assert scorer.score(wording, few) == pytest.approx(odds[3:6], abs=1e-3)


# ---------------------------------------------------------------- confidence

ODDS = st.floats(-30, 30, width=32)
CERTAINTY = st.floats(0, 1, width=32)


@given(st.lists(ODDS, min_size=2, max_size=12), CERTAINTY)
def test_confidence_grows_with_the_odds(scorer: Scorer, odds: list[float], certainty: float) -> None:
    column = np.full(len(odds), certainty, np.float32)
    found = scorer.confidence(np.sort(np.array(odds, np.float32)), column)
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found) >= 0).all()


@given(ODDS, st.lists(CERTAINTY, min_size=2, max_size=12))
def test_surer_names_make_no_relation_less_sure(scorer: Scorer, odds: float, certainties: list[float]) -> None:
    column = np.sort(np.array(certainties, np.float32))
    assert (np.diff(scorer.confidence(np.full(len(column), odds, np.float32), column)) >= 0).all()


def test_confidence_is_what_was_calibrated(scorer: Scorer) -> None:
    given = np.array([2.0, 0.0, -2.0], np.float32), np.ones(3, np.float32)
    assert replace(scorer, calibration=(1.0, 0.0, 0.0)).confidence(*given) == pytest.approx(
        [0.881, 0.5, 0.119], abs=1e-3
    )
    assert replace(scorer, calibration=(0.5, 0.0, 1.0)).confidence(*given) == pytest.approx(
        [0.881, 0.731, 0.5], abs=1e-3
    )
    doubtful = np.full(3, 0.5, np.float32)
    halved = replace(scorer, calibration=(1.0, 1.0, 0.0)).confidence(given[0], doubtful)
    assert halved[1] == pytest.approx(1 / 3, abs=1e-3)


# ---------------------------------------------------------------- what the shipped one knows

CLEAR = [
    ("[灌阳县|PLACE]启动“[千家洞灯火|PROGRAMME]”行动。", {"灌阳县 launches 千家洞灯火"}),
    ("[灌阳县|PLACE]与[桂北学院|ORG]签署战略合作协议。", {"桂北学院 cooperatesWith 灌阳县"}),
    ("[灌阳县文旅局|ORG]印发《[古道保护办法|POLICY]》。", {"灌阳县文旅局 issues 古道保护办法"}),
    ("[灌阳县文旅局|ORG]局长[唐小满|PERSON]到场讲话。", {"唐小满 holdsPost 灌阳县文旅局"}),
    ("[灌阳县|PLACE]没有启动“[千家洞灯火|PROGRAMME]”行动。", set()),
    ("[灌阳县|PLACE]下雨，[临武县|PLACE]天晴。", set()),
]


@pytest.mark.parametrize(("marked", "expected"), CLEAR, ids=range(len(CLEAR)))
def test_clear_cases(read: Read, triple: Callable[..., str], marked: str, expected: set[str]) -> None:
    found = [relation for relation in relate(*read(marked)) if relation.polarity == "positive"]
    assert {triple(relation) for relation in found} == expected
    assert all(THRESHOLD <= relation.confidence <= 1 for relation in found)


def test_a_copy_of_the_shipped_scorer_is_the_same(scorer: Scorer, read: Read, tmp_path: Path) -> None:
    for name in (WEIGHTS, DESCRIPTION):
        shutil.copy(SHIPPED / name, tmp_path / name)
    given = read_pairs(*read(NEWS))
    assert (load_scorer(tmp_path).score(*given) == scorer.score(*given)).all()
