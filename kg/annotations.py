"""What was found in a source, as one JSON object: source offsets, canonical names, each triple once."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from kg.ontology import ontology
from kg.types import Article, Document, Extraction, OpenRelation, Relation

Record = dict[str, Any]


def annotate(document: Document, open_relations: bool = False) -> Record:
    """``{"file": …, "entities": […], "relations": […], "negated": […], "articles": […]}``.

    ``start`` and ``end`` count code points of the file as decoded, end exclusive: of the name for an entity,
    of the sentence for a relation; an entity's ``text`` is what stands there. A triple (head, relation, tail) is
    listed once, with the best confidence it was stated with; denied ones are listed under ``negated``. With
    ``open_relations`` those are under ``open``, each as often as it stands; the denied ones have their polarity.
    """
    stated: list[tuple[Article, Relation]] = []
    denied: list[tuple[Article, Relation]] = []
    for extraction in document.extractions:
        for relation in extraction.relations:
            (denied if relation.polarity == "negative" else stated).append((extraction.article, relation))
    record = {
        "file": document.source.name,
        "entities": [entry for extraction in document.extractions for entry in _entities(document, extraction)],
        "relations": [_relation(*entry) for entry in _best(stated)],
        "negated": [_relation(*entry) for entry in _best(denied)],
        "articles": [_article(extraction.article) for extraction in document.extractions],
    }
    return record | {"open": list(_open(document))} if open_relations else record


def _open(document: Document) -> Iterator[Record]:
    for extraction in document.extractions:
        for relation in extraction.open_relations:
            yield {
                "head": relation.head.canonical,
                "verb": relation.verb,
                "tail": relation.tail.canonical,
                **_statement(extraction.article, relation),
            }


def _entities(document: Document, extraction: Extraction) -> Iterator[Record]:
    # An extraction may list more entities than mentions: divisions that others lie in and no text names.
    for mention, entity in zip(extraction.mentions, extraction.entities, strict=False):
        span = extraction.article.to_source(mention.start, mention.end)
        yield {
            "start": span.start,
            "end": span.end,
            "label": mention.label,
            "text": document.source.text[span.start : span.end],
            "canonical": mention.canonical,
            "confidence": round(mention.confidence, 3),
            "by": mention.by,
            "entity": entity.id,
            "reason": mention.reason,
        }


def _best(relations: Iterable[tuple[Article, Relation]]) -> list[tuple[Article, Relation]]:
    """One of each triple, in order of appearance; a symmetric relation reads the same in both directions."""
    best: dict[tuple[str, str, str], tuple[Article, Relation]] = {}
    known = ontology().relations
    for article, relation in relations:
        ends = (relation.head.canonical, relation.tail.canonical)
        head, tail = sorted(ends) if known[relation.relation].symmetric else ends
        kept = best.setdefault((head, relation.relation, tail), (article, relation))
        if relation.confidence > kept[1].confidence:
            best[head, relation.relation, tail] = (article, relation)
    return list(best.values())


def _relation(article: Article, relation: Relation) -> Record:
    return {
        "head": relation.head.canonical,
        "relation": relation.relation,
        "tail": relation.tail.canonical,
        "trigger": relation.trigger,
        **_statement(article, relation),
        "by": relation.by,
    }


def _statement(article: Article, relation: Relation | OpenRelation) -> Record:
    """What relations of both families have: the sentence and its place, and what the text says around them."""
    sentence = article.to_source(*relation.sentence)
    return {
        "sentence": article.text[relation.sentence.start : relation.sentence.end],
        "start": sentence.start,
        "end": sentence.end,
        "modality": relation.modality,
        "polarity": relation.polarity,
        "when": relation.when,
        "quantity": asdict(relation.quantity) if relation.quantity else None,
        "confidence": round(relation.confidence, 3),
    }


def _article(article: Article) -> Record:
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "url": article.url,
    }
