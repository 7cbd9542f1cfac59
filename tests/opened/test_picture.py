"""Pictures in notebooks: what Jupyter gets, and what is written to a file."""

import pytest

from kg.errors import GraphError, UnknownNameError
from kg.fonts import FontError, find_font


def test_jupyter_is_given_the_picture_as_what_it_is(g):
    picture = g.plot()
    bundle = picture._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<") and "星火工程" in bundle["image/svg+xml"]
    assert bundle["text/plain"] == repr(picture) and "svg" in repr(picture) and "<" not in repr(picture)


def test_a_title_may_be_given(g):
    assert g.plot(title="海湾区的事").title == "海湾区的事"
    assert "海湾区的事" in g.plot(title="海湾区的事").data.decode()


def test_a_page_to_explore_is_html(g):
    assert "text/html" in g.plot("html")._repr_mimebundle_()


def test_a_bitmap_is_bytes(g):
    try:
        find_font()
    except FontError as error:
        pytest.skip(str(error))
    assert g.plot("png")._repr_mimebundle_()["image/png"].startswith(b"\x89PNG")


def test_a_picture_is_saved(g, tmp_path):
    picture = g.plot()
    picture.save(tmp_path / "map.svg")
    assert (tmp_path / "map.svg").read_bytes() == picture.data
    with pytest.raises(GraphError, match="cannot be written"):
        picture.save(tmp_path / "none" / "map.svg")


def test_another_format_is_refused(g):
    with pytest.raises(UnknownNameError, match="choose from html, pdf, png, svg"):
        g.plot("bmp")
