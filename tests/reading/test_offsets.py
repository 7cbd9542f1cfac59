"""Every character of an article leads back to where it stands in the file, however the file is made."""

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.articles import split_articles
from kg.reading.files import read_source, read_stdin
from kg.types import Article, Source

HANZI = "滨江区住建局改造老旧小区二十个惠及居民三千余户道路绿化社区书院"
WIDE = "０１９ＡＺａｚ＋"
FOLDED = str.maketrans(WIDE, "019AZaz+")

prose = st.text(st.sampled_from(HANZI + "，、"), min_size=60, max_size=300).map(
    lambda text: f"区{text.strip('，、')}了。"
)
anything = st.text(
    st.sampled_from(HANZI + WIDE + "，。！“”()（） \n　\t\u200bAbc0129+■□记者摄…—\r\f-"), min_size=1, max_size=400
)


def check(source: Source, articles: tuple[Article, ...]) -> None:
    for article in articles:
        assert len(article.text) == len(article.offsets)
        for char, offset in zip(article.text, article.offsets, strict=True):
            assert 0 <= offset < len(source.text)
            written = source.text[offset]
            if char == "\n":
                continue
            assert written.isspace() if char == " " else written.translate(FOLDED) == char
        for paragraph in article.paragraphs:
            offsets = article.offsets[paragraph.start : paragraph.end]
            assert all(first < second for first, second in pairwise(offsets))


@given(anything)
def test_offsets_lead_back_whatever_the_text(text: str) -> None:
    if text.strip(" \n　\t\r\f\u200b"):
        source = read_stdin(text.encode())
        check(source, split_articles(source))


@given(anything)
def test_nothing_visible_is_lost_unless_it_repeats(text: str) -> None:
    kept = [char for char in text.translate(FOLDED) if char not in " \n　\t\r\f\u200b-—…"]
    if kept:
        source = read_stdin(text.encode())
        found = "".join(article.text for article in split_articles(source))
        assert set(kept) == {char for char in found if char not in " \n-—…"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@given(prose, st.integers(12, 40), st.sampled_from(["\n", " \n", "\n ", "\r\n"]))
def test_wrapping_is_undone(encoding: str, text: str, width: int, end: str) -> None:
    page = end.join(text[at : at + width] for at in range(0, len(text), width))
    if len(text) < 3 * width:
        return
    source = read_stdin(page.encode(encoding))
    articles = split_articles(source)
    check(source, articles)
    assert [article.text for article in articles] == [text]
    assert "".join(source.text[offset] for offset in articles[0].offsets) == text


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(f"滨江区今天开会，第{folder}场。", encoding="utf-8")
    first, second = (read_source(tmp_path / folder / "1.txt") for folder in ("a", "b"))
    assert first.name == second.name == "1.txt"
    assert first.path != second.path
    assert first.digest == hashlib.sha256((tmp_path / "a" / "1.txt").read_bytes()).hexdigest()
