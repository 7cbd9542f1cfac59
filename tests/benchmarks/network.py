"""100,000 entities and 500,000 facts as GEXF and GraphML: written by us from the tables, by networkx from memory.

Run with ``make benchmarks``; numbers behind it are how many entities and facts to make. Every step runs in a process of
its own, for its peak of memory. networkx gets the same nodes, edges and attributes; filling its graph is not counted
in time, but the graph is in memory, as it has to be. Only ratios mean something.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

if TYPE_CHECKING:
    import networkx as nx

NODES, FACTS = 100_000, 500_000
# A process starts with the peak of the one that started it, so that one stays small and has the graph made by another.
MAKE = "make"
# The least that is asked for: so many times as fast, with so small a part of the memory.
SPEED, MEMORY = 5, 4

# The types of networkx by those of the files; all others are texts.
TYPES: dict[str | None, Callable[[str], Any]] = {
    "int": int, "integer": int, "double": float, "boolean": lambda given: given == "true",
}  # fmt: skip
# What GEXF says in attributes and networkx takes from values of these names.
OF_GEXF = ("label", "kind", "weight", "start", "end")

Told = dict[str, Any]


def write_ours(format: str) -> Callable[[Path], Told]:
    """The file of one of our formats, from the assembled tables."""

    def write(folder: Path) -> Told:
        from kg.graph import Graph
        from kg.views import export

        began = time.perf_counter()
        with Graph.open(folder) as graph:
            export(graph, format, folder / format)
        return {"seconds": time.perf_counter() - began, "bytes": (folder / format).stat().st_size}

    return write


def write_theirs(writer: str, format: str) -> Callable[[Path], Told]:
    """The same by a writer of networkx, from a graph in memory that says what our file says."""

    def write(folder: Path) -> Told:
        import networkx as nx

        graph = nx.DiGraph() if format == "graphml" else nx.MultiDiGraph()
        _fill(graph, folder / format)
        target = folder / writer
        began = time.perf_counter()
        getattr(nx, writer)(graph, target)
        return {"seconds": time.perf_counter() - began, "bytes": target.stat().st_size}

    return write


STEPS: dict[str, Callable[[Path], Told]] = {
    "gexf, kg": write_ours("gexf"),
    "gexf, networkx": write_theirs("write_gexf", "gexf"),
    "graphml, kg": write_ours("graphml"),
    "graphml, networkx": write_theirs("write_graphml_xml", "graphml"),
    "graphml, networkx with lxml": write_theirs("write_graphml_lxml", "graphml"),
    "graphml-multi, kg": write_ours("graphml-multi"),
    "graphml-multi, networkx": write_theirs("write_graphml_xml", "graphml-multi"),
    "graphml-multi, networkx with lxml": write_theirs("write_graphml_lxml", "graphml-multi"),
}


def main(nodes: int, facts: int) -> bool:
    """Make the graph, then take the steps one after the other; whether all of them are as good as they should be."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        subprocess.run([sys.executable, __file__, MAKE, str(folder), str(nodes), str(facts)], check=True)
        costs = {name: _measure(name, folder) for name in STEPS}
    good = True
    for name, theirs in costs.items():
        format, writer = name.split(", ")
        if writer != "kg":
            ours = costs[f"{format}, kg"]
            speed, memory = theirs["seconds"] / ours["seconds"], theirs["megabytes"] / ours["megabytes"]
            print(f"{format}: {speed:.1f} times as fast as {writer}, with 1/{memory:.1f} of its memory")
            good = good and speed >= SPEED and memory >= MEMORY
    return good


def _fill(graph: "nx.Graph", path: Path) -> None:
    """Add the nodes and edges of one of our files, piece by piece; texts that many have are there once."""
    types: dict[str | None, Callable[[str], Any]] = {}
    events = ElementTree.iterparse(path, ("start", "end"))
    _, root = next(events)
    parent = root
    for event, item in events:
        tag = item.tag.partition("}")[2]
        if event == "start" and tag in ("graph", "nodes", "edges"):
            parent = item
        elif event == "end" and tag in ("key", "attribute"):
            types[item.get("id")] = TYPES.get(item.get("attr.type") or item.get("type"), sys.intern)
        elif event == "end" and tag in ("node", "edge"):
            values = _values(item, types)
            if tag == "node":
                graph.add_node(item.get("id"), **values)
            else:
                key = {"key": item.get("id")} if graph.is_multigraph() else {}
                graph.add_edge(item.get("source"), item.get("target"), **key, **values)
            parent.clear()


def _values(item: ElementTree.Element, types: Mapping[str | None, Callable[[str], Any]]) -> dict[str, Any]:
    """Attributes as networkx wants them, with colour, place and size in one of their own in GEXF."""
    values = {name: sys.intern(given) for name, given in item.attrib.items() if name in OF_GEXF}
    for part in item.iter():
        tag = part.tag.partition("}")[2]
        if tag == "data":
            values[str(part.get("key"))] = types[part.get("key")](part.text or "")
        elif tag == "attvalue":
            values[str(part.get("for"))] = types[part.get("for")](str(part.get("value")))
        elif tag in ("color", "position"):
            values.setdefault("viz", {})[tag] = {name: float(given) for name, given in part.attrib.items()}
        elif tag == "size":
            values.setdefault("viz", {})[tag] = float(str(part.get("value")))
    if "weight" in values:
        values["weight"] = float(values["weight"])
    return values


def _measure(name: str, folder: Path) -> Told:
    done = subprocess.run([sys.executable, __file__, name, str(folder)], stdout=subprocess.PIPE, text=True, check=True)
    told: Told = json.loads(done.stdout)
    size = told["bytes"] / 1e6
    print(f"{name:36} {told['seconds']:8.1f} s {told['megabytes']:8,.0f} MB {size:8,.0f} MB written", flush=True)
    return told


def _step(name: str, folder: Path) -> None:
    told = STEPS[name](folder)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"megabytes": used} | told))


def _make(folder: Path, nodes: int, facts: int) -> None:
    from synthetic import make_network

    make_network(folder, nodes, facts)


if __name__ == "__main__":
    if sys.argv[1:2] == [MAKE]:
        _make(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1:2] and sys.argv[1] in STEPS:
        _step(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(0 if main(*map(int, sys.argv[1:] or (NODES, FACTS))) else "not as good as it should be")
