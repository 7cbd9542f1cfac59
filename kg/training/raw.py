"""Raw text as training material, with the names that the rules find in it: so ordinary prose looks."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import ReadError
from kg.ner.merge import recognise_by, rules
from kg.ner.tags import Name
from kg.training.examples import Example, as_article, example
from kg.types import Article

# A text is a run of so many lines, at most so many characters of them; shorter lines are headings and dates.
_LINES, _LONGEST, _SHORTEST_LINE = 5, 1200, 10


def read_raw(path: Path) -> list[str]:
    """The lines of a text file. Raises ReadError."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), f"cannot be read as UTF-8 text ({error})") from error
    return [line for line in lines if len(line) > _SHORTEST_LINE]


def samples(lines: Sequence[str], count: int, seed: int) -> Iterator[Article]:
    """Runs of lines from anywhere in the text."""
    starts = range(max(1, len(lines) - _LINES + 1))
    for start in random.Random(seed).sample(starts, min(count, len(starts))):
        yield as_article("\n".join(lines[start : start + _LINES])[:_LONGEST])


def label_by_rules(article: Article) -> Example:
    """An example whose names are those of the rules."""
    (found,) = recognise_by([article], rules())
    return example(article, [Name(seen.start, seen.end, seen.label) for seen in found])
