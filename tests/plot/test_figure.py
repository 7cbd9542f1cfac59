import io
from itertools import combinations
from pathlib import Path

import pytest

from kg.export.paper import Box
from kg.fonts import FontError, find_font
from kg.plot import picture, plot
from kg.plot.figure import METADATA, draw, texts

pytestmark = pytest.mark.usefixtures("font")


@pytest.fixture
def figure(graph):
    return draw(picture(graph), find_font())


def measured(figure):
    """The room that each text really takes, in pixels of the picture; outlines apart."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.set_dpi(72)
    renderer = FigureCanvasAgg(figure).get_renderer()
    height = figure.bbox.height
    for text in figure.axes[0].texts:
        if not text.get_path_effects():
            box = text.get_window_extent(renderer)
            yield text.get_text(), Box(box.x0, height - box.y1, box.x1, height - box.y0)


def test_texts_do_not_meet_and_stay_on_the_page(figure):
    found = list(measured(figure))
    assert len(found) > 20
    for (one, a), (other, b) in combinations(found, 2):
        assert not a.meets(b), (one, other)
    page = Box(0, 0, figure.bbox.width, figure.bbox.height)
    assert all(
        box.left >= 0 and box.top >= 0 and box.right <= page.right and box.bottom <= page.bottom for _, box in found
    )


def test_the_room_that_was_reckoned_is_enough(graph, figure):
    reckoned = {text.text: text.box for text, _ in texts(picture(graph))}
    for words, box in measured(figure):
        wide = reckoned[words].right - reckoned[words].left
        assert box.right - box.left <= wide + 2, words


def test_what_is_a_formula_elsewhere_is_a_text_here(graph):
    scene = picture(graph, title=r"投资$100$亿_元^{\frac}")
    figure = draw(scene, find_font())
    figure.canvas.draw()
    assert figure.axes[0].texts[0].get_text() == r"投资\$100\$亿_元^{\frac}"


def test_no_date_and_no_program_is_in_the_file(graph):
    out = io.BytesIO()
    plot(graph, out, "pdf")
    assert not {b"CreationDate", b"Matplotlib"} & {
        word for word in (b"CreationDate", b"Matplotlib") if word in out.getvalue()
    }
    assert set(METADATA) == {"png", "pdf"}


def test_a_character_that_no_font_has_is_no_warning(graph, recwarn):
    plot(graph, io.BytesIO(), "png", title="甲\U0010fffe")
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]


def test_a_font_file_that_is_not_there_is_an_error(graph):
    with pytest.raises(FontError, match=r"none\.ttf: no such font"):
        plot(graph, io.BytesIO(), "png", font=Path("none.ttf"))
