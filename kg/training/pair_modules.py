"""The network of `kg.relations.scorer` in torch: convolutions over words, then each pair of names by itself."""

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

Arrays = dict[str, NDArray[np.float16 | np.float32 | np.int64]]


class Shape(NamedTuple):
    """Sizes: of tables (words, characters, tags), of answers and clues, and of what is inside."""

    words: int
    characters: int
    tags: int
    relations: int
    clues: int
    own: int = 32
    character: int = 24
    tag: int = 16
    width: int = 80
    hidden: int = 112
    dilations: tuple[int, ...] = (1, 2, 4)


class PairNetwork(nn.Module):
    """(words, 5) numbers, (words, relations) triggers, (pairs,) heads and tails, (pairs, clues) -> (pairs, relations).

    ``vectors`` is (words, dimensions), what raw text says of each word; it is not trained.
    """

    def __init__(self, shape: Shape, vectors: Tensor, dropout: float) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.words = nn.Embedding(shape.words, shape.own, padding_idx=0)
        self.characters = nn.ModuleList(
            nn.Embedding(shape.characters, shape.character, padding_idx=0) for _ in ("first", "last", "second")
        )
        self.tags = nn.Embedding(shape.tags, shape.tag, padding_idx=0)
        told = vectors.shape[1] + shape.own + 3 * shape.character + shape.tag + shape.relations
        self.input = nn.Linear(told, shape.width)
        self.norms = nn.ModuleList(nn.LayerNorm(shape.width) for _ in shape.dilations)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(shape.width, shape.width, 3, padding=step, dilation=step) for step in shape.dilations
        )
        self.head = nn.Linear(shape.width, shape.hidden)
        self.sides = nn.ModuleDict(
            {
                name: nn.Linear(shape.width, shape.hidden, bias=False)
                for name in ("tail", "between", "before", "product")
            }
        )
        self.clues = nn.Linear(shape.clues, shape.hidden, bias=False)
        self.inner = nn.Linear(shape.hidden, shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.relations)
        self.skip = nn.Linear(shape.clues, shape.relations, bias=False)

    def forward(self, numbers: Tensor, triggers: Tensor, heads: Tensor, tails: Tensor, clues: Tensor) -> Tensor:
        """(pairs, relations) log-odds."""
        states = self.read(numbers, triggers)
        sums = torch.cat([torch.zeros(1, states.shape[1]), states.cumsum(0)])
        left, right = torch.minimum(heads, tails), torch.maximum(heads, tails)
        mean = (sums[right] - sums[left + 1]) / (right - left - 1).clamp(min=1)[:, None]
        seen = functional.dropout(clues, self.dropout / 4, self.training)
        hidden = self.head(states[heads]) + self.sides["tail"](states[tails]) + self.sides["between"](mean)
        hidden = hidden + self.sides["before"](states[torch.maximum(right - 1, left)]) + self.clues(seen)
        hidden = hidden + self.sides["product"](states[heads] * states[tails])
        hidden = functional.dropout(functional.relu(hidden), self.dropout, self.training)
        hidden = functional.dropout(functional.relu(self.inner(hidden)), self.dropout, self.training)
        answer: Tensor = self.out(hidden) + self.skip(seen)
        return answer

    def read(self, numbers: Tensor, triggers: Tensor) -> Tensor:
        """(words, width) what is known of each word in its place."""
        word, *characters, tag = numbers.T
        told = [self.vectors(word), self.words(word)]
        told += [table(column) for table, column in zip(self.characters, characters, strict=True)]
        joined = torch.cat([*told, self.tags(tag), triggers], 1)
        states: Tensor = self.input(functional.dropout(joined, self.dropout * 2 / 3, self.training))
        for norm, convolution in zip(self.norms, self.convolutions, strict=True):
            normed = functional.dropout(norm(states), self.dropout / 2, self.training)
            states = states + functional.relu(convolution(normed.T[None])[0].T)
        return states

    def arrays(self) -> Arrays:
        """The weights by the names that `kg.relations.scorer` knows; the large tables in half precision."""
        named: dict[str, nn.Module] = {"vectors": self.vectors, "words": self.words, "tags": self.tags}
        named |= dict(zip(("first", "last", "second"), self.characters, strict=True))
        tables: Arrays = {f"table_{name}": _weight(table).astype(np.float16) for name, table in named.items()}
        sizes = [tables[f"table_{name}"].shape[1] for name in _ORDER[:-1]]
        parts = np.split(_weight(self.input).T, np.cumsum(sizes))
        weights: Arrays = dict(zip((f"from_{name}" for name in _ORDER), parts, strict=True))
        for layer, (norm, convolution) in enumerate(zip(self.norms, self.convolutions, strict=True)):
            weights[f"norm{layer}"], weights[f"shift{layer}"] = _weight(norm), _weight(norm, "bias")
            weights[f"kernel{layer}"] = np.ascontiguousarray(_weight(convolution).transpose(2, 1, 0))
            weights[f"offset{layer}"] = _weight(convolution, "bias")
        linear: dict[str, nn.Module] = {
            "head": self.head,
            "clues": self.clues,
            "hidden": self.inner,
            "out": self.out,
            "skip": self.skip,
        }
        weights |= {
            name: np.ascontiguousarray(_weight(layer).T) for name, layer in (linear | dict(self.sides.items())).items()
        }
        biases = {"bias": self.input, "pair_bias": self.head, "hidden_bias": self.inner, "out_bias": self.out}
        weights |= {name: _weight(layer, "bias") for name, layer in biases.items()}
        return tables | weights | {"dilations": np.array(self.shape.dilations, np.int64)}


_ORDER = ("vectors", "words", "first", "last", "second", "tags", "triggers")


def _weight(layer: nn.Module, name: str = "weight") -> NDArray[np.float32]:
    return np.array(layer.get_parameter(name).detach().numpy(), np.float32)
