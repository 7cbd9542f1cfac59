"""The WSGI application: which path is answered by what, for which hosts and origins, with which headers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, Map, Rule
from werkzeug.wrappers import Request as BaseRequest
from werkzeug.wrappers import Response

from kg.web import documents, pages
from kg.web.endpoint import CUT, endpoint
from kg.web.protocol import LONGEST
from kg.web.workers import Workers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

# Nothing but our style sheet is loaded, nothing is run, forms lead here: a name that breaks out of its place in a
# page finds nothing to do.
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::[0-9]*)?", re.ASCII)
_READING: Final = ("GET", "HEAD", "OPTIONS")


class _Everything(BaseConverter):
    """What follows, slashes and all: ids hold the names of files."""

    regex = ".+"
    part_isolating = False


_PATHS: Final = Map(
    [
        Rule("/", endpoint="start", methods=_READING),
        Rule("/sparql", endpoint="sparql", methods=(*_READING, "POST")),
        Rule("/search", endpoint="search", methods=_READING),
        Rule("/query/<name>", endpoint="query", methods=_READING),
        Rule("/id/<kind>/<everything:id>", endpoint="id", methods=_READING),
        Rule("/page/<kind>/<everything:id>", endpoint="page", methods=_READING),
        Rule("/data/<kind>/<everything:id>", endpoint="data", methods=_READING),
        Rule("/style.css", endpoint="style", methods=_READING),
    ],
    converters={"everything": _Everything},
    merge_slashes=False,
)


class Request(BaseRequest):
    """A request whose body has a bound: 413 for a longer one."""

    max_content_length = LONGEST


@dataclass(frozen=True, slots=True)
class Application:
    """The application for WSGI (PEP 3333).

    ``limit`` bounds the rows or triples of an answer. ``hosts`` are the names it may be called by, None for any: a
    foreign name that leads to this computer (DNS rebinding) is refused. ``origins`` are sites whose scripts may read
    answers besides those of this computer; "*" is any.
    """

    workers: Workers
    limit: int
    hosts: frozenset[str] | None = LOOPBACK
    origins: frozenset[str] = frozenset()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        response = self._respond(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        self._share(request, response)
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        try:
            self._check_host(request)
            adapter = _PATHS.bind_to_environ(request.environ)
            path, values = adapter.match()
            if request.method == "OPTIONS":
                allowed = ", ".join(sorted(adapter.allowed_methods()))
                return Response(status=204, headers={"Allow": allowed})
            return self._answer(request, path, **values)
        except HTTPException as error:
            return _failure(request, error)

    def _answer(self, request: Request, path: str, kind: str = "", id: str = "", name: str = "") -> Response:
        workers = self.workers
        match path:
            case "sparql":
                return endpoint(workers, request, self.limit)
            case "id":
                return documents.see_other(workers, request, kind, id)
            case "data":
                return documents.data(workers, kind, id)
            case "page":
                return pages.thing_page(workers, documents.about(kind, id), kind, request.args)
            case "search":
                return pages.search_page(workers, request.args)
            case "query":
                return pages.query_page(workers, name, request.args)
            case "style":
                style = Path(__file__).with_name("style.css").read_bytes()
                return Response(style, mimetype="text/css", headers={"Cache-Control": "max-age=3600"})
            case _:
                return pages.start_page(workers)

    def _check_host(self, request: Request) -> None:
        given = request.environ.get("HTTP_HOST")
        if self.hosts is None or given is None:
            return
        name = _HOST.fullmatch(given)
        if name is None or name[1].strip("[]").lower() not in self.hosts:
            raise MisdirectedRequest(f"called by the name {given!r}; allowed: {', '.join(sorted(self.hosts))}")

    def _share(self, request: Request, response: Response) -> None:
        """Cross-Origin Resource Sharing, for reading (https://fetch.spec.whatwg.org/#http-cors-protocol)."""
        response.vary.add("Origin")
        origin = request.headers.get("Origin", "")
        if not origin or not ({origin, "*"} & self.origins or _host_of(origin) in LOOPBACK):
            return
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = f"{CUT}, Link"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST"
            response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"


class MisdirectedRequest(HTTPException):
    """421 of RFC 9110: a request for a host that we are not."""

    code = 421


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _failure(request: Request, error: HTTPException) -> Response:
    """An error as a page for a browser, as a line of text for programs; a redirect of the router as it is."""
    if error.response is not None or error.code is None or error.code < 400:
        return Response.force_type(error.get_response(request.environ))
    said = error.description or error.name
    accepted = request.accept_mimetypes
    if accepted.quality("text/html") > accepted.quality("text/plain"):
        response = pages.error_page(error.code, error.name, said)
    else:
        response = Response(said + "\n", status=error.code, mimetype="text/plain")
    for name, value in error.get_headers(request.environ):
        if name.lower() != "content-type":
            response.headers[name] = value
    return response
