"""All extractors over one article, and one relation where several state the same in one sentence."""

from collections.abc import Iterable, Sequence

from kg.ontology import relation as relation_class
from kg.relations import extractors
from kg.types import Article, Mention, Relation

THRESHOLD = 0.3


def relate(article: Article, mentions: Sequence[Mention], names: Sequence[str] | None = None) -> tuple[Relation, ...]:
    """The relations of an article, in the order of its text; ``names`` chooses extractors, all by default."""
    chosen = [extractors[name] for name in (extractors.names() if names is None else names)]
    return settle(found for extractor in chosen for found in extractor(article, mentions))


def settle(candidates: Iterable[Relation]) -> tuple[Relation, ...]:
    """One relation for each head, name, tail and sentence, the most certain one; nothing with itself."""
    best: dict[tuple[str, str, str, int], Relation] = {}
    for found in candidates:
        ends = (found.head.canonical, found.tail.canonical)
        if ends[0] == ends[1] or found.confidence < THRESHOLD:
            continue
        if relation_class(found.relation).symmetric:
            ends = (min(ends), max(ends))
        key = (*ends, found.relation, found.sentence.start)
        if key not in best or best[key].confidence < found.confidence:
            best[key] = found
    return tuple(
        sorted(best.values(), key=lambda r: (r.sentence.start, r.at.start, r.head.start, r.tail.start, r.relation))
    )
