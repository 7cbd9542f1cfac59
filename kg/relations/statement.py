"""Making a relation of what an extractor has found."""

from collections.abc import Sequence

from kg.relations.clauses import Clause, clauses
from kg.relations.moods import modality_of, polarity_of
from kg.sentences import Sentence, split_sentences
from kg.types import Article, Mention, Modality, Polarity, Relation, Span


def state(
    article: Article, clause: Clause, name: str, head: Mention, tail: Mention, at: Span, confidence: float, by: str
) -> Relation:
    """A relation stated in a clause by the words at ``at``; modality and polarity are read off the clause."""
    modality = modality_of(article.text, clause, at.start, at.end)
    polarity = polarity_of(article.text, clause, at.start, at.end)
    return relation_of(article, clause.sentence, name, head, tail, at, confidence, by, modality, polarity)


def state_at(
    article: Article, mentions: Sequence[Mention], name: str, head: Mention, tail: Mention, at: Span, by: str
) -> Relation:
    """A relation stated by the words at ``at``, wherever that is; in a byline, which has no clauses, it is done."""
    around = next((c for c in clauses(article, mentions) if c.start <= at.start <= c.end), None)
    if around:
        return state(article, around, name, head, tail, at, 1.0, by)
    sentence = next(s for s in reversed(list(split_sentences(article))) if s.start <= at.start)
    return relation_of(article, sentence, name, head, tail, at, 1.0, by)


def relation_of(
    article: Article,
    sentence: Sentence,
    name: str,
    head: Mention,
    tail: Mention,
    at: Span,
    confidence: float,
    by: str,
    modality: Modality = "done",
    polarity: Polarity = "positive",
) -> Relation:
    """A relation; it is no more certain than the less certain of its two names."""
    return Relation(
        head=head,
        relation=name,
        tail=tail,
        trigger=article.text[at.start : at.end],
        at=at,
        sentence=Span(sentence.start, sentence.end),
        when=None,
        quantity=None,
        modality=modality,
        polarity=polarity,
        confidence=round(confidence * min(head.confidence, tail.confidence), 4),
        by=by,
    )
