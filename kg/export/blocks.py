"""What all RDF formats are made of: blocks of a subject and what is said of it, in one order."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from kg.export.terms import term

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Said = tuple[str, str]
Perhaps = tuple[str, str | None]


class _Terms(dict[str, str]):
    """The IRIs of predicates, each made once; looked up a million times, a table is quicker than a function."""

    def __missing__(self, predicate: str) -> str:
        return self.setdefault(predicate, term(predicate))


# So many texts are joined into one piece of a file.
_AT_ONCE = 256


class Block(NamedTuple):
    """A subject, and pairs of a predicate, as kg:launches or a, and an object; the others are as in N-Triples."""

    subject: str
    said: tuple[Said, ...]


class Placed(NamedTuple):
    """A block and the named graph it stands in; '' is the default graph."""

    graph: str
    block: Block


def block(subject: str, *said: Perhaps) -> Block:
    """What is said of a subject, by predicate and object; what is None is not said."""
    return Block(subject, tuple(sorted([(name, object) for name, object in said if object is not None])))


def ntriples(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of N-Triples 1.1, those of a block at once."""
    terms = _Terms()
    for subject, said in blocks:
        yield "".join([f"{subject} {terms[predicate]} {object} .\n" for predicate, object in said])


def nquads(dataset: Iterable[Placed]) -> Iterator[str]:
    """The lines of N-Quads 1.1, those of a block at once."""
    terms = _Terms()
    for graph, (subject, said) in dataset:
        end = f"{graph} .\n" if graph else ".\n"
        yield "".join([f"{subject} {terms[predicate]} {object} {end}" for predicate, object in said])


def write_text(pieces: Iterable[str], out: BinaryIO) -> None:
    """Write texts as UTF-8, many at once."""
    for piece in _chunks(pieces):
        out.write(piece)


def as_file(pieces: Iterable[str]) -> BinaryIO:
    """A file to read from whose bytes are made while they are read: parsers want one."""
    return cast("BinaryIO", io.BufferedReader(_Pieces(_chunks(pieces)), 1 << 16))


def _chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    rest = iter(pieces)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield "".join(chunk).encode()


class _Pieces(io.RawIOBase):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        into = memoryview(buffer).cast("B")
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        count = min(len(into), len(self._left))
        into[:count] = self._left[:count]
        self._left = self._left[count:]
        return count
