"""Answers as bytes: SPARQL 1.1 results in JSON, XML, CSV, TSV and graphs in Turtle, N-Triples, RDF/XML, JSON-LD.

An answer is first written a line a row, as TSV or N-Triples, because there a limit can be kept to the row; if another
format is wanted, that text is read and written again.
"""

from typing import Final, Literal

import pyoxigraph as ox

from kg.export.terms import prefixes
from kg.web.formats import CSV, JSON, JSONLD, NTRIPLES, RDFXML, TSV, TURTLE, XML, Format

# A longer answer is cut after a whole row, however few rows that are.
LONGEST: Final = 32 * 2**20

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Kind = Literal["table", "boolean", "graph"]

TABLE_FORMATS: Final = {
    JSON: ox.QueryResultsFormat.JSON,
    XML: ox.QueryResultsFormat.XML,
    CSV: ox.QueryResultsFormat.CSV,
    TSV: ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final = {
    TURTLE: ox.RdfFormat.TURTLE,
    NTRIPLES: ox.RdfFormat.N_TRIPLES,
    RDFXML: ox.RdfFormat.RDF_XML,
    JSONLD: ox.RdfFormat.JSON_LD,
}


def kind_of(result: Result) -> Kind:
    """SELECT gives a table, ASK a boolean, CONSTRUCT and DESCRIBE a graph."""
    match result:
        case ox.QuerySolutions():
            return "table"
        case ox.QueryBoolean():
            return "boolean"
        case _:
            return "graph"


def write(result: Result, wanted: Format, limit: int, base: str) -> tuple[bytes, bool]:
    """The result in a format of its kind, and whether it was cut after ``limit`` rows or triples or `LONGEST` bytes.

    Raises OSError or RuntimeError if the store fails while it is read.
    """
    if isinstance(result, ox.QueryBoolean):
        return result.serialize(format=TABLE_FORMATS[wanted]) or b"", False
    if isinstance(result, ox.QuerySolutions):
        lines = _read(result, ox.QueryResultsFormat.TSV, limit + 1)  # the first names the columns
        body = lines.text if wanted is TSV else _table(lines.text, wanted)
    else:
        lines = _read(result, ox.RdfFormat.N_TRIPLES, limit)
        body = lines.text if wanted is NTRIPLES else _graph(lines.text, wanted, base)
    return (_noted(body, wanted, limit) if lines.cut else body), lines.cut


class _EnoughError(Exception):
    """Stops a writer that would go on."""


class _Lines:
    """A file that takes ``most`` lines, or whole lines up to `LONGEST` bytes, and then no more."""

    def __init__(self, most: int) -> None:
        self._most, self._count, self._size = most, 0, 0
        self._parts: list[bytes] = []
        self.cut = False

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        self._count += data.count(b"\n")
        self._size += len(data)
        if self._count > self._most or self._size > LONGEST:
            self.cut = True
            raise _EnoughError
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    @property
    def text(self) -> bytes:
        """The lines that were taken, each whole."""
        whole = b"".join(self._parts)
        return b"".join(line + b"\n" for line in whole.split(b"\n")[:-1][: self._most]) if self.cut else whole


def _read(
    result: ox.QuerySolutions | ox.QueryTriples, format: ox.QueryResultsFormat | ox.RdfFormat, most: int
) -> _Lines:
    lines = _Lines(most)
    try:
        result.serialize(lines, format)  # type: ignore[arg-type]  # each class has its own formats, and its own files
    except _EnoughError:
        return lines
    return lines


def _table(text: bytes, wanted: Format) -> bytes:
    rows = ox.parse_query_results(text, ox.QueryResultsFormat.TSV)
    return rows.serialize(format=TABLE_FORMATS[wanted]) or b""


def _graph(text: bytes, wanted: Format, base: str) -> bytes:
    triples = ox.parse(text, ox.RdfFormat.N_TRIPLES)
    return ox.serialize(triples, format=GRAPH_FORMATS[wanted], prefixes=prefixes(base)) or b""


def _noted(body: bytes, wanted: Format, limit: int) -> bytes:
    """Say in the text, where its format has a place for it, that the text is not all."""
    if wanted.note is None:
        return body
    place, note = wanted.note
    return body.replace(place, note.replace(b"{}", b"cut-after-%d" % limit), 1)
