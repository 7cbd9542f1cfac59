"""Several extractors' relations -> one for each triple and sentence, in the order of the text."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.errors import UnknownNameError
from kg.relations import extractors
from kg.relations.merge import THRESHOLD, relate, settle
from kg.types import Article, Mention, Relation, Span

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]

LAUNCH = "[青羊区|PLACE]启动“[微光|PROGRAMME]”行动。"
SIGNING = "[海门区|PLACE]与[南通大学|ORG]签约。"


@pytest.fixture
def launch(read: Read) -> Relation:
    (found,) = relate(*read(LAUNCH))
    return found


@pytest.fixture
def signing(read: Read) -> Relation:
    (found,) = relate(*read(SIGNING))
    return found


def test_the_most_certain_wins_whatever_the_order(launch: Relation) -> None:
    weak = replace(launch, confidence=0.4, by="other")
    assert settle([launch, weak]) == settle([weak, launch]) == (launch,)


def test_a_symmetric_relation_is_one_in_both_orders(signing: Relation) -> None:
    turned = replace(signing, head=signing.tail, tail=signing.head, confidence=signing.confidence - 0.1)
    assert settle([turned, signing]) == (signing,)


def test_a_directed_relation_is_two_in_both_orders(launch: Relation) -> None:
    turned = replace(launch, head=launch.tail, tail=launch.head)
    assert set(settle([turned, launch])) == {launch, turned}


def test_different_relations_between_the_same_names_stay(launch: Relation) -> None:
    leads = replace(launch, relation="leads")
    assert set(settle([launch, leads])) == {launch, leads}


def test_nothing_is_related_to_itself(launch: Relation) -> None:
    same = replace(launch.tail, canonical=launch.head.canonical)
    assert settle([replace(launch, tail=same)]) == ()


def test_doubtful_ones_are_dropped(launch: Relation) -> None:
    assert settle([replace(launch, confidence=THRESHOLD - 0.01)]) == ()
    assert len(settle([replace(launch, confidence=THRESHOLD)])) == 1


def test_each_sentence_keeps_its_own(launch: Relation) -> None:
    later = replace(launch, sentence=Span(100, 120), at=Span(104, 106))
    assert settle([later, launch]) == (launch, later)


def test_order_is_that_of_the_text(read: Read) -> None:
    text = "[青羊区|PLACE]启动“[微光|PROGRAMME]”，推出“[夜读|PROGRAMME]”。[武侯区|PLACE]建成[天府公园|PLACE]。"
    found = relate(*read(text))
    assert [r.tail.text for r in found] == ["微光", "夜读", "天府公园"]
    assert [r.at.start for r in found] == sorted(r.at.start for r in found)


def test_chosen_extractors_only(read: Read) -> None:
    text = "[宜兴日报|ORG]记者[吴小芹|PERSON]说，[青羊区|PLACE]启动“[微光|PROGRAMME]”行动。"
    assert {r.by for r in relate(*read(text))} == {"posts", "verbs"}
    assert {r.by for r in relate(*read(text), ["posts"])} == {"posts"}
    assert relate(*read(text), []) == ()


def test_an_unknown_extractor_is_named_with_the_known_ones(read: Read) -> None:
    with pytest.raises(UnknownNameError, match=r"'guesses'; choose from .*cooperation.*verbs"):
        relate(*read(LAUNCH), ["guesses"])


def test_extractors() -> None:
    assert {"cooperation", "modifiers", "posts", "verbs"} <= set(extractors.names())


def test_no_mentions_no_relations(read: Read) -> None:
    assert relate(*read("全区推出品牌，由大家牵头。")) == ()
    assert relate(*read("")) == ()
