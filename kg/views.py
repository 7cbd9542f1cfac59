"""The files a graph's folder offers to other programs; all can be written anew from the assembled tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import GraphError
from kg.export import exporters
from kg.graph import Graph
from kg.store import STORE, build_store

REVIEW = "review.csv"
FILES = {
    "graph.ttl": "turtle",
    "graph.nq": "nquads",
    "graph.graphml": "graphml",
    "graph.gexf": "gexf",
    "entities.csv": "csv-entities",
    "edges.csv": "csv-edges",
    "aliases.csv": "csv-aliases",
    REVIEW: "csv-review",
}
VIEWS = (*FILES, STORE)


def write_views(folder: Path) -> Iterator[str]:
    """Write all views of the graph in a folder anew and give the name of each when it is complete.

    Each is written beside the former one and takes its place when it is done, so that none is ever half there.
    Raises GraphError if there is no graph or a view cannot be written.
    """
    with Graph.open(folder) as graph:
        for name, format in FILES.items():
            export(graph, format, folder / name)
            yield name
        build_store(graph, folder / STORE)
        yield STORE


def export(graph: Graph, format: str, path: Path) -> None:
    """Write a graph to a file in one of the formats of `kg.export`. Raises UnknownNameError or GraphError."""
    exporter = exporters[format]
    with replacing(path) as handle:
        exporter(graph, handle)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """An open file that takes the place of ``path`` when the block ends, and leaves no trace if it fails.

    What is no file, as a pipe or a device, is written to as it is.
    """
    if not path.name:
        raise GraphError(f"{str(path)!r}: cannot be written; give the path of a file")
    if path.exists() and not path.is_file() and not path.is_dir():
        with _refusing(path), path.open("wb") as handle:
            yield handle
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with _refusing(path):
            with part.open("wb") as handle:
                yield handle
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GraphError(f"{path}: cannot be written ({error.strerror or error})") from error
