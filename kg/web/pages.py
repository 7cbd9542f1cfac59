"""Pages for people: they need no script, no other site, and show every name as text, whatever stands in it."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

import pyoxigraph as ox
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.wrappers import Response

from kg.errors import QueryError
from kg.queries import bind, find_query, query_names
from kg.web import articles, claims, entities
from kg.web.asking import Table, ask_table
from kg.web.protocol import Question
from kg.web.templating import render
from kg.web.workers import Workers

# Rows of a result that a page shows; the links under it bring all.
ROWS: Final = 500
QUOTES: Final = 50
# Neighbours listed on the page of a thing that has no page of its own kind.
NEAR: Final = 200
SAID: Final = """
SELECT ?property ?value ?name WHERE { <> ?property ?value OPTIONAL { ?value skos:prefLabel|dct:title ?name } }
ORDER BY ?property ?name ?value
"""
BACK: Final = """
SELECT ?property ?value ?name WHERE { ?value ?property <> OPTIONAL { ?value skos:prefLabel|dct:title ?name } }
ORDER BY ?property ?name ?value
"""
EXAMPLE: Final = """SELECT ?name ?mentions WHERE {
  ?entity a kg:Organization ; skos:prefLabel ?name ; kg:mentions ?mentions .
}
ORDER BY DESC(?mentions)
LIMIT 20
"""


def start_page(workers: Workers) -> Response:
    """Search, counts, the queries by name, SPARQL."""
    counts = entities.count_all(workers)
    return render("start.html", counts=counts, queries=list(map(find_query, query_names())), example=EXAMPLE)


def search_page(workers: Workers, given: Mapping[str, str]) -> Response:
    """/search?q=崂山&type=ORG&page=2."""
    text, label, page = given.get("q", ""), given.get("type", ""), page_number(given)
    base, hits = entities.search(workers, text, label, page)
    more = len(hits) > entities.FOUND
    here = urlencode({"q": text, "type": label})
    return render(
        "search.html", base=base, hits=hits[: entities.FOUND], q=text, page=page, more=more, path=f"/search?{here}&"
    )


def query_page(workers: Workers, name: str, given: Mapping[str, str]) -> Response:
    """/query/programmes-of?name=崂山区: the answer to one of the queries by name. Raises NotFound, BadRequest."""
    if name not in query_names():
        raise NotFound(f"no query of that name; there are {', '.join(query_names())}")
    query = find_query(name)
    values = {key: value for key, value in given.items() if key in query.params and value.strip()}
    try:
        text = bind(query, values)
    except QueryError as error:
        raise BadRequest(str(error)) from error
    table = ask_table(workers, text, ROWS)
    return render("query.html", query=query, values=values, text=text, **_result(workers, table))


def sparql_page(workers: Workers | None, question: Question) -> Response:
    """The box with a query in it and its result as a table, or why there is none; without workers the box alone."""
    if workers is None:
        return render("sparql.html", text=EXAMPLE, table=None, error="")
    try:
        table = ask_table(workers, question.text, ROWS, question=question)
    except HTTPException as error:
        response = render("sparql.html", text=question.text, table=None, error=error.description)
        response.status_code = error.code or 500
        return response
    return render("sparql.html", text=question.text, error="", **_result(workers, table))


def thing_page(workers: Workers, thing: str, kind: str, given: Mapping[str, str]) -> Response:
    """The page of entity/7f…, article/…, fact/…, or of anything else the graph speaks of. Raises NotFound."""
    page = page_number(given)
    match kind:
        case "entity":
            response = _entity(workers, thing, page)
        case "article":
            response = _article(workers, thing, page)
        case "fact" | "open" | "derived":
            response = _statement(workers, thing, page)
        case _:
            response = None
    response = response or _resource(workers, thing)
    if response is None:
        raise NotFound("the graph knows nothing of that")
    return response


def error_page(code: int, name: str, said: str) -> Response:
    """What went wrong, for people."""
    response = render("error.html", code=code, name=name, said=said)
    response.status_code = code
    return response


def page_number(given: Mapping[str, str]) -> int:
    """The parameter ``page``, from 1. Raises BadRequest."""
    text = given.get("page", "1")
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 9):
        raise BadRequest(f"page={text!r}: pages are numbers from 1")
    return int(text)


def _entity(workers: Workers, thing: str, page: int) -> Response | None:
    card = entities.card_of(workers, thing)
    if card is None:
        return None
    count = claims.count_claims(workers, thing)
    found = claims.claims_about(workers, thing, page)
    by_relation = groupby(found, key=lambda claim: claim.relation)
    groups = [(relation, claims.share_quotes(items)) for relation, items in by_relation]
    return render(
        "entity.html", card=card, thing=thing, base=card.iri.removesuffix(thing), groups=groups, count=count,
        page=page, more=page * claims.CLAIMS < count, path=f"/page/{thing}?",
        company=entities.company_of(workers, thing), inside=entities.inside(workers, thing), most=entities.INSIDE,
    )  # fmt: skip


def _article(workers: Workers, thing: str, page: int) -> Response | None:
    found = articles.article_of(workers, thing, page)
    if found is None:
        return None
    base = found.iri.removesuffix(thing)
    return render("article.html", article=found, thing=thing, base=base, page=page, path=f"/page/{thing}?")


def _statement(workers: Workers, thing: str, page: int) -> Response | None:
    found = claims.claim_itself(workers, thing, page, QUOTES)
    if found is None:
        return None
    subject, name, claim = found
    return render(
        "statement.html", subject=subject, name=name, claim=claim, thing=thing, base=claim.iri.removesuffix(thing),
        page=page, more=page * QUOTES < claim.weight, path=f"/page/{thing}?",
    )  # fmt: skip


def _resource(workers: Workers, thing: str) -> Response | None:
    said, back = (ask_table(workers, text, NEAR, thing) for text in (SAID, BACK))
    if not said.rows and not back.rows:
        return None
    return render("resource.html", iri=said.base + thing, thing=thing, base=said.base, said=said, back=back, most=NEAR)


def _result(workers: Workers, table: Table) -> dict[str, Any]:
    """A table for its template. The queries by name give names and no IRIs: those of entities become links."""
    terms = (term for row in table.rows for term in row.values())
    names = (term.value for term in terms if isinstance(term, ox.Literal) and term.language == "zh")
    return {"table": table, "base": table.base, "rows": ROWS, "known": entities.link_names(workers, names)}
