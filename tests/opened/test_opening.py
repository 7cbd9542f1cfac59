"""`kg.open`: what it takes, what it refuses, and that ``import kg`` costs nothing."""

import os
import subprocess
import sys

import pytest

import kg
from kg.errors import GraphError
from kg.evidence import Evidence


@pytest.mark.parametrize("heavy", ["duckdb", "pandas", "igraph", "jinja2", "pyoxigraph", "numpy", "kg.opened"])
def test_importing_kg_imports_nothing_heavy(heavy):
    code = f"import kg, sys; kg.open; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={**os.environ}).returncode == 0


def test_a_folder_may_be_text_or_path(stored_graph):
    for folder in (stored_graph, str(stored_graph)):
        with kg.open(folder) as g:
            assert len(g.entities) == 14


def test_a_folder_without_graph_is_named(tmp_path):
    with pytest.raises(GraphError, match="no graph here"):
        kg.open(tmp_path / "graph")


def test_a_graph_that_is_not_assembled_is_refused(tmp_path):
    Evidence.open(tmp_path / "graph").close()
    with pytest.raises(GraphError, match="run the build again"):
        kg.open(tmp_path / "graph")


def test_tables_stay_when_it_is_closed(stored_graph):
    g = kg.open(stored_graph)
    before = g.facts
    g.close()
    assert g.facts is before and len(before) == 11


def test_a_part_is_closed_with_the_whole_or_before_it(graph_folder):
    g = kg.open(graph_folder)
    first, second = g.choose(types="ORG"), g.choose(around="海湾区")
    first.close()
    g.close()
    with pytest.raises(GraphError, match="closed; open it again"):
        len(second.entities)
    with Evidence.open(graph_folder) as evidence:
        assert evidence.assembled()


def test_it_says_how_much_it_holds(g, nothing):
    assert repr(g) == "知识图谱 knowledge graph: 4 articles, 14 entities, 11 facts"
    assert repr(nothing) == "知识图谱 knowledge graph: 0 articles, 0 entities, 0 facts"


def test_a_notebook_sees_counts_and_what_is_mentioned_most(g, nothing):
    page = g._repr_html_()
    assert "<b>14</b>" in page and "地点" in page and "海湾区人社局</td>" in page
    assert "<b>0</b>" in nothing._repr_html_()
