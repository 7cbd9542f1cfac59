"""SPARQL 1.1 over the graph, offline: an Oxigraph store in the graph's folder, and the queries one can ask by name.

The default graph holds the whole graph once, so that counts are right without GRAPH; each article's named graph
holds what that article states; the ontology stands in the graph of its own IRI and in the default graph.
A query's parameters are the variables it leaves open with ``VALUES ?name { UNDEF }``: it runs as it stands, for
all names, in any SPARQL program, and for one name when a value is given.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.export.rdf import article_quads, triples
from kg.export.terms import BASE, prefixes
from kg.export.text import clean
from kg.graph import Graph
from kg.ontology import KG
from kg.ontology import folder as ontology_folder

STORE: Final = "store"

_OPEN_VALUES = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}", re.IGNORECASE)
_HEADER = re.compile(r"^#\s*(zh|en|param):\s*(.+?)\s*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Strings, IRIs, comments, variables and prefixed names are passed over; what is left of SERVICE is the keyword.
_SERVICE = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n]*"
    r"|[?$@]\w+|[\w.-]*:[\w.-]*|(?P<service>\bSERVICE\b)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what it says of itself: its purpose in two languages, its parameters and their languages.

    ``params`` maps the name of a parameter to the language tag its value gets, or to the empty string.
    """

    name: str
    text: str
    zh: str
    en: str
    params: dict[str, str]


class Answer:
    """What a query gave: ``columns`` and ``rows()`` for a table, ``write`` for a file. It can be read once."""

    def __init__(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
        self._result = result

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
                yield from (tuple(_shown(solution[at]) for at in width) for solution in self._result)
            case ox.QueryBoolean():
                yield ("true" if self._result else "false",)
            case _:
                yield from ((_shown(t.subject), _shown(t.predicate), _shown(t.object)) for t in self._result)

    def write(self, out: BinaryIO, format: str) -> None:
        """Write SPARQL 1.1 results as ``csv`` or ``json``, a constructed graph as ``turtle``. Raises QueryError."""
        if isinstance(self._result, ox.QueryTriples):
            if format != "turtle":
                raise QueryError(f"a CONSTRUCT or DESCRIBE query gives a graph, not {format!r}; choose turtle")
            ox.serialize(self._result, out, ox.RdfFormat.TURTLE, prefixes=prefixes())
            return
        known = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON}
        if format not in known:
            raise QueryError(f"this query gives a table, not {format!r}; choose {' or '.join(known)}")
        self._result.serialize(out, known[format])


def build_store(graph: Graph, path: Path, base: str = BASE) -> None:
    """Make the store at ``path`` anew from a graph; it is built beside the former one and then takes its place."""
    fresh, former = path.with_name(path.name + ".new"), path.with_name(path.name + ".old")
    for left_over in (fresh, former):
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        _load(fresh, graph, base)
        if path.exists():
            path.rename(former)
        fresh.rename(path)
    except OSError as error:
        raise GraphError(f"{path}: the store cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)


def _load(path: Path, graph: Graph, base: str) -> None:
    """Fill a new store; its files are only closed, and may only be moved, when the last reference is gone."""
    store = ox.Store(str(path))
    whole = (ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples(graph, base))
    store.bulk_extend(chain(whole, article_quads(graph, base)))
    for where in (ox.DefaultGraph(), ox.NamedNode(KG.rstrip("#"))):
        store.load(path=ontology_folder() / "kg.ttl", format=ox.RdfFormat.TURTLE, to_graph=where)
    store.flush()


def query_names() -> list[str]:
    """The names of the queries in ``ontology/queries/``, sorted."""
    return sorted(path.stem for path in _queries().glob("*.rq"))


def find_query(given: str) -> Query:
    """programmes-of -> the query of that name; also a path to a .rq file, or SPARQL text. Raises QueryError."""
    is_file = given.endswith(".rq")
    if not is_file and ("{" in given or len(given.split()) > 1):
        return _parse("", given)
    path = Path(given) if is_file else _queries() / f"{given}.rq"
    if given not in query_names() and not is_file:
        raise QueryError(f"no query {given!r}; choose from {', '.join(query_names())}, a .rq file or SPARQL text")
    try:
        return _parse(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise QueryError(f"{path}: the query cannot be read ({reason})") from error


def run_query(folder: Path, query: Query | str, parameters: Mapping[str, str] | None = None) -> Answer:
    """Ask the store of the graph in ``folder``: ``run_query(folder, "programmes-of", {"name": "崂山区"})``.

    The prefixes of the graph (kg, skos, rdf, …) need not be declared; parameters that are not given stay open.
    Raises QueryError: no store, an unknown name or parameter, a query that SPARQL does not allow, or one that would
    leave this computer by SERVICE.
    """
    query = find_query(query) if isinstance(query, str) else query
    text = _bind(query, parameters or {})
    if _asks_service(text):
        raise QueryError("SERVICE is not allowed: queries are answered from the local store only")
    path = check_store(folder)
    try:
        return Answer(ox.Store.read_only(str(path)).query(text, prefixes=prefixes()))
    except SyntaxError as error:
        raise QueryError(f"{query.name or 'the query'} is not SPARQL 1.1: {_one_line(error)}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"{query.name or 'the query'} cannot be run: {_one_line(error)}") from error


def check_store(folder: Path) -> Path:
    """The store of the graph in ``folder``. Raises QueryError if there is none."""
    path = folder / STORE
    if not path.is_dir():
        raise QueryError(f"{folder}: no {STORE} there; build the graph first")
    return path


def _queries() -> Path:
    return ontology_folder() / "queries"


def _parse(name: str, text: str) -> Query:
    said: dict[str, list[str]] = {"zh": [], "en": [], "param": []}
    for key, value in _HEADER.findall(text):
        said[key].append(value)
    languages = {name: language for name, _, language in (value.partition("@") for value in said["param"])}
    params = {found: languages.get(found, "") for found in _OPEN_VALUES.findall(text)}
    return Query(name, text, " ".join(said["zh"]), " ".join(said["en"]), params)


def _bind(query: Query, parameters: Mapping[str, str]) -> str:
    for given in parameters:
        if given not in query.params:
            allowed = ", ".join(sorted(query.params)) or "none"
            raise QueryError(f"{query.name or 'the query'} has no parameter {given!r}; it takes {allowed}")

    def value(found: re.Match[str]) -> str:
        if found[1] not in parameters:
            return found[0]
        literal = ox.Literal(clean(parameters[found[1]]), language=query.params[found[1]] or None)
        return f"VALUES ?{found[1]} {{ {literal} }}"

    return _OPEN_VALUES.sub(value, query.text)


def _asks_service(text: str) -> bool:
    decoded = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16) % 0x110000), text)
    return any(found["service"] for found in _SERVICE.finditer(decoded))


def _one_line(error: Exception, longest: int = 160) -> str:
    """The parser lists all it would have taken; the place and the first of them are enough."""
    line = " ".join(str(error).split())
    return line if len(line) <= longest else line[:longest] + "…"


def _shown(term: object) -> str:
    match term:
        case ox.NamedNode():
            for prefix, iri in prefixes().items():
                if term.value.startswith(iri):
                    return f"{prefix}:{term.value.removeprefix(iri)}"
            return term.value
        case ox.Literal():
            return term.value
        case _:
            return "" if term is None else str(term)
