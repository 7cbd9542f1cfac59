"""Export formats: a graph in, bytes out. One file with one decorated function adds one."""

from typing import BinaryIO, Protocol

from kg.graph import Graph
from kg.registry import Registry


class Exporter(Protocol):
    """Writes a graph to an open binary handle, streaming."""

    def __call__(self, graph: Graph, out: BinaryIO, /) -> None:
        """Write all of it; the caller opens, closes and replaces the file."""
        ...


exporters: Registry[Exporter] = Registry("kg.export")
