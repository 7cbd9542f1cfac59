"""What the scorer of relations learns from: articles with their pairs of names and the relations that hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.corpus.grammar import read_grammar
from kg.corpus.passages import Passage, Triple
from kg.corpus.templates import sample
from kg.linking.pages import link
from kg.ner.merge import recognise
from kg.ontology import ontology
from kg.reading.articles import split_articles
from kg.reading.files import read_text
from kg.relations.evoking import find_trigger
from kg.relations.merge import propose
from kg.relations.pairs import Pairs, pair
from kg.relations.wording import Wording, relation_names
from kg.training.raw import read_raw, samples
from kg.types import Article, Mention

# What is right of a pair and a relation: holds, does not, or nobody says (one of several places that may state it).
HOLDS, FAILS, OPEN = 1, 0, -1
# A rule this sure of itself is believed where nobody annotated.
_BELIEVED = 0.4


@dataclass(frozen=True)
class PairExample:
    """An article as the scorer reads it, and (pairs, relations) `HOLDS`, `FAILS` or `OPEN`.

    ``annotated`` is False where rules alone say what holds.
    """

    article: Article
    mentions: tuple[Mention, ...]
    wording: Wording
    pairs: Pairs
    answers: NDArray[np.int8]
    annotated: bool = True


def read_pairs(article: Article, mentions: tuple[Mention, ...]) -> PairExample:
    """An article with all pairs of its names, of which nothing is known yet."""
    wording = Wording.of(article, mentions)
    pairs = pair(article, mentions, wording, propose(article, mentions))
    return PairExample(article, mentions, wording, pairs, np.zeros((len(pairs.heads), len(relation_names())), np.int8))


def from_annotated(passages: Iterable[Passage]) -> Iterator[PairExample]:
    """Annotated passages as the reading stage cleans and splits them, with their names as annotated."""
    for passage in passages:
        for article in split_articles(read_text(passage.id, passage.text)):
            made = read_pairs(article, tuple(_mentions(passage, article)))
            made.answers[:] = answer(made, passage.triples)
            yield made


def from_patterns(folder: Path, count: int, seed: int) -> Iterator[PairExample]:
    """Passages made from the patterns of a folder."""
    return from_annotated(sample(read_grammar(folder), count, seed))


def from_raw(path: Path, count: int, seed: int) -> Iterator[PairExample]:
    """Raw text with the names that the recogniser finds and the relations that rules state: so ordinary prose looks."""
    for article in samples(read_raw(path), count, seed):
        (linked,) = link([article], recognise([article]))
        if len(linked.mentions) > 1:
            made = read_pairs(article, linked.mentions)
            ruled = made.pairs.clues[:, rule_columns(made.pairs)] >= _BELIEVED
            yield PairExample(
                article, linked.mentions, made.wording, made.pairs, ruled.astype(np.int8), annotated=False
            )


def rule_columns(pairs: Pairs) -> slice:
    """The clues that hold what the rules say of each relation."""
    from kg.relations import extractors

    last = pairs.clues.shape[1] - len(extractors.names())
    return slice(last - len(relation_names()), last)


def _mentions(passage: Passage, article: Article) -> Iterator[Mention]:
    """The marks of a passage that are whole in an article."""
    places = {offset: place for place, offset in enumerate(article.offsets)}
    for mark in passage.marks:
        kept = [places[offset] for offset in range(mark.start, mark.end) if offset in places]
        if kept and kept[-1] - kept[0] == len(kept) - 1:
            label = next(known for known in ontology().classes if known == mark.label)
            text = article.text[kept[0] : kept[-1] + 1]
            yield Mention(kept[0], kept[-1] + 1, label, text, mark.canonical, 1.0, "annotated")


def answer(made: PairExample, triples: Iterable[Triple]) -> NDArray[np.int8]:
    """A triple is given once a document: it `HOLDS` of the pair that states it best and is `OPEN` of its others."""
    answers = np.full_like(made.answers, FAILS)
    columns = {name: number for number, name in enumerate(relation_names())}
    best: dict[Triple, tuple[tuple[float, ...], int]] = {}
    stated = _both_ways(triples)
    for row, ends in enumerate(zip(made.pairs.heads.tolist(), made.pairs.tails.tolist(), strict=True)):
        head, tail = (made.mentions[number].canonical for number in ends)
        for triple in stated.get((head, tail), ()):
            answers[row, columns[triple.relation]] = OPEN
            cost = _cost(made, triple, ends)
            if triple not in best or cost < best[triple][0]:
                best[triple] = (cost, row)
    for triple, (_, row) in best.items():
        answers[row, columns[triple.relation]] = HOLDS
    return answers


def _both_ways(triples: Iterable[Triple]) -> Mapping[tuple[str, str], Sequence[Triple]]:
    found: dict[tuple[str, str], list[Triple]] = {}
    for triple in triples:
        found.setdefault((triple.head, triple.tail), []).append(triple)
        if ontology().relations[triple.relation].symmetric:
            turned = triple._replace(head=triple.tail, tail=triple.head)
            found.setdefault((turned.head, turned.tail), []).append(turned)
    return found


def _cost(made: PairExample, triple: Triple, ends: tuple[int, int]) -> tuple[float, ...]:
    """Sentences between, whether the trigger is missing, and how far names and trigger stand apart."""
    wording, places = made.wording, made.wording.places
    text, word = made.article.text, triple.trigger.rpartition("…")[2]
    learned = {triple.relation: (word,)}
    at = find_trigger(text, wording, made.mentions, triple.relation, ends, learned)
    missing = text[at.start : at.end] != word
    tail = made.mentions[ends[1]]
    apart = min(abs(at.start - tail.start), 60) if not missing else 60
    sentences = abs(int(wording.sentence[places[ends[0]]] - wording.sentence[places[ends[1]]]))
    return (sentences, missing, abs(int(places[ends[0]] - places[ends[1]])) + apart / 2)
