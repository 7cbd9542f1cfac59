from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from kg.web.app import Application
from kg.web.server import is_loopback

ASK = "/sparql?query=ASK%7B%7D"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "LOCALHOST", "[::1]:8000"])
def test_our_names(client, host):
    assert client.get(ASK, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", "evil.example@localhost:x", "["]
)
@pytest.mark.parametrize("path", [ASK, "/", "/search?q=a", "/id/entity/1"])
def test_other_names_are_refused(client, host, path):
    response = client.get(path, headers={"Host": host})
    assert response.status_code == 421
    assert "localhost" in response.text


def test_where_all_may_call_any_name_will_do(workers):
    client = Client(Application(workers, 10, hosts=None))
    assert client.get(ASK, headers={"Host": "graph.example"}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "known", "shared"),
    [
        ("http://localhost:3000", (), True),
        ("http://127.0.0.1:8888", (), True),
        ("https://news.example", (), False),
        ("https://localhost.news.example", (), False),
        ("null", (), False),
        ("https://news.example", ("https://news.example",), True),
        ("http://news.example", ("https://news.example",), False),
        ("https://news.example", ("*",), True),
    ],
)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_scripts_of_known_origins_may_read(workers, origin, known, shared, method):
    client = Client(Application(workers, 10, origins=frozenset(known)))
    response = client.open(ASK, method=method, headers={"Origin": origin})
    assert response.headers.get("Access-Control-Allow-Origin") == (origin if shared else None)
    assert "Origin" in response.vary
    if shared and method == "OPTIONS":
        assert "POST" in response.headers["Access-Control-Allow-Methods"]
        assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["/", ASK, "/search", "/nowhere", "/style.css", "/id/entity/none"])
def test_every_answer_forbids_scripts_and_guesses(client, path):
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/search", "/query/posts", "/id/entity/1", "/page/entity/1", "/style.css"])
def test_pages_are_only_read(client, path):
    response = client.post(path)
    assert response.status_code == 405
    assert "POST" not in response.headers["Allow"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.7", False),
        ("graph.example", False),
    ],
)
def test_which_addresses_only_this_computer_reaches(host, expected):
    assert is_loopback(host) is expected


@given(
    st.text(max_size=30), st.sampled_from(["/search?q={}", "/sparql?query={}", "/query/posts?name={}", "/page/{}/1"])
)
@settings(max_examples=120)
def test_whatever_is_asked_has_an_answer(client, text, path):
    response = client.get(path.format(quote(text, safe="", errors="replace")), headers={"Accept": "text/html"})
    assert response.status_code in (200, 400, 404)


@given(st.binary(max_size=40))
@settings(max_examples=120)
def test_whatever_bytes_are_sent_have_an_answer(client, body):
    response = client.post("/sparql", data=body, content_type="application/sparql-query")
    assert response.status_code in (200, 400)
    assert client.get("/sparql?query=" + quote(body), headers={"Accept": "text/csv"}).status_code in (200, 400, 406)
