"""Word boundaries and word classes, from jieba's dictionary; the same text always gives the same tokens."""

from functools import cache, lru_cache
from typing import NamedTuple

import jieba


class Token(NamedTuple):
    """A word of a text: code points, end exclusive; ``tag`` is jieba's word class, '' for what it does not list."""

    start: int
    end: int
    text: str
    tag: str


@cache
def _tokenizer() -> tuple[jieba.Tokenizer, dict[str, str]]:
    jieba.setLogLevel("WARNING")
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    with tokenizer.get_dict_file() as handle:
        lines = handle.read().decode("utf-8").splitlines()
    return tokenizer, {word: tag for word, _, tag in map(str.split, lines)}


@lru_cache(maxsize=32)
def tokenize(text: str) -> tuple[Token, ...]:
    """崂山区出台政策 -> 崂山区/ns 出台/v 政策/n.

    Dictionary words only (no hidden Markov model): what jieba would guess is what the recognisers look for.
    """
    tokenizer, tags = _tokenizer()
    return tuple(
        Token(start, end, word, tags.get(word, "")) for word, start, end in tokenizer.tokenize(text, HMM=False)
    )
