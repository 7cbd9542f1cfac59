"""Several extractors' relations -> one for each triple and sentence, in the text's order; what a scorer decides."""

from collections.abc import Callable
from dataclasses import replace
from math import log

import pytest

from kg.errors import UnknownNameError
from kg.relations import extractors
from kg.relations.merge import LEARNED, THRESHOLD, propose, relate, relate_by_rules, settle
from kg.relations.scorer import Scorer
from kg.types import Article, Mention, Relation, Span

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]
Opine = Callable[..., Scorer]

LAUNCH = "[青羊区|PLACE]启动“[微光|PROGRAMME]”行动。"
SIGNING = "[海门区|PLACE]与[南通大学|ORG]签约。"


@pytest.fixture
def launch(read: Read) -> Relation:
    (found,) = relate_by_rules(*read(LAUNCH))
    return found


@pytest.fixture
def signing(read: Read) -> Relation:
    (found,) = relate_by_rules(*read(SIGNING))
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


def test_each_sentence_keeps_its_own(launch: Relation) -> None:
    later = replace(launch, sentence=Span(100, 120), at=Span(104, 106))
    assert settle([later, launch]) == (launch, later)


def test_order_is_that_of_the_text(read: Read) -> None:
    text = "[青羊区|PLACE]启动“[微光|PROGRAMME]”，推出“[夜读|PROGRAMME]”。[武侯区|PLACE]建成[天府公园|PLACE]。"
    found = relate_by_rules(*read(text))
    assert [r.tail.text for r in found] == ["微光", "夜读", "天府公园"]
    assert [r.at.start for r in found] == sorted(r.at.start for r in found)


def test_chosen_extractors_only(read: Read) -> None:
    text = "[宜兴日报|ORG]记者[吴小芹|PERSON]说，[青羊区|PLACE]启动“[微光|PROGRAMME]”行动。"
    assert {r.by for r in propose(*read(text))} == {"posts", "verbs"}
    assert {r.by for r in propose(*read(text), ["posts"])} == {"posts"}
    assert list(propose(*read(text), [])) == []


def test_an_unknown_extractor_is_named_with_the_known_ones(read: Read) -> None:
    with pytest.raises(UnknownNameError, match=r"'guesses'; choose from .*cooperation.*verbs"):
        list(propose(*read(LAUNCH), ["guesses"]))


def test_extractors() -> None:
    assert {"cooperation", "modifiers", "posts", "verbs"} <= set(extractors.names())


@pytest.mark.parametrize("marked", ["全区推出品牌，由大家牵头。", "", "[青羊区|PLACE]启动行动。"])
def test_without_two_names_no_relations(read: Read, opine: Opine, marked: str) -> None:
    assert relate_by_rules(*read(marked)) == ()
    assert relate(*read(marked), opine(otherwise=5.0)) == ()


def test_the_scorer_decides_what_rules_only_propose(read: Read, opine: Opine) -> None:
    assert [found.relation for found in relate_by_rules(*read(LAUNCH))] == ["launches"]
    assert relate(*read(LAUNCH), opine()) == ()
    (found,) = relate(*read(LAUNCH), opine({"launches": 2.0}))
    assert (found.head.text, found.tail.text, found.trigger, found.by) == ("青羊区", "微光", "启动", "verbs")
    assert found.confidence == pytest.approx(0.8808, abs=1e-4)


def test_what_no_rule_proposes_is_by_the_scorer(read: Read, opine: Opine) -> None:
    (found,) = relate(*read(LAUNCH), opine({"participatesIn": 1.0}))
    assert (found.relation, found.by, found.modality) == ("participatesIn", LEARNED, "done")
    assert (found.head.text, found.tail.text) == ("青羊区", "微光")


def test_an_extractor_that_the_scorer_does_not_know_is_believed(read: Read, opine: Opine) -> None:
    (found,) = relate(*read(LAUNCH), opine(without="verbs"))
    assert (found.relation, found.by) == ("launches", "verbs")
    assert relate(*read(LAUNCH), opine(without="posts")) == ()


@pytest.mark.parametrize(("more", "kept"), [(0.05, 1), (-0.05, 0)])
def test_doubtful_ones_are_dropped(read: Read, opine: Opine, more: float, kept: int) -> None:
    odds = log(THRESHOLD / (1 - THRESHOLD)) + more
    assert len(relate(*read(LAUNCH), opine({"launches": odds}))) == kept


@pytest.mark.parametrize(
    ("marked", "allowed"),
    [
        ("[廖春生|PERSON]到[新余学院|ORG]。", {"holdsPost", "leads"}),
        ("[廖春生|PERSON]到[新余市|PLACE]。", {"holdsPost"}),
        ("《[灵活就业办法|POLICY]》与[龙湾区|PLACE]。", {"issues"}),
        ("[廖春生|PERSON]与[蒋文涛|PERSON]。", set()),
    ],
)
def test_only_what_the_labels_allow(read: Read, opine: Opine, marked: str, allowed: set[str]) -> None:
    found = relate(*read(marked), opine(otherwise=5.0))
    assert {r.relation for r in found if r.tail.label != "PERSON"} == allowed
    assert {r.relation for r in found} <= allowed | {"supports", "awards"}


def test_a_denial_by_rules_stands_and_is_not_affirmed(read: Read, opine: Opine) -> None:
    marked = "[钟楼区|PLACE]没有推进“[邻里节|PROGRAMME]”。"
    for odds in (-9.0, 5.0):
        found = relate(*read(marked), opine({"launches": odds}))
        assert [(r.relation, r.polarity) for r in found] == [("launches", "negative")]


def test_a_symmetric_relation_is_stated_once(read: Read, opine: Opine) -> None:
    (found,) = relate(*read(SIGNING), opine({"cooperatesWith": 3.0}))
    assert {found.head.text, found.tail.text} == {"海门区", "南通大学"}


def test_names_less_certain_make_relations_less_certain(read: Read) -> None:
    article, (head, tail) = read(LAUNCH)
    (sure,) = relate_by_rules(article, (head, tail))
    (doubtful,) = relate_by_rules(article, (head, replace(tail, confidence=0.6)))
    assert doubtful.confidence == pytest.approx(0.6 * sure.confidence, abs=1e-4)
