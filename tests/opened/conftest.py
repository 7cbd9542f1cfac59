"""The hand-made graph with its store, opened as `kg.open` opens it; and a graph of nothing."""

import shutil

import pytest

import kg
from kg.assemble import assemble
from kg.evidence import Evidence
from kg.graph import Graph
from kg.store import STORE, build_store


@pytest.fixture(scope="session")
def stored_graph(tmp_path_factory, built_graph):
    folder = shutil.copytree(built_graph, tmp_path_factory.mktemp("stored") / "graph")
    with Graph.open(folder) as graph:
        build_store(graph, folder / STORE)
    return folder


@pytest.fixture(scope="session")
def g(stored_graph):
    with kg.open(stored_graph) as opened:
        yield opened


@pytest.fixture(scope="session")
def nothing(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nothing") / "graph"
    with Evidence.open(folder) as evidence:
        assemble(evidence.connection)
    with Graph.open(folder) as graph:
        build_store(graph, folder / STORE)
    with kg.open(folder) as opened:
        yield opened
