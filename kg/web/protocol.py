"""SPARQL 1.1 Protocol (W3C Recommendation, 21 March 2013), the query operation: what a request asks.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

import pyoxigraph as ox
from werkzeug.exceptions import BadRequest, Forbidden, UnsupportedMediaType
from werkzeug.wrappers import Request

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
# The update operation names its graphs so; whoever sends these wants to write.
_OF_UPDATES: Final = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})
_READ_ONLY: Final = "this endpoint is read-only: it takes queries and no updates"

# Bytes of a request's body; the text of a query has a bound of its own in `kg.store.check_query`.
LONGEST: Final = 2**20

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the dataset given with it, None where the query itself is to say; ``accept`` overrides the header."""

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    accept: str | None = None


def read_question(request: Request) -> Question | None:
    """What a GET, HEAD or POST asks; None for a GET without any parameter of the protocol.

    The parameter ``accept`` is no part of the protocol: it lets a link ask for a media type.
    Raises BadRequest, Forbidden (updates), UnsupportedMediaType, RequestEntityTooLarge.
    """
    fields = read_fields(request.query_string)
    if request.method == "POST":
        fields += _body(request)
    if any(name in _OF_UPDATES for name, _ in fields):
        raise Forbidden(_READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    graphs = {kind: [value for name, value in fields if name == f"{kind}-graph-uri"] for kind in ("default", "named")}
    if not queries and request.method != "POST" and not any(graphs.values()):
        return None
    if len(queries) != 1:
        raise BadRequest(f"{len(queries)} queries are given; exactly one is needed")
    given = any(graphs.values())
    default, named = (tuple(map(_iri, graphs[kind])) for kind in ("default", "named"))
    accept = next((value for name, value in fields if name == "accept"), None)
    return Question(queries[0], default if given else None, named if given else None, accept)


def read_fields(text: bytes) -> Fields:
    """b"query=ASK%7B%7D" -> [("query", "ASK{}")]. Raises BadRequest for what is not UTF-8."""
    try:
        return parse_qsl(text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError as error:
        raise BadRequest("the parameters are not UTF-8") from error
    except ValueError as error:
        raise BadRequest("more than 1000 parameters are given") from error


def _body(request: Request) -> Fields:
    media = request.mimetype
    if media == UPDATE:
        raise Forbidden(_READ_ONLY)
    if media not in (FORM, QUERY):
        raise UnsupportedMediaType(f"the body is {media or 'of no media type'}; allowed: {FORM}, {QUERY}")
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(f"the body is in {charset}; allowed: UTF-8")
    body = request.get_data()
    if media == FORM:
        return read_fields(body)
    try:
        return [("query", body.decode("utf-8"))]
    except UnicodeDecodeError as error:
        raise BadRequest("the query is not UTF-8") from error


def _iri(value: str) -> str:
    try:
        return ox.NamedNode(value).value
    except ValueError as error:
        raise BadRequest(f"{value!r} is no absolute IRI of a graph") from error
