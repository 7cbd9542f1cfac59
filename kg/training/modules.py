"""The network in PyTorch: embeddings of characters, of the pairs around them and of clues, then convolutions."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

# The convolutions look this many characters to either side of one, layer after layer.
DILATIONS = (1, 2, 4, 1, 2, 4)
# A sigmoid so steep makes GELU (Hendrycks and Gimpel 2016), at a fraction of the time.
_SLOPE = 1.702


class Dropout(nn.Module):
    """Drops the same features of all characters of a text (Gal and Ghahramani 2016)."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, values: Tensor) -> Tensor:
        """(texts, characters, features) -> the same shape."""
        if not self.training or not self.share:
            return values
        kept = torch.rand(values.shape[0], 1, values.shape[2]) >= self.share
        return values * kept / (1 - self.share)


class Layer(nn.Module):
    """A residual convolution over three characters, ``dilation`` apart."""

    def __init__(self, features: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(features)
        self.convolution = nn.Conv1d(features, features, 3, dilation=dilation, padding=dilation)
        self.dropout = Dropout(dropout)

    def forward(self, values: Tensor, inside: Tensor) -> Tensor:
        """Padding is set to zero before each convolution, so that a text does not feel what is in its batch."""
        seen = (self.norm(values) * inside).transpose(1, 2)
        made = self.convolution(seen).transpose(1, 2)
        kept: Tensor = self.dropout(nn.functional.silu(_SLOPE * made) / _SLOPE)
        return values + kept


class Encoder(nn.Module):
    """Characters and pairs, and clues where there are any, to features: (texts, characters, features)."""

    def __init__(self, sizes: tuple[int, int], clues: int, features: int, dropout: float) -> None:
        super().__init__()
        self.characters = nn.Embedding(sizes[0], 64)
        self.pairs = nn.Embedding(sizes[1], 48)
        for table in (self.characters, self.pairs):
            nn.init.normal_(table.weight, std=0.1)
        self.clues = nn.Linear(clues, 64)
        self.mix = nn.Linear(64 + 2 * 48 + 64, features)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(features, dilation, dropout) for dilation in DILATIONS)
        self.norm = nn.LayerNorm(features)

    def forward(self, characters: Tensor, pairs: Tensor, clues: Tensor | None, inside: Tensor) -> Tensor:
        """One more of ``pairs`` than ``characters``; ``clues`` (texts, characters, columns); ``inside`` 1 or 0."""
        around = self.pairs(pairs).float()
        told = self.clues(clues) if clues is not None else torch.zeros(*characters.shape, self.clues.out_features)
        known = torch.cat([self.characters(characters).float(), around[:, :-1], around[:, 1:], told], dim=-1)
        values = self.mix(self.dropout(known))
        for layer in self.layers:
            values = layer(values, inside.unsqueeze(-1))
        found: Tensor = self.norm(values)
        return found


class Tagger(nn.Module):
    """An encoder with the score of each tag on top."""

    def __init__(self, encoder: Encoder, tags: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = Dropout(dropout)
        self.tags = nn.Linear(encoder.mix.out_features, tags)

    def forward(self, characters: Tensor, pairs: Tensor, clues: Tensor, inside: Tensor) -> Tensor:
        """Log-probabilities, (texts, characters, tags)."""
        seen = self.encoder(characters, pairs, clues, inside)
        return torch.log_softmax(self.tags(self.dropout(seen)), dim=-1)


class Guesser(nn.Module):
    """An encoder that guesses hidden characters (Devlin et al. 2019)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.characters = nn.Linear(encoder.mix.out_features, encoder.characters.num_embeddings)

    def forward(self, characters: Tensor, pairs: Tensor, hidden: Tensor) -> Tensor:
        """Scores of each character at the hidden places, (hidden places, alphabet)."""
        seen = self.encoder(characters, pairs, None, torch.ones(characters.shape))
        found: Tensor = self.characters(seen[hidden])
        return found


def average(into: Sequence[Tensor], new: Sequence[Tensor], share: float) -> None:
    """Move running averages of weights towards the new weights."""
    with torch.no_grad():
        for held, value in zip(into, new, strict=True):
            held.lerp_(value, share)
