"""HanLP's recurrent tagger, trained from nothing: characters, a bidirectional LSTM, a CRF."""

from collections.abc import Iterable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import hanlp
import torch
from data import Corpus, Line, Name, Tag, tags
from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer
from hanlp.components.taggers.rnn.rnntaggingmodel import RNNTaggingModel

SETTINGS = {"embed": 100, "rnn_hidden": 128, "drop": 0.3, "batch_size": 128, "epochs": 11, "lr": 0.003}
BATCH = 64
# HanLP's reader splits at white space.
_BLANK = "␣"


class Recurrent:
    """`hanlp.components.ner.rnn_ner` on the processor."""

    def train(self, corpus: Corpus, dev: list[Line], folder: Path) -> None:
        """A fixed number of epochs; HanLP keeps the one that finds most in ``dev``."""
        _mend()
        torch.set_num_threads(1)
        torch.manual_seed(1)
        _write(corpus.all(), folder / "train.tsv")
        _write(dev, folder / "dev.tsv")
        RNNNamedEntityRecognizer().fit(
            str(folder / "train.tsv"), str(folder / "dev.tsv"), str(folder / "model"),
            crf=True, tagging_scheme="BIO", devices=-1, **SETTINGS,
        )  # fmt: skip
        for name in ("train.tsv", "dev.tsv"):
            (folder / name).unlink()

    def load(self, folder: Path) -> Tag:
        _mend()
        torch.set_num_threads(1)
        tagger = hanlp.load(str(folder / "model"), devices=-1)

        def tag(lines: Sequence[str]) -> Iterator[list[Name]]:
            given = [list(_plain(line)) for line in lines]
            for found in tagger(given, batch_size=BATCH):
                yield [Name(start, end, label) for _, label, start, end in found]

        return tag


def _mend() -> None:
    """HanLP 2.1.5 hands its CRF the constraints where it expects ``batch_first``: set it behind its back."""
    build: Any = RNNTaggingModel.__init__
    if hasattr(build, "__wrapped__"):
        return

    @wraps(build)
    def mended(model: Any, *given: Any, **named: Any) -> None:
        build(model, *given, **named)
        if model.crf is not None:
            model.crf.batch_first = True

    RNNTaggingModel.__init__ = mended


def _write(lines: Iterable[Line], path: Path) -> None:
    pairs = (zip(_plain(line.text), tags(line), strict=True) for line in lines)
    rows = ("".join(f"{char}\t{tag}\n" for char, tag in line) for line in pairs)
    path.write_text("\n".join(rows), encoding="utf-8")


def _plain(text: str) -> str:
    return "".join(_BLANK if char.isspace() else char for char in text)


TAGGER = Recurrent()
