"""SPARQL 1.1 over the graph, offline: an Oxigraph store in the graph's folder.

The default graph holds the whole graph once, so that counts are right without GRAPH; each article's named graph
holds what that article states; what the ontology implies has a graph of its own, where it was asked for; the
ontology stands in the graph of its own IRI and in the default graph.
"""

import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.database import BASE
from kg.errors import GraphError, QueryError
from kg.export.rdf import store_files
from kg.export.terms import prefixes
from kg.graph import Graph
from kg.ontology import KG, RDF
from kg.ontology import folder as ontology_folder
from kg.queries import Query, check_query, find_query, query_names
from kg.queries import bind as _bind

__all__ = ["STORE", "Answer", "Query", "build_store", "check_query", "check_store", "find_query", "open_store",
           "query_names", "run_query", "store_base"]  # fmt: skip

STORE: Final = "store"

TABLES: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPHS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
# While a build puts the new store in the place of the old one there is none for a moment.
_PAUSES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


class Answer:
    """What a query gave: ``columns`` and ``rows()`` for a table, ``write`` for a file. It can be read once."""

    def __init__(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, base: str = BASE) -> None:
        self._result = result
        self._prefixes = prefixes(base)

    @property
    def columns(self) -> tuple[str, ...]:
        """The variables of a SELECT; one column for ASK; subject, predicate, object for CONSTRUCT."""
        match self._result:
            case ox.QuerySolutions():
                return tuple(variable.value for variable in self._result.variables)
            case ox.QueryBoolean():
                return ("answer",)
            case _:
                return ("subject", "predicate", "object")

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Rows as a reader wants them: literals without quotes, IRIs with prefixes, nothing for what is unbound."""
        match self._result:
            case ox.QuerySolutions():
                width = range(len(self.columns))
                yield from (tuple(self._shown(solution[at]) for at in width) for solution in self._result)
            case ox.QueryBoolean():
                yield ("true" if self._result else "false",)
            case _:
                for triple in self._result:
                    yield self._shown(triple.subject), self._shown(triple.predicate), self._shown(triple.object)

    def write(self, out: BinaryIO, format: str) -> None:
        """Write a table or a truth value as `TABLES` names them, a graph as `GRAPHS` does. Raises QueryError."""
        is_graph = isinstance(self._result, ox.QueryTriples)
        allowed = GRAPHS if is_graph else TABLES
        if format not in allowed:
            given = "a CONSTRUCT or DESCRIBE query gives a graph" if is_graph else "this query gives a table"
            raise QueryError(f"{given}, not {format!r}; choose from {', '.join(allowed)}")
        if isinstance(self._result, ox.QueryTriples):
            ox.serialize(self._result, out, GRAPHS[format], prefixes=self._prefixes)
        elif isinstance(self._result, ox.QueryBoolean) and format in ("csv", "tsv"):
            # SPARQL 1.1 has no such table of one value; a column of it is what those who ask for one expect.
            out.write(f"{self.columns[0]}\r\n{'true' if self._result else 'false'}\r\n".encode())
        else:
            self._result.serialize(out, TABLES[format])

    def _shown(self, term: object) -> str:
        match term:
            case ox.NamedNode():
                # The longest of those that fit: one base may begin with another.
                fitting = [(len(iri), prefix) for prefix, iri in self._prefixes.items() if term.value.startswith(iri)]
                length, prefix = max(fitting, default=(0, ""))
                return f"{prefix}:{term.value[length:]}" if length else term.value
            case ox.Literal():
                return term.value
            case _:
                return "" if term is None else str(term)


def build_store(graph: Graph, path: Path) -> None:
    """Make the store at ``path`` anew from a graph; it is built beside the former one and then takes its place.

    Who has the former one open may go on reading it; only of a store of many million triples some files may not be
    open yet, and it must be opened anew.
    """
    fresh, former = path.with_name(path.name + ".new"), path.with_name(path.name + ".old")
    for left_over in (fresh, former):
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        _load(fresh, graph)
        _exchange(path, fresh, former)
    except OSError as error:
        raise GraphError(f"{path}: the store cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)


def _exchange(path: Path, fresh: Path, former: Path) -> None:
    """Put a new store in its place; if that fails, the former one stays there."""
    if path.exists():
        path.rename(former)
    try:
        fresh.rename(path)
    except OSError:
        if former.exists():
            former.rename(path)
        raise


def _load(path: Path, graph: Graph) -> None:
    """Fill a new store; its files are only closed, and may only be moved, when the last reference is gone."""
    store = ox.Store(str(path))
    # Lenient: every IRI of it was made here, so that checking them again would cost a fifth of the time for nothing.
    # One file after the other: what is loaded at once is sorted in memory.
    for file in store_files(graph):
        store.bulk_load(file, ox.RdfFormat.N_QUADS, lenient=True)
    for where in (ox.DefaultGraph(), ox.NamedNode(KG.rstrip("#"))):
        store.load(path=ontology_folder() / "kg.ttl", format=ox.RdfFormat.TURTLE, to_graph=where)
    # Few large files instead of many small ones: a reader then has all of them open from the start.
    store.optimize()
    store.flush()


def run_query(folder: Path, query: Query | str, parameters: Mapping[str, str] | None = None) -> Answer:
    """Ask the store of the graph in ``folder``: ``run_query(folder, "programmes-of", {"name": "崂山区"})``.

    The prefixes of the graph (kg, skos, rdf, …) need not be declared; parameters that are not given stay open.
    Raises QueryError: no store, an unknown name or parameter, a query that SPARQL does not allow, or one that would
    leave this computer by SERVICE.
    """
    query = find_query(query) if isinstance(query, str) else query
    text = _bind(query, parameters or {})
    check_query(text)
    store = open_store(folder)
    base = store_base(store)
    try:
        return Answer(store.query(text, prefixes=prefixes(base)), base)
    except SyntaxError as error:
        raise QueryError(f"{query.name or 'the query'} is not SPARQL 1.1: {_one_line(error)}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"{query.name or 'the query'} cannot be run: {_one_line(error)}") from error


def open_store(folder: Path) -> ox.Store:
    """The store of the graph in ``folder``, read-only. Raises QueryError if there is none or it cannot be read."""
    path = check_store(folder)
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"{path}: the store cannot be read: {_one_line(error)}") from error


def check_store(folder: Path) -> Path:
    """The store of the graph in ``folder``. Raises QueryError if there is none."""
    path = folder / STORE
    for pause in _PAUSES:
        if path.is_dir():
            return path
        if not path.with_name(path.name + ".old").is_dir():
            break
        time.sleep(pause)
    raise QueryError(f"{folder}: no {STORE} there; build the graph first")


def store_base(store: ox.Store) -> str:
    """What the IRIs of the graph in a store begin with, told by the activity that built it."""
    built = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + "Build"), ox.DefaultGraph())
    bases = (quad.subject.value.rpartition("activity/")[0] for quad in built if isinstance(quad.subject, ox.NamedNode))
    return next(bases, BASE)


def _one_line(error: Exception, longest: int = 160) -> str:
    """The parser lists all it would have taken; the place and the first of them are enough."""
    line = " ".join(str(error).split())
    return line if len(line) <= longest else line[:longest] + "…"
