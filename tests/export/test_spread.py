import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.spread import spread, springs


def test_what_is_linked_is_near():
    points = springs(40, [(0, 39)], 1.5)
    gaps = np.sqrt(((points - points[0]) ** 2).sum(axis=1))
    assert gaps[39] < np.median(gaps)


def test_nothing_is_nowhere():
    assert springs(0, [], 1.5).shape == (0, 2)
    assert spread(springs(0, [], 1.5), np.zeros((0, 2)), 100, 100).shape == (0, 2)


def test_one_is_in_the_middle():
    assert spread(springs(1, [], 1.5), np.array([[10.0, 10.0]]), 100, 60).tolist() == [[50.0, 30.0]]


def test_boxes_on_one_spot_part():
    points = spread(np.zeros((5, 2)), np.full((5, 2), 10.0), 300, 200)
    gaps = np.abs(points[:, None] - points[None]) + 100 * np.eye(5)[:, :, None]
    assert (gaps.max(axis=2) >= 10).all()


def test_a_box_larger_than_the_paper_is_in_its_middle():
    assert spread(np.zeros((1, 2)), np.array([[500.0, 10.0]]), 100, 60).tolist() == [[50.0, 30.0]]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 25), st.data())
def test_boxes_do_not_overlap_where_there_is_room(count, data):
    ends = st.integers(0, count - 1)
    edges = data.draw(st.lists(st.tuples(ends, ends).filter(lambda edge: edge[0] != edge[1]), max_size=40))
    points = spread(springs(count, edges, 1.5), np.full((count, 2), (90.0, 40.0)), 1400, 900)
    assert np.isfinite(points).all()
    assert ((points >= (45, 20)) & (points <= (1355, 880))).all()
    for one in range(count):
        for other in range(one):
            gap = np.abs(points[one] - points[other])
            assert gap[0] >= 90 or gap[1] >= 40
