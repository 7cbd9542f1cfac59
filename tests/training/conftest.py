"""What the training tests share: a dozen passages of the corpus, and an encoder that has hardly learned."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.corpus.passages import Passage, read_passages, select

if TYPE_CHECKING:
    from kg.training.encoders import Pretrained

PROVINCE = Path(__file__).parents[2] / "corpus" / "annotated" / "guizhou.txt"


@pytest.fixture(scope="session")
def passages() -> list[Passage]:
    """Ten passages to learn from, two for the judge, one for neither."""
    known = list(read_passages(PROVINCE))
    counts = {"train": 10, "dev": 2, "test": 1}
    return [passage for part, count in counts.items() for passage in islice(select(known, part), count)]


@pytest.fixture(scope="session")
def encoder(passages: list[Passage], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an encoder of eight features, one step from where it began."""
    pytest.importorskip("torch")
    from kg.ner import recognisers
    from kg.ner.clues import columns
    from kg.training.encoders import write_encoder
    from kg.training.pretraining import make_alphabet, pretrain

    texts = [passage.text for passage in passages]
    alphabet = make_alphabet(texts)
    path = tmp_path_factory.mktemp("encoder") / "tiny.npz"
    write_encoder(pretrain(texts, alphabet, len(columns(recognisers.names())), 8, 0.01, 1), alphabet, path)
    return path


@pytest.fixture(scope="session")
def pretrained(encoder: Path) -> "Pretrained":
    """The same, read."""
    from kg.training.encoders import read_encoder

    return read_encoder(encoder)
