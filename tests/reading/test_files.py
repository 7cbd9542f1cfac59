"""Which files are found, and what is said of those that are not or cannot be read."""

import os
import sys
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.reading import readers
from kg.reading.files import find_sources, read_source, read_stdin


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.MD", "c.csv", ".hidden.txt", "sub/d.html", "sub/.git/e.txt", "empty/f.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("滨江区", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["."], ["a.MD", "b.txt", "sub/d.html"]),
        (["sub"], ["sub/d.html"]),
        (["*.txt"], ["b.txt"]),
        (["**/*.html"], ["sub/d.html"]),
        (["*"], ["a.MD", "b.txt", "sub/d.html"]),
        (["b.txt", "*.txt", "."], ["b.txt", "a.MD", "sub/d.html"]),
        (["c.csv"], ["c.csv"]),
        ([".hidden.txt"], [".hidden.txt"]),
    ],
)
def test_sources(news: Path, patterns: list[str], expected: list[str]) -> None:
    found = find_sources([str(news / pattern) for pattern in patterns])
    assert [path.relative_to(news).as_posix() for path in found] == expected


@pytest.mark.parametrize("pattern", ["missing.txt", "*.docx", "empty", "c*"])
def test_nothing_found(news: Path, pattern: str) -> None:
    with pytest.raises(ReadError, match=r"allowed: .*\.txt") as caught:
        list(find_sources([str(news / pattern)]))
    assert caught.value.source == str(news / pattern)


def test_an_unknown_suffix_is_refused_with_those_there_are(news: Path) -> None:
    allowed = r"\.docx, \.htm, \.html, \.jsonl, \.md, \.pdf, \.txt"
    with pytest.raises(ReadError, match=rf"c\.csv: suffix \.csv; allowed: {allowed}"):
        read_source(news / "c.csv")


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    with pytest.raises(ReadError, match="cannot be read"):
        read_source(tmp_path / "x.txt")


@pytest.mark.parametrize("name", readers.names())
@pytest.mark.parametrize("data", [b"", b"\0\1\2\3\4\5\6\7" * 9, b" "])
def test_every_reader_refuses_what_holds_no_text(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / f"x.{name}"
    path.write_bytes(data)
    with pytest.raises(ReadError, match="allowed: ") as caught:
        read_source(path)
    assert caught.value.source == str(path)


def test_stdin_is_plain_text() -> None:
    source = read_stdin("滨江区。".encode("gb18030"))
    assert (source.name, source.path, source.text, source.encoding) == ("-", "-", "滨江区。", "gb18030")
    assert len(source.digest) == 64


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text("崂山区", encoding="utf-8")
    with pytest.raises(ReadError, match="not UTF-8") as refused:
        read_source(path)
    str(refused.value).encode()
