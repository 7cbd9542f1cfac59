"""Questions that pages ask: rows of RDF terms out of a worker's answer."""

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from werkzeug.exceptions import BadRequest, NotAcceptable, ServiceUnavailable

from kg.errors import KGError
from kg.web.answering import Answer, Refusal, Task
from kg.web.formats import JSON, NTRIPLES
from kg.web.protocol import Question
from kg.web.workers import Workers

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = dict[str, Term]

_REFUSED: Final = {"query": BadRequest, "format": NotAcceptable, "store": ServiceUnavailable}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns; what is unbound is missing in a row. ``cut`` if there were more rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    cut: bool
    base: str


def ask(workers: Workers, task: Task) -> Answer:
    """The answer to a task. Raises BadRequest, NotAcceptable or ServiceUnavailable, which say why there is none."""
    try:
        reply = workers.ask(task)
    except KGError as error:
        raise ServiceUnavailable(str(error), retry_after=1) from error
    if isinstance(reply, Refusal):
        raise _REFUSED[reply.reason](reply.message)
    return reply


def ask_table(workers: Workers, text: str, limit: int, about: str = "", question: Question | None = None) -> Table:
    """The rows of any query: of ASK one with the column answer, of CONSTRUCT and DESCRIBE the triples.

    Relative IRIs are completed with the graph's base and ``about``; a question brings its dataset. Raises as `ask`.
    """
    default, named = (question.default_graphs, question.named_graphs) if question else (None, None)
    answer = ask(workers, Task(text, limit, about, JSON, NTRIPLES, default, named))
    if answer.kind == "graph":
        triples = ox.parse(answer.body, ox.RdfFormat.N_TRIPLES)
        rows: list[Row] = [{"subject": t.subject, "predicate": t.predicate, "object": t.object} for t in triples]
        return Table(("subject", "predicate", "object"), tuple(rows), answer.cut, answer.base)
    parsed = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
    if isinstance(parsed, ox.QueryBoolean):
        said = ox.Literal(bool(parsed))
        return Table(("answer",), ({"answer": said},), answer.cut, answer.base)
    columns = tuple(variable.value for variable in parsed.variables)
    found = ({name: term for name in columns if (term := row[name]) is not None} for row in parsed)
    return Table(columns, tuple(found), answer.cut, answer.base)
