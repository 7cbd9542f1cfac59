"""`KnowledgeGraph`: a graph's folder, opened to be looked at and calculated with."""

from collections.abc import Iterable
from functools import cached_property
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self
from weakref import WeakSet

from kg.cards import Cards, draw_up, find, sum_up
from kg.choosing import Choice, choose
from kg.export.terms import prefixes
from kg.graph import Graph
from kg.opened.answers import to_frame
from kg.opened.frames import make_frame
from kg.opened.networks import Family, make_igraph
from kg.opened.picture import Picture, draw
from kg.store import STORE, build_store, run_query
from kg.views import export

if TYPE_CHECKING:
    import igraph
    import networkx as nx
    import pandas as pd
    import rdflib

EVERYTHING = Choice()


class KnowledgeGraph:
    """What `kg.open` gives: the graph as tables, networks, RDF and cards, read-only.

    >>> import kg
    >>> g = kg.open("graph")
    >>> g
    知识图谱 knowledge graph: 4 articles, 14 entities, 11 facts
    >>> g.facts.loc[g.facts.modality == "planned", ["subject", "relation_zh", "object"]].values.tolist()
    [['海湾区', '建设', '海棠公园']]

    Tables are made when they are first asked for and then kept. Use it in a ``with`` block, or `close` it: while it is
    open, no build can write to its folder.
    """

    def __init__(self, whole: Graph, choice: Choice = EVERYTHING, folder: Path | None = None) -> None:
        """``folder`` is where the store of the chosen graph lies; without one it is made when it is needed."""
        self._whole = whole
        self._choice = choice
        self._graph = choose(whole, choice)
        self._folder = folder
        self._parts: WeakSet[Self] = WeakSet()
        self._closed = False

    @classmethod
    def open(cls, folder: str | PathLike[str]) -> Self:
        """As `kg.open`. Raises GraphError if there is no graph in the folder, or if it has to be assembled first."""
        return cls(Graph.open(Path(folder)), folder=Path(folder))

    def __repr__(self) -> str:
        return repr(sum_up(self._graph))

    def _repr_html_(self) -> str:
        return sum_up(self._graph)._repr_html_()

    def close(self) -> None:
        """Close the database, also for the parts that were chosen; tables that were made before stay."""
        if not self._closed:
            self._closed = True
            for part in self._parts:
                part.close()
            self._graph.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def entities(self) -> "pd.DataFrame":
        """Organisations, places, programmes, persons and policies, by id; ``aliases`` are tuples.

        >>> g.entities.groupby("type").size().to_dict()
        {'ORG': 3, 'PERSON': 1, 'PLACE': 7, 'POLICY': 1, 'PROGRAMME': 2}
        >>> g.entities.query("name == '海湾区人社局'")[["aliases", "within", "first_seen"]].values.tolist()
        [[('区人社局',), '海湾区', Timestamp('2024-02-08 00:00:00')]]
        """
        return make_frame(self._graph, "entities")

    @cached_property
    def facts(self) -> "pd.DataFrame":
        """What is stated, by id; subject and object are names, their ids and types stand at the end of each row.

        What is planned or denied is a fact too: look at ``modality`` and ``polarity`` before you count.

        >>> g.facts.query("relation == 'launches'")[["subject", "object", "modality"]].values.tolist()
        [['海湾区', '星火工程', 'done'], ['白沙市', '海螺热线', 'done'], ['海湾区人社局', '星火工程', 'ongoing']]
        """
        return make_frame(self._graph, "facts")

    @cached_property
    def open_facts(self) -> "pd.DataFrame":
        """What verbs outside the ontology state, as `facts`; ``verb`` stands in the place of the relation.

        >>> g.open_facts[["subject", "verb", "object", "polarity"]].values.tolist()
        [['林远舟', '走访', '新港海洋学院', 'positive'], ['林远舟', '走进', '海棠公园', 'negative']]
        """
        return make_frame(self._graph, "open_facts")

    @cached_property
    def derived(self) -> "pd.DataFrame":
        """What names, codes and chains of places imply and no text states, with the ``rule``.

        >>> g.derived.query("relation == 'within'")[["subject", "object", "rule"]].values.tolist()
        [['海湾区人社局', '海湾区', 'body-region'], ['海湾区', '新港市', 'division-code']]
        """
        return make_frame(self._graph, "derived")

    @cached_property
    def evidence(self) -> "pd.DataFrame":
        """The sentences that state the facts, one a row; ``fact`` is the index of `facts`.

        ``start`` and ``end`` bound the sentence in its file, in code points, the end exclusive.

        >>> g.evidence.query("object == '星火工程'")[["trigger", "begins", "published", "file"]].iloc[0].tolist()
        ['启动', Timestamp('2024-02-01 00:00:00'), Timestamp('2024-02-08 00:00:00'), 'xingang.txt']
        """
        return make_frame(self._graph, "evidence")

    @cached_property
    def cooccurrences(self) -> "pd.DataFrame":
        """Pairs of entities that share a sentence: how often, and how far that is from chance (``npmi``, ``llr``).

        >>> g.cooccurrences.nlargest(1, "llr")[["a", "b", "sentences"]].values.tolist()
        [['白沙市', '中山路', 2]]
        """
        return make_frame(self._graph, "cooccurrences")

    @cached_property
    def aliases(self) -> "pd.DataFrame":
        """Every other name of every entity, and why it is the same thing.

        >>> g.aliases[["name", "alias", "reason"]].values.tolist()
        [['新港海洋学院', '海洋学院', 'region-prefix'], ['海湾区人社局', '区人社局', 'region-prefix']]
        """
        return make_frame(self._graph, "aliases")

    @cached_property
    def articles(self) -> "pd.DataFrame":
        """What the graph was made from, by id; ``path`` is where the file was read.

        >>> g.articles[["title", "file"]].values.tolist()[0]
        ['白沙市中山路通车', 'baisha.txt']
        """
        return make_frame(self._graph, "articles")

    @cached_property
    def doubts(self) -> "pd.DataFrame":
        """Pairs that may be one thing, the likeliest first, for a person to judge: the rows of review.csv.

        >>> len(g.doubts)
        0
        """
        return make_frame(self._graph, "doubts")

    def choose(
        self,
        *,
        relations: str | Iterable[str] = (),
        types: str | Iterable[str] = (),
        min_weight: int = 0,
        min_confidence: float = 0.0,
        top: int | None = None,
        around: str | Iterable[str] = (),
        hops: int = 1,
        backbone: float | None = None,
    ) -> Self:
        """A part of the graph, with all that this class offers; what can be chosen is said at `kg.choosing.Choice`.

        A part is closed with the graph that it was chosen from.

        >>> part = g.choose(around="星火工程")
        >>> sorted(part.entities.name)
        ['星火工程', '海湾区', '海湾区人社局']
        """
        choice = Choice(
            _several(relations), _several(types), min_weight, min_confidence, top, _several(around), hops, backbone
        )
        if not choice:
            return self
        part = type(self)(self._graph, choice)
        self._parts.add(part)
        return part

    def networkx(self) -> "nx.MultiDiGraph":
        """The facts as a networkx graph; what its attributes are is said at `kg.graph.Graph.networkx`.

        >>> g.networkx().number_of_edges()
        11
        """
        return self._graph.networkx()

    def igraph(self, family: Family = "facts") -> "igraph.Graph":
        """The facts as a directed multigraph, or the ``cooccurrences`` as an undirected graph, for igraph.

        A vertex's ``name`` is the entity's id, ``label`` its name; what is where is said at `kg.opened.networks`.

        >>> together = g.igraph("cooccurrences")
        >>> together.vs[together.degree().index(max(together.degree()))]["label"]
        '海湾区人社局'
        """
        return make_igraph(self._graph, family)

    def rdf(self) -> "rdflib.Graph":
        """The graph for rdflib, on its Oxigraph store: nothing is loaded. Raises GraphError without a store.

        >>> from rdflib import SKOS
        >>> sorted(map(str, g.rdf().objects(predicate=SKOS.prefLabel)))[:3]
        ['东屿省', '中山路', '中山路']
        """
        from kg.rdflib import open_graph

        return open_graph(self._store)

    def sparql(self, query: str, /, **parameters: object) -> "pd.DataFrame":
        """Ask in SPARQL, or by the name of a query in ``ontology/queries/``, as `kg query` does.

        Integers, decimals, truth values and days come as such, IRIs with the prefixes of the graph, which a query need
        not declare. ASK gives one cell, CONSTRUCT a row a triple. Raises QueryError.

        >>> g.sparql("SELECT ?name ?n { ?e a kg:Programme ; skos:prefLabel ?name ; kg:mentions ?n } ORDER BY ?name")
           name  n
        0  星火工程  3
        1  海螺热线  2
        >>> g.sparql("posts", name="林远舟")[["person", "body"]].values.tolist()
        [['林远舟', '海湾区人社局']]
        """
        answer = run_query(self._store, query, {name: str(value) for name, value in parameters.items()})
        return to_frame(answer, prefixes(self._graph.base()))

    def show(self, name: str, sentences: int = 3) -> Cards:
        """What is known of a name or an alias, with so many sentences a fact: a card for each entity of that name.

        In a notebook it is HTML with the triggers marked, elsewhere text. Raises KGError, with names that are near,
        where nothing is called so.

        >>> g.show("海螺热线")  # doctest: +ELLIPSIS
        海螺热线  项目品牌 programme
          mentioned    2 times, articles: 2, 2024-02-08
        <BLANKLINE>
        推出 launches
          白沙市 → 海螺热线  (confidence 0.90)
              白沙城建集团建成中山路，白沙市开通“海螺热线”。  [news/baisha.txt:13]
        ...
        """
        return Cards(name, tuple(draw_up(self._graph, node, sentences) for node in find(self._graph, name)))

    def plot(self, format: str = "svg", title: str = "", font: str | PathLike[str] | None = None) -> Picture:
        """A picture of the graph or of the chosen part, as svg, png, pdf or html; a notebook shows it in place.

        Of a large graph the best connected entities are drawn. ``font`` is the file of a font for PNG and PDF. Raises
        UnknownNameError for another format, FontError if there is no font with Chinese letters.

        >>> g.choose(around="星火工程").plot()
        Picture(title='星火工程的周边 Around 星火工程, 1 step', format='svg')
        """
        return draw(self._whole, self._choice, format, title, None if font is None else Path(font))

    def export(self, format: str, path: str | PathLike[str]) -> None:
        """Write the graph or the chosen part to a file in a format of `kg export`: gexf, graphml, turtle, csv-edges, …

        Raises UnknownNameError for another format, GraphError where the file cannot be written.

        >>> g.export("csv-entities", "entities.csv")
        >>> Path("entities.csv").read_text(encoding="utf-8-sig").count("PROGRAMME")
        2
        """
        export(self._graph, format, Path(path))

    @cached_property
    def _store(self) -> Path:
        """The folder that holds the store; that of a chosen part is made now, and goes when the part does."""
        if self._folder is not None:
            return self._folder
        self._made = TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True)
        build_store(self._graph, Path(self._made.name) / STORE)
        return Path(self._made.name)


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
