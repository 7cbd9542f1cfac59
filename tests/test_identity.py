from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import Settled, settle
from kg.types import Decision, Doubt, Label, Merge, Node

Proposal = tuple[list[Merge], list[Doubt]]


def node(id: str, name: str, label: Label = "ORG", region: str = "4601", mentions: int = 1, code: str = "") -> Node:
    return Node(id, label, name, (), code, region, "", mentions, 1, None, None)


CITY = node("c", "三亚市", "PLACE", "", code="4602")
LONG = node("l", "三亚市人力资源和社会保障局", region="4602", mentions=2)
SHORT = node("s", "三亚市人社局", region="4602", mentions=5)
BARE = node("b", "人社局", region="4602")
ELSEWHERE = node("e", "人社局", region="4601")
NOWHERE = node("n", "人社局", region="")
BODY = node("o", "椰风", mentions=1)
BRAND = node("p", "椰风", "PROGRAMME", mentions=3)
NODES = (CITY, LONG, SHORT, BARE, ELSEWHERE, NOWHERE, BODY, BRAND)
NO_MERGE: Proposal = ([], [])


def settled(*decisions: Decision, proposed: Proposal = NO_MERGE, nodes: Sequence[Node] = NODES) -> Settled:
    return settle(nodes, decisions, lambda given: proposed)


def pairs(found: Settled) -> dict[str, str]:
    return {merge.entity: merge.into for merge in found.merges}


def doubted(found: Settled) -> set[tuple[str, str]]:
    return {(doubt.a, doubt.b) for doubt in found.doubts}


def merge_of(name: str, value: str, region: str = "", value_region: str = "") -> Decision:
    return Decision("merge", name, "", region, value, "", value_region)


def apart(name: str, value: str, region: str = "", value_region: str = "") -> Decision:
    return Decision("apart", name, "", region, value, "", value_region)


SHORTENED = Merge("s", "l", "abbreviation", 0.95)


def test_without_decisions_the_rules_have_their_say() -> None:
    found = settled(proposed=([SHORTENED, Merge("b", "s", "region", 0.9)], [Doubt("e", "s", "maybe", 0.4)]))
    assert {(merge.entity, merge.into, merge.reason, merge.score) for merge in found.merges} == {
        ("s", "l", "abbreviation", 0.95),
        ("b", "l", "region", 0.9),
    }
    assert doubted(found) == {("e", "l"), ("o", "p")}
    assert (found.shown, found.relabelled, found.dropped, found.applies) == ({}, frozenset(), frozenset(), ())


@pytest.mark.parametrize(
    ("decision", "expected", "applies"),
    [
        (merge_of("三亚市人社局", "三亚市人力资源和社会保障局"), {"s": "l"}, 1),
        (merge_of("三亚市 人社局", "“三亚市人力资源和社会保障局”"), {"s": "l"}, 1),
        # Three are called so; that of the same label and region is meant.
        (merge_of("人社局", "三亚市人社局"), {"b": "s"}, 1),
        (merge_of("人社局", "三亚市人社局", region="4601"), {"e": "s"}, 1),
        (merge_of("人社局", "三亚市人社局", region="none"), {"n": "s"}, 1),
        # None of the three is of the city's label and region.
        (merge_of("人社局", "三亚市"), {}, 0),
        (merge_of("人社局", "人社局", region="none", value_region="4601"), {"n": "e"}, 1),
        (merge_of("海口市人社局", "三亚市人社局"), {}, 0),
        (merge_of("三亚市", "三亚市"), {}, 0),
        (merge_of("椰风", "椰风"), {}, 0),
        (Decision("merge", "椰风", "ORG", "", "椰风", "PROGRAMME"), {"o": "p"}, 1),
        (Decision("merge", "三亚市", "", "4602", "三亚市人社局"), {"c": "s"}, 1),
    ],
)
def test_merge(decision: Decision, expected: dict[str, str], applies: int) -> None:
    found = settled(decision)
    assert (pairs(found), found.applies) == (expected, (applies,))
    assert all(merge.reason == "decision: merge" and merge.score == 1.0 for merge in found.merges)


def test_a_decided_survivor_keeps_its_name_against_the_rules() -> None:
    decision = merge_of("三亚市人力资源和社会保障局", "三亚市人社局")
    assert pairs(settled(decision, proposed=([SHORTENED], []))) == {"l": "s"}
    other = Merge("s", "b", "fuller", 0.99)
    assert pairs(settled(decision, proposed=([other], []))) == {"l": "s", "b": "s"}


def test_merges_decided_one_after_the_other_lead_on() -> None:
    first, second = merge_of("人社局", "三亚市人社局"), merge_of("三亚市人社局", "三亚市人力资源和社会保障局")
    assert pairs(settled(first, second)) == pairs(settled(second, first)) == {"b": "l", "s": "l"}


@pytest.mark.parametrize(
    "decided", [("三亚市人社局", "三亚市人力资源和社会保障局"), ("三亚市人力资源和社会保障局", "三亚市人社局")]
)
def test_apart_blocks_the_merge_and_the_doubt(decided: tuple[str, str]) -> None:
    doubt = Doubt("l", "s", "maybe", 0.6)
    assert (pairs(settled(proposed=([SHORTENED], [doubt]))), doubted(settled(proposed=([], [doubt])))) == (
        {"s": "l"},
        {("l", "s"), ("o", "p")},
    )
    found = settled(apart(*decided), proposed=([SHORTENED], [doubt]))
    assert (pairs(found), doubted(found), found.applies) == ({}, {("o", "p")}, (1,))


def test_apart_blocks_what_would_bring_them_together_through_a_third() -> None:
    proposed = ([Merge("b", "s", "", 0.9), SHORTENED], [Doubt("b", "l", "maybe", 0.5)])
    found = settled(apart("人社局", "三亚市人力资源和社会保障局", region="4602"), proposed=proposed)
    assert pairs(found) == {"s": "l"}
    assert doubted(found) == {("o", "p")}


def test_of_namesakes_all_are_kept_apart() -> None:
    every = [Merge("b", "e", "", 0.9), Merge("e", "n", "", 0.9), Merge("b", "n", "", 0.9)]
    assert pairs(settled(apart("人社局", "人社局"), proposed=(every, []))) == {}


def test_a_decision_to_merge_yields_to_one_to_keep_apart() -> None:
    first, second = merge_of("人社局", "三亚市人社局"), merge_of("三亚市人社局", "三亚市人力资源和社会保障局")
    found = settled(apart("人社局", "三亚市人力资源和社会保障局", region="4602"), first, second)
    assert (pairs(found), found.applies) == ({"b": "s"}, (1, 1, 0))


def test_rename() -> None:
    found = settled(Decision("rename", "三亚市人社局", value="三亚人社"))
    assert (found.shown, found.applies) == ({"s": ("ORG", "三亚人社")}, (1,))
    assert pairs(settled(Decision("rename", "三亚市人社局", value="三亚人社"), proposed=([SHORTENED], []))) == {
        "l": "s"
    }


def test_what_is_renamed_answers_to_both_names() -> None:
    rename = Decision("rename", "三亚市人社局", value="三亚人社")
    for name in ("三亚市人社局", "三亚人社"):
        assert pairs(settled(rename, merge_of(name, "三亚市人力资源和社会保障局"))) == {"s": "l"}


def test_the_rules_see_what_was_decided() -> None:
    seen: list[Node] = []

    def propose(nodes: Sequence[Node]) -> Proposal:
        seen.extend(nodes)
        return NO_MERGE

    settle(
        NODES,
        [Decision("rename", "三亚市人社局", value="三亚人社"), Decision("retype", "三亚市", value="ORG")],
        propose,
    )
    by_id = {node.id: node for node in seen}
    assert (by_id["s"].name, by_id["s"].aliases, by_id["c"].label) == ("三亚人社", ("三亚市人社局",), "ORG")
    assert [node.id for node in seen] == sorted(by_id)


def test_retype_to_what_exists_makes_one() -> None:
    found = settled(Decision("retype", "椰风", "ORG", value="PROGRAMME"))
    assert pairs(found) == {"o": "p"}
    assert found.relabelled == {"o"}
    assert found.doubts == ()


def test_retype_elsewhere_stays_a_namesake() -> None:
    other = node("q", "椰风", "PROGRAMME", "4602")
    found = settled(Decision("retype", "椰风", "ORG", value="PROGRAMME"), nodes=(BODY, other))
    assert (pairs(found), found.shown) == ({}, {"o": ("PROGRAMME", "椰风")})


def test_a_name_with_several_labels_is_retyped_whole() -> None:
    found = settled(Decision("retype", "椰风", value="PLACE"))
    assert found.applies == (2,)
    assert found.relabelled == {"o", "p"}
    assert pairs(found) == {"o": "p"}


def test_drop_takes_what_is_shown_as_it_along() -> None:
    found = settled(Decision("drop", "三亚市人力资源和社会保障局"), proposed=([SHORTENED], [Doubt("e", "s", "", 0.5)]))
    assert found.dropped == {"l", "s"}
    assert (found.merges, doubted(found)) == ((), {("o", "p")})


def test_drop_of_an_alias_leaves_the_rest() -> None:
    proposed = ([SHORTENED, Merge("b", "l", "", 0.9)], [])
    found = settled(Decision("drop", "三亚市人社局"), proposed=proposed)
    assert (found.dropped, pairs(found)) == ({"s"}, {"b": "l"})


def test_two_labels_in_one_region_are_in_doubt_by_how_one_sided_they_are() -> None:
    (found,) = settled().doubts
    assert (found.a, found.b, found.reason, found.score) == ("o", "p", "one name, two labels", 0.75)
    elsewhere = node("q", "椰风", "PROGRAMME", "4602")
    unseen = node("u", "椰风", "PLACE", mentions=0)
    assert settled(nodes=(BODY, elsewhere, unseen)).doubts == ()
    everywhere = node("w", "椰风", "PROGRAMME", "", mentions=1)
    assert [doubt.score for doubt in settled(nodes=(BODY, everywhere)).doubts] == [0.5]


def test_the_reason_of_the_rules_stands_and_a_pair_is_asked_once() -> None:
    proposed = ([SHORTENED], [Doubt("p", "o", "rare label", 0.6), Doubt("b", "s", "x", 0.3), Doubt("l", "b", "y", 0.8)])
    found = settled(proposed=proposed)
    assert [(doubt.a, doubt.b, doubt.reason) for doubt in found.doubts] == [("b", "l", "y"), ("o", "p", "rare label")]


MERGES = st.lists(
    st.builds(Merge, st.sampled_from("lsben"), st.sampled_from("lsben"), st.just("x"), st.sampled_from((0.8, 0.9)))
)
DOUBTS = st.lists(st.builds(Doubt, st.sampled_from("lsbe"), st.sampled_from("nop"), st.just("y"), st.just(0.5)))


@given(MERGES, DOUBTS, st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_proposals_makes_no_difference(
    merges: list[Merge], doubts: list[Doubt], chance: "Callable[..., object]"
) -> None:
    decisions = (apart("人社局", "人社局"), Decision("rename", "三亚市人社局", value="三亚人社"))
    one = settled(*decisions, proposed=(merges, doubts))
    nodes = list(NODES)
    for items in (merges, doubts, nodes):
        chance.shuffle(items)  # type: ignore[attr-defined]
    assert settled(*decisions, proposed=(merges, doubts), nodes=nodes) == one
    shown = {merge.entity for merge in one.merges}
    assert not shown & {merge.into for merge in one.merges}
    assert not shown & {id for doubt in one.doubts for id in (doubt.a, doubt.b)}
