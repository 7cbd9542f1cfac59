"""The corpus itself: well-formed, as large and as varied as its datasheet says, and nobody else's text."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.annotations import annotate
from kg.corpus.checking import check, read_terms
from kg.corpus.comparing import compare
from kg.corpus.converting import to_annotation
from kg.corpus.counting import Counts, count, to_markdown
from kg.corpus.passages import Passage, parse_passages, read_passages, select
from kg.evaluate import parse_annotation, score
from kg.pipeline import extract
from kg.reading.files import read_text

CHECKOUT = Path(__file__).parents[2]
CORPUS = CHECKOUT / "corpus"
TERMS = CORPUS / "annotated" / "terms.toml"
# Newspaper pages for development, where they lie beside the checkout; no text of them may come into it.
PAGES = CHECKOUT.parent / "shared" / "corpus"
SHARED = 12

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@cache
def passages() -> tuple[Passage, ...]:
    return tuple(read_passages(CORPUS / "annotated"))


@cache
def counts() -> Counts:
    return count(passages())


def test_every_passage_is_well_formed() -> None:
    assert list(check(passages(), read_terms(TERMS))) == []


def test_each_file_holds_the_passages_of_its_name() -> None:
    for file in (CORPUS / "annotated").glob("*.txt"):
        assert all(passage.id.startswith(f"{file.stem}-") for passage in read_passages(file)), file.name


def test_the_example_of_the_guideline_is_well_formed() -> None:
    page = (CHECKOUT / "docs" / "annotation.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```\n(===.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert list(check(parse_passages(example, "docs/annotation.md"), read_terms(TERMS))) == []


def test_it_is_large_and_from_everywhere() -> None:
    assert counts().passages >= 600
    assert counts().characters >= 120_000
    assert counts().divisions >= 60
    assert len(counts().by["province"]) >= 25


def test_every_kind_topic_and_case_is_there() -> None:
    terms = read_terms(TERMS)
    for field in ("kind", "topic", "noise"):
        assert set(counts().by[field]) == set(terms[field])
    few = {case: counts().by["case"][case] for case in terms["case"] if counts().by["case"][case] < 20}
    assert few == {}


def test_some_of_it_is_as_broken_as_real_pages() -> None:
    noise = counts().by["noise"]
    assert 1 - noise["none"] / noise.total() >= 0.15


@pytest.mark.parametrize(("part", "share"), [("train", 0.72), ("dev", 0.14), ("test", 0.14)])
def test_the_parts_have_their_shares(part: str, share: float) -> None:
    assert counts().by["part"][part] / counts().passages == pytest.approx(share, abs=0.02)


def test_the_datasheet_counts_right() -> None:
    sheet = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert "\n".join(to_markdown(counts())) in sheet


def test_the_datasheet_tells_the_agreement() -> None:
    agreement = CORPUS / "agreement"
    figures = compare(read_passages(agreement / "first"), read_passages(agreement / "second")).pooled
    assert len(list(read_passages(agreement / "second"))) >= 40
    sheet = (CORPUS / "README.md").read_text(encoding="utf-8")
    for name in ("mention", "relation"):
        assert f"| {name} | {figures[name].f1:.3f} |" in sheet


def test_the_agreement_was_measured_on_the_test_part() -> None:
    test = {passage.id: passage for passage in select(passages(), "test")}
    second = list(read_passages(CORPUS / "agreement" / "second"))
    assert all(test[passage.id].text == passage.text for passage in second)


@pytest.mark.skipif(not PAGES.is_dir(), reason="the pages are not beside this checkout")
def test_nothing_is_taken_from_the_pages() -> None:
    foreign: set[str] = set()
    for page in PAGES.glob("*.txt"):
        foreign |= {run for run, _ in _runs(page.read_text(encoding="utf-8"))}
    assert foreign
    shared = Counter[str]()
    for passage in passages():
        named = {place for mark in passage.marks for place in range(mark.start, mark.end)}
        for run, places in _runs(passage.text):
            if run in foreign and not named.issuperset(places):
                shared[f"{passage.id}: {run}"] += 1
    assert shared == {}


def _runs(text: str) -> list[tuple[str, list[int]]]:
    """Every run of so many Chinese characters, whatever stands between them, with their places."""
    places = [place for found in _CHINESE.finditer(text) for place in range(*found.span())]
    windows = (places[start : start + SHARED] for start in range(len(places) - SHARED + 1))
    return [("".join(text[place] for place in window), window) for window in windows]


@pytest.mark.parametrize(("figure", "least"), [("mention", 0.90), ("relation_aligned", 0.74)])
def test_the_figures_of_the_test_part_hold(figure: str, least: float) -> None:
    gold = {passage.id: to_annotation(passage) for passage in select(passages(), "test")}
    texts = {passage.id: passage.text for passage in passages()}
    found = (parse_annotation(annotate(extract(read_text(name, texts[name]))), name) for name in gold)
    assert score(gold, found).pooled[figure].f1 >= least
