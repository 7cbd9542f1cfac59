"""/sparql: the query operation of the SPARQL 1.1 Protocol, the service description, and a box to type queries in."""

from typing import Final

from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Request, Response

from kg.web.answering import Task
from kg.web.asking import ask
from kg.web.description import service_description
from kg.web.formats import GRAPHS, HTML, TABLES, choose, require
from kg.web.pages import sparql_page
from kg.web.protocol import Question, read_question
from kg.web.workers import Workers

# Says after how many rows or triples an answer was cut; it is missing where the answer is whole.
CUT: Final = "Kg-Cut"


def endpoint(workers: Workers, request: Request, limit: int) -> Response:
    """Answer a request to /sparql; ``limit`` bounds the rows or triples of an answer.

    Raises the exceptions of werkzeug that the protocol and the statuses of HTTP ask for.
    """
    question = read_question(request)
    if question is None:
        response = _description(request)
    else:
        accepted = request.accept_mimetypes
        if question.accept is not None:
            accepted = parse_accept_header(question.accept, MIMEAccept)
        response = _answer(workers, question, accepted, limit)
    response.vary.add("Accept")
    return response


def _description(request: Request) -> Response:
    offered = (*GRAPHS, HTML)
    choice = require(choose(request.accept_mimetypes, offered), offered)
    if choice.format is HTML:
        return sparql_page(None, Question(""))
    return Response(service_description(request.base_url, choice.format), content_type=choice.content_type)


def _answer(workers: Workers, question: Question, accepted: MIMEAccept, limit: int) -> Response:
    """Which of the two choices counts is only known when the query is parsed, and that is done in a worker."""
    table, graph = (choose(accepted, (*offered, HTML)) for offered in (TABLES, GRAPHS))
    if table is None and graph is None:
        known = ", ".join(format.media[0] for format in (*TABLES, *GRAPHS, HTML))
        raise NotAcceptable(f"no such media type here; choose from {known}")
    if any(choice and choice.format is HTML for choice in (table, graph)):
        return sparql_page(workers, question)
    task = Task(
        question.text,
        limit,
        table=table.format if table else None,
        graph=graph.format if graph else None,
        default_graphs=question.default_graphs,
        named_graphs=question.named_graphs,
    )
    answer = ask(workers, task)
    choice = graph if answer.kind == "graph" else table
    response = Response(answer.body, content_type=choice.content_type if choice else None)
    if answer.cut:
        response.headers[CUT] = str(limit)
    return response
