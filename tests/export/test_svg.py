import io
from xml.etree import ElementTree

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.layout import arrange
from kg.export.svg import HEIGHT, MOST_NODES, WIDTH, write_svg

NS = "{http://www.w3.org/2000/svg}"


def drawn(graph):
    out = io.BytesIO()
    write_svg(graph, out)
    return ElementTree.fromstring(out.getvalue())


def names(root):
    return [text.text for text in root.iter(NS + "text") if text.get("class") == "name"]


def test_what_is_asserted_is_drawn(graph):
    root = drawn(graph)
    assert "星火工程" in names(root)
    assert {"推出", "合作"} <= {text.text for text in root.iter(NS + "text") if text.get("class") == "says"}
    assert "机构 organisation" in [text.text for text in root.iter(NS + "text") if text.get("class") == "key"]


def test_what_is_only_planned_or_denied_is_not(awkward):
    found = names(drawn(awkward))
    assert set(found) == {"一个名字特别特别长的基层…", "=“六基<&>工程”'𠮷…", "实体b"}
    assert "孤独者" not in found


def test_it_stays_on_the_paper(graph):
    for dot in drawn(graph).iter(NS + "circle"):
        x, y, r = (float(dot.get(key)) for key in ("cx", "cy", "r"))
        assert r <= x <= WIDTH - r
        assert r <= y <= HEIGHT - r


def test_a_large_graph_is_cut_to_its_best_connected_part(make_star):
    found = names(drawn(make_star(150)))
    assert len(found) == MOST_NODES
    assert "中心" in found


def test_an_empty_graph_is_a_legend(empty):
    assert names(drawn(empty)) == []
    assert arrange([], [], 100, 100).shape == (0, 2)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 25), st.data())
def test_boxes_do_not_overlap_where_there_is_room(count, data):
    ends = st.integers(0, count - 1)
    edges = data.draw(st.lists(st.tuples(ends, ends).filter(lambda edge: edge[0] != edge[1]), max_size=40))
    boxes = [(90.0, 40.0)] * count
    points = arrange(boxes, edges, 1400, 900)
    assert np.isfinite(points).all()
    for one in range(count):
        for other in range(one):
            gap = np.abs(points[one] - points[other])
            assert gap[0] >= 90 or gap[1] >= 40
