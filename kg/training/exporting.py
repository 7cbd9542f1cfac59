"""A trained tagger as the two files that `kg.ner.network` loads."""

import json
import warnings
from collections.abc import Sequence
from pathlib import Path

import torch

from kg.ner.alphabet import Alphabet
from kg.ner.judge import Judge
from kg.ner.network import DESCRIPTION, WEIGHTS
from kg.ner.tags import TAGS
from kg.training.modules import Tagger

_INPUTS = ("characters", "pairs", "clues", "inside")
_OPSET = 17


def write_network(tagger: Tagger, folder: Path) -> None:
    """``ner.onnx``: the weights, for any number of texts of any length; the large tables in half precision."""
    for table in (tagger.encoder.characters, tagger.encoder.pairs):
        table.half()
    columns = tagger.encoder.clues.in_features
    shaped = (
        torch.ones(2, 9, dtype=torch.long), torch.ones(2, 10, dtype=torch.long), torch.zeros(2, 9, columns),
        torch.ones(2, 9),
    )  # fmt: skip
    free = {name: {0: "texts", 1: f"{name}_length"} for name in (*_INPUTS, "scores")}
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter that needs no further package is called outdated
        torch.onnx.export(
            tagger.eval(), shaped, str(folder / WEIGHTS), input_names=list(_INPUTS), output_names=["scores"],
            dynamic_axes=free, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip


def describe(folder: Path, alphabet: Alphabet, clues: Sequence[str], recognisers: Sequence[str], judge: Judge) -> None:
    """``ner.json``: what the numbers of the network mean, and the judge."""
    told = {
        "tags": list(TAGS),
        "clues": list(clues),
        "recognisers": list(recognisers),
        "characters": alphabet.characters,
        "pairs": alphabet.pairs,
        "judge": {"weights": dict(judge.weights), "bias": judge.bias, "threshold": judge.threshold},
    }
    (folder / DESCRIPTION).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
