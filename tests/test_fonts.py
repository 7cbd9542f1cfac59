from pathlib import Path

import pytest

from kg import fonts
from kg.fonts import NEEDED, SPARE, USUAL, FontError, find_font

matplotlib_fonts = pytest.importorskip("matplotlib.font_manager")


@pytest.fixture
def found():
    try:
        return find_font()
    except FontError:
        pytest.skip("no font with Chinese letters is installed")


@pytest.fixture
def latin():
    return Path(matplotlib_fonts.findfont(SPARE))


@pytest.fixture
def no_fonts(monkeypatch):
    monkeypatch.setattr(matplotlib_fonts.fontManager, "ttflist", [])
    monkeypatch.setattr(matplotlib_fonts, "findSystemFonts", list)


def test_a_font_that_is_found_has_chinese_letters(found):
    assert found.lacking([NEEDED, "崂山区“六基”：２０２４年"]) == ""
    assert found.properties().get_file() or found.properties().get_family() == [found.family, SPARE]


def test_what_no_font_has_is_told(found):
    assert found.lacking(["崂山", "\U0010fffe甲\U0010fffe\n"]) == "\U0010fffe"


def test_without_any_font_it_says_what_was_looked_for_and_what_to_do(no_fonts):
    with pytest.raises(FontError) as caught:
        find_font()
    message = str(caught.value)
    assert all(names[0] in message for names in USUAL.values())
    assert all(part in message for part in ("apt install fonts-noto-cjk", "--font FILE", "svg"))


def test_a_font_installed_since_matplotlib_looked_is_found(found, monkeypatch):
    monkeypatch.setattr(matplotlib_fonts.fontManager, "ttflist", [])
    monkeypatch.setattr(matplotlib_fonts, "findSystemFonts", lambda: [str(found.path)])
    again = find_font()
    assert (again.path, again.known) == (found.path, False)
    assert again.properties().get_file() == str(found.path)


def test_a_font_without_chinese_letters_is_not_taken(latin, monkeypatch):
    monkeypatch.setattr(matplotlib_fonts.fontManager, "ttflist", [])
    monkeypatch.setattr(matplotlib_fonts, "findSystemFonts", lambda: [str(latin)])
    with pytest.raises(FontError, match="no font with Chinese letters"):
        find_font()


def test_a_given_file_is_used(found):
    given = find_font(found.path)
    assert given.properties().get_file() == str(found.path)


def test_a_given_file_without_chinese_letters_is_refused(latin):
    with pytest.raises(FontError, match=f"the font has no .*{NEEDED[0]}"):
        find_font(latin)


@pytest.mark.parametrize("content", [None, b"", b"no font at all"])
def test_a_file_that_is_no_font_is_refused(content, tmp_path):
    path = tmp_path / "font.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FontError, match=r"font\.ttf: .*allowed: a \.ttf, \.otf or \.ttc file"):
        find_font(path)


def test_a_broken_font_in_the_system_is_passed_over(tmp_path, no_fonts, monkeypatch):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00")
    monkeypatch.setattr(matplotlib_fonts, "findSystemFonts", lambda: [str(broken)])
    assert not fonts._is_chinese(broken)
    with pytest.raises(FontError, match="no font with Chinese letters"):
        find_font()
