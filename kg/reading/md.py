"""Markdown: the text without its markup."""

import re

from kg.reading import readers
from kg.reading.dates import find_date
from kg.reading.encoding import decode
from kg.reading.mapped import Mapped
from kg.types import Part

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\n)---[ \t]*\r?(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^(title|date|source|url):[ \t]*[\"']?(.*?)[\"']?[ \t\r]*$", re.MULTILINE)
# What is no text of the article, in the order in which it is taken out. Marks of lists and rules stay: they
# tell the splitter that a line is an item or that an article ends.
_MARKUP = (
    re.compile(r"^(`{3,}|~{3,}).*?(?:^\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL),  # a block of code
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])"),  # an image
    re.compile(r"\[(?=[^\]\n]+\]\([^)\n]*\))|(?<=[^\[\n])\]\([^)\n]*\)"),  # what surrounds the text of a link
    re.compile(r"^ {0,3}\[[^\]\n]+\]:[^\n]*$", re.MULTILINE),  # a link's definition
    re.compile(r"^ {0,3}#{1,6}[ \t]+|[ \t]+#+[ \t]*$", re.MULTILINE),
    re.compile(r"(?<=[^\n])\n {0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE),  # the underline of a heading
    re.compile(r"^(?:[ \t]*>)+[ \t]?", re.MULTILINE),
    re.compile(r"(?<!\\)(?:\*\*|__|~~)(?=\S)|(?<=\S)(?<!\\)(?:\*\*|__|~~)"),
    re.compile(r"(?<![\\*\s])\*(?!\*)|(?<![\\*])\*(?=[^\s*])"),
    re.compile(r"(?<!\\)`+"),
    re.compile(r"\\(?=[!-/:-@\[-`{-~])"),  # an escape
)


@readers("md")
def read_md(name: str, data: bytes) -> tuple[str, str, tuple[Part, ...]]:
    """``## **崂山**`` -> 崂山. Marks of headings, emphasis and quotes go, links keep their text, images and code go.

    Title, date, source and url are taken from a front matter between lines of ``---``. Raises ReadError as `decode`
    does.
    """
    text, encoding = decode(name, data)
    front = _FRONT_MATTER.match(text)
    entries = dict(_ENTRY.findall(front[1])) if front else {}
    body = Mapped.of(text, range(len(text))).cut(front.end() if front else 0, len(text))
    for pattern in _MARKUP:
        body = body.drop(pattern)
    part = Part(
        body.text,
        body.offsets,
        entries.get("title", ""),
        find_date(entries.get("date", "")),
        entries.get("source", ""),
        entries.get("url", ""),
    )
    return text, encoding, (part,)
