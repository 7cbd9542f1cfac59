import pytest
from click.testing import CliRunner

from kg.cli.plot import plot
from kg.errors import KGError
from kg.fonts import FontError


@pytest.fixture
def run(graph_folder, tmp_path):
    """Run the command; what it fails with is raised, as the program that prints it wants it."""

    def run(name, *arguments):
        result = CliRunner().invoke(plot, [str(graph_folder), "-o", str(tmp_path / name), *arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.mark.usefixtures("font")
@pytest.mark.parametrize("name", ["map.png", "map.PDF", "map.svg", "地图.html"])
def test_the_ending_says_what_is_drawn(name, run, tmp_path):
    result = run(name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{name}: " in result.stderr and "个实体 entities" in result.stderr
    assert (tmp_path / name).stat().st_size > 1000


@pytest.mark.parametrize(
    ("name", "given"),
    [("map.gif", r"\.gif"), ("map", "a file without an ending"), (".png", "a file without an ending")],
)
def test_another_ending_is_refused_and_nothing_written(name, given, run, tmp_path):
    with pytest.raises(KGError, match=rf"cannot be drawn as {given}; allowed: \.html, \.pdf, \.png, \.svg"):
        run(name)
    assert not (tmp_path / name).exists()


def test_what_to_draw_is_chosen(run, tmp_path):
    run("map.svg", "--around", "星火工程", "--relations", "推出", "--title", "星火")
    text = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "<title>星火</title>" in text and ">海湾区</text>" in text and "白沙市" not in text


@pytest.mark.parametrize("arguments", [("--around", "不存在的局"), ("--relations", "打败"), ("--types", "DOG")])
def test_a_name_that_is_not_known_leaves_no_file(arguments, run, tmp_path):
    with pytest.raises(KGError, match=arguments[1]):
        run("map.svg", *arguments)
    assert not list(tmp_path.glob("*map.svg*"))


def test_a_font_that_is_not_there_leaves_the_former_picture(run, tmp_path):
    (tmp_path / "map.png").write_bytes(b"former")
    with pytest.raises(FontError, match=r"none\.ttf: no such font"):
        run("map.png", "--font", "none.ttf")
    assert (tmp_path / "map.png").read_bytes() == b"former"


@pytest.mark.usefixtures("font")
def test_a_character_without_a_glyph_is_told(run):
    assert "has no \U0010fffe" in run("map.png", "--title", "甲\U0010fffe").stderr
    assert "has no" not in run("map.png", "--title", "甲").stderr
