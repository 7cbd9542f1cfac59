"""What holds of relations in any text, with names anywhere in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ontology import LABELS, ontology, relation
from kg.relations.merge import THRESHOLD, relate
from kg.types import Article, Mention, Paragraph

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


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_relations_of_any_text(given_text: tuple[Article, tuple[Mention, ...]]) -> None:
    article, mentions = given_text
    for found in relate(article, mentions):
        assert found.head in mentions
        assert found.tail in mentions
        assert found.head.canonical != found.tail.canonical
        assert relation(found.relation).allows(found.head.label, found.tail.label)
        assert THRESHOLD <= found.confidence <= 1
        assert found.sentence.start <= max(found.head.start, found.tail.start) < found.sentence.end


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_triggers_stand_in_their_sentence(given_text: tuple[Article, tuple[Mention, ...]]) -> None:
    article, mentions = given_text
    for found in relate(article, mentions, BY_WORDS):
        assert found.trigger == article.text[found.at.start : found.at.end] != ""
        assert found.sentence.start <= found.at.start < found.at.end <= found.sentence.end


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_the_same_text_always_states_the_same(given_text: tuple[Article, tuple[Mention, ...]]) -> None:
    assert relate(*given_text) == relate(*given_text)
