import copy
import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from kg.ner import recognisers
from kg.ner.alphabet import Alphabet
from kg.ner.clues import clues, columns
from kg.ner.judge import Judge, feature_names
from kg.ner.network import load_network
from kg.ner.tags import TAGS
from kg.training.exporting import describe, write_network
from kg.training.modules import Encoder, Tagger

ALPHABET = Alphabet("山水春夏秋冬", "山水春夏\n山水\n" + "".join(chr(0x4E00 + n) * 2 for n in range(1500)))
JUDGE = Judge(dict.fromkeys(feature_names(("by-places",)), 0.0) | {"least": 0.5, "by-places": 1.25}, -0.75, 0.4)
NAMES = recognisers.names()
CLUES = columns(NAMES)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    torch.manual_seed(3)
    return Tagger(Encoder(ALPHABET.sizes, len(CLUES), 8, 0.3), len(TAGS), 0.3).eval()


@pytest.fixture(scope="module")
def folder(tagger: Tagger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tagger as written; it keeps its own tables in full precision."""
    made = tmp_path_factory.mktemp("export") / "new" / "model"
    write_network(copy.deepcopy(tagger).train(), made)
    describe(made, ALPHABET, CLUES, NAMES, JUDGE)
    return made


@pytest.mark.parametrize(
    ("texts", "length", "padding"), [(2, 9, 0), (1, 1, 0), (1, 9, 4), (1, 40, 0), (3, 2, 1), (5, 200, 150)]
)
def test_onnx_scores_are_those_of_pytorch(tagger: Tagger, folder: Path, texts: int, length: int, padding: int) -> None:
    rng = np.random.default_rng(length)
    inside = np.ones((texts, length), np.float32)
    inside[0, length - padding :] = 0
    fed = {
        "characters": rng.integers(0, ALPHABET.sizes[0], (texts, length)),
        "pairs": rng.integers(0, ALPHABET.sizes[1], (texts, length + 1)),
        "clues": rng.integers(0, 2, (texts, length, len(CLUES))).astype(np.float32),
        "inside": inside,
    }
    (found,) = load_network(folder).session.run(None, fed)
    with torch.no_grad():
        expected = tagger(*map(torch.from_numpy, fed.values())).numpy()
    assert found.shape == (texts, length, len(TAGS))
    assert np.abs(found - expected).max() < 1e-2
    assert np.ptp(expected) > 0.1


def test_the_large_tables_are_in_half_precision(tagger: Tagger, folder: Path) -> None:
    tables = tagger.encoder.characters.weight.numel() + tagger.encoder.pairs.weight.numel()
    rest = sum(weight.numel() for weight in tagger.parameters()) - tables
    assert 2 * tables + 4 * rest < (folder / "ner.onnx").stat().st_size < 3 * tables + 4 * rest
    smaller = copy.deepcopy(tagger)
    write_network(smaller, folder / "again")
    assert smaller.encoder.pairs.weight.dtype == torch.float16
    assert smaller.encoder.mix.weight.dtype == torch.float32
    assert (folder / "again" / "ner.onnx").read_bytes() == (folder / "ner.onnx").read_bytes()


def test_a_network_is_loaded_as_it_was_described(folder: Path) -> None:
    network = load_network(folder)
    assert network.judge == JUDGE
    assert network.alphabet == ALPHABET
    assert network.recognisers == tuple(NAMES)
    assert json.loads((folder / "ner.json").read_text(encoding="utf-8"))["tags"] == list(TAGS)


def test_a_loaded_network_scores_a_text(folder: Path) -> None:
    text = "春夏秋冬，山水。\n" * 30
    scores, tags = load_network(folder).score(text, clues(text, [], NAMES))
    assert scores.shape == (len(text), len(TAGS))
    assert len(tags) == len(text)
    # Every line stands in the same surroundings, so it gets the same scores, whatever it is put together with.
    assert np.allclose(scores[:8], scores[9:17], atol=1e-4)
