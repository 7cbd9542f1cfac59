"""GEXF 1.3: the typed multigraph in time, one edge a fact, for Gephi and Gephi Lite (https://gexf.net).

``kind`` keeps parallel edges apart: Gephi merges those of one kind, so what is done, going on, planned or denied is
a kind of its own. All edges are directed, because readers refuse or drop a mixture; ``symmetric`` says where the
direction means nothing. An edge lasts from the first to the last day on which an article states it, an entity from the
first to the last that names it; both days count, and what has no date is always there. Open facts are in the file where
the graph shows them, co-occurrences only in a part that was chosen with them.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg import __version__
from kg.export import exporters
from kg.export.looks import COLOURS
from kg.export.markup import cases, count_rows, line, lines, narrow, number, text, within, write_slices
from kg.export.network import NODES, TOGETHER, TOGETHER_ZH, Kind, stated, tell_kinds, with_kinds
from kg.export.xml import DECLARATION, Value, attributes, element, empty, opened, write_lines
from kg.graph import Graph
from kg.ontology import ontology

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"

NODE_COLUMNS = {
    "fullname": "string", "type": "string", "type_zh": "string", "aliases": "liststring", "code": "string",
    "mentions": "integer", "articles": "integer", "neighbours": "integer", "first_seen": "string",
    "last_seen": "string",
}  # fmt: skip
EDGE_COLUMNS = {
    "relation": "string", "relation_zh": "string", "modality": "string", "polarity": "string", "symmetric": "boolean",
    "confidence": "double", "evidence": "integer", "articles": "integer", "first_seen": "string", "last_seen": "string",
}  # fmt: skip
TOGETHER_COLUMNS = {"paragraphs": "integer", "npmi": "double", "llr": "double"}


@exporters("gexf")
def write_gexf(graph: Graph, out: BinaryIO) -> None:
    """graph.gexf: nodes with colour, size, place and time, one typed edge a fact."""
    write_lines(_head(graph), out)
    with narrow(graph) as cursor:
        write_slices(cursor, f"SELECT {_node()} FROM ({NODES}) ORDER BY id", count_rows(cursor, "node"), out)
        write_lines(["</nodes>", "<edges>"], out)
        for table in stated(graph):
            tell_kinds(cursor, graph, table, _kind, _values_of_kind)
            write_slices(cursor, _facts(table), count_rows(cursor, table), out)
        if graph.shows_cooccurrences():
            write_slices(cursor, _PAIRS, count_rows(cursor, "cooccurrence"), out)
    write_lines(["</edges>", "</graph>", "</gexf>"], out)


def _head(graph: Graph) -> Iterator[str]:
    yield DECLARATION
    yield opened("gexf", **{"xmlns": NAMESPACE, "xmlns:viz": VIZ, "version": "1.3"})
    yield "<meta>" + element("creator", f"kg {__version__}") + "</meta>"
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    yield opened("graph", defaultedgetype="directed", idtype="string", **time)
    yield from _columns("node", NODE_COLUMNS)
    yield from _columns("edge", EDGE_COLUMNS | (TOGETHER_COLUMNS if graph.shows_cooccurrences() else {}))
    yield "<nodes>"


def _columns(of: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield opened("attributes", **{"class": of, "mode": "static"})
    for name, type_ in columns.items():
        yield empty("attribute", id=name, title=name, type=type_)
    yield "</attributes>"


def _value(name: str, value: str) -> str:
    return line(f'<attvalue for="{name}" value="{{value}}"/>', value=value)


def _given(name: str) -> str:
    """A text that may be missing."""
    return _value(name, f"nullif({text(name)}, '')")


_TIME = line(' start="{first}" end="{last}"', first="first_seen", last="last_seen")
_SEEN = (_value("first_seen", "first_seen"), _value("last_seen", "last_seen"))


def _node() -> str:
    """An expression of `NODES`: a whole element."""
    looks: dict[str, str] = {label: empty("viz:color", **colour._asdict()) for label, colour in COLOURS.items()}
    types: dict[str, str] = {label: _fixed(type=label, type_zh=known.zh) for label, known in ontology().classes.items()}
    return lines(
        line('<node id="{id}" label="{label}"', id=text("id"), label=text("short_name")),
        _TIME,
        "'><attvalues>'",
        _value("fullname", text("name")),
        cases("label", types),
        _value("aliases", text("listed")),
        _given("code"),
        *(_value(name, name) for name in ("mentions", "articles")),
        _value("neighbours", "degree"),
        *_SEEN,
        "'</attvalues>'",
        cases("label", looks),
        line('<viz:position x="{x}" y="{y}" z="0"/><viz:size value="{size}"/></node>', x="x", y="y", size="size"),
    )


def _facts(table: str) -> str:
    edge = lines(
        line('<edge id="{id}" source="{a}" target="{b}"', id=text("id"), a=text("subject"), b=text("object")),
        "head",
        line(' weight="{weight}"', weight="greatest(weight, 1)"),
        _TIME,
        "'><attvalues>'",
        "body",
        _value("confidence", number("confidence")),
        _value("evidence", "weight"),
        _value("articles", "articles"),
        *_SEEN,
        "'</attvalues></edge>'",
    )
    return f"SELECT {edge} FROM {with_kinds(table)} WHERE {within('id')} ORDER BY id"


def _kind(kind: Kind) -> str:
    return attributes(kind=kind.name, label=kind.zh)


def _values_of_kind(kind: Kind) -> str:
    return _fixed(
        relation=kind.relation,
        relation_zh=kind.relation_zh,
        modality=kind.modality,
        polarity=kind.polarity,
        symmetric=kind.symmetric,
    )


def _fixed(**values: Value) -> str:
    return "".join(empty("attvalue", **{"for": name, "value": value}) for name, value in values.items())


_PAIR = lines(
    line('<edge id="{a}-{b}" source="{a}" target="{b}"', a=text("a"), b=text("b")),
    line(attributes(kind=TOGETHER, label=TOGETHER_ZH) + ' weight="{weight}">', weight="sentences"),
    line("<attvalues>" + _fixed(relation=TOGETHER, relation_zh=TOGETHER_ZH, symmetric=True)),
    *(_value(name, column) for name, column in (("evidence", "sentences"), ("paragraphs", "paragraphs"))),
    *(_value(name, number(name)) for name in ("npmi", "llr")),
    "'</attvalues></edge>'",
)
_PAIRS = f"SELECT {_PAIR} FROM cooccurrence WHERE sentences > 0 AND {within('a')} ORDER BY a, b"
