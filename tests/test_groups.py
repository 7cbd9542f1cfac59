import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.groups import Groups
from kg.types import Merge


def merged(groups: Groups) -> dict[str, tuple[str, str]]:
    return {merge.entity: (merge.into, merge.reason) for merge in groups.merges()}


def united(*pairs: str) -> Groups:
    """("ab", "bc") -> a into b because of ab, b into c because of bc."""
    groups = Groups()
    for pair in pairs:
        groups.unite(Merge(pair[0], pair[1], pair, 0.9))
    return groups


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ((), {}),
        (("ab",), {"a": ("b", "ab")}),
        (("ab", "bc"), {"a": ("c", "ab"), "b": ("c", "bc")}),
        (("bc", "ab"), {"a": ("c", "ab"), "b": ("c", "bc")}),
        (("ab", "cd", "bd"), {"a": ("d", "ab"), "b": ("d", "bd"), "c": ("d", "cd")}),
        (("ab", "ba"), {"a": ("b", "ab")}),
        (("ab", "ac"), {"a": ("c", "ab"), "b": ("c", "ac")}),
        (("aa",), {}),
    ],
)
def test_chains_lead_to_the_last(pairs: tuple[str, ...], expected: dict[str, tuple[str, str]]) -> None:
    assert merged(united(*pairs)) == expected


def test_those_kept_apart_are_never_one_not_even_through_a_third() -> None:
    groups = Groups()
    groups.part("a", "c")
    assert groups.unite(Merge("a", "b", "", 1.0))
    assert not groups.unite(Merge("b", "c", "", 1.0))
    assert not groups.unite(Merge("c", "a", "", 1.0))
    assert groups.parted("c", "b") and groups.parted("a", "c") and not groups.parted("a", "b")
    assert groups.root("c") == "c"


def test_a_group_that_swallows_another_takes_over_whom_it_is_kept_from() -> None:
    groups = Groups()
    groups.part("a", "x")
    groups.part("b", "y")
    groups.unite(Merge("a", "b", "", 1.0))
    assert all(not groups.unite(Merge(one, other, "", 1.0)) for one in "ab" for other in "xy")


def test_a_chosen_name_stays_whichever_way_a_merge_leads() -> None:
    groups = Groups()
    groups.choose("a")
    groups.unite(Merge("a", "b", "fuller", 0.9))
    assert merged(groups) == {"b": ("a", "fuller")}
    groups.choose("c")
    groups.unite(Merge("a", "c", "", 1.0))
    assert groups.root("b") == groups.root("a") == "c"


PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12)


@given(PAIRS, PAIRS)
def test_whatever_is_united_nobody_meets_whom_he_is_kept_from(
    apart: list[tuple[str, str]], pairs: list[tuple[str, str]]
) -> None:
    groups = Groups()
    kept = [(one, other) for one, other in apart if one != other]
    for one, other in kept:
        groups.part(one, other)
    for one, into in pairs:
        assert groups.unite(Merge(one, into, "", 1.0)) == (groups.root(one) == groups.root(into))
    assert all(groups.root(one) != groups.root(other) for one, other in kept)
    shown = {merge.into for merge in groups.merges()}
    assert all(groups.root(id) == id for id in shown) and not shown & {merge.entity for merge in groups.merges()}
