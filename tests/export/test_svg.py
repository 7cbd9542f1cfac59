import io
from xml.etree import ElementTree

import pytest

from kg.export.frame import HEIGHT, WIDTH
from kg.export.svg import write_svg
from kg.export.view import MOST_NODES

NS = "{http://www.w3.org/2000/svg}"


def drawn(graph):
    out = io.BytesIO()
    write_svg(graph, out)
    return ElementTree.fromstring(out.getvalue())


def texts(root, kind):
    return [text.text for text in root.iter(NS + "text") if text.get("class") == kind]


def test_what_is_asserted_is_drawn(graph):
    root = drawn(graph)
    assert "星火工程" in texts(root, "name")
    assert {"推出", "合作"} <= set(texts(root, "says"))
    assert "机构 organisation 3" in texts(root, "key")
    assert texts(root, "heading") == ["知识图谱 Knowledge graph"]


def test_what_is_only_planned_or_denied_is_not(awkward):
    found = texts(drawn(awkward), "name")
    assert set(found) == {"一个名字特别特别长的基层…", "=“六基<&>工程”'𠮷…", "实体b"}
    assert "孤独者" not in found


def test_it_stays_on_the_paper(graph):
    for dot in drawn(graph).iter(NS + "circle"):
        x, y, r = (float(dot.get(key)) for key in ("cx", "cy", "r"))
        assert r <= x <= WIDTH - r
        assert r <= y <= HEIGHT - r


def test_a_large_graph_is_cut_to_its_best_connected_part(make_star):
    found = texts(drawn(make_star(150)), "name")
    assert len(found) == MOST_NODES
    assert "中心" in found


def test_shapes_say_what_they_stand_for(awkward):
    root = drawn(awkward)
    nodes = {int(shape.get("data-node")): shape for shape in root.iter(NS + "g") if shape.get("class") == "node"}
    assert sorted(nodes) == [0, 1, 2]
    assert nodes[0].find(NS + "title").text == "=“六基<&>工程”'𠮷😀 · 机构"
    links = [shape for shape in root.iter(NS + "g") if shape.get("class") == "link"]
    assert {(shape.get("data-source"), shape.get("data-target")) for shape in links} <= {("0", "1"), ("0", "2")}


def test_an_arrow_has_a_head_and_a_symmetric_relation_none(awkward):
    links = [shape for shape in drawn(awkward).iter(NS + "g") if shape.get("class") == "link"]
    assert sorted(len(list(shape.iter(NS + "path"))) for shape in links) == [1, 2]


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened", "empty"])
def test_nothing_in_it_comes_from_elsewhere(kind, request):
    out = io.BytesIO()
    write_svg(request.getfixturevalue(kind), out)
    text = out.getvalue().decode("utf-8")
    assert text.count("://") == text.count("http://www.w3.org/2000/svg") == 1


def test_an_empty_graph_is_a_legend(empty):
    root = drawn(empty)
    assert texts(root, "name") == []
    assert "没有连线可画 There is nothing to draw" in texts(root, "note")
