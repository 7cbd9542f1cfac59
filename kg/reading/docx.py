"""Word files."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kg.errors import ReadError
from kg.reading import readers
from kg.types import Part


@readers("docx")
def read_docx(name: str, data: bytes) -> tuple[str, str, tuple[Part, ...]]:
    """A .docx file -> its paragraphs and table cells in order, one a line; offsets count that text.

    Raises ReadError for a file that is no Word document or has no text.
    """
    text = "\n".join(_blocks(_open(name, data)))
    if not text.strip():
        raise ReadError(name, "has no text; allowed: a Word document with paragraphs or tables")
    return text, "docx", (Part(text, range(len(text))),)


def _open(name: str, data: bytes) -> Any:
    from zipfile import BadZipFile

    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        return Document(BytesIO(data))
    except (BadZipFile, OpcError, SyntaxError, KeyError, ValueError) as error:
        raise ReadError(
            name, f"is not a Word document: {error}; allowed: .docx as Word 2007 or later saves it"
        ) from error


def _blocks(container: Any) -> Iterator[str]:
    """Paragraphs as they stand; a merged cell is given once."""
    from docx.table import Table

    for item in container.iter_inner_content():
        if not isinstance(item, Table):
            yield item.text
            continue
        seen: set[object] = set()
        for row in item.rows:
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    yield from _blocks(cell)
