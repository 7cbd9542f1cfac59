"""Characters and pairs of characters as the numbers that the network was trained with."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

# Numbers that stand for no character of their own: behind either end of a text, not in the alphabet, hidden (when a
# network is made to guess). In the pairs of an alphabet the first two are written as these characters.
EDGE, UNKNOWN, HIDDEN = 0, 1, 2
EDGE_CHARACTER, UNKNOWN_CHARACTER = "\n", "\ufffd"
_FIRST = 3
_CODE_POINTS = 0x110000
# A pair is one number: the first character in front, the second in these bits.
_BITS = 16


@dataclass(frozen=True)
class Alphabet:
    """``characters`` and ``pairs`` (two characters each, one behind the other) in the order of their numbers."""

    characters: str
    pairs: str

    def characters_of(self, text: str) -> Numbers:
        """崂山 -> two numbers, one a code point. Full and half width, upper and lower case have one number."""
        return self._numbers[_code_points(text)]

    def pairs_of(self, characters: Numbers) -> Numbers:
        """Of n numbers along the last axis the n + 1 pairs around and between them, edges included."""
        edge = np.full((*characters.shape[:-1], 1), EDGE, np.int64)
        first = np.concatenate([edge, characters], axis=-1)
        second = np.concatenate([characters, edge], axis=-1)
        keys = (first << _BITS) | second
        order, known = self._pairs
        places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        found = np.where(known[places] == keys, order[places] + _FIRST, UNKNOWN)
        return np.where((first == HIDDEN) | (second == HIDDEN), HIDDEN, found)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many numbers there are for characters and for pairs."""
        return len(self.characters) + _FIRST, len(self.pairs) // 2 + _FIRST

    @cached_property
    def _numbers(self) -> Numbers:
        numbers = np.full(_CODE_POINTS, UNKNOWN, np.int64)
        numbers[_code_points(self.characters)] = np.arange(len(self.characters)) + _FIRST
        return numbers[_folded()]

    @cached_property
    def _pairs(self) -> tuple[Numbers, Numbers]:
        numbers = np.full(_CODE_POINTS, UNKNOWN, np.int64)
        numbers[_code_points(self.characters)] = np.arange(len(self.characters)) + _FIRST
        numbers[ord(EDGE_CHARACTER)] = EDGE
        codes = numbers[_code_points(self.pairs)]
        keys = (codes[0::2] << _BITS) | codes[1::2]
        order = np.argsort(keys, kind="stable")
        return order, keys[order]


def fold(text: str) -> str:
    """The form that is counted when an alphabet is made: Ａ and a -> A, full-width ， -> half-width."""
    return "".join(map(chr, _folded()[_code_points(text)]))


def _code_points(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)


@cache
def _folded() -> Numbers:
    """For each code point the one that stands for it."""
    table = np.arange(_CODE_POINTS)
    table[0xFF01:0xFF5F] = np.arange(0x21, 0x7F)
    table[[0x09, 0xA0, 0x3000]] = 0x20
    lower = np.arange(ord("a"), ord("z") + 1)
    table[lower] = lower - 0x20
    table[lower + 0xFEE0] = lower - 0x20
    return table
