import pytest

from kg.export.paper import Box, Room, breadth, fitting, line


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Box(0, 0, 10, 10), Box(5, 5, 15, 15), True),
        (Box(0, 0, 10, 10), Box(2, 2, 3, 3), True),
        (Box(0, 0, 10, 10), Box(10, 0, 20, 10), False),
        (Box(0, 0, 10, 10), Box(0, 11, 10, 20), False),
    ],
)
def test_boxes_meet(one, other, expected):
    assert one.meets(other) is other.meets(one) is expected


def test_room_is_taken_once_and_ends_at_the_edge():
    room = Room(Box(0, 0, 100, 100))
    assert room.is_free(Box(0, 0, 10, 10))
    room.take(Box(0, 0, 10, 10))
    assert not room.is_free(Box(9, 9, 20, 20))
    assert room.is_free(Box(10, 10, 20, 20))
    assert not room.is_free(Box(95, 50, 101, 60))


@pytest.mark.parametrize(
    ("text", "expected"), [("六基", 20), ("“六”", 30), ("𠮷😀", 20), ("ab", 13), ("（A）", 26.5), ("", 0)]
)
def test_breadth(text, expected):
    assert breadth(text, 10) == pytest.approx(expected)


@pytest.mark.parametrize(("anchor", "left"), [("start", 100), ("middle", 80), ("end", 60)])
def test_a_line_takes_room_where_it_stands(anchor, left):
    box = line("黄山街道", 100, 50, 10, anchor).box
    assert (box.left, box.right) == (left, left + 40)
    assert box.top < 50 < box.bottom


@pytest.mark.parametrize(
    ("text", "wide", "expected"),
    [("黄山街道", 40, "黄山街道"), ("黄山街道", 39, "黄山…"), ("两\n行", 100, "两 行"), ("", 10, ""), ("黄山", 5, "")],
)
def test_fitting(text, wide, expected):
    assert fitting(text, 10, wide) == expected
