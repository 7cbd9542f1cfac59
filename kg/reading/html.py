"""Web pages: trafilatura finds the article, alignment finds it again in the file."""

import re
from html import unescape
from html.parser import HTMLParser

from kg.errors import ReadError
from kg.reading import readers
from kg.reading.alignment import align
from kg.reading.dates import find_date
from kg.reading.encoding import decode
from kg.reading.mapped import Mapped
from kg.types import Part

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_HEAD = 4096
_INVISIBLE = frozenset(("script", "style", "noscript", "template", "title"))


@readers("htm")
@readers("html")
def read_html(name: str, data: bytes) -> tuple[str, str, tuple[Part, ...]]:
    """A web page -> its article with title, date and site, offsets into the decoded HTML.

    An entity such as ``&amp;`` stands where it begins. What cannot be found again in the file is left out.
    Raises ReadError as `decode` does and for a page without an article.
    """
    declared = _CHARSET.search(data[:_HEAD])
    text, encoding = decode(name, data, declared[1].decode("ascii") if declared else "")
    from trafilatura import bare_extraction

    found = bare_extraction(text, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict) or not (body := found.text):
        raise ReadError(name, "no article text found in the page; allowed: a page with paragraphs of text")
    article = align(body, visible(text), text)
    if not article.text.strip():
        raise ReadError(name, "the article text cannot be found again in the page; allowed: well-formed HTML")
    published = find_date(found.date or "")
    return text, encoding, (Part(*article, found.title or "", published, found.sitename or "", found.url or ""),)


def visible(text: str) -> Mapped:
    """``<p>A&amp;B</p>`` -> A&B at 3, 4 and 9: what a reader sees, without scripts and styles."""
    parser = _Visible(text)
    parser.feed(text)
    parser.close()
    return Mapped.of("".join(parser.pieces), parser.offsets)


class _Visible(HTMLParser):
    """Collects characters with the places where they are written."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.offsets: list[int] = []
        self._hidden = 0
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that hides what it holds."""
        self._hidden += tag in _INVISIBLE

    def handle_endtag(self, tag: str) -> None:
        """The end of one."""
        self._hidden -= tag in _INVISIBLE and self._hidden > 0

    def handle_data(self, data: str) -> None:
        """Characters that stand for themselves."""
        self._add(data, range(self._place(), self._place() + len(data)))

    def handle_entityref(self, name: str) -> None:
        """``&amp;`` and its like."""
        self._add_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """``&#23828;``: a number for a character."""
        self._add_reference(f"&#{name};")

    def _add_reference(self, reference: str) -> None:
        value = unescape(reference)
        self._add(value, [self._place()] * len(value))

    def _add(self, value: str, places: range | list[int]) -> None:
        if not self._hidden:
            self.pieces.append(value)
            self.offsets.extend(places)

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
