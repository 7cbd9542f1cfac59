import io
from datetime import date

import duckdb
import pytest

from kg.export.parquet import (
    COOCCURRENCES,
    EVIDENCE,
    FACTS,
    NODES,
    write_cooccurrences,
    write_evidence,
    write_facts,
    write_nodes,
)

TABLES = [(write_nodes, NODES), (write_facts, FACTS), (write_evidence, EVIDENCE), (write_cooccurrences, COOCCURRENCES)]


@pytest.fixture
def table(tmp_path):
    """The types of the columns and the rows of what an exporter writes."""

    def read(write, graph):
        path = tmp_path / "table.parquet"
        with path.open("wb") as out:
            write(graph, out)
        with duckdb.connect() as database:
            columns = database.execute(f"DESCRIBE FROM read_parquet('{path}')").fetchall()
            rows = database.execute(f"FROM read_parquet('{path}')").fetchall()
        names = [name for name, *_ in columns]
        return dict(column[:2] for column in columns), [dict(zip(names, row, strict=True)) for row in rows]

    return read


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened", "empty"])
@pytest.mark.parametrize(("write", "columns"), TABLES)
def test_columns_have_their_types_whatever_is_in_them(write, columns, kind, table, request):
    types, _ = table(write, request.getfixturevalue(kind))
    assert types == columns


def test_nodes(graph, ids, table):
    _, rows = table(write_nodes, graph)
    assert [row["id"] for row in rows] == [node.id for node in graph.nodes()]
    bureau = next(row for row in rows if row["name"] == "海湾区人社局")
    assert (bureau["aliases"], bureau["type"], bureau["parent"]) == (["区人社局"], "ORG", ids["海湾区"])
    assert (bureau["first_seen"], bureau["last_seen"]) == (date(2024, 2, 8), date(2024, 9, 30))


def test_what_is_not_known_is_null(awkward, table):
    _, rows = table(write_nodes, awkward)
    lonely = next(row for row in rows if row["id"] == "z")
    assert (lonely["first_seen"], lonely["aliases"], lonely["mentions"], lonely["code"]) == (None, [], 0, "")


def test_an_open_fact_has_a_verb(opened, awkward, table):
    _, rows = table(write_facts, opened)
    families = {row["family"]: (row["relation"], row["verb"]) for row in rows}
    assert families["open"][0] is None and families["stated"][1] is None
    assert {row["verb"] for row in rows if row["family"] == "open"} == {"走访", "约谈", "通报", "=“六基<&>工程”'𠮷😀"}
    assert len(table(write_facts, awkward)[1]) == 7


def test_evidence_and_facts_join(graph, documents, table):
    facts = {row["id"] for row in table(write_facts, graph)[1]}
    _, rows = table(write_evidence, graph)
    assert {row["fact"] for row in rows} == facts
    texts = {document.source.name: document.source.text for document in documents}
    assert all(texts[row["source"]][row["start"] : row["end"]] == row["sentence"] for row in rows)
    trained = next(row for row in rows if row["quantity"])
    assert (trained["quantity"], trained["quantity_number"], trained["quantity_unit"]) == ("100名", 100.0, "名")


def test_open_evidence_comes_along_where_it_is_shown(opened, awkward, table):
    assert len(table(write_evidence, opened)[1]) == len(table(write_evidence, awkward)[1]) + 4


def test_pairs(graph, table):
    _, rows = table(write_cooccurrences, graph)
    given = [(pair.a, pair.b, pair.sentences, round(pair.llr, 6)) for pair in graph.cooccurrences()]
    assert [(row["a"], row["b"], row["sentences"], round(row["llr"], 6)) for row in rows] == given


def test_awkward_texts_come_back(awkward, table):
    _, rows = table(write_nodes, awkward)
    assert rows[0]["name"] == "=“六基<&>工程”'𠮷😀"
    assert rows[0]["aliases"] == ["甲", "=“六基<&>工程”'𠮷😀局"]


def test_pandas_and_other_readers_find_a_parquet_file(awkward):
    out = io.BytesIO()
    write_nodes(awkward, out)
    data = out.getvalue()
    assert data[:4] == data[-4:] == b"PAR1"


def test_the_same_graph_gives_the_same_bytes(graph):
    first, second = io.BytesIO(), io.BytesIO()
    write_evidence(graph, first)
    write_evidence(graph, second)
    assert first.getvalue() == second.getvalue()
