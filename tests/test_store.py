import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph import Graph
from kg.ontology import KG
from kg.store import STORE, build_store, find_query, query_names, run_query

PREFIXES = f"PREFIX kg: <{KG}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
LABELS = PREFIXES + "SELECT ?label WHERE { ?one a kg:Programme ; skos:prefLabel ?label } ORDER BY ?label"
ASK = PREFIXES + "ASK { ?one a kg:Policy }"
GRAPH = PREFIXES + "CONSTRUCT { ?one skos:prefLabel ?label } WHERE { ?one a kg:Policy ; skos:prefLabel ?label }"
NAMED = PREFIXES + "SELECT ?one WHERE { VALUES ?name { UNDEF } ?one skos:prefLabel ?name }\n# param: name@zh"


@pytest.fixture
def stored(graph_folder: Path) -> Path:
    with Graph.open(graph_folder) as graph:
        build_store(graph, graph_folder / STORE)
    return graph_folder


def rows(folder, query, **parameters):
    return list(run_query(folder, query, parameters).rows())


def written(folder, query, format):
    out = io.BytesIO()
    run_query(folder, query).write(out, format)
    return out.getvalue().decode("utf-8")


def test_select_gives_rows_and_columns(stored):
    answer = run_query(stored, LABELS)
    assert answer.columns == ("label",)
    assert list(answer.rows()) == [("星火工程",), ("海螺热线",)]


def test_iris_are_shown_with_their_prefix(stored):
    found = rows(stored, PREFIXES + "SELECT ?class ?none WHERE { ?one skos:prefLabel '林远舟'@zh ; a ?class }")
    assert found == [("kg:Person", "")]


def test_ask_and_construct(stored):
    assert rows(stored, ASK) == [("true",)]
    ((subject, predicate, label),) = rows(stored, GRAPH)
    assert subject.startswith("entity:")
    assert (predicate, label) == ("skos:prefLabel", "海湾区就业服务办法")


def test_files(stored):
    assert list(csv.reader(io.StringIO(written(stored, LABELS, "csv")))) == [["label"], ["星火工程"], ["海螺热线"]]
    bindings = json.loads(written(stored, LABELS, "json"))["results"]["bindings"]
    assert bindings[0]["label"] == {"type": "literal", "value": "星火工程", "xml:lang": "zh"}
    assert json.loads(written(stored, ASK, "json"))["boolean"] is True
    assert len(list(ox.parse(written(stored, GRAPH, "turtle"), ox.RdfFormat.TURTLE))) == 1


@pytest.mark.parametrize(
    ("query", "format", "message"),
    [(LABELS, "turtle", "table.*csv or json"), (GRAPH, "csv", "graph.*turtle"), (LABELS, "xls", "'xls'.*csv or json")],
)
def test_a_format_that_does_not_fit_is_refused(stored, query, format, message):
    with pytest.raises(QueryError, match=message):
        written(stored, query, format)


def test_counts_are_right_without_graph_and_articles_have_graphs(stored):
    statements = PREFIXES + "SELECT (COUNT(*) AS ?n) WHERE { ?one a kg:Statement ; kg:modality ?modality }"
    assert rows(stored, statements) == [("11",)]
    article = PREFIXES + "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?one a kg:Evidence } ?graph a kg:Article }"
    assert len(rows(stored, article)) == 4


def test_the_ontology_can_be_asked(stored):
    query = PREFIXES + "ASK { kg:launches <http://www.w3.org/2000/01/rdf-schema#subPropertyOf> kg:relatedTo }"
    assert rows(stored, query) == [("true",)]


def test_a_store_is_replaced_and_leaves_nothing_behind(stored):
    (stored / f"{STORE}.new").mkdir()
    (stored / f"{STORE}.new" / "half").write_text("written")
    before = sorted(path.name for path in stored.iterdir() if not path.name.startswith(f"{STORE}."))
    with Graph.open(stored) as graph:
        build_store(graph, stored / STORE)
    assert sorted(path.name for path in stored.iterdir()) == before
    assert len(rows(stored, LABELS)) == 2


def test_a_failed_build_leaves_the_former_store(stored):
    class Broken:
        def facts(self, **_):
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        build_store(Broken(), stored / STORE)
    assert len(rows(stored, LABELS)) == 2


def test_a_parameter_is_open_until_it_is_given(stored):
    assert len(rows(stored, NAMED)) == 14
    assert len(rows(stored, NAMED, name="中山路")) == 2
    assert rows(stored, NAMED, name="没有的地方") == []


@pytest.mark.parametrize("value", ['"} UNION { ?s ?p ?o } #', "\\", "a\nb", "\ud800", '"@en'])
def test_a_value_stays_a_value(stored, value):
    assert rows(stored, NAMED, name=value) == []


@pytest.mark.parametrize(
    ("query", "parameters", "message"),
    [
        ("programs-of", {}, "no query 'programs-of'; choose from .*programmes-of"),
        ("missing.rq", {}, "missing.rq: the query cannot be read"),
        ("SELECT {", {}, "not SPARQL 1.1: error at 1"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", {}, "not SPARQL 1.1"),
        ("programmes-of", {"place": "海湾区"}, "no parameter 'place'; it takes name"),
        (LABELS, {"name": "海湾区"}, "no parameter 'name'; it takes none"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(stored, query, parameters, message):
    with pytest.raises(QueryError, match=message) as caught:
        run_query(stored, query, parameters)
    assert "\n" not in str(caught.value)


def test_without_a_store_the_message_says_what_to_do(tmp_path):
    with pytest.raises(QueryError, match="build the graph first"):
        run_query(tmp_path, LABELS)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a' . # SERVICE\n SERVICE<http://localhost:1/>{ ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE<http://localhost:1/>{ ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''it's''' SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    ],
)
def test_a_query_does_not_leave_the_computer(stored, query):
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        run_query(stored, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE' } LIMIT 1",
        'SELECT * { ?s ?p "a \\" SERVICE" } # SERVICE',
        "PREFIX service: <http://example.org/SERVICE/> SELECT * { ?s service:SERVICE ?o }",
    ],
)
def test_the_word_alone_is_no_reason_to_refuse(stored, query):
    assert rows(stored, query) == []


def test_a_query_file(stored, tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text("# zh: 项目\n# en: programmes\n" + LABELS, encoding="utf-8")
    query = find_query(str(path))
    assert (query.name, query.zh, query.en, query.params) == ("mine", "项目", "programmes", {})
    assert len(rows(stored, query)) == 2


def test_a_query_says_what_it_takes():
    assert find_query("programmes-of").params == {"name": "zh"}
    assert find_query("most-central").params == {}
    assert "programmes-of" in query_names()


def test_known_prefixes_need_not_be_declared(stored: Path) -> None:
    answer = run_query(stored, "SELECT (COUNT(?e) AS ?n) { ?e a kg:Place ; skos:prefLabel ?name }")
    assert int(next(answer.rows())[0]) > 0
