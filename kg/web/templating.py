"""Templates, and what they need: how a term looks to a reader and where it leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

import jinja2
import pyoxigraph as ox
from werkzeug.wrappers import Response

from kg.web.asking import Term
from kg.web.vocabulary import name_of, short


@dataclass(frozen=True, slots=True)
class Shown:
    """A term for readers: its text, where it leads, its language."""

    text: str
    href: str = ""
    language: str = ""


def shown(term: Term | None, base: str, known: Mapping[str, str]) -> Shown:
    """<…/entity/7f> -> entity/7f with a link to its page; "崂山"@zh -> 崂山; unbound -> ''.

    ``known`` says where names lead.
    """
    match term:
        case None:
            return Shown("")
        case ox.NamedNode():
            return Shown(_short(term.value, base), link(term.value, base))
        case ox.Literal() if term.language:
            return Shown(term.value, known.get(term.value, ""), term.language)
        case ox.Literal():
            # An address from the news is a literal, and may be anything: only these two schemes lead anywhere.
            return Shown(term.value, term.value if term.value.startswith(("http://", "https://")) else "")
        case _:
            return Shown(str(term))


def link(iri: str, base: str) -> str:
    """The page of a thing of the graph; of anything else its own address if that is one of the Web, or ''."""
    if iri.startswith(base):
        return "/page/" + iri.removeprefix(base)
    return iri if iri.startswith(("http://", "https://")) else ""


def render(template: str, **context: Any) -> Response:
    """A page from its template."""
    return Response(_templates().get_template(template).render(context), mimetype="text/html")


def _short(iri: str, base: str) -> str:
    return unquote(iri.removeprefix(base)) if iri.startswith(base) else short(iri)


@cache
def _templates() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(shown=shown, link=link, name_of=name_of, unquote=unquote)
    return found
