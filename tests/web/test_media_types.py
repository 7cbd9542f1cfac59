import pytest
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header

from kg.web.formats import GRAPHS, HTML, JSON, TABLES, by_ending, choose, require

CASES = [
    ("", "json"),
    ("text/csv", "csv"),
    ("TEXT/CSV", "csv"),
    ("text/csv;q=0.2, text/tab-separated-values;q=0.4", "tsv"),
    ("text/csv;q=0.2, */*;q=0.1", "csv"),
    ("*/*;q=0.1, text/csv;q=0.2", "csv"),
    ("application/*", "json"),
    ("application/*;q=0.5, text/*;q=0.6", "csv"),
    ("application/sparql-results+json;q=0.1, application/*", "xml"),
    ("text/html, application/sparql-results+json", "json"),
    ("text/html, application/sparql-results+json;q=0.9", "html"),
    ("text/*;q=0, */*", "json"),
    ("image/png", None),
    ("text/csv;q=0", None),
    ("*/*;q=0", None),
    ("text/turtle", None),
]


@pytest.mark.parametrize(("header", "expected"), CASES)
def test_the_wish_of_the_client_decides_and_then_our_order(header, expected):
    choice = choose(parse_accept_header(header, MIMEAccept), (*TABLES, HTML))
    assert (choice.format.name if choice else None) == expected


@pytest.mark.parametrize("format", [*TABLES, *GRAPHS])
def test_every_media_type_of_a_format_is_understood(format):
    for media in format.media:
        choice = choose(MIMEAccept([(media, 1.0)]), (format,))
        assert (choice.format, choice.media) == (format, media)


@pytest.mark.parametrize(("ending", "name"), [("ttl", "turtle"), ("jsonld", "jsonld"), ("html", None), ("", None)])
def test_formats_by_ending(ending, name):
    found = by_ending(ending)
    assert (found.name if found else None) == name


def test_the_refusal_lists_what_there_is():
    with pytest.raises(NotAcceptable, match=r"application/sparql-results\+json, .*text/csv"):
        require(None, TABLES)
    assert JSON.content_type == "application/sparql-results+json"
