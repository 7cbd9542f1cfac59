"""Linking the articles of one source: canonical names, entities, and what the two imply."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.linking.aliases import Fuller, Key, share_names
from kg.linking.canonical import canonicalise
from kg.linking.context import Context, read_context
from kg.linking.deriving import derive_chains, derive_regions, derive_unit
from kg.linking.divisions import candidates_of, head_of
from kg.linking.entities import Resolved, resolve, surroundings_of
from kg.linking.reasons import join_reasons
from kg.linking.units import whole_of
from kg.types import Article, Derived, Entity, Mention


class Linked(NamedTuple):
    """What linking says of one article: ``entities[i]`` is that of ``mentions[i]``.

    Behind those of the mentions stand the bodies that these are units of, and the divisions all of them lie in.
    """

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    derived: tuple[Derived, ...]


def link(articles: Sequence[Article], mentions: Sequence[Sequence[Mention]]) -> list[Linked]:
    """Canonical names, entities and derived facts for the mentions of each article of one source.

    An article's own region comes first, that of its page second; so do the full names of its short ones.
    """
    page = _page_context(articles, mentions)
    contexts = [read_context(a, found, page) for a, found in zip(articles, mentions, strict=True)]
    named = [canonicalise(a, m, c) for a, m, c in zip(articles, mentions, contexts, strict=True)]
    pages = list(zip(articles, named, strict=True))
    shared = share_names(pages)
    linked = []
    for pair, context in zip(pages, contexts, strict=True):
        own = share_names([pair]) if page else {}
        table = {key: fuller for key, fuller in shared.items() if _may_be_here(fuller.name, context)} | own
        linked.append(_link_article(pair[0], tuple(_called(found, table) for found in pair[1]), context))
    return linked


def _page_context(articles: Sequence[Article], mentions: Sequence[Sequence[Mention]]) -> Context | None:
    """What a page of several articles is about, read as one; a page of one article has nothing to add."""
    if len(articles) < 2:
        return None
    flat = [found for group in mentions for found in group]
    publisher = next((article.publisher for article in articles if article.publisher), "")
    return read_context(replace(articles[0], title="", publisher=publisher), flat)


def _may_be_here(full: str, context: Context) -> bool:
    """Whether a name of another article on the page may be meant: not 锦江区实验小学 in one about 武侯区."""
    county, codes = context.county, [division.code for division in candidates_of(head_of(full))]
    return (
        not county or not codes or any(code.startswith(county.code) or county.code.startswith(code) for code in codes)
    )


def _called(found: Mention, table: dict[Key, Fuller]) -> Mention:
    fuller = table.get((found.label, found.canonical))
    if not fuller or fuller.name == found.canonical:
        return found
    return replace(found, canonical=fuller.name, reason=join_reasons([found.reason, fuller.reason]))


def _link_article(article: Article, mentions: tuple[Mention, ...], context: Context) -> Linked:
    resolved = [
        resolve(found, article, context, before) for before, found in zip((None, *mentions), mentions, strict=False)
    ]
    wholes = _wholes(article, mentions, resolved, context)
    added = {whole.entity.id: whole for _, whole in wholes}
    for thing in resolved:
        added.pop(thing.entity.id, None)
    things = [*resolved, *added.values()]
    derived = dict.fromkeys(
        [
            *derive_regions(dict.fromkeys(things)),
            *(derive_unit(unit, whole.entity) for unit, whole in wholes if not whole.entity.code),
            *derive_chains(article, mentions, resolved),
        ]
    )
    entities = (*(thing.entity for thing in things), *surroundings_of(things))
    return Linked(mentions, entities, tuple(fact for fact in derived if fact.subject != fact.object))


def _wholes(
    article: Article, mentions: Sequence[Mention], resolved: Sequence[Resolved], context: Context
) -> list[tuple[Entity, Resolved]]:
    """Each unit among the bodies with what it is a unit of, named in the text or not."""
    pairs: dict[str, tuple[Entity, Resolved]] = {}
    for found, thing in zip(mentions, resolved, strict=True):
        whole = whole_of(found.canonical) if found.label == "ORG" else None
        if whole and thing.entity.id not in pairs:
            meant = replace(found, label=whole.label, text=whole.name, canonical=whole.name)
            pairs[thing.entity.id] = thing.entity, resolve(meant, article, context)
    return list(pairs.values())
