import io
from xml.etree import ElementTree

import pytest

from kg.choosing import Choice
from kg.errors import KGError, UnknownNameError
from kg.plot import FORMATS, picture, plot

NS = "{http://www.w3.org/2000/svg}"
MAGIC = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<?xml"}


def drawn(graph, format, *args, **options):
    out = io.BytesIO()
    plot(graph, out, format, *args, **options)
    return out.getvalue()


def names(scene):
    return {dot.node.name for dot in scene.dots.values()}


@pytest.mark.usefixtures("font")
@pytest.mark.parametrize("kind", ["graph", "nothing"])
@pytest.mark.parametrize("format", FORMATS)
def test_every_format_draws_every_graph_the_same_twice(format, kind, request):
    graph = request.getfixturevalue(kind)
    data = drawn(graph, format)
    assert data.startswith(MAGIC[format])
    assert data == drawn(graph, format)


@pytest.mark.parametrize("format", ["gif", "", "PNG"])
def test_another_format_is_refused(format, graph):
    with pytest.raises(UnknownNameError, match=r"kg\.plot has no .*; choose from html, pdf, png, svg"):
        drawn(graph, format)


def test_the_whole_graph(graph):
    scene = picture(graph)
    assert {"海湾区", "星火工程", "海湾区人社局", "白沙城建集团"} <= names(scene)
    assert scene.title.text == "知识图谱 Knowledge graph"
    assert not any(dot.centre for dot in scene.dots.values())


def test_what_lies_around_an_entity(graph):
    scene = picture(graph, Choice(around=("星火工程",)))
    assert [dot.node.name for dot in scene.dots.values() if dot.centre] == ["星火工程"]
    assert names(scene) == {"星火工程", "海湾区", "海湾区人社局"}
    assert scene.title.text == "星火工程的周边 Around 星火工程, 1 step"


def test_further_away(graph):
    near, far = (picture(graph, Choice(around=("星火工程",), hops=hops)) for hops in (1, 2))
    assert names(near) < names(far)
    assert far.title.text.endswith("2 steps")


def test_an_alias_is_a_name(graph):
    scene = picture(graph, Choice(around=("区人社局",)))
    assert [dot.node.name for dot in scene.dots.values() if dot.centre] == ["海湾区人社局"]


def test_namesakes_are_all_in_the_middle(graph):
    scene = picture(graph, Choice(around=("中山路",)))
    assert [dot.node.name for dot in scene.dots.values() if dot.centre] == ["中山路", "中山路"]


def test_relations_and_types_are_chosen(graph):
    scene = picture(graph, Choice(relations=("cooperatesWith",)))
    assert names(scene) == {"海湾区人社局", "新港海洋学院"}
    assert all(dot.node.label == "PLACE" for dot in picture(graph, Choice(types=("PLACE",))).dots.values())


def test_what_stands_together_is_drawn_where_it_is_chosen(graph):
    chosen = picture(graph, Choice(relations=("co-occurrence",)))
    assert chosen.bows and not any(bow.link.stated for bow in chosen.bows)
    assert all(bow.link.stated for bow in picture(graph).bows)


def test_the_most_central(graph):
    assert len(picture(graph, Choice(top=3)).dots) <= 3


def test_a_name_that_is_not_there_is_an_error(graph):
    with pytest.raises(KGError, match="不存在的局"):
        picture(graph, Choice(around=("不存在的局",)))


def test_a_title_is_taken(graph):
    root = ElementTree.fromstring(drawn(graph, "svg", title="海湾区的工程"))
    assert root.find(NS + "title").text == "海湾区的工程"


def test_an_empty_graph_says_so(nothing):
    assert "没有连线可画" in drawn(nothing, "svg").decode()
