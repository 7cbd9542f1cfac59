"""Where sources come from: files, folders, globs and standard input."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from glob import glob
from pathlib import Path

from kg.errors import ReadError
from kg.reading import readers
from kg.types import Source

_MAGIC = frozenset("*?[")
# How Python writes the bytes of a file name that are not UTF-8.
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def find_sources(patterns: Sequence[str]) -> Iterator[Path]:
    """``["news", "a/*.txt", "b.html"]`` -> paths, each file once.

    A folder gives the files below it that a reader exists for, sorted, without hidden ones and without its README;
    a glob gives what it matches (``**`` crosses folders). A file named outright is given
    whatever its suffix. Raises ReadError for a path that does not exist and for a folder or pattern without such files.
    """
    seen: set[Path] = set()
    for pattern in patterns:
        for path in _matches(pattern):
            if (real := path.resolve()) not in seen:
                seen.add(real)
                yield path


def read_source(path: Path) -> Source:
    """``Path("a/b.html")`` -> Source named b.html. Raises ReadError with the file and the reason."""
    if _SURROGATE.search(str(path)):
        shown = str(path).encode("utf-8", "backslashreplace").decode()
        raise ReadError(shown, "its name is not UTF-8 and could not be written to a graph; allowed: rename it")
    suffix = _suffix(path)
    if suffix not in readers.names():
        given = f"suffix .{suffix}" if suffix else "no suffix"
        raise ReadError(str(path), f"{given}; allowed: {_allowed()}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), f"cannot be read: {error.strerror or error}; allowed: a readable file") from error
    return _source(path.name, str(path), suffix, data)


def read_stdin(data: bytes) -> Source:
    """Plain text from standard input -> Source named ``-``. Raises ReadError as `read_source` does."""
    return _source("-", "-", "txt", data)


def read_text(name: str, text: str) -> Source:
    """A text at hand as a source of that name. Raises ReadError where it is empty."""
    return _source(name, name, "txt", text.encode("utf-8"))


def _source(name: str, path: str, kind: str, data: bytes) -> Source:
    if not data:
        raise ReadError(path, "is empty; allowed: a file with text")
    text, encoding, parts = readers[kind](path, data)
    return Source(name, path, hashlib.sha256(data).hexdigest(), encoding, text, parts)


def _matches(pattern: str) -> Iterator[Path]:
    path = Path(pattern)
    if not pattern:
        raise ReadError("''", f"is no path; allowed: a file ({_allowed()}), a folder or a glob pattern")
    if path.is_dir():
        found = list(_below(path))
    elif path.exists():
        found = [path]
    elif _MAGIC & set(pattern):
        # Unlike Path.glob, glob leaves hidden files out.
        hits = (Path(hit) for hit in sorted(glob(pattern, recursive=True)))  # noqa: PTH207
        found = [file for hit in hits for file in (_below(hit) if hit.is_dir() else _readable(hit))]
    else:
        raise ReadError(pattern, f"does not exist; allowed: a file ({_allowed()}), a folder or a glob pattern")
    if not found:
        raise ReadError(pattern, f"no file to read there; allowed: {_allowed()}")
    yield from found


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.stem.upper() != "README":
            yield from _readable(path)


def _readable(path: Path) -> Iterator[Path]:
    if path.is_file() and _suffix(path) in readers.names():
        yield path


def _suffix(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _allowed() -> str:
    return ", ".join(f".{name}" for name in readers.names())
