import io
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from kg.errors import ModelError
from kg.ner.alphabet import Alphabet
from kg.training.encoders import Pretrained, read_encoder, write_encoder
from kg.training.modules import Encoder

ALPHABET = Alphabet("山水春", "\n山山水水\n")


def archive(**arrays: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> bytes:
    held = io.BytesIO()
    np.savez_compressed(held, **arrays)  # type: ignore[arg-type]  # numpy's stubs take the arrays for its own option
    return held.getvalue()


def cut_short() -> bytes:
    made = archive(characters=np.arange(200, dtype=np.uint8))
    return made[: len(made) // 2]


def test_an_encoder_comes_back(tmp_path: Path) -> None:
    torch.manual_seed(1)
    encoder = Encoder(ALPHABET.sizes, 7, 8, 0.1)
    path = tmp_path / "new" / "encoder.npz"
    write_encoder(encoder, ALPHABET, path)
    back = read_encoder(path)
    assert back.alphabet == ALPHABET
    assert back.features == 8
    kept = {name: weight for name, weight in encoder.state_dict().items() if not name.startswith("clues.")}
    assert back.weights.keys() == kept.keys()
    for name, weight in kept.items():
        assert back.weights[name].dtype == torch.float32
        assert torch.equal(back.weights[name], weight.half().float())


def test_the_same_encoder_makes_the_same_file(tmp_path: Path) -> None:
    encoder = Encoder(ALPHABET.sizes, 7, 8, 0.1)
    for name in ("a.npz", "b.npz"):
        write_encoder(encoder, ALPHABET, tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_another_number_of_clues_does_not_matter(tmp_path: Path) -> None:
    write_encoder(Encoder(ALPHABET.sizes, 7, 8, 0.1), ALPHABET, tmp_path / "a.npz")
    wider = Encoder(ALPHABET.sizes, 20, 8, 0.1)
    missed = wider.load_state_dict(read_encoder(tmp_path / "a.npz").weights, strict=False)
    assert missed.missing_keys == ["clues.weight", "clues.bias"]
    assert not missed.unexpected_keys


@pytest.mark.parametrize(
    "content",
    [
        b"",
        "一段文字，不是编码器。".encode(),
        b"PK\x03\x04 and no more",
        archive(characters=np.zeros(3, np.uint8)),
        archive(characters=np.array([0xFF], np.uint8), pairs=np.zeros(2, np.uint8)),
        cut_short(),
    ],
    ids=["empty", "text", "broken", "no-pairs", "no-utf8", "cut"],
)
def test_what_is_no_encoder(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"a\.npz: is no pretrained encoder .*make one with kg train encoder"):
        read_encoder(path)


def test_no_file_and_one_array_alone(tmp_path: Path) -> None:
    np.save(tmp_path / "b.npy", np.zeros(3))
    for name in ("a.npz", "b.npy"):
        with pytest.raises(ModelError, match="is no pretrained encoder"):
            read_encoder(tmp_path / name)


def test_the_size_of_an_encoder_is_that_of_its_layers() -> None:
    assert Pretrained(ALPHABET, {"norm.weight": torch.zeros(24)}).features == 24
