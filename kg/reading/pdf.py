"""PDF files with a text layer, through PDFium."""

from kg.errors import ReadError
from kg.reading import readers
from kg.types import Part


@readers("pdf")
def read_pdf(name: str, data: bytes) -> tuple[str, str, tuple[Part, ...]]:
    """A .pdf file -> the text of its pages with a blank line between; offsets count that text.

    Raises ReadError for a file that is no PDF, is locked by a password or has no text layer.
    """
    text = "\n\n".join(page for page in _pages(name, data) if page.strip())
    if not text:
        raise ReadError(
            name, "has no text layer (its pages are images); allowed: a PDF with text, so run OCR on it first"
        )
    return text, "pdf", (Part(text, range(len(text))),)


def _pages(name: str, data: bytes) -> list[str]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        try:
            return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
        finally:
            document.close()
    except PdfiumError as error:
        raise ReadError(name, f"is not a PDF that opens: {error}; allowed: a PDF without a password") from error
