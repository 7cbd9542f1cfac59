"""Plain text: the file is its only part."""

from kg.reading import readers
from kg.reading.encoding import decode
from kg.types import Part


@readers("txt")
def read_txt(name: str, data: bytes) -> tuple[str, str, tuple[Part, ...]]:
    """A .txt file -> its text, every character where it stands. Raises ReadError as `decode` does."""
    text, encoding = decode(name, data)
    return text, encoding, (Part(text, range(len(text))),)
