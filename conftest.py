"""For the examples in docstrings: a small graph in the folder ``graph``, open as ``g``.

It is the graph of the hand-made documents in ``tests/conftest.py``.
"""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# The modules whose examples need a graph.
EXAMPLES = ("kg", "kg.opened.graph")


@pytest.fixture(autouse=True)
def _graph_at_hand(request: pytest.FixtureRequest) -> None:
    if isinstance(request.node, pytest.DoctestItem) and request.node.dtest.globs["__name__"] in EXAMPLES:
        folder, graph = request.getfixturevalue("_example")
        request.getfixturevalue("monkeypatch").chdir(folder)
        request.getfixturevalue("doctest_namespace")["g"] = graph


@pytest.fixture(scope="session")
def _example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any]]:
    import kg
    from kg.assemble import assemble
    from kg.evidence import Evidence
    from kg.graph import Graph
    from kg.store import STORE, build_store

    spec = importlib.util.spec_from_file_location("handmade", Path(__file__).parent / "tests" / "conftest.py")
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    folder = tmp_path_factory.mktemp("examples")
    with Evidence.open(folder / "graph") as evidence:
        for path, drafts in (
            ("news/xingang.txt", (made.LAUNCH, made.STREET)),
            ("news/baisha.txt", (made.OTHER_CITY,)),
            ("news/park.txt", (made.PARK_OPENS,)),
        ):
            evidence.replace(made.document(path, *drafts), "hand-made")
        assemble(evidence.connection)
    with Graph.open(folder / "graph") as graph:
        build_store(graph, folder / "graph" / STORE)
    with kg.open(folder / "graph") as graph:
        yield folder, graph
