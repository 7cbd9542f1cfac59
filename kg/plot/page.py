"""A page to explore a picture with, in one file, without a network: pan, zoom, search, and the sentences behind it."""

import json
from collections.abc import Iterator
from html import escape
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from kg.export.blocks import write_text
from kg.export.scene import Bow, Dot, Scene
from kg.export.stated import kind_zh, open_facts
from kg.export.svg import drawing
from kg.export.text import clean
from kg.graph import Graph
from kg.ontology import ontology, relation
from kg.types import Evidence, Fact, OpenFact

# So many sentences of a fact are in the page.
MOST_SENTENCES = 5

Found = dict[str, tuple[Fact | OpenFact, list[Evidence]]]


def write_page(graph: Graph, scene: Scene, out: BinaryIO) -> None:
    """map.html: the picture as SVG, what is known of its entities and links, and a little JavaScript."""
    write_text(_page(graph, scene), out)


def _page(graph: Graph, scene: Scene) -> Iterator[str]:
    title = escape(scene.title.text)
    yield '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{title}</title>\n<style>\n{_beside('page.css')}</style>\n</head>\n<body>\n"
    yield _beside("page.html")
    yield '<div id="paper">\n'
    yield from (line + "\n" for line in drawing(scene))
    yield f'</div>\n<script type="application/json" id="known">{_known(graph, scene)}</script>\n'
    yield f"<script>\n{_beside('page.js')}</script>\n</body>\n</html>\n"


def _beside(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _known(graph: Graph, scene: Scene) -> str:
    """What the page knows, as JSON in which no tag can begin."""
    facts = _facts(graph, {fact for bow in scene.bows for fact in bow.link.facts})
    nodes = [_node(dot) for dot in scene.dots.values()]
    numbers = {id: number for number, id in enumerate(scene.dots)}
    links = [_link(bow, facts, numbers) for bow in scene.bows]
    text = json.dumps({"nodes": nodes, "links": links}, ensure_ascii=False)
    return text.replace("<", "\\u003c")


def _facts(graph: Graph, wanted: set[str]) -> Found:
    """The facts of those ids, each with a few of its sentences."""
    told: Iterator[Fact | OpenFact] = chain(graph.facts(), open_facts(graph))
    chosen = {fact.id: fact for fact in told if fact.id in wanted}
    return {id: (fact, list(islice(_proof(graph, fact), MOST_SENTENCES))) for id, fact in sorted(chosen.items())}


def _proof(graph: Graph, fact: Fact | OpenFact) -> Iterator[Evidence]:
    return graph.evidence(fact.id) if isinstance(fact, Fact) else graph.open_evidence(fact.id)


def _node(dot: Dot) -> dict[str, Any]:
    node, kind = dot.node, ontology().classes[dot.node.label]
    seen = " – ".join(dict.fromkeys(day.isoformat() for day in (node.first_seen, node.last_seen) if day))
    return {
        "name": clean(node.name),
        "type": f"{kind.zh} {kind.en}",
        "aliases": [clean(alias) for alias in node.aliases],
        "code": node.code,
        "mentions": node.mentions,
        "articles": node.articles,
        "seen": seen,
    }


def _link(bow: Bow, facts: Found, numbers: dict[str, int]) -> dict[str, Any]:
    told = [_told(*facts[id], numbers) for id in bow.link.facts]
    return {"names": [clean(name) for name in bow.link.names], "sentences": bow.link.weight, "facts": told}


def _told(fact: Fact | OpenFact, evidence: list[Evidence], numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "subject": numbers[fact.subject],
        "object": numbers[fact.object],
        "arrow": "—" if isinstance(fact, Fact) and relation(fact.relation).symmetric else "→",
        "label": clean(kind_zh(fact)),
        "confidence": round(fact.confidence, 2),
        "weight": fact.weight,
        "evidence": [_sentence(item) for item in evidence],
    }


def _sentence(item: Evidence) -> dict[str, str]:
    published = item.published.isoformat() if item.published else ""
    return {"text": clean(item.sentence), "file": clean(item.source), "published": published}
