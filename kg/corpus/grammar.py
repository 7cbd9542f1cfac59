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

``<c>`` is the county of the whole passage; all other names are a sentence's own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from kg.corpus.passages import parse_statement
from kg.errors import ReadError, UnknownNameError
from kg.ontology import ontology, word_lists

START = "sentence"
# What every sentence of a passage shares.
COUNTY = "c"
# Symbols that the gazetteer fills, with the digits of their codes.
LEVELS = {"province": 2, "city": 4, "county": 6, "town": 9}
# What a division may be asked for.
PARTS = ("bare", "kind", *LEVELS)
SLOT = re.compile(r"<(?:(?P<bound>\w+)=)?(?P<symbol>[\w-]+)(?:\.(?P<part>\w+))?>")
_SYMBOL = re.compile(r"^\[(?P<name>[\w-]+)\]$")
_WEIGHT = re.compile(r"^(?P<weight>\d+) (?P<text>.+)$")


class Choice(NamedTuple):
    """What a symbol may become, with the sums of the weights up to each."""

    texts: tuple[str, ...]
    sums: tuple[int, ...]


Grammar = Mapping[str, Choice]


def read_grammar(folder: Path) -> Grammar:
    """The symbols of all ``*.txt`` of a folder.

    Raises ReadError, with file and line, for a line under no symbol, a weight of nothing, a slot or a relation that is
    none; also for a file that is no UTF-8 text and for symbols that no sentence reaches. Raises UnknownNameError for
    a slot that nothing fills.
    """
    lines: dict[str, list[tuple[int, str]]] = {}
    for file in sorted(folder.glob("*.txt")):
        for symbol, entry in _entries(file):
            lines.setdefault(symbol, []).append(entry)
    grammar = {name: _choice(entries) for name, entries in lines.items()}
    _check(grammar, folder)
    return grammar


def _entries(file: Path) -> Iterator[tuple[str, tuple[int, str]]]:
    """Each symbol of a file with the weight and the text of each of its lines."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(file), f"cannot be read as UTF-8 text ({error})") from error
    symbol = ""
    for number, line in enumerate(map(str.rstrip, text.splitlines()), 1):
        if not line or line.startswith("#"):
            continue
        if head := _SYMBOL.match(line):
            symbol = head["name"]
        elif symbol:
            yield symbol, _weighted(line, f"{file}:{number}")
        else:
            raise ReadError(f"{file}:{number}", "a line under no [symbol]")


def _weighted(line: str, where: str) -> tuple[int, str]:
    found = _WEIGHT.match(line)
    weight, text = (int(found["weight"]), found["text"]) if found else (1, line)
    if not weight:
        raise ReadError(where, f"weight 0 in {line!r}; a weight is 1 or more, a line that is not wanted is left out")
    _check_line(text, where)
    return weight, text


def _check_line(text: str, where: str) -> None:
    """Slots and relations of one line are whole; what they name is looked up when all lines are known."""
    filled, _, relations = SLOT.sub("甲", text).partition(" => ")
    for relation in relations.split(" ; ") if relations else ():
        stated = parse_statement(relation, where)
        filled += relation.replace(" -> ", "", 1)
        if stated.relation not in ontology().relations:
            raise UnknownNameError(where, stated.relation, ontology().relations)
    if left := re.search(r"=>|[<>]", filled):
        raise ReadError(where, f"{left.group()!r} that is part of no <slot> and no relation in {text!r}")


def _choice(entries: list[tuple[int, str]]) -> Choice:
    return Choice(tuple(text for _, text in entries), tuple(accumulate(weight for weight, _ in entries)))


def _check(grammar: Grammar, folder: Path) -> None:
    if START not in grammar:
        raise ReadError(str(folder), f"no [{START}] in its *.txt")
    slots = {name: list(SLOT.finditer("\n".join(choice.texts))) for name, choice in grammar.items()}
    bound = {slot["bound"] for found in slots.values() for slot in found if slot["bound"]}
    known = {*grammar, *LEVELS, *word_lists(), *bound, COUNTY}
    for name, found in slots.items():
        for slot in found:
            if slot["symbol"] not in known:
                raise UnknownNameError(f"{folder}: [{name}]", slot["symbol"], known)
            if slot["part"] and slot["part"] not in PARTS:
                raise UnknownNameError(f"{folder}: [{name}] <{slot['symbol']}>", slot["part"], PARTS)
            if slot["bound"] == COUNTY and slot["symbol"] != "county":
                raise ReadError(f"{folder}: [{name}]", f"{slot.group()}; <{COUNTY}> is the county of the passage")
    if lost := grammar.keys() - _reached({name: [slot["symbol"] for slot in found] for name, found in slots.items()}):
        raise ReadError(str(folder), f"no sentence reaches {', '.join(f'[{name}]' for name in sorted(lost))}")


def _reached(uses: Mapping[str, Iterable[str]]) -> set[str]:
    """The symbols that a sentence may come to."""
    reached: set[str] = set()
    coming = [START]
    while coming:
        name = coming.pop()
        if name in uses and name not in reached:
            reached.add(name)
            coming += uses[name]
    return reached
