"""The things of a graph and the documents about them: IRIs that dereference.

An entity is a body, a place or a person and no document, so its IRI must not be answered as if it were one
(W3C TAG, httpRange-14). Of the two ways that "Cool URIs for the Semantic Web" (W3C Note, 2008) offers we take
303 See Other with a document for each format: hash IRIs would make one file of the whole graph, and a document with
an address of its own can be linked, cached and saved.

    /id/entity/7f…          the thing: 303 to one of
    /page/entity/7f…        a page to read
    /data/entity/7f….ttl    what is stated of it, in RDF; .jsonld, .nt, .rdf

An IRI of the graph is its base followed by entity/7f…; here the base stands at /id/.
"""

from typing import Final
from urllib.parse import quote

from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from kg.web.answering import Task
from kg.web.asking import ask
from kg.web.formats import GRAPHS, HTML, Format, by_ending, choose, require
from kg.web.workers import Workers

# Triples of one document; a hub has more that point at it.
MOST: Final = 10_000
# HTML last: a client without a wish is a program.
OFFERED: Final = (*GRAPHS, HTML)

EXISTS: Final = "ASK { { <> ?property ?value } UNION { ?thing ?property <> } UNION { GRAPH <> { ?s ?p ?o } } }"
DESCRIPTION: Final = """
CONSTRUCT { ?thing ?property ?value } WHERE {
  { <> ?property ?value BIND(<> AS ?thing) }
  UNION { <> kg:hasEvidence|oa:hasSelector|(kg:hasEvidence/oa:hasSelector) ?thing . ?thing ?property ?value }
  UNION { { <> ?near ?thing } UNION { ?thing ?near <> }
          ?thing ?property ?value FILTER(?property IN (rdfs:label, skos:prefLabel, dct:title)) }
  UNION { ?thing ?property <> BIND(<> AS ?value) }
}
"""


def about(kind: str, id: str) -> str:
    """("source", "news/海.txt") -> source/news%2F%E6%B5%B7.txt, which after the base makes the IRI."""
    return f"{quote(kind, safe='')}/{quote(id, safe='')}"


def see_other(workers: Workers, request: Request, kind: str, id: str) -> Response:
    """303 from a thing to the document about it that the client prefers. Raises NotFound, NotAcceptable."""
    thing = about(kind, id)
    require_thing(workers, thing)
    format = require(choose(request.accept_mimetypes, OFFERED), OFFERED).format
    response = redirect(f"/page/{thing}" if format is HTML else f"/data/{thing}.{format.ending}", 303)
    response.vary.add("Accept")
    response.headers["Link"] = _alternates(thing)
    return response


def data(workers: Workers, kind: str, name: str) -> Response:
    """The document /data/KIND/NAME in the format of its ending. Raises NotFound."""
    id, dot, ending = name.rpartition(".")
    format = by_ending(ending)
    if not dot or format is None:
        known = ", ".join(f".{format.ending}" for format in GRAPHS)
        raise NotFound(f"no document of that name here; names end in {known}")
    thing = about(kind, id)
    require_thing(workers, thing)
    answer = ask(workers, Task(DESCRIPTION, MOST, thing, graph=format))
    response = Response(answer.body, content_type=format.content_type)
    response.headers["Link"] = f'<{answer.base}{thing}>; rel="describes", ' + _alternates(thing, format)
    if answer.cut:
        response.headers["Kg-Cut"] = str(MOST)
    return response


def require_thing(workers: Workers, thing: str) -> None:
    """Raises NotFound if the graph knows nothing of base + thing."""
    answer = ask(workers, Task(EXISTS, 1, thing))
    if b"true" not in answer.body:
        raise NotFound("the graph knows nothing of that")


def _alternates(thing: str, but: Format | None = None) -> str:
    pages = [(f"/page/{thing}", HTML)] + [(f"/data/{thing}.{format.ending}", format) for format in GRAPHS]
    return ", ".join(
        f'<{path}>; rel="alternate"; type="{format.media[0]}"' for path, format in pages if format is not but
    )
