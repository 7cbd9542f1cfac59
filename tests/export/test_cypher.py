"""What openCypher 9 says of texts, maps and statements, restated as a small reader of what is written."""

import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.cypher import BATCH, literal, write_cypher
from kg.export.text import clean

TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*)
    | (?P<text>'(?:[^'\\]|\\[\\'"nrtbf])*')
    | (?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)
    | (?P<name>[A-Za-z_]\w*)
    | (?P<mark>\+=|->|[-\[\](){}:;,.=<>])
    | (?P<space>\s+)
    """,
    re.VERBOSE,
)
ESCAPES = {"\\": "\\", "'": "'", "n": "\n", "t": "\t"}
CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
WORDS = {
    "CREATE", "CONSTRAINT", "IF", "NOT", "EXISTS", "FOR", "REQUIRE", "IS", "UNIQUE", "UNWIND", "AS", "MERGE", "MATCH",
    "SET", "row", "known", "true", "false", "date", "kg_entity_id", "n", "a", "b", "r",
}  # fmt: skip


def written(graph):
    out = io.BytesIO()
    write_cypher(graph, out)
    return out.getvalue().decode("utf-8")


def tokens(script):
    """Kind and text of every token; AssertionError where the script has none."""
    at = 0
    while at < len(script):
        found = TOKEN.match(script, at)
        assert found, script[at : at + 60]
        at = found.end()
        if found.lastgroup not in ("space", "comment"):
            yield found.lastgroup, found[0]


def statements(script):
    """The tokens of each statement; every bracket is closed, and every statement has its semicolon."""
    statement, expected = [], []
    for kind, text in tokens(script):
        if kind == "mark" and text in CLOSED_BY:
            expected.append(CLOSED_BY[text])
        elif kind == "mark" and text in CLOSED_BY.values():
            assert expected.pop() == text
        if text == ";" and kind == "mark":
            assert not expected
            yield statement
            statement = []
        else:
            statement.append((kind, text))
    assert not statement and not expected


def unescaped(text):
    return re.sub(r"\\(.)", lambda found: ESCAPES[found[1]], text[1:-1])


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened", "empty"])
def test_the_script_can_be_read(kind, request):
    script = written(request.getfixturevalue(kind))
    first, *others = statements(script)
    assert [text for _, text in first[:2]] == ["CREATE", "CONSTRAINT"]
    assert all([text for _, text in statement[:2]] == ["UNWIND", "["] for statement in others)
    assert not re.search(r"\\[uU]", script)


def test_an_empty_graph_is_its_constraint(empty):
    assert len(list(statements(written(empty)))) == 1


def test_nodes_come_before_the_relationships_between_them(graph):
    said = [" ".join(text for _, text in statement) for statement in statements(written(graph))]
    kinds = ["nodes" if "MERGE ( n : Entity" in one else "links" for one in said[1:]]
    assert kinds == sorted(kinds, reverse=True) and {"nodes", "links"} == set(kinds)


def test_every_row_is_there_once(graph):
    script = written(graph)
    counts = graph.counts()
    assert script.count("{id: '") == counts["nodes"]
    assert script.count("{source: '") == counts["facts"] + len(list(graph.cooccurrences()))
    for label, name in (("SET n:Programme", "星火工程"), ("-[r:LAUNCHES {id: row.id}]->", "推出")):
        assert label in script and f"'{name}'" in script


def test_awkward_texts_come_back(awkward):
    found = [unescaped(text) for kind, text in tokens(written(awkward)) if kind == "text"]
    assert "=“六基<&>工程”'𠮷😀" in found


def test_a_large_graph_comes_in_batches(make_star):
    script = written(make_star(BATCH + 20))
    programmes = [one for one in statements(script) if ("name", "Programme") in one]
    assert [sum(text == "id" for _, text in one[:-20]) for one in programmes] == [BATCH, 20]
    assert script.count("[r:LAUNCHES {id: row.id}]") == 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (0, "0"),
        (0.25, "0.25"),
        (date(2024, 5, 1), "date('2024-05-01')"),
        ((), "[]"),
        (("甲", "'乙'"), r"['甲', '\'乙\'']"),
        ("两\n行\t\\", r"'两\n行\t\\'"),
        (r"C:\users", r"'C:\\users'"),
        ("'});MATCH (n) DELETE n;//", r"'\'});MATCH (n) DELETE n;//'"),
        ("\x00\ud800", "''"),
    ],
)
def test_literals(value, expected):
    assert literal(value) == expected


@given(st.text())
def test_any_text_is_one_token_and_comes_back(text):
    [(kind, token)] = tokens(literal(text))
    assert kind == "text"
    assert unescaped(token) == clean(text)


def test_names_are_words_of_the_script_or_of_the_graph(graph):
    columns = {"id", "source", "target", "directed", "family", "relation", "kind", "label", "weight", "modality"}
    columns |= {"polarity", "confidence", "articles", "first_seen", "last_seen", "evidence", "file", "paragraphs"}
    columns |= {"npmi", "llr", "name", "type", "type_zh", "aliases", "code", "region", "within", "mentions", "Entity"}
    names = {text for kind, text in tokens(written(graph)) if kind == "name"} - WORDS - columns
    assert all(name.isupper() or name in ("Organization", "Place", "Programme", "Person", "Policy") for name in names)
