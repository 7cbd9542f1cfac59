"""The media types an answer can have, and which of them a client wants (RFC 9110, section 12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable

W3C: Final = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True, slots=True)
class Format:
    """Turtle: its name here, its media types (its own first), its IRI at W3C, the ending of its files.

    ``note`` is where a remark may stand in a text of this format: (bytes to replace once, bytes with ``{}``).
    """

    name: str
    media: tuple[str, ...]
    iri: str
    ending: str
    note: tuple[bytes, bytes] | None = None

    @property
    def content_type(self) -> str:
        """Its own media type, as `Choice.content_type`."""
        return Choice(self, self.media[0]).content_type


_XML_NOTE: Final = (b"?>", b"?><!-- {} -->")
_LINE_NOTE: Final = (b"", b"# {}\n")

JSON: Final = Format(
    "json", ("application/sparql-results+json", "application/json"), W3C + "SPARQL_Results_JSON", "srj",
    (b'"vars":', b'"link":["#{}"],"vars":'),
)  # fmt: skip
XML: Final = Format(
    "xml", ("application/sparql-results+xml", "application/xml", "text/xml"), W3C + "SPARQL_Results_XML", "srx",
    _XML_NOTE,
)  # fmt: skip
CSV: Final = Format("csv", ("text/csv",), W3C + "SPARQL_Results_CSV", "csv")
TSV: Final = Format("tsv", ("text/tab-separated-values",), W3C + "SPARQL_Results_TSV", "tsv")
TURTLE: Final = Format("turtle", ("text/turtle", "application/x-turtle"), W3C + "Turtle", "ttl", _LINE_NOTE)
NTRIPLES: Final = Format("ntriples", ("application/n-triples", "text/plain"), W3C + "N-Triples", "nt", _LINE_NOTE)
RDFXML: Final = Format(
    "rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), W3C + "RDF_XML", "rdf", _XML_NOTE
)
JSONLD: Final = Format("jsonld", ("application/ld+json", "application/json"), W3C + "JSON-LD", "jsonld")
HTML: Final = Format("html", ("text/html", "application/xhtml+xml"), W3C + "HTML", "html")

# In the order of our preference, for clients that have none.
TABLES: Final = (JSON, XML, CSV, TSV)
GRAPHS: Final = (TURTLE, NTRIPLES, RDFXML, JSONLD)


@dataclass(frozen=True, slots=True)
class Choice:
    """A format and the media type it is sent under: JSON may be asked for as application/json."""

    format: Format
    media: str

    @property
    def content_type(self) -> str:
        """The media type, with the charset where a text type would be read as something else without it."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


def choose(accepted: MIMEAccept, offered: Sequence[Format]) -> Choice | None:
    """``text/turtle;q=0.5, application/ld+json`` -> JSON-LD; our first for no wish; None if nothing fits.

    A wish for XHTML is met with HTML, under the name text/html.
    """
    offers = [Choice(format, media) for format in offered for media in format.media]
    # Own names before borrowed ones: application/xml is both RDF and a table of results.
    offers.sort(key=lambda choice: choice.media != choice.format.media[0])
    if not accepted:
        return offers[0]
    best = max(offers, key=lambda choice: accepted.quality(choice.media))
    if accepted.quality(best.media) <= 0:
        return None
    return Choice(HTML, HTML.media[0]) if best.format is HTML else best


def require(choice: Choice | None, offered: Sequence[Format]) -> Choice:
    """The choice. Raises NotAcceptable (406), which lists what there is."""
    if choice is None:
        known = ", ".join(format.media[0] for format in offered)
        raise NotAcceptable(f"no such media type here; choose from {known}")
    return choice


def by_ending(ending: str) -> Format | None:
    """Ttl -> Turtle; None for endings that no RDF format has."""
    return next((format for format in GRAPHS if format.ending == ending), None)
