"""XML written line by line: attributes and text escaped, nothing kept in memory."""

from collections.abc import Iterable
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.export.text import clean

Value = str | int | float | bool

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def show(value: Value) -> str:
    """True -> true, 0.30000000000000004 -> 0.3: as XML Schema spells it, six places at most."""
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.6f}".rstrip("0").removesuffix(".")
        case _:
            return clean(str(value))


def attributes(**values: Value) -> str:
    """(id="a", n=3) -> id="a" n="3", with a space in front of each."""
    return "".join([f" {name}={_quoted(value)}" for name, value in values.items()])


def opened(name: str, **values: Value) -> str:
    """("node", id="a") -> <node id="a">."""
    return f"<{name}{attributes(**values)}>"


def empty(name: str, **values: Value) -> str:
    """("edge", id="a") -> <edge id="a"/>."""
    return f"<{name}{attributes(**values)}/>"


def element(name: str, content: Value, **values: Value) -> str:
    """("data", "A&B", key="label") -> <data key="label">A&amp;B</data>."""
    return f"{opened(name, **values)}{escape(show(content))}</{name}>"


def _quoted(value: Value) -> str:
    return quoteattr(show(value)) if isinstance(value, str) and not value.isalnum() else f'"{show(value)}"'


def write_lines(lines: Iterable[str], out: BinaryIO) -> None:
    """Write lines as UTF-8, each with a newline behind it."""
    out.writelines(line.encode("utf-8") + b"\n" for line in lines)
