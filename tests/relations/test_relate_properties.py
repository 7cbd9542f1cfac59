"""What holds of relations in any text, with names anywhere in it."""

from collections.abc import Callable, Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ontology import LABELS, ontology, relation
from kg.relations.merge import RULES_THRESHOLD, THRESHOLD, propose, relate, relate_by_rules, settle
from kg.relations.scorer import Scorer
from kg.types import Article, Mention, Paragraph, Relation

WORDS = [
    *sorted({word for entry in ontology().relations.values() for word in entry.triggers}),
    *"，，，、、、。。”“《》（）：；！？的的由被在为与和将未没有通过全区我市该镇共同书记记者通讯员等\n ",
    *("没有", "通过", "共同", "书记", "记者", "简称", "正在", "今年", "位于", "品牌", "A", "１", "𠮷"),
]
NAMES = [
    "青羊区",
    "成都市",
    "青羊区委",
    "武侯区民政局",
    "天鹅公司",
    "微光",
    "夜读工程",
    "王明",
    "办法",
    "天府公园",
    "大学",
]

Pieces = list[tuple[str, str]]


def article_of(pieces: Pieces) -> tuple[Article, tuple[Mention, ...]]:
    """Pieces of text, those with a label being names -> article and mentions."""
    text, mentions = "", []
    for piece, label in pieces:
        for known in LABELS:
            if known == label:
                mentions.append(Mention(len(text), len(text) + len(piece), known, piece, piece, 1.0, "hand"))
        text += piece
    start, paragraphs = 0, []
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line), "body"))
        start += len(line) + 1
    return Article("a", "a.txt", "", text, range(len(text)), tuple(paragraphs)), tuple(mentions)


PLAIN = st.tuples(st.sampled_from(WORDS) | st.text("一二的区在。，、“”", max_size=4), st.just(""))
NAMED = st.tuples(st.sampled_from(NAMES), st.sampled_from(LABELS))
QUOTED = NAMED.map(lambda name: [("“", ""), name, ("”", "")])
BARE = NAMED.map(lambda name: [name])
STATED = st.tuples(NAMED, PLAIN, NAMED).map(lambda it: [it[0], it[1], ("“", ""), it[2], ("”", "")])
LOOSE = PLAIN.map(lambda word: [word])
TEXTS = st.lists(BARE | QUOTED | STATED | LOOSE, max_size=16).map(
    lambda groups: article_of([piece for group in groups for piece in group])
)

# Who owns a name may be stated by no word at all; these find a word.
BY_WORDS = ("cooperation", "posts", "verbs")


def check(found: Iterable[Relation], article: Article, mentions: tuple[Mention, ...], least: float) -> None:
    """What holds of every relation, whoever states it."""
    for stated in found:
        assert stated.head in mentions
        assert stated.tail in mentions
        assert stated.head.canonical != stated.tail.canonical
        assert relation(stated.relation).allows(stated.head.label, stated.tail.label)
        assert least <= stated.confidence <= 1
        assert stated.trigger == article.text[stated.at.start : stated.at.end]
        assert stated.sentence.start <= max(stated.head.start, stated.tail.start) < stated.sentence.end


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_relations_of_any_text(given_text: tuple[Article, tuple[Mention, ...]]) -> None:
    check(relate_by_rules(*given_text), *given_text, RULES_THRESHOLD)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_relations_of_any_text_where_the_scorer_says_yes_to_all(
    opine: Callable[..., Scorer], given_text: tuple[Article, tuple[Mention, ...]]
) -> None:
    found = relate(*given_text, opine(otherwise=4.0))
    check(found, *given_text, THRESHOLD)
    for stated in found:
        assert stated.sentence.start <= stated.at.start <= stated.at.end <= stated.sentence.end


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_triggers_stand_in_their_sentence(given_text: tuple[Article, tuple[Mention, ...]]) -> None:
    article, mentions = given_text
    for found in settle(propose(article, mentions, BY_WORDS)):
        assert found.trigger == article.text[found.at.start : found.at.end] != ""
        assert found.sentence.start <= found.at.start < found.at.end <= found.sentence.end


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_the_same_text_always_states_the_same(given_text: tuple[Article, tuple[Mention, ...]]) -> None:
    assert relate_by_rules(*given_text) == relate_by_rules(*given_text)
