"""The tables: their columns, their types, and that they say what the graph's own streams say."""

import pandas as pd
import pytest

from kg.graph import Graph
from kg.opened.frames import COLUMNS

TABLES = sorted(COLUMNS)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_same_columns_and_types_with_and_without_rows(g, nothing, table):
    full, empty = getattr(g, table), getattr(nothing, table)
    assert [*full.reset_index().columns][-len(COLUMNS[table].split()) :] == COLUMNS[table].split()
    assert [*full.columns] == [*empty.columns] and len(empty) == 0
    counted = [column for column in full.columns if full[column].dtype == "int64"]
    assert [column for column in empty.columns if empty[column].dtype == "int64"] == counted
    for column in full.columns:
        if column in ("first_seen", "last_seen", "published", "begins", "ends"):
            assert isinstance(full[column].dtype, type(empty[column].dtype))
            assert pd.api.types.is_datetime64_dtype(full[column]) and pd.api.types.is_datetime64_dtype(empty[column])


@pytest.mark.parametrize(
    ("table", "stream"),
    [("entities", "nodes"), ("facts", "facts"), ("open_facts", "open_facts"), ("articles", "articles")],
)
def test_the_ids_are_those_of_the_stream(g, stored_graph, table, stream):
    with Graph.open(stored_graph) as graph:
        assert [*getattr(g, table).index] == [item.id for item in getattr(graph, stream)()]


@pytest.mark.parametrize(("table", "sides"), [("facts", ("subject", "object")), ("cooccurrences", ("a", "b")),
                                              ("derived", ("subject", "object"))])  # fmt: skip
def test_names_stand_beside_their_ids(g, table, sides):
    frame, entities = getattr(g, table), g.entities
    assert len(frame) > 0
    for side in sides:
        assert (entities.name.loc[frame[f"{side}_id"]].to_numpy() == frame[side].to_numpy()).all()
        assert (entities.type.loc[frame[f"{side}_id"]].to_numpy() == frame[f"{side}_type"].to_numpy()).all()


def test_namesakes_keep_their_ids_apart(g):
    streets = g.entities[g.entities.name == "中山路"]
    assert len(streets) == 2 and set(streets.within) == {"新港市", "白沙市"}


def test_what_is_planned_or_denied_says_so(g):
    hotline, park = (g.facts[g.facts.object == name] for name in ("海螺热线", "海棠公园"))
    assert dict(zip(hotline.subject, hotline.polarity, strict=True)) == {
        "海湾区人社局": "negative",
        "白沙市": "positive",
    }
    assert sorted(park.modality) == ["done", "planned"] and set(park.polarity) == {"positive"}


def test_a_day_that_no_article_has_is_missing(g):
    baisha = g.facts[g.facts.subject == "白沙市"]
    assert len(baisha) == 1 and baisha.first_seen.isna().all()


@pytest.mark.parametrize(
    ("trigger", "begins", "ends"),
    [("启动", "2024-02-01", "2024-02-29"), ("出台", None, None)],
)
def test_an_interval_is_told_by_its_first_and_last_day(g, trigger, begins, ends):
    row = g.evidence.set_index("trigger").loc[trigger]
    assert (row.begins, row.ends) == (pd.NaT, pd.NaT) if begins is None else (pd.Timestamp(begins), pd.Timestamp(ends))


def test_every_sentence_is_where_its_row_says(g, documents):
    text = {document.source.name: document.source.text for document in documents}
    for row in g.evidence.itertuples():
        assert text[row.file][row.start : row.end] == row.sentence
        assert text[row.file][row.trigger_start : row.trigger_end] == row.trigger


def test_a_quantity_has_its_number_and_unit(g):
    row = g.evidence[g.evidence.trigger == "签约"].iloc[0]
    assert (row.quantity, row.number, row.unit, row.what) == ("100名", 100.0, "名", "人才")
    assert g.evidence[g.evidence.trigger == "任"].number.isna().all()


def test_evidence_leads_to_its_fact(g):
    facts = g.facts.loc[g.evidence.fact]
    for column in ("subject", "relation", "object"):
        assert facts[column].tolist() == g.evidence[column].tolist()
    assert g.evidence.groupby("fact").size().to_dict() == g.facts.weight.to_dict()
