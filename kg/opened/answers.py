"""What SPARQL answers, as a DataFrame: numbers as numbers, days as datetime64, IRIs by the prefixes of the graph."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.errors import QueryError
from kg.export.terms import XSD, Prefixes
from kg.store import Answer

if TYPE_CHECKING:
    import pandas as pd

Term = Mapping[str, str]
Shorten = Callable[[str], str]


class Kind(NamedTuple):
    """How literals of some type are read, and what pandas calls a column of them without and with gaps."""

    read: Callable[[str], Any]
    whole: str
    gapped: str


INTEGER: Final = Kind(int, "int64", "Int64")
REAL: Final = Kind(float, "float64", "float64")
TRUTH: Final = Kind({"true": True, "1": True, "false": False, "0": False}.__getitem__, "bool", "boolean")
DAY: Final = Kind(date.fromisoformat, "datetime64[s]", "datetime64[s]")
# By XSD type (XML Schema 1.1, part 2); a column of any other type holds text.
KINDS: Final = {
    "integer": INTEGER,
    "nonNegativeInteger": INTEGER,
    "positiveInteger": INTEGER,
    "int": INTEGER,
    "long": INTEGER,
    "decimal": REAL,
    "double": REAL,
    "float": REAL,
    "boolean": TRUTH,
    "date": DAY,
}


def to_frame(answer: Answer, known: Mapping[str, str]) -> "pd.DataFrame":
    """The rows of a SELECT, one cell ``answer`` for ASK, triples for CONSTRUCT; what is unbound is missing.

    ``known`` maps prefixes to what their IRIs begin with.
    """
    import pandas as pd

    with BytesIO() as out:
        try:
            answer.write(out, "json")
        except QueryError:  # a graph, which is no table
            return pd.DataFrame(list(answer.rows()), columns=list(answer.columns))
        told = json.loads(out.getvalue())
    if "boolean" in told:
        return pd.DataFrame({"answer": [bool(told["boolean"])]})
    short, rows = Prefixes(known).short, told["results"]["bindings"]
    columns = {name: _column([row.get(name) for row in rows], short) for name in told["head"]["vars"]}
    return pd.DataFrame(columns)


def _column(terms: Sequence[Term | None], short: Shorten) -> "pd.Series[Any]":
    import pandas as pd

    kind = _kind([term for term in terms if term is not None])
    if kind is not None:
        try:
            values = [None if term is None else kind.read(term["value"]) for term in terms]
        except (ValueError, KeyError):
            pass  # "viele"^^xsd:integer is allowed in RDF: such a column is text
        else:
            return pd.Series(values, dtype=kind.gapped if None in values else kind.whole)
    return pd.Series([None if term is None else _text(term, short) for term in terms], dtype=object)


def _kind(terms: Sequence[Term]) -> Kind | None:
    """What all of them are; integers beside decimals are decimals."""
    kinds = {KINDS.get(term.get("datatype", "").removeprefix(XSD)) for term in terms}
    if kinds == {INTEGER, REAL}:
        return REAL
    return kinds.pop() if len(kinds) == 1 else None


def _text(term: Term, short: Shorten) -> str:
    if term["type"] != "uri":
        return term["value"]
    return short(f"<{term['value']}>").removeprefix("<").removesuffix(">")
