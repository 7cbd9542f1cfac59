"""What a query says of itself, the values of its parameters, and what is not allowed in one."""

import time

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.export.terms import XSD
from kg.queries import LONGEST, Parameter, bind, check_query, find_query, query_names

SINCE = "# param: since^^xsd:date\nSELECT ?one { VALUES ?since { UNDEF } ?one ?is ?since }"


def test_a_query_file(tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text("# zh: 项目\n# en: programmes\nASK {}", encoding="utf-8")
    query = find_query(str(path))
    assert (query.name, query.zh, query.en, query.params) == ("mine", "项目", "programmes", {})


def test_a_query_says_what_it_takes():
    assert find_query("programmes-of").params == {"name": Parameter("name", language="zh")}
    assert find_query("new-since").params["since"] == Parameter("since", datatype="date")
    assert find_query("provenance").params == {}
    assert "programmes-of" in query_names()


@pytest.mark.parametrize(
    ("header", "param"),
    [
        ("# param: x@zh", Parameter("x", language="zh")),
        ("# param: x@zh-Hans", Parameter("x", language="zh-Hans")),
        ("# param: x^^xsd:decimal", Parameter("x", datatype="decimal")),
        ("#param:x", Parameter("x")),
        ("# param: other@zh", Parameter("x")),
        ("", Parameter("x")),
    ],
)
def test_headers_tell_the_kind_of_a_parameter(header, param):
    assert find_query(f"{header}\nSELECT ?x {{ values ?x {{UNDEF}} }}").params == {"x": param}


@pytest.mark.parametrize("header", ["x^^xsd:gYear", "x^^date", "x@", "x y", "x@zh^^xsd:date"])
def test_a_header_that_is_not_understood_is_told(header):
    with pytest.raises(QueryError, match=r"not understood; allowed: NAME, NAME@LANGUAGE, .*\^\^xsd:date"):
        find_query(f"# param: {header}\nSELECT ?x {{ VALUES ?x {{ UNDEF }} }}")


def typed(value, datatype):
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("param", "value", "literal"),
    [
        (Parameter("x", language="zh"), "泉州市", ox.Literal("泉州市", language="zh")),
        (Parameter("x"), "泉州市", ox.Literal("泉州市")),
        (Parameter("x", datatype="date"), "2024-05-01", typed("2024-05-01", "date")),
        (Parameter("x", datatype="date"), " 20240501 ", typed("2024-05-01", "date")),
        (Parameter("x", datatype="integer"), "007", typed("7", "integer")),
        (Parameter("x", datatype="decimal"), "1.5e3", typed("1500", "decimal")),
    ],
)
def test_values_become_literals(param, value, literal):
    assert param.literal(value) == literal


@pytest.mark.parametrize(
    ("datatype", "value", "like"),
    [
        ("date", "2024-02-30", "2024-05-01"),
        ("date", "2024", "2024-05-01"),
        ("date", "去年", "2024-05-01"),
        ("date", "", "2024-05-01"),
        ("integer", "7.5", "7"),
        ("decimal", "NaN", "0.5"),
        ("decimal", "1/2", "0.5"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_an_example(datatype, value, like):
    with pytest.raises(QueryError, match=f"'x' takes an xsd:{datatype} like {like}, not {value!r}"):
        Parameter("x", datatype=datatype).literal(value)


def test_a_typed_value_takes_the_place_of_undef():
    assert f'VALUES ?since {{ "2024-05-01"^^<{XSD}date> }}' in bind(find_query(SINCE), {"since": "2024-05-01"})
    assert bind(find_query(SINCE), {}) == SINCE


def test_an_unknown_parameter_is_told_what_there_is():
    with pytest.raises(QueryError, match="new-since has no parameter 'day'; it takes name, since=2024-05-01"):
        bind(find_query("new-since"), {"day": "2024-05-01"})


@given(st.text())
def test_whatever_the_value_the_query_stays_one_query(value):
    text = bind(find_query("# param: x@zh\nSELECT ?x { VALUES ?x { UNDEF } }"), {"x": value})
    ((found,),) = ox.Store().query(text)
    assert found.language == "zh"
    assert found.value == value or not value.isprintable()


SERVICES = [
    "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a' . # SERVICE\n SERVICE<http://localhost:1/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE#a\r#b\nSILENT#c {\n?x#d\n{ ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://localhost:1/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\u0022" SERVICE <http://localhost:1/> { ?s ?p ?o FILTER(?o = """x""") } }',
    "SELECT * { ?s ?p '''it's''' SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "PREFIX : <http://localhost:1/> SELECT * { SERVICE:a { ?s ?p ?o } }",
    "PREFIX a: <http://localhost:1/> SELECT * { SERVICEa:a { ?s ?p ?o } }",
    "PREFIX x: <http://localhost:1/> SELECT * { SERVICE x:a\\#{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT <http://localhost:1/> { ?s ?p ?o } }",
    "PREFIX x: <x:> SELECT * { ?s ?p x:.SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "PREFIX x: <x:> SELECT * { ?s ?p x:a\\# SERVICE <http://localhost:1/> { ?s ?p ?o }\n}",
    "SELECT * { FILTER(1<2)SERVICE<http://localhost:1/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?x FILTER(?x<'>')SERVICE<http://localhost:1/>{ ?s ?p 'a' } }",
    "SELECT * { ?s ?p ?x FILTER(?x<1#>'''\n)SERVICE<http://localhost:1/>{ ?s ?p ?o } #'''\n}",
    "PREFIX a: <a:> SELECT * { ?s ?p ?x FILTER(?x<a:b)SERVICE#>\n<http://localhost:1/>{ ?s ?p ?o } }",
    "BASE <http://localhost:1/> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?\u1680 { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_a_query_does_not_leave_the_computer(query):
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?x { ?service ?p ?x }",
        'SELECT * { ?s ?p "a \\" SERVICE" } # SERVICE',
        "PREFIX service: <http://example.org/SERVICE/> SELECT * { ?s service:SERVICE ?o }",
        "PREFIX x: <x:> SELECT * { GRAPH x:service { ?s x:serviceType ?o } }",
        "SELECT * { GRAPH <http://example.org/services> { ?s ?p ?o } }",
        "# Which service?\nPREFIX x: <http://example.org/service#>\nSELECT * { ?s x:service ?service }",
    ],
)
def test_the_word_alone_is_no_reason_to_refuse(query):
    check_query(query)
    assert list(ox.Store().query(query)) == []


@pytest.mark.parametrize(
    "query",
    [
        "service" * (LONGEST // 7),
        "service#" * 90 + "#" * (LONGEST - 1000),
        "service <" * 90 + "a" * (LONGEST - 1000),
        "service#\n" * 90 + "#\n" * (LONGEST // 2 - 1000),
    ],
)
def test_a_query_made_to_be_slow_is_not(query):
    began = time.perf_counter()
    try:
        check_query(query)
    except QueryError as error:
        assert "SERVICE" in str(error)
    assert time.perf_counter() - began < 10


def test_a_query_has_a_longest_length():
    check_query(" " * LONGEST)
    with pytest.raises(QueryError, match="100,001 characters; at most 100,000"):
        check_query(" " * (LONGEST + 1))
