from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.assemble import assemble
from kg.evidence import Evidence
from kg.fonts import FontError, find_font
from kg.graph import Graph


@pytest.fixture
def graph(graph_folder: Path) -> Iterator[Graph]:
    with Graph.open(graph_folder) as opened:
        yield opened


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[Graph]:
    """A graph of no documents."""
    with Evidence.open(tmp_path / "nothing") as evidence:
        assemble(evidence.connection)
    with Graph.open(tmp_path / "nothing") as opened:
        yield opened


@pytest.fixture
def font() -> None:
    """For what matplotlib draws: skip where no font has Chinese letters."""
    try:
        find_font()
    except FontError as error:
        pytest.skip(str(error))
