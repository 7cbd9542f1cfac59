"""The bridge to rdflib: the graph's Oxigraph store as an rdflib graph, through oxrdflib, without loading it.

``g = kg.rdflib.open_graph(Path("graph"))`` then ``g.query(…)``, ``g.triples(…)``, ``g.serialize(…)`` as with any graph.
"""

from pathlib import Path

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph

from kg.errors import GraphError
from kg.store import STORE


def open_graph(folder: Path) -> Graph:
    """The whole graph, read-only: entities, facts, evidence, co-occurrence. Raises GraphError without a store."""
    whole: Graph = open_dataset(folder).default_graph
    return whole


def open_dataset(folder: Path) -> Dataset:
    """The same with one named graph an article. Raises GraphError without a store."""
    path = folder / STORE
    if not path.is_dir():
        raise GraphError(f"{folder} has no {STORE}/; allowed: a folder that kg build has written")
    return Dataset(store=OxigraphStore(store=ox.Store.read_only(str(path))), default_union=False)
