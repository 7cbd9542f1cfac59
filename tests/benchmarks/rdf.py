"""A million triples of our own shape: written, loaded and asked, by us and by rdflib in memory, side by side.

Run with ``make benchmarks``; a number behind it is how many articles to make, about 250 triples each. Every step runs
in a process of its own, for its peak of memory, and its start counts. Only ratios mean something.
"""

import json
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rdflib

ARTICLES = 4000
# A query that rdflib has not answered by then is stopped.
PATIENCE = 60
QUADS, TRIPLES = "graph.nq", "graph.nt"
# A process starts with the peak of the one that started it, so that one stays small and has the graph made by another.
MAKE = "make"
# What stands for the parameter of each query.
VALUES = {"name": "第7区", "since": "2023-01-01"}


Told = dict[str, Any]
"""What a step tells: ``count`` of what it made, ``seconds`` where not all of it counts, ``asked`` of each query."""


def write_ours(folder: Path) -> Told:
    """N-Quads by `kg.export`."""
    from kg.graph import Graph
    from kg.views import export

    with Graph.open(folder) as graph:
        export(graph, "nquads", folder / QUADS)
    return {"count": (folder / QUADS).stat().st_size}


def write_rdflib(folder: Path) -> Told:
    """N-Quads from memory; the parsing before is not counted."""
    dataset = _dataset(folder)
    began = time.perf_counter()
    dataset.serialize(folder / "rdflib.nq", format="nquads", encoding="utf-8")
    return {"count": (folder / "rdflib.nq").stat().st_size, "seconds": time.perf_counter() - began}


def load_ours(folder: Path) -> Told:
    """The same N-Quads that rdflib gets into a store on disk, as Oxigraph takes them in bulk."""
    import pyoxigraph as ox

    store = ox.Store(str(folder / "loaded"))
    store.bulk_load(path=folder / QUADS, format=ox.RdfFormat.N_QUADS, lenient=True)
    store.flush()
    return {"count": len(store)}


def store_ours(folder: Path) -> Told:
    """The store that a build makes, from the tables; its default graph repeats what the named ones hold."""
    import pyoxigraph as ox

    from kg.graph import Graph
    from kg.store import STORE, build_store

    with Graph.open(folder) as graph:
        build_store(graph, folder / STORE)
    return {"count": len(ox.Store.read_only(str(folder / STORE)))}


def load_rdflib(folder: Path) -> Told:
    """N-Quads parsed into memory."""
    return {"count": len(_dataset(folder))}


def ask_ours(folder: Path) -> Told:
    """Every query that comes along, on the store."""
    from kg.store import run_query

    return _ask(lambda name, given: sum(1 for _ in run_query(folder, name, given).rows()))


def ask_rdflib(folder: Path) -> Told:
    """The same queries on rdflib in memory, on the same triples."""
    import rdflib

    from kg.ontology import folder as ontology_folder
    from kg.queries import bind, find_query

    graph = rdflib.Graph().parse(folder / TRIPLES, format="nt").parse(ontology_folder() / "kg.ttl")
    return _ask(lambda name, given: len(graph.query(bind(find_query(name), given))))


STEPS: dict[str, Callable[[Path], Told]] = {
    "write, kg": write_ours,
    "write, rdflib": write_rdflib,
    "load, kg": load_ours,
    "load, rdflib": load_rdflib,
    "store, kg": store_ours,
    "ask, kg": ask_ours,
    "ask, rdflib": ask_rdflib,
}


def main(articles: int) -> None:
    """Make the graph, then take the steps one after the other."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        subprocess.run([sys.executable, __file__, MAKE, str(articles), str(folder)], check=True)
        costs = {name: _measure(name, folder) for name in STEPS}
    for what, other in (("write", "write"), ("load", "load"), ("store", "load"), ("ask", "ask")):
        ours, theirs = costs[f"{what}, kg"], costs[f"{other}, rdflib"]
        speed, memory = theirs["seconds"] / ours["seconds"], theirs["megabytes"] / ours["megabytes"]
        print(f"{what}: {speed:.1f} times as fast as rdflib, with 1/{memory:.1f} of its memory")
    print(f"{'query':32} {'kg, s':>10} {'rdflib, s':>10} {'rows':>8}")
    for query, (seconds, rows) in costs["ask, kg"]["asked"].items():
        slow = costs["ask, rdflib"]["asked"][query][0]
        print(f"{query:32} {seconds:10.3f} {slow:10.3f} {rows:8,}")


def _dataset(folder: Path) -> "rdflib.Dataset":
    import rdflib

    return rdflib.Dataset().parse(folder / QUADS, format="nquads")


def _make(articles: int, folder: Path) -> None:
    from synthetic import make_graph

    from kg.graph import Graph
    from kg.views import export

    make_graph(folder, articles)
    with Graph.open(folder) as graph:
        export(graph, "ntriples", folder / TRIPLES)


def _ask(ask: Callable[[str, dict[str, str]], int]) -> Told:
    """Each query by the clock, the faster of two runs if the first was quick; what takes too long is stopped."""
    from kg.queries import find_query, query_names

    asked = {}
    for name in query_names():
        given = {key: value for key, value in VALUES.items() if key in find_query(name).params}
        for _ in range(2):
            began = time.perf_counter()
            signal.alarm(PATIENCE)
            try:
                rows = ask(name, given)
            except TimeoutError:
                rows = -1
            signal.alarm(0)
            spent = time.perf_counter() - began
            asked[name] = min(spent, asked.get(name, (spent, 0))[0]), rows
            if spent > 1:
                break
    return {
        "asked": asked,
        "seconds": sum(seconds for seconds, _ in asked.values()),
        "count": sum(max(rows, 0) for _, rows in asked.values()),
    }


def _measure(name: str, folder: Path) -> Told:
    done = subprocess.run([sys.executable, __file__, name, str(folder)], stdout=subprocess.PIPE, text=True, check=True)
    told: Told = json.loads(done.stdout)
    print(f"{name:16} {told['seconds']:9.1f} s {told['megabytes']:9,.0f} MB {told['count']:14,}", flush=True)
    return told


def _step(name: str, folder: Path) -> None:
    signal.signal(signal.SIGALRM, _stop)
    began = time.perf_counter()
    told = STEPS[name](folder)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": time.perf_counter() - began, "megabytes": used} | told))


def _stop(signal_number: int, frame: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    if sys.argv[1:2] == [MAKE]:
        _make(int(sys.argv[2]), Path(sys.argv[3]))
    elif len(sys.argv) == 3:
        _step(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) == 2 else ARTICLES)
