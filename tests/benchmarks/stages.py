"""How fast each stage is, in characters a second on one core, on the sample corpus repeated.

Run with ``make benchmarks``; the figures are this machine's, so compare the stages with one another.
"""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from kg.linking.pages import link
from kg.ner.merge import recognise
from kg.reading.articles import split_articles
from kg.reading.files import find_sources, read_source
from kg.relations.merge import relate

REPEATS = 5
CORPUS = Path(__file__).parents[2] / "corpus" / "news"


def timed(work: Callable[[], object]) -> float:
    """The shortest of a few runs, in seconds of processor time."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def report(rows: Iterable[tuple[str, int, float]]) -> None:
    """A line a stage."""
    for name, characters, seconds in rows:
        print(f"{name:12} {characters / seconds:12,.0f} characters/s")


def main() -> None:
    """Time the stages one after the other."""
    sources = [read_source(path) for path in find_sources([str(CORPUS)])]
    pages = [split_articles(source) for source in sources]
    found = [recognise(page) for page in pages]
    linked = [link(page, mentions) for page, mentions in zip(pages, found, strict=True)]
    characters = sum(len(article.text) for page in pages for article in page)
    pairs = [pair for page, entry in zip(pages, linked, strict=True) for pair in zip(page, entry, strict=True)]
    report(
        [
            ("read", characters, timed(lambda: [read_source(path) for path in find_sources([str(CORPUS)])])),
            ("split", characters, timed(lambda: [split_articles(source) for source in sources])),
            ("recognise", characters, timed(lambda: recognise_afresh(pages))),
            ("link", characters, timed(lambda: [link(p, m) for p, m in zip(pages, found, strict=True)])),
            ("relate", characters, timed(lambda: [relate(article, entry[0]) for article, entry in pairs])),
        ]
    )


def recognise_afresh(pages: list[tuple]) -> None:
    """Recognise with empty caches, as a text that is read once."""
    from kg.ner import pieces, places, quotes
    from kg.segment import tokenize

    for cached in (tokenize, pieces.pieces, places.full_names, places.bare_names, quotes._quotes):
        cached.cache_clear()
    for page in pages:
        recognise(page)


if __name__ == "__main__":
    main()
