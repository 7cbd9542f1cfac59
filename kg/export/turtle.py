"""Turtle and TriG for people: prefixes, a block a subject, one object a line.

Subjects, predicates and objects are in one order, and nothing in a block depends on another: where something is added,
only its own lines differ. Literals and names are written as Turtle 1.1 and TriG 1.1 (W3C 2014) shorten them.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import BinaryIO

from kg.export import exporters
from kg.export.blocks import Block, Placed, write_text
from kg.export.rdf import blocks, dataset
from kg.export.terms import XSD, Prefixes, prefixes
from kg.graph import Graph

# The datatypes whose values Turtle writes bare.
_BARE = tuple(f"^^<{XSD}{name}>" for name in ("integer", "decimal"))


@exporters("turtle")
def write_turtle(graph: Graph, out: BinaryIO) -> None:
    """graph.ttl: Turtle 1.1, one block a subject."""
    known = Prefixes(prefixes(graph.base()))
    write_text(_document(known, _blocks(known, blocks(graph))), out)


@exporters("trig")
def write_trig(graph: Graph, out: BinaryIO) -> None:
    """graph.trig: TriG 1.1, the default graph and then each named graph once."""
    known = Prefixes(prefixes(graph.base()))
    write_text(_document(known, _graphs(known, dataset(graph))), out)


def _document(known: Prefixes, pieces: Iterable[str]) -> Iterator[str]:
    for prefix, space in sorted(known.spaces.items()):
        yield f"@prefix {prefix}: <{space}> .\n"
    yield from pieces


def _graphs(known: Prefixes, placed: Iterable[Placed]) -> Iterator[str]:
    for graph, inside in groupby(placed, key=attrgetter("graph")):
        pieces = _blocks(known, (item.block for item in inside))
        if not graph:
            yield from pieces
            continue
        yield f"\n{known.short(graph)} {{\n"
        yield from pieces
        yield "}\n"


def _blocks(known: Prefixes, blocks: Iterable[Block]) -> Iterator[str]:
    for subject, said in blocks:
        predicates = (
            f"{predicate} " + " ,\n        ".join(_object(known, object) for _, object in pairs)
            for predicate, pairs in groupby(said, key=itemgetter(0))
        )
        yield f"\n{known.short(subject)} " + " ;\n    ".join(predicates) + " .\n"


def _object(known: Prefixes, object: str) -> str:
    """The integer "7" -> 7; other names and datatypes get a prefix where they can."""
    if object.startswith("<"):
        return known.short(object)
    if object.endswith(_BARE):
        return object[1 : object.rindex('"')]
    value, mark, datatype = object.rpartition("^^")
    return f"{value}^^{known.short(datatype)}" if mark and datatype.endswith(">") else object
