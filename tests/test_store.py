import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.database import BASE
from kg.errors import GraphError, QueryError
from kg.evidence import Evidence
from kg.export.rdf import quads, triples
from kg.graph import Graph
from kg.ontology import KG, folder
from kg.store import GRAPHS, STORE, TABLES, build_store, open_store, run_query, store_base

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


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_tables_come_back_from_their_files(stored, format):
    found = ox.parse_query_results(written(stored, LABELS, format), TABLES[format])
    assert [solution["label"] for solution in found] == [ox.Literal(x, language="zh") for x in ("星火工程", "海螺热线")]


@pytest.mark.parametrize("format", sorted(GRAPHS))
def test_graphs_come_back_from_their_files(stored, format):
    (quad,) = ox.parse(written(stored, GRAPH, format), GRAPHS[format])
    assert quad.object == ox.Literal("海湾区就业服务办法", language="zh")


@pytest.mark.parametrize("format", ["csv", "tsv"])
@pytest.mark.parametrize(("query", "answer"), [(ASK, "true"), ("ASK { <x:a> <x:b> <x:c> }", "false")])
def test_a_truth_value_is_a_column_of_one(stored, format, query, answer):
    assert written(stored, query, format).split() == ["answer", answer]


@pytest.mark.parametrize(
    ("query", "format", "message"),
    [
        (LABELS, "turtle", "gives a table, not 'turtle'; choose from csv, tsv, json, xml"),
        (ASK, "jsonld", "gives a table, not 'jsonld'"),
        (GRAPH, "csv", "gives a graph, not 'csv'; choose from turtle, ntriples, jsonld, rdfxml"),
        (LABELS, "xls", "not 'xls'; choose from csv"),
    ],
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


def test_the_store_holds_the_whole_graph_the_named_graphs_and_the_ontology(stored):
    with Graph.open(stored) as graph:
        whole = {ox.Quad(*triple) for triple in triples(graph)}
        named = {quad for quad in quads(graph) if quad.graph_name != ox.DefaultGraph()}
    found = set(open_store(stored))
    # Oxigraph keeps numbers by their value: 7 is an xsd:integer and 1.0 is 1, whatever a file has.
    expected = ox.Store()
    expected.extend(whole | named)
    assert {quad for quad in found if quad.subject.value.startswith(BASE)} == set(expected)
    ontology = [quad for quad in ox.parse(path=folder() / "kg.ttl", format=ox.RdfFormat.TURTLE) if _is_named(quad)]
    for where in (ox.DefaultGraph(), ox.NamedNode(KG.rstrip("#"))):
        assert {ox.Quad(*quad.triple, where) for quad in ontology} <= found


def _is_named(quad):
    return not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)


@pytest.mark.parametrize(("shown", "lies_in"), [(False, "0"), (True, "1")])
def test_what_is_inferred_has_a_graph_of_its_own(graph_folder, shown, lies_in):
    """海湾区 lies in 新港市 and that in 东屿省; nothing states that 海湾区 lies in 东屿省."""
    with Evidence.open(graph_folder) as evidence:
        evidence.show_inferred(shown)
    with Graph.open(graph_folder) as graph:
        build_store(graph, graph_folder / STORE)
    within = '?one skos:prefLabel "海湾区"@zh . ?other skos:prefLabel "东屿省"@zh .'
    asked = f"SELECT (COUNT(*) AS ?n) {{ {within} %s }}"
    assert rows(graph_folder, asked % "?one kg:within ?other") == [("0",)]
    inside = "GRAPH ?graph { ?one kg:within ?other } ?graph a kg:InferredGraph ; prov:wasGeneratedBy ?build"
    assert rows(graph_folder, asked % inside) == [(lies_in,)]


def test_a_store_has_the_base_of_its_graph(graph_folder):
    base = "https://data.example/zh/"
    with Evidence.open(graph_folder) as evidence:
        evidence.set_base(base)
    with Graph.open(graph_folder) as graph:
        build_store(graph, graph_folder / STORE)
    assert store_base(open_store(graph_folder)) == base
    ((found, full),) = rows(graph_folder, "SELECT ?one (STR(?one) AS ?iri) { ?one a kg:Policy }")
    assert found == full.replace(f"{base}entity/", "entity:") and found.startswith("entity:")
    assert rows(graph_folder, f"ASK {{ {found} a kg:Policy }}") == [("true",)]


def test_a_store_without_a_build_has_the_usual_base():
    assert store_base(ox.Store()) == "https://w3id.org/kg-zh/id/"


def test_a_store_is_replaced_and_leaves_nothing_behind(stored):
    (stored / f"{STORE}.new").mkdir()
    (stored / f"{STORE}.new" / "half").write_text("written")
    before = sorted(path.name for path in stored.iterdir() if not path.name.startswith(f"{STORE}."))
    with Graph.open(stored) as graph:
        build_store(graph, stored / STORE)
    assert sorted(path.name for path in stored.iterdir()) == before
    assert len(rows(stored, LABELS)) == 2


def test_who_has_the_former_store_open_goes_on_reading(stored):
    """Every index is read after the change, none before; files are not opened again by their names."""
    former = open_store(stored)
    with Evidence.open(stored) as evidence:
        evidence.set_base("https://data.example/zh/")
    with Graph.open(stored) as graph:
        build_store(graph, stored / STORE)
    label = ox.Literal("星火工程", language="zh")
    (found,) = former.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), label)
    assert found.subject.value.startswith("https://w3id.org/kg-zh/id/entity/")
    assert len(list(former.quads_for_pattern(found.subject, None, None))) > 5
    assert len(list(former)) == len(former)
    assert sum(1 for _ in former.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")) > 100
    ((iri,),) = rows(stored, "SELECT (STR(?one) AS ?iri) { ?one skos:prefLabel '星火工程'@zh }")
    assert iri.startswith("https://data.example/zh/")


def test_a_store_is_looked_for_again_while_it_is_exchanged(stored, monkeypatch):
    (stored / STORE).rename(stored / f"{STORE}.old")
    waited = []

    def wait(seconds):
        waited.append(seconds)
        (stored / f"{STORE}.old").rename(stored / STORE)

    monkeypatch.setattr("time.sleep", wait)
    assert len(rows(stored, LABELS)) == 2
    assert len(waited) == 1


def test_a_failed_build_leaves_the_former_store(stored, monkeypatch):
    def fail(graph):
        raise RuntimeError("broken")

    monkeypatch.setattr("kg.store.store_files", fail)
    with Graph.open(stored) as graph, pytest.raises(RuntimeError, match="broken"):
        build_store(graph, stored / STORE)
    assert len(rows(stored, LABELS)) == 2
    assert not (stored / f"{STORE}.new").exists()


def test_a_store_that_cannot_be_put_in_its_place_leaves_the_former(stored, monkeypatch):
    rename = Path.rename

    def refuse(self, target):
        if self.name.endswith(".new"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    with monkeypatch.context() as patched, Graph.open(stored) as graph:
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(GraphError, match="the store cannot be written: Permission denied"):
            build_store(graph, stored / STORE)
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
        ("LOAD <http://localhost:1/>", {}, "not SPARQL 1.1"),
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


def test_a_store_that_is_none_is_refused_in_one_line(tmp_path):
    (tmp_path / STORE).mkdir()
    (tmp_path / STORE / "CURRENT").write_text("nothing")
    with pytest.raises(QueryError, match="the store cannot be read") as caught:
        run_query(tmp_path, LABELS)
    assert "\n" not in str(caught.value)


def test_a_query_that_would_leave_the_computer_is_not_run(stored):
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        run_query(stored, "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }")


@pytest.mark.parametrize("iri", ["http://localhost:1/data", "file:///etc/hostname"])
def test_a_data_set_is_only_looked_for_in_the_store(stored, iri):
    assert rows(stored, f"SELECT ?s FROM <{iri}> {{ ?s ?p ?o }}") == []


def test_known_prefixes_need_not_be_declared(stored: Path) -> None:
    answer = run_query(stored, "SELECT (COUNT(?e) AS ?n) { ?e a kg:Place ; skos:prefLabel ?name }")
    assert int(next(answer.rows())[0]) > 0
