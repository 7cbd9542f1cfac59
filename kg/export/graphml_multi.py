"""GraphML with every fact an edge of its own, for igraph, networkx and whoever counts relations.

What reads parallel edges keeps them apart by their ids; Gephi adds them up in GraphML, and keeps them in GEXF. What is
planned or denied is an edge too: ``modality`` and ``polarity`` say so. Keys, nodes and ids are those of
`kg.export.graphml`.
"""

from typing import BinaryIO

from kg.export import exporters
from kg.export.graphml import END, data, edge_id, write_start
from kg.export.markup import count_rows, line, lines, narrow, number, text, within, write_slices
from kg.export.network import TOGETHER, TOGETHER_ZH, Kind, stated, tell_kinds, with_kinds
from kg.export.text import short
from kg.export.xml import Value, element, write_lines
from kg.graph import Graph

EDGE_KEYS = {
    "label": "string", "weight": "double", "kind": "string", "relation": "string", "relation_zh": "string",
    "modality": "string", "polarity": "string", "symmetric": "boolean", "confidence": "double", "evidence": "int",
    "articles": "int", "first_seen": "string", "last_seen": "string",
}  # fmt: skip
TOGETHER_KEYS = {"paragraphs": "int", "npmi": "double", "llr": "double"}


@exporters("graphml-multi")
def write_graphml_multi(graph: Graph, out: BinaryIO) -> None:
    """graph-multi.graphml: nodes with colour, size and place, one edge a fact."""
    together = graph.shows_cooccurrences()
    with narrow(graph) as cursor:
        write_start(cursor, EDGE_KEYS | (TOGETHER_KEYS if together else {}), out)
        for table in stated(graph):
            tell_kinds(cursor, graph, table, body=_kind)
            write_slices(cursor, _facts(table), count_rows(cursor, table), out)
        if together:
            write_slices(cursor, _PAIRS, count_rows(cursor, "cooccurrence"), out)
    write_lines(END, out)


def _facts(table: str) -> str:
    edge = lines(
        line('<edge id="{id}" source="{a}" target="{b}">', id=text("id"), a=text("subject"), b=text("object")),
        "body",
        data("weight", "greatest(weight, 1)"),
        data("confidence", number("confidence")),
        data("evidence", "weight"),
        *(data(edge_id(name), name) for name in ("articles", "first_seen", "last_seen")),
        "'</edge>'",
    )
    return f"SELECT {edge} FROM {with_kinds(table)} WHERE {within('id')} ORDER BY id"


def _kind(kind: Kind) -> str:
    return _fixed(
        label=short(kind.zh),
        kind=kind.name,
        relation=kind.relation,
        relation_zh=kind.relation_zh,
        modality=kind.modality,
        polarity=kind.polarity,
        symmetric=kind.symmetric,
    )


def _fixed(**values: Value) -> str:
    return "".join(element("data", value, key=edge_id(name)) for name, value in values.items())


_TOGETHER = _fixed(label=TOGETHER_ZH, kind=TOGETHER, relation=TOGETHER, relation_zh=TOGETHER_ZH, symmetric=True)
_PAIR = lines(
    line('<edge id="{a}-{b}" source="{a}" target="{b}">' + _TOGETHER, a=text("a"), b=text("b")),
    data("weight", "sentences"),
    data("evidence", "sentences"),
    data("paragraphs", "paragraphs"),
    *(data(name, number(name)) for name in ("npmi", "llr")),
    "'</edge>'",
)
_PAIRS = f"SELECT {_PAIR} FROM cooccurrence WHERE sentences > 0 AND {within('a')} ORDER BY a, b"
