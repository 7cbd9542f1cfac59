"""Where the statements of a graph come from (PROV-O, W3C 2013): files, articles, who read them and who put it together.

A source is read by an extraction: a version of the program with a recogniser and a relater. Sources that different
versions read have different extractions. A build puts together what no single source says: co-occurrence, what names
and codes imply, what the ontology implies.
"""

import shlex
from collections.abc import Iterator
from typing import NamedTuple

from kg.evidence import SourceRecord
from kg.export.blocks import Block, block
from kg.export.stated import joined
from kg.export.terms import TYPE, Names, address, day, digest, term, text_literal, zh
from kg.graph import ArticleRecord, Graph

# The two models of an extraction, in the order in which a fingerprint tells them.
ROLES = ("recogniser", "relater")


class Origin(NamedTuple):
    """The article, the source it stands in and the extraction that read it, each as N-Triples names it."""

    article: str
    source: str
    extraction: str


def read_origins(graph: Graph, names: Names) -> dict[str, Origin]:
    """The origin of every article, by its id."""
    return {
        article.id: Origin(names.ref("article", article.id), names.ref("source", source.path), extraction)
        for source, articles in _articles(graph)
        for extraction in [_extraction(names, source.fingerprint)]
        for article in articles
    }


def build_activity(graph: Graph, names: Names) -> str:
    """What put the graph together."""
    version = graph.version()
    return names.ref("activity", f"build-{version['program']}-{version['ontology']}")


def describe_origins(graph: Graph, names: Names) -> Iterator[Block]:
    """Agents, activities and models by IRI, then the sources by path, each before its articles."""
    yield from sorted({*_builder(graph, names), *_readers(graph, names)})
    for source, articles in _articles(graph):
        where = names.ref("source", source.path)
        yield block(
            where,
            (TYPE, term("kg:Source")),
            ("kg:sha256", text_literal(source.digest)),
            ("rdfs:label", text_literal(source.path)),
        )
        for article in articles:
            yield _article(names, article, where)


def describe_inferred(graph: Graph, names: Names) -> Block:
    """The named graph of what the ontology implies."""
    return block(
        names.ref("graph", "inferred"),
        (TYPE, term("kg:InferredGraph")),
        ("prov:wasGeneratedBy", build_activity(graph, names)),
        ("rdfs:label", zh("推断所得的图")),
        ("rdfs:label", text_literal("inferred graph") + "@en"),
    )


def _articles(graph: Graph) -> Iterator[tuple[SourceRecord, list[ArticleRecord]]]:
    return joined(graph.sources(), lambda source: source.path, graph.articles(), lambda article: article.path)


def _builder(graph: Graph, names: Names) -> Iterator[Block]:
    agent = _agent(names, graph.version()["program"])
    yield agent
    yield block(
        build_activity(graph, names),
        (TYPE, term("kg:Build")),
        (TYPE, term("prov:Activity")),
        ("prov:wasAssociatedWith", agent.subject),
    )


def _readers(graph: Graph, names: Names) -> Iterator[Block]:
    for fingerprint in sorted({source.fingerprint for source in graph.sources()}):
        program, *choices = shlex.split(fingerprint) or [""]
        agent = _agent(names, program.partition("+")[0])
        models = [_model(names, program, *told) for told in zip(ROLES, choices, strict=False)]
        yield from (agent, *models)
        yield block(
            _extraction(names, fingerprint),
            (TYPE, term("kg:Extraction")),
            (TYPE, term("prov:Activity")),
            ("kg:fingerprint", text_literal(fingerprint)),
            *(("prov:used", model.subject) for model in models),
            ("prov:wasAssociatedWith", agent.subject),
        )


def _agent(names: Names, version: str) -> Block:
    return block(
        names.ref("agent", f"kg-{version}"),
        (TYPE, term("prov:SoftwareAgent")),
        ("rdfs:label", text_literal("kg")),
        ("schema:softwareVersion", text_literal(version)),
    )


def _model(names: Names, program: str, role: str, choice: str) -> Block:
    """What ships with the program is another model in another version of it."""
    return block(
        names.ref("model", digest(program, role, choice)),
        (TYPE, term("kg:Model")),
        ("rdfs:label", text_literal(f"{role} {choice}")),
    )


def _extraction(names: Names, fingerprint: str) -> str:
    return names.ref("activity", digest(fingerprint))


def _article(names: Names, article: ArticleRecord, source: str) -> Block:
    return block(
        names.ref("article", article.id),
        (TYPE, term("kg:Article")),
        ("dct:issued", day(article.published) if article.published else None),
        ("dct:publisher", text_literal(article.publisher) if article.publisher else None),
        ("dct:source", text_literal(article.source)),
        ("dct:title", zh(article.title) if article.title else None),
        ("prov:wasDerivedFrom", source),
        ("schema:url", address(article.url) if article.url else None),
    )
