"""A pretrained encoder as one file: its weights in half precision and the alphabet that they were learned with."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import torch

from kg.errors import ModelError
from kg.ner.alphabet import Alphabet
from kg.ner.network import SHIPPED
from kg.training.modules import Encoder

SHIPPED_ENCODER = SHIPPED / "encoder.npz"
_ALPHABET = ("characters", "pairs")
# Learned with the names, not before.
_LATER = "clues."
# What NumPy says to a file that is none of its own, to one cut short, and to an array that is no archive.
_NO_ARCHIVE = (OSError, EOFError, ValueError, TypeError, AttributeError, KeyError, BadZipFile, zlib.error)


@dataclass(frozen=True)
class Pretrained:
    """An alphabet and the weights of an encoder by name."""

    alphabet: Alphabet
    weights: dict[str, torch.Tensor]

    @property
    def features(self) -> int:
        """The size of the encoder's layers."""
        return int(self.weights["norm.weight"].shape[0])


def write_encoder(encoder: Encoder, alphabet: Alphabet, path: Path) -> None:
    """Write an ``.npz`` file, with the folders above it that are missing."""
    kept = {name: weight for name, weight in encoder.state_dict().items() if not name.startswith(_LATER)}
    arrays = {f"weight:{name}": weight.numpy().astype(np.float16) for name, weight in kept.items()}
    texts = {name: np.frombuffer(getattr(alphabet, name).encode(), np.uint8) for name in _ALPHABET}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as handle:
        np.savez_compressed(handle, allow_pickle=False, **arrays, **texts)


def read_encoder(path: Path) -> Pretrained:
    """What `write_encoder` wrote. Raises ModelError."""
    try:
        with np.load(path, allow_pickle=False) as file:
            characters, pairs = (file[name].tobytes().decode() for name in _ALPHABET)
            weights = {
                name.removeprefix("weight:"): torch.from_numpy(file[name].astype(np.float32))
                for name in file.files
                if name.startswith("weight:")
            }
    except _NO_ARCHIVE as error:
        raise ModelError(f"{path}: is no pretrained encoder ({error}); make one with kg train encoder") from error
    return Pretrained(Alphabet(characters, pairs), weights)
