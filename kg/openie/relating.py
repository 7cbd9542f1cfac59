"""Relations by verbs outside the ontology: 市纪委监委约谈某镇党委, kept apart from those of the extractors."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from kg.ontology import ontology
from kg.openie.claims import Claim, claims_at
from kg.openie.phrases import phrases_of
from kg.openie.scenes import Names, Scene, follow, left_out, stands_in, stood_for
from kg.openie.words import Word, table
from kg.relations.circumstances import circumstances
from kg.relations.clauses import Clause, clauses
from kg.relations.moods import modality_of, polarity_of
from kg.types import Article, Mention, OpenRelation, Relation, Span

# How many of those found between annotated names of the corpus' dev part, which the tables were not made with, were
# judged right, of how many, by how the clause puts them.
_JUDGED: dict[str, tuple[int, int]] = {
    "direct": (18, 18),
    "carried": (5, 8),
    "relative": (5, 5),
    "agent": (1, 1),
    "governed": (2, 5),
}
_NEW_START = ("；", ";", "：", ":")


def relate_openly(
    article: Article, mentions: Sequence[Mention], stated: Sequence[Relation]
) -> tuple[OpenRelation, ...]:
    """市纪委监委约谈某镇党委 -> (市纪委监委, 约谈, 某镇党委), where a name, a verb and a name make one clause.

    The verb is as written, without 了; what ``stated`` says of the same two by a verb of the ontology is not said
    again. One relation for each head, verb, tail and sentence, in the order of the text.
    """
    known = {(frozenset((r.head.canonical, r.tail.canonical)), r.sentence.start) for r in stated}
    found: dict[tuple[str, str, str, int], OpenRelation] = {}
    for clause, claim in _claims(article, mentions):
        ends = frozenset((claim.head.canonical, claim.tail.canonical))
        verb = _unsaid(claim, (ends, clause.sentence.start) in known)
        if verb and len(ends) == 2 and claim.head.label != "POLICY":
            key = (claim.head.canonical, verb.text, claim.tail.canonical, clause.sentence.start)
            if key not in found:
                found[key] = _state(article, mentions, clause, claim, verb)
    return tuple(sorted(found.values(), key=lambda r: (r.sentence.start, r.at.start, r.head.start, r.tail.start)))


def _unsaid(claim: Claim, related: bool) -> Word | None:
    """The verb that governs; of 走访慰问, where 慰问 has related the two by the ontology, 走访."""
    verb = claim.verbs[-1]
    if verb.text in _own_grammar():
        return None
    if not related or verb.text not in _triggers():
        return verb
    before = claim.verbs[-2] if len(claim.verbs) > 1 else None
    return before if before and before.text in table("open-verbs") else None


def _state(article: Article, mentions: Sequence[Mention], clause: Clause, claim: Claim, verb: Word) -> OpenRelation:
    head, tail, at = claim.head, claim.tail, Span(verb.start, verb.end)
    when, quantity = circumstances(article, mentions, clause.sentence, at, head, tail)
    return OpenRelation(
        head=head,
        verb=verb.text,
        tail=tail,
        at=at,
        sentence=Span(clause.sentence.start, clause.sentence.end),
        when=when,
        quantity=quantity,
        modality=modality_of(article.text, clause, verb.start),
        polarity=polarity_of(article.text, clause, verb.start),
        confidence=round(_certainty(claim) * min(head.confidence, tail.confidence), 4),
    )


def _certainty(claim: Claim) -> float:
    """The share that was right among those judged, with one more right and one more wrong (Laplace)."""
    right, judged = _JUDGED[claim.shape if claim.own or claim.shape != "direct" else "carried"]
    return (right + 1) / (judged + 2)


def _claims(article: Article, mentions: Sequence[Mention]) -> Iterator[tuple[Clause, Claim]]:
    """Sentence by sentence; one with fewer than two names states nothing."""
    for _, group in groupby(clauses(article, mentions), key=lambda clause: clause.sentence):
        sentence = tuple(group)
        if sum(len(clause.mentions) for clause in sentence) + any(map(stands_in, sentence)) >= 2:
            yield from _claims_in(article.text, sentence)


def _claims_in(text: str, sentence: Sequence[Clause]) -> Iterator[tuple[Clause, Claim]]:
    """Clause by clause, as far as the last name."""
    last = max((index for index, clause in enumerate(sentence) if clause.mentions), default=-1)
    subjects: list[Names] = []
    for clause in sentence[: last + 1]:
        if text.startswith(_NEW_START, clause.start - 1):
            subjects.clear()
        scene = Scene(actors=subjects[0] if len(subjects) == 1 else ())
        phrases = phrases_of(text, clause)
        for index, phrase in enumerate(phrases):
            yield from ((clause, claim) for claim in claims_at(scene, phrases, index))
            scene = follow(scene, phrase, phrases[index + 1 : index + 2])
            if phrase.kind == "nouns" and scene.own and not scene.actors:
                scene = scene._replace(actors=stood_for(text, clause, phrase))
        subjects += left_out(scene, phrases)


@cache
def _triggers() -> frozenset[str]:
    return frozenset(word for relation in ontology().relations.values() for word in relation.triggers)


@cache
def _own_grammar() -> frozenset[str]:
    """落户, 担任: verbs whose subject and object have other parts (某园落户甲公司), which their extractors know."""
    known = ontology().relations
    return frozenset((*known["locatedIn"].triggers, *known["holdsPost"].triggers))
