"""An article as words: names whole, the rest cut between them, each word in its clause, sentence and paragraph."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ontology import LABELS, words
from kg.relations.wording import Wording, relation_names, trigger_table
from kg.types import Article, Mention, Paragraph

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]


def cut(read: Read, marked: str) -> tuple[Wording, list[str]]:
    wording = Wording.of(*read(marked))
    return wording, [word.text for word in wording.words]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[抚远市|PLACE]实施“[乌苏灯火|PROGRAMME]”。", "抚远市|实施|“|乌苏灯火|”|。"),
        ("在[抚远市|PLACE]里", "在|抚远市|里"),
        # The dictionary's words 中国人民, 人民 and 中国 are cut where the names begin and end.
        ("中国[人民|ORG]", "中国|人民"),
        ("[中国|PLACE]人民", "中国|人民"),
        ("[中|PLACE][国|PLACE]", "中|国"),
        ("我们[们的社区|PLACE]", "我们|们的社区"),
        ("启[动员会|PROGRAMME]启动", "启|动员会|启动"),
        ("[抚远市|PLACE]\n 启动 \n", "抚远市|启动"),
        ("", ""),
    ],
)
def test_words(read: Read, marked: str, expected: str) -> None:
    assert "|".join(cut(read, marked)[1]) == expected


def test_tags_are_labels_of_names_and_classes_of_words(read: Read) -> None:
    wording, _ = cut(read, "[抚远市|PLACE]启动“[乌苏灯火|PROGRAMME]”")
    place, verb, opening, programme, closing = (word.tag for word in wording.words)
    assert (place, programme) == ("PLACE", "PROGRAMME")
    assert verb.startswith("v")
    assert opening == closing != verb
    assert wording.places.tolist() == [0, 3]


def test_clauses_sentences_and_paragraphs_are_numbered(read: Read) -> None:
    wording, found = cut(read, "晴，[抚远市|PLACE]热闹。雨。\n风；雪")
    assert found == ["晴", "，", "抚远市", "热闹", "。", "雨", "。", "风", "；", "雪"]
    assert wording.clause.tolist() == [0, 0, 1, 1, 1, 2, 2, 3, 3, 4]
    assert wording.sentence.tolist() == [0, 0, 0, 0, 0, 1, 1, 2, 2, 2]
    assert wording.paragraph.tolist() == [0] * 7 + [1] * 3
    assert wording.begins.tolist() == [0, 0, 2, 2, 2, 5, 5, 7, 7, 9]
    assert wording.finishes.tolist() == [2, 2, 5, 5, 5, 7, 7, 9, 9, 10]


def test_a_paragraph_ends_clause_and_sentence_without_a_mark(read: Read) -> None:
    wording, found = cut(read, "晴\n雨\n\n雪")
    assert found == ["晴", "雨", "雪"]
    assert wording.clause.tolist() == wording.sentence.tolist() == [0, 1, 2]
    assert wording.paragraph.tolist() == [0, 1, 3]


def test_triggers_are_counted_up_to_each_word(read: Read) -> None:
    wording, found = cut(read, "[抚远市|PLACE]启动“[举办|PROGRAMME]”，印发")
    launches, issues, leads = (relation_names().index(name) for name in ("launches", "issues", "leads"))
    assert wording.triggers.shape == (len(found) + 1, len(relation_names()))
    assert wording.triggers[:, launches].tolist() == [0, 0, 1, 1, 1, 1, 1, 1]
    assert wording.triggers[:, issues].tolist() == [0, 0, 0, 0, 0, 0, 0, 1]
    assert not wording.triggers[:, leads].any()


def test_the_table_of_triggers_is_the_ontology_with_posts() -> None:
    names = relation_names()
    assert list(names) == sorted(names)
    assert {names[number] for number in trigger_table()["打造"]} >= {"launches", "builds", "establishes"}
    assert all(names.index("holdsPost") in trigger_table()[post] for post in words("posts"))
    assert "走访" not in trigger_table()


PIECES = st.lists(
    st.tuples(
        st.sampled_from([*"，。；！ \n的在与", "启动", "中国人民", "A1", "，。", "𠮷"]),
        st.sampled_from(["", "", *LABELS]),
    ),
    max_size=20,
)


@given(PIECES)
def test_words_of_any_text(pieces: list[tuple[str, str]]) -> None:
    text, mentions = "", []
    for piece, label in pieces:
        for known in LABELS:
            if known == label and piece.strip():
                mentions.append(Mention(len(text), len(text) + len(piece), known, piece, piece, 1.0, "hand"))
        text += piece
    start, paragraphs = 0, []
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line), "body"))
        start += len(line) + 1
    wording = Wording.of(Article("a", "a.txt", "", text, range(len(text)), tuple(paragraphs)), mentions)
    assert all(word.text == text[word.start : word.end] for word in wording.words)
    assert all(one.end <= other.start for one, other in zip(wording.words, wording.words[1:], strict=False))
    assert "".join("".join(word.text for word in wording.words).split()) == "".join(text.split())
    names = [wording.words[place] for place in wording.places]
    assert [(name.start, name.end, name.tag) for name in names] == [(m.start, m.end, m.label) for m in mentions]
    for numbers in (wording.clause, wording.sentence, wording.paragraph):
        assert len(numbers) == len(wording.words)
        assert (numbers[1:] >= numbers[:-1]).all()
    for place, clause in enumerate(wording.clause):
        inside = wording.clause[wording.begins[place] : wording.finishes[place]]
        assert wording.begins[place] <= place < wording.finishes[place]
        assert set(inside.tolist()) == {clause}
    for place, word in enumerate(wording.words):
        paragraph = paragraphs[wording.paragraph[place]]
        assert word.tag in LABELS or paragraph.start <= word.start < word.end <= paragraph.end
