"""The file ``kg.duckdb`` in a graph's folder: opening it, its versions, transactions, the SQL that ships with kg."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Final

import duckdb
import pyoxigraph as ox

from kg import __version__
from kg.errors import GraphError, KGError
from kg.ontology import ontology

QUOTES = "“”‘’\"'「」『』《》〈〉"
WHITE_SPACE = " \t\r\n\u00a0\u3000"
IGNORED = QUOTES + WHITE_SPACE

FILE = "kg.duckdb"
SCHEMA = "3"

# What the IRIs of a graph begin with, where no other base was asked for.
BASE: Final = "https://w3id.org/kg-zh/id/"
_ABSOLUTE = re.compile(r"(?:https?://[^/?#]|urn:[A-Za-z0-9][A-Za-z0-9-]+:).*[/#]", re.DOTALL)


def connect(folder: Path, *, create: bool = False, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open the database in a folder. Raises GraphError: none there, in use, not a graph, another schema version."""
    path = folder / FILE
    if create:
        _make_folder(folder)
    elif not path.is_file():
        raise GraphError(f"{folder}: no graph here; a graph's folder is one that a build has written, with a {FILE}")
    try:
        connection = duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        raise GraphError(_refusal(path, error)) from error
    try:
        _check_schema(connection, path, create)
    except BaseException:
        connection.close()
        raise
    return connection


def check_base(iri: str) -> str:
    """https://data.example/zh/ -> the same: a base IRI (RFC 3987) that names of things can be put behind.

    Raises KGError unless it is absolute, begins with http:, https: or urn: and ends in / or #.
    """
    allowed = f"allowed: an absolute http, https or urn IRI that ends in / or #, as {BASE}"
    try:
        ox.NamedNode(iri)
    except ValueError as error:
        raise KGError(f"base {iri!r}: not an IRI ({error}); {allowed}") from error
    if not _ABSOLUTE.fullmatch(iri):
        raise KGError(f"base {iri!r}: no name can follow it; {allowed}")
    return iri


def meta(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The versions ``schema``, ``program`` and ``ontology``, ``assembled``: yes or no, and what views are to show."""
    return dict(connection.execute("SELECT key, value FROM meta ORDER BY key").fetchall())


def set_meta(connection: duckdb.DuckDBPyConnection, values: dict[str, str]) -> None:
    """Change entries of `meta`, or add them."""
    for key, value in values.items():
        connection.execute("DELETE FROM meta WHERE key = ?", [key])
        connection.execute("INSERT INTO meta VALUES (?, ?)", [key, value])


def versions() -> dict[str, str]:
    """The versions of what is running now."""
    return {"schema": SCHEMA, "program": __version__, "ontology": ontology().version}


def plain(name: str) -> str:
    """“六基 工程” -> 六基工程: a name without white space and quotes."""
    return name.translate(dict.fromkeys(map(ord, IGNORED)))


def sql(name: str) -> str:
    """The text of ``kg/sql/NAME.sql``."""
    return resources.files("kg").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of the block's changes or none. Raises GraphError in place of what the disk or the memory refuses."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException as error:
        # A commit that failed has rolled back already.
        with suppress(duckdb.TransactionException):
            connection.rollback()
        if isinstance(error, duckdb.OperationalError):
            raise GraphError(f"{FILE}: nothing was written: {_first_line(error)}") from error
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GraphError(f"{folder}: no place for a graph, {error.strerror}; give a folder one may write to") from error


def _refusal(path: Path, error: duckdb.Error) -> str:
    if isinstance(error, duckdb.ConnectionException):
        return f"{path}: already open in this program in another mode; close it first"
    if "Could not set lock" in str(error):
        return f"{path}: in use by another process; wait until it is done"
    return f"{path}: cannot be opened as a graph: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def _check_schema(connection: duckdb.DuckDBPyConnection, path: Path, create: bool) -> None:
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if create and not tables:
        with transaction(connection):
            connection.execute(sql("schema"))
            set_meta(connection, versions() | {"assembled": "no"})
    elif "meta" not in tables:
        raise GraphError(f"{path}: a DuckDB database but no graph: it has no table 'meta'")
    got = meta(connection).get("schema")
    if got != SCHEMA:
        raise GraphError(f"{path}: schema version {got}; allowed: {SCHEMA}; build the graph anew in an empty folder")
