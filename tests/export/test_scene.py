from dataclasses import replace
from itertools import combinations

import pytest

from kg.export.frame import HEIGHT, WIDTH
from kg.export.paper import Box
from kg.export.scene import MOST_ANEW, MOST_SAYS, compose, middle
from kg.export.view import view


def boxes(scene):
    """Room of every text and every dot of the picture, and what it is."""
    for dot in scene.dots.values():
        yield dot.node.id, Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius)
        if dot.name:
            yield dot.name.text, dot.name.box
    yield from ((bow.says.text, bow.says.box) for bow in scene.bows if bow.says)


def frame(scene):
    return [("title", scene.title.box), *((words.text, words.box) for words, _ in scene.key), *(
        (note.text, note.box) for note in scene.notes
    )]  # fmt: skip


@pytest.fixture(params=["graph", "awkward", "opened", "star", "crowd", "large"])
def scene(request, make_star):
    match request.param:
        case "star":
            return compose(view(make_star(59)))
        case "crowd":
            star = make_star(59)
            nodes = tuple(replace(node, name=f"一个名字特别特别长的机构{node.id}") for node in star.given_nodes)
            return compose(view(replace(star, given_nodes=nodes), together=True))
        case "large":
            # All in one place: hardly any name has room.
            found = view(make_star(MOST_ANEW + 100), MOST_ANEW + 100)
            return compose(found, places={node.id: (n % 5, n % 3) for n, node in enumerate(found.nodes)})
        case kind:
            return compose(view(request.getfixturevalue(kind)))


def test_no_text_is_on_another_text_or_a_dot(scene):
    texts = [*boxes(scene), *frame(scene)]
    dots = set(scene.dots)
    for (one, a), (other, b) in combinations(texts, 2):
        if not (one in dots and other in dots):
            assert not a.meets(b), (one, other)


def test_all_stays_on_the_paper(scene):
    for name, box in (*boxes(scene), *frame(scene)):
        assert box.left >= 0 and box.top >= 0 and box.right <= scene.width and box.bottom <= scene.height, name


def test_few_dots_do_not_overlap(graph, make_star):
    for given in (graph, make_star(59)):
        found = compose(view(given))
        dots = [box for name, box in boxes(found) if name in found.dots]
        assert not any(a.meets(b) for a, b in combinations(dots, 2))
        assert all(dot.name for dot in found.dots.values())


def test_the_same_graph_gives_the_same_picture(graph):
    assert compose(view(graph)) == compose(view(graph))


def test_a_bow_leads_from_rim_to_rim_with_a_head_where_the_relation_points(graph, ids):
    found = compose(view(graph))
    for bow in found.bows:
        source, target = found.dots[bow.link.source], found.dots[bow.link.target]
        for (x, y), dot in ((bow.start, source), (bow.end, target)):
            gap = ((x - dot.x) ** 2 + (y - dot.y) ** 2) ** 0.5 - dot.radius
            assert 0 < gap < 6
        assert len(bow.heads) == len(bow.link.heads)
    says = {bow.says.text for bow in found.bows if bow.says}
    assert {"推出", "合作"} <= says
    assert middle(found.bows[0], 0) == pytest.approx(found.bows[0].start)


def test_size_follows_the_neighbours(make_star):
    found = compose(view(make_star(20)))
    assert found.dots["a"].radius > 2 * found.dots["p000"].radius


def test_relations_are_named_where_they_are_few(make_star):
    few, many = compose(view(make_star(10))), compose(view(make_star(MOST_SAYS + 9), MOST_SAYS + 10))
    assert sum(bow.says is not None for bow in few.bows) == 10
    assert not any(bow.says for bow in many.bows)


def test_what_only_stands_together_is_dashed_and_explained_once(awkward):
    apart, both = compose(view(awkward)), compose(view(awkward, together=True))
    assert "虚线共现 dashed: co-occurrence" in both.notes[0].text and "虚线" not in apart.notes[0].text
    assert all((bow.says is not None) == bow.link.stated for bow in both.bows)


def test_the_notes_say_what_is_shown(awkward, make_star):
    def notes(found):
        return compose(found).notes[1].text

    assert notes(view(awkward)) == "3 / 6 个实体 entities · 2 / 2 条连线 links"
    assert notes(view(make_star(99))) == "邻居最多的 60 / 100 个实体 best connected entities · 59 / 99 条连线 links"
    assert notes(view(make_star(99), 5, ["p005"])).startswith("最近的 5 / 100 个实体 nearest entities")


def test_the_centre_is_marked(awkward):
    found = compose(view(awkward, 60, ["b"]), "实体b的周边")
    assert [dot.node.id for dot in found.dots.values() if dot.centre] == ["b"]
    assert found.title.text == "实体b的周边"


def test_more_names_get_a_larger_paper_and_larger_letters_around(make_star):
    small, large = compose(view(make_star(9))), compose(view(make_star(180), 181))
    assert (small.width, small.height) == (WIDTH, HEIGHT)
    assert large.width > WIDTH and large.title.size > small.title.size


def test_a_large_part_keeps_the_places_of_the_whole(make_star):
    found = view(make_star(MOST_ANEW), MOST_ANEW + 1)
    places = {node.id: (float(rank), 0.0) for rank, node in enumerate(found.nodes)}
    across = [dot.x for dot in compose(found, places=places).dots.values()]
    assert sum(across[:50]) < sum(across[50:100]) < sum(across[100:150]) < sum(across[150:200])


def test_a_title_that_is_too_long_is_cut(awkward):
    title = compose(view(awkward), "很长" * 100).title
    assert title.text.endswith("…") and title.box.right <= WIDTH


def test_nothing_to_draw_is_said(empty):
    found = compose(view(empty))
    assert (found.dots, found.bows) == ({}, [])
    assert "没有连线可画 There is nothing to draw" in [note.text for note in found.notes]
