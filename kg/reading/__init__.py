"""Readers: the bytes of one kind of file in, decoded text out. One file with one decorated function adds one."""

from typing import Protocol

from kg.registry import Registry
from kg.types import Part


class Reader(Protocol):
    """Turns the bytes of one kind of file into decoded text and its parts."""

    def __call__(self, name: str, data: bytes, /) -> tuple[str, str, tuple[Part, ...]]:
        """(decoded text, encoding, parts). Raises ReadError with the reason."""
        ...


readers: Registry[Reader] = Registry("kg.reading")
