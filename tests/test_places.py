import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.evidence import Evidence
from kg.graph import Graph
from kg.springs import SPACING, arrange


def links(*pairs):
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def network(seed, count, edges):
    """Circles of fifty, with a link out of ten to another one."""
    draw = np.random.default_rng(seed)
    one = draw.integers(0, count, edges)
    near, far = one // 50 * 50 + draw.integers(0, 50, edges), draw.integers(0, count, edges)
    return np.stack([one, np.where(draw.random(edges) < 0.9, near, far) % count], axis=1)


@pytest.mark.parametrize(
    ("count", "pairs"),
    [
        (0, ()), (1, ()), (2, ()), (2, ((0, 1),)), (2, ((0, 0),)), (3, ((0, 1), (1, 0), (1, 1))),
        (40, ((0, 1), (5, 6))),
        (400, tuple((0, other) for other in range(1, 399))), (5, tuple((a, b) for a in range(5) for b in range(a))),
    ],
)  # fmt: skip
def test_no_two_stand_on_one_point(count, pairs):
    points = arrange(count, links(*pairs))
    assert points.shape == (count, 2)
    assert np.isfinite(points).all()
    assert len(np.unique(points, axis=0)) == count


@given(st.integers(1, 30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60))
def test_any_network_has_places(count, pairs):
    within = [(one % count, other % count) for one, other in pairs]
    points = arrange(count, links(*within))
    assert len(np.unique(points, axis=0)) == count


@pytest.mark.parametrize("count", [60, 900])
def test_the_same_network_gets_the_same_places_and_chance_goes_on_as_before(count):
    edges = network(1, count, 3 * count)
    random.seed(7)
    expected = random.random()
    random.seed(7)
    first = arrange(count, edges)
    assert random.random() == expected
    assert (arrange(count, edges) == first).all()


@pytest.mark.parametrize("count", [200, 1500])
def test_what_is_linked_stands_near(count):
    edges = network(2, count, 3 * count)
    points = arrange(count, edges)
    others = np.random.default_rng(3).permutation(edges.ravel()).reshape(-1, 2)
    linked, any_two = (np.linalg.norm(points[e[:, 0]] - points[e[:, 1]], axis=1).mean() for e in (edges, others))
    assert linked < 0.5 * any_two


def test_parts_that_nothing_links_stand_side_by_side():
    chains = [(start + step, start + step + 1) for start in (0, 20, 40) for step in range(9)]
    points = arrange(60, links(*chains))
    boxes = [(points[start : start + 10].min(axis=0), points[start : start + 10].max(axis=0)) for start in (0, 20, 40)]
    for number, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[:number]:
            assert (high < other_low).any() or (other_high < low).any()
    lonely = [number for number in range(60) if number % 20 > 9]
    assert points[lonely, 1].max() < min(low[1] for low, _ in boxes)
    assert sorted(set(np.diff(np.unique(points[lonely, 1])))) in ([], [pytest.approx(SPACING)])


def test_a_heavier_link_pulls_more():
    ring = links(*((at, (at + 1) % 12) for at in range(12)))
    weights = np.array([20.0] + [1.0] * 11)
    points = arrange(12, ring, weights)
    lengths = np.linalg.norm(points[ring[:, 0]] - points[ring[:, 1]], axis=1)
    assert lengths[0] == lengths.min()


def test_places_are_made_when_the_graph_is_assembled(graph_folder: Path):
    with Graph.open(graph_folder) as graph:
        places, nodes = list(graph.places()), list(graph.nodes())
        assert [place.entity for place in places] == [node.id for node in nodes]
        assert len({(place.x, place.y) for place in places}) == len(places)
        neighbours: dict[str, set[str]] = {node.id: set() for node in nodes}
        for fact in graph.facts():
            if fact.polarity == "positive":
                neighbours[fact.subject].add(fact.object)
                neighbours[fact.object].add(fact.subject)
        assert {place.entity: place.degree for place in places} == {id: len(all_) for id, all_ in neighbours.items()}


def test_open_facts_count_where_the_graph_shows_them(graph_folder: Path):
    with Evidence.open(graph_folder) as evidence:
        evidence.connection.execute("DELETE FROM meta WHERE key = 'open'")
        evidence.connection.execute("INSERT INTO meta VALUES ('open', 'yes')")
    with Graph.open(graph_folder) as graph:
        before = {place.entity: place.degree for place in graph.places()}
    assemble(graph_folder)
    with Graph.open(graph_folder) as graph:
        after = {place.entity: place.degree for place in graph.places()}
        (walker,) = graph.find("林远舟")
    assert after[walker.id] == before[walker.id] + 1
