"""Sentences made from patterns: a context-free grammar whose text carries marks and relations.

The files of ``corpus/templates/`` hold symbols and what they may become::

    [sentence]
    3 {<c=county>|PLACE}启动“{<p=programme>|PROGRAMME}”工程。 => launches 启动: <c> -> <p>

    [programme]
    <number>进<number>访

A line may begin with its weight. ``<x>`` is replaced by one line of ``[x]``; ``<c=county>`` also remembers what came
out, and every later ``<c>`` of the sentence is the same. ``<c.bare>`` asks a division for something: its bare name,
the ``kind`` (区, 县, 市 …), its ``city``, its ``province``, the ``county`` of a town. Symbols that no file has are
divisions of the gazetteer (province, city, county, town) or word lists (``<departments>`` for
``ontology/words/departments.txt``). Behind ``=>`` stand the relations that the line states, separated by `` ; ``.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from kg.corpus.passages import Passage, Statement, parse_marked, parse_statement
from kg.errors import ReadError, UnknownNameError
from kg.gazetteer import Division, ancestors, bare_name, divisions
from kg.names import squash
from kg.ontology import word_lists, words

Value = str | Division

START = "sentence"
_SYMBOL = re.compile(r"^\[(?P<name>[\w-]+)\]$")
_SLOT = re.compile(r"<(?:(?P<bound>\w+)=)?(?P<symbol>[\w-]+)(?:\.(?P<part>\w+))?>")
_WEIGHT = re.compile(r"^(?P<weight>\d+) (?P<text>.+)$")
# A grammar that calls itself deeper than this has no end.
_DEEPEST = 40
_LEVELS = {"province": 2, "city": 4, "county": 6, "town": 9}
# So often something else is drawn where two names of a sentence came out the same.
_TRIES = 20
# How bodies of a division begin where that is not its last character.
_KINDS = {"街道": "街道", "地区": "地"}
# Names in the official table that stand for no place.
_NO_PLACE = re.compile(r"市辖区|直辖|^县$|开发区|管理区|农场|林场|园区|监狱|渔场")


class Choice(NamedTuple):
    """What a symbol may become, with the sums of the weights up to each."""

    texts: tuple[str, ...]
    sums: tuple[int, ...]


Grammar = Mapping[str, Choice]


def read_grammar(folder: Path) -> Grammar:
    """The symbols of all ``*.txt`` of a folder. Raises ReadError for a line under no symbol and an unknown symbol."""
    lines: dict[str, list[tuple[int, str]]] = {}
    for file in sorted(folder.glob("*.txt")):
        symbol = ""
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if head := _SYMBOL.match(line):
                symbol = head["name"]
            elif symbol:
                lines.setdefault(symbol, []).append(_weighted(line))
            else:
                raise ReadError(f"{file}:{number}", "a line under no [symbol]")
    grammar = {name: _choice(entries) for name, entries in lines.items()}
    _check(grammar, folder)
    return grammar


def sample(grammar: Grammar, count: int, seed: int, longest: int = 3) -> Iterator[Passage]:
    """``count`` passages of one to ``longest`` sentences each; the same seed gives the same passages."""
    rng = random.Random(seed)
    for number in range(1, count + 1):
        made = [_Sentence(grammar, rng) for _ in range(rng.randint(1, longest))]
        name = f"template-{seed}-{number:06}"
        text, marks = parse_marked("".join(sentence.expand(START) for sentence in made), name)
        stated = [_statement(line, name) for sentence in made for line in sentence.stated]
        yield Passage(name, (), "", "", (), "train", "none", (), text, marks, tuple(_distinct(stated)))


class _Sentence:
    """One sentence as it is made: what its symbols were bound to, and the relations it states so far."""

    def __init__(self, grammar: Grammar, rng: random.Random) -> None:
        self.grammar = grammar
        self.rng = rng
        self.bound: dict[str, Value] = {}
        self.stated: list[str] = []

    def expand(self, symbol: str, depth: int = 0) -> str:
        """One line of the symbol, filled; its relations are kept until the sentence is whole."""
        if depth > _DEEPEST:
            raise ReadError("templates", f"[{symbol}] calls itself without end")
        choice = self.grammar[symbol]
        text, _, relations = self.rng.choices(choice.texts, cum_weights=choice.sums)[0].partition(" => ")
        filled = self.fill(text, depth)
        self.stated += (self.fill(line, depth) for line in relations.split(" ; ") if line)
        return filled

    def fill(self, text: str, depth: int) -> str:
        return _SLOT.sub(lambda slot: self._slot(slot, depth), text)

    def _slot(self, slot: re.Match[str], depth: int) -> str:
        name = slot["bound"] or slot["symbol"]
        value = self.bound.get(name)
        if value is None:
            value = self._value(slot["symbol"], depth)
        if slot["bound"] and name not in self.bound:
            self.bound[name] = value = self._another(value, slot["symbol"], depth)
        return _text(value, slot["part"], name)

    def _another(self, value: Value, symbol: str, depth: int) -> Value:
        """Two names of a sentence are not to come out the same."""
        for _ in range(_TRIES):
            if value not in self.bound.values():
                break
            value = self._value(symbol, depth)
        return value

    def _value(self, symbol: str, depth: int) -> Value:
        if symbol in self.grammar:
            return self.expand(symbol, depth + 1)
        if symbol in _LEVELS:
            return self.rng.choice(_divisions(_LEVELS[symbol]))
        if symbol not in word_lists():
            raise ReadError("templates", f"<{symbol}> stands where nothing has bound it yet; write <{symbol}=…> there")
        return self.rng.choice(words(symbol))


def _statement(line: str, where: str) -> Statement:
    """The line of a grammar, its names as canonical ones: a name may carry quotation marks in the text."""
    stated = parse_statement(line, where)
    return stated._replace(heads=tuple(map(squash, stated.heads)), tails=tuple(map(squash, stated.tails)))


def _distinct(stated: Iterable[Statement]) -> Iterator[Statement]:
    """Without what an earlier sentence of the passage has stated already."""
    seen: set[tuple[str, str, str]] = set()
    for statement in stated:
        pairs = {(head, statement.relation, tail) for head in statement.heads for tail in statement.tails}
        if not pairs & seen:
            seen |= pairs
            yield statement


def _text(value: Value, part: str | None, name: str) -> str:
    if isinstance(value, str):
        if part:
            raise ReadError("templates", f"<{name}.{part}> asks a text for a part; only divisions have parts")
        return value
    return _PARTS[part](value) if part else value.name


def _above(level: str, division: Division) -> str:
    """The division of that level that this one lies in, itself if it is one; in municipalities the municipality."""
    found = [above for above in (division, *ancestors(division)) if len(above.code) <= _LEVELS[level]]
    return next(above.name for above in found if not _NO_PLACE.search(above.name))


_PARTS: dict[str, Callable[[Division], str]] = {
    "bare": lambda division: bare_name(division.name) or division.name,
    "kind": lambda division: _KINDS.get(division.name[-2:], division.name[-1]),
    **{level: partial(_above, level) for level in _LEVELS},
}


@cache
def _divisions(digits: int) -> tuple[Division, ...]:
    return tuple(d for code, d in divisions().items() if len(code) == digits and not _NO_PLACE.search(d.name))


def _weighted(line: str) -> tuple[int, str]:
    found = _WEIGHT.match(line)
    return (int(found["weight"]), found["text"]) if found else (1, line)


def _choice(entries: list[tuple[int, str]]) -> Choice:
    return Choice(tuple(text for _, text in entries), tuple(accumulate(weight for weight, _ in entries)))


def _check(grammar: Grammar, folder: Path) -> None:
    if START not in grammar:
        raise ReadError(str(folder), f"no [{START}] in its *.txt")
    slots = {name: list(_SLOT.finditer("\n".join(choice.texts))) for name, choice in grammar.items()}
    bound = {slot["bound"] for found in slots.values() for slot in found if slot["bound"]}
    known = {*grammar, *_LEVELS, *word_lists(), *bound}
    for name, found in slots.items():
        for slot in found:
            if slot["symbol"] not in known:
                raise UnknownNameError(f"{folder}: [{name}]", slot["symbol"], known)
            if slot["part"] and slot["part"] not in _PARTS:
                raise UnknownNameError(f"{folder}: [{name}] <{slot['symbol']}>", slot["part"], _PARTS)
