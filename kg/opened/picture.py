"""A picture of a graph that Jupyter shows in place and a file can keep."""

from dataclasses import dataclass, field
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Final

from kg.choosing import Choice
from kg.errors import GraphError
from kg.graph import Graph
from kg.plot import plot

# What Jupyter calls the formats that it can show in place.
SHOWN: Final = {"png": "image/png", "svg": "image/svg+xml", "html": "text/html"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn graph: the bytes of a file in ``format``."""

    title: str
    format: str
    data: bytes = field(repr=False)

    def save(self, path: str | PathLike[str]) -> None:
        """Write it to a file. Raises GraphError if that cannot be written."""
        try:
            Path(path).write_bytes(self.data)
        except OSError as error:
            raise GraphError(f"{path}: cannot be written ({error.strerror or error})") from error

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str | bytes]:
        bundle: dict[str, str | bytes] = {"text/plain": repr(self)}
        if self.format in SHOWN:
            bundle[SHOWN[self.format]] = self.data if self.format == "png" else self.data.decode()
        return bundle


def draw(graph: Graph, choice: Choice, format: str, title: str, font: Path | None) -> Picture:
    """Draw the chosen part of a graph, as `kg.plot.plot` does."""
    with BytesIO() as out:
        scene = plot(graph, out, format, choice, title, font)
        return Picture(scene.title.text, format, out.getvalue())
