"""Whether a graph keeps its promises: SHACL shapes over the RDF that leaves the program."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import GraphError
from kg.export.rdf import triples
from kg.export.terms import DCT, OA, PROV
from kg.graph import Graph
from kg.ontology import KG, RDF, RDFS, SKOS
from kg.ontology import folder as ontology_folder

if TYPE_CHECKING:
    import rdflib

SHACL = "http://www.w3.org/ns/shacl#"
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with what: ``label`` names the node for a reader, ``node`` is its IRI, ``shape`` the rule's.

    ``sentence`` is the first that states it or something of it, with its ``file`` and ``start`` in code points there;
    what no text states has none.
    """

    label: str
    message: str
    node: str
    shape: str
    sentence: str = ""
    file: str = ""
    start: int | None = None

    def __str__(self) -> str:
        """崂山区: 提及次数应为非负整数 / mentions are …, and in a line of its own the sentence with file and place."""
        place = ":".join(str(part) for part in (self.file, self.start) if part not in ("", None))
        # Of evidence the sentence is the label.
        sentence = "" if self.sentence == self.label else self.sentence
        proof = "  ".join(filter(None, (sentence, place and f"[{place}]")))
        return f"{self.label}: {self.message}" + (f"\n    {proof}" if proof else "")


@dataclass(frozen=True, slots=True)
class Report:
    """The violations in a fixed order, and how many triples were looked at."""

    violations: tuple[Violation, ...]
    triples: int

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations


def validate(folder: Path) -> Report:
    """Check the graph in a folder against ``ontology/shapes.ttl`` (SHACL, W3C 2017). Raises GraphError."""
    import rdflib

    with Graph.open(folder) as graph:
        data = rdflib.Graph()
        for triple in triples(graph):
            data.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return check(data)


def check(data: "rdflib.Graph") -> Report:
    """Check any RDF graph in the vocabulary of ``ontology/kg.ttl``. Raises GraphError if SHACL cannot be run on it."""
    import pyshacl

    ontology, shapes = _parsed("kg.ttl"), _parsed("shapes.ttl")
    try:
        # In place: the sum is a copy already.
        _, results, _ = pyshacl.validate(data + ontology, shacl_graph=shapes, inplace=True)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise GraphError(f"the graph cannot be checked: {error.message}") from error
    violations = _violations(data, results, shapes)
    return Report(tuple(sorted(violations, key=lambda item: (item.label, item.message, item.node))), len(data))


@cache
def _parsed(name: str) -> "rdflib.Graph":
    """A file of ``ontology/``, for reading only."""
    import rdflib

    return rdflib.Graph().parse(ontology_folder() / name)


def _violations(data: "rdflib.Graph", results: Any, shapes: "rdflib.Graph") -> set[Violation]:
    import rdflib

    shacl = rdflib.Namespace(SHACL)
    found = set()
    for result in results.subjects(rdflib.RDF.type, shacl.ValidationResult):
        shape = results.value(result, shacl.sourceShape)
        focus = results.value(result, shacl.focusNode)
        # A rule over the whole graph has the ontology in focus and says in the value which node breaks it.
        node = results.value(result, shacl.value) if (shape, shacl.sparql, None) in shapes else focus
        message = _message(results, shapes, result, shape)
        shape_name = _shape_name(shapes, shape)
        found.add(Violation(_label(data, node), message, str(node), shape_name, *_quoted(data, node)))
    return found


def _message(results: "rdflib.Graph", shapes: "rdflib.Graph", result: Any, shape: Any) -> str:
    """The rule's own words, Chinese first; where it has none, those of SHACL."""
    import rdflib

    shacl = rdflib.Namespace(SHACL)
    said = [*shapes.objects(shape, shacl.message)]
    said += [message for rule in shapes.objects(shape, shacl.sparql) for message in shapes.objects(rule, shacl.message)]
    by_language = {getattr(item, "language", None): str(item) for item in said}
    words = [by_language[language] for language in LANGUAGES if language in by_language]
    return " / ".join(words) or str(results.value(result, shacl.resultMessage))


def _shape_name(shapes: "rdflib.Graph", shape: Any) -> str:
    """kg:EntityShape for the shape itself and for each of its properties."""
    import rdflib

    while isinstance(shape, rdflib.BNode):
        shape = next(shapes.subjects(None, shape), None)
    return str(shape)


def _label(data: "rdflib.Graph", node: Any) -> str:
    """崂山区 for an entity, 崂山区 launches 六基工程 for a statement, 崂山区 + 崂先办 for a pair, else text or IRI."""
    import rdflib

    def value(subject: Any, iri: str) -> Any:
        return data.value(subject, rdflib.URIRef(iri), any=True)

    subject, predicate, object = (value(node, RDF + part) for part in ("subject", "predicate", "object"))
    if subject and object:
        return f"{_label(data, subject)} {str(predicate).removeprefix(KG)} {_label(data, object)}"
    ends = sorted(_label(data, end) for end in data.objects(node, rdflib.URIRef(KG + "between")))
    if ends:
        return " + ".join(ends)
    own = (value(node, iri) for iri in (SKOS + "prefLabel", RDFS + "label", KG + "sentence"))
    return str(next((label for label in own if label), node))


def _quoted(data: "rdflib.Graph", node: Any) -> tuple[str, str, int | None]:
    """The first sentence, by file and place, that states a node or something of it; nothing if none does."""
    import rdflib

    def value(subject: Any, iri: str) -> Any:
        return data.value(subject, rdflib.URIRef(iri), any=True)

    found = []
    for evidence in _evidence(data, node):
        sentence, start = value(evidence, KG + "sentence"), value(evidence, KG + "start")
        file = value(value(evidence, PROV + "wasDerivedFrom"), DCT + "source")
        at = start.value if start is not None and isinstance(start.value, int) else None
        found.append((str(file or ""), -1 if at is None else at, " ".join(str(sentence or "").split()), at))
    file, _, sentence, at = min(found, default=("", -1, "", None))
    return sentence, file, at


def _evidence(data: "rdflib.Graph", node: Any) -> set[Any]:
    """A piece of evidence itself or that of a selector; that of a statement; that of all about an entity."""
    import rdflib

    kg = rdflib.Namespace(KG)
    selected = set(data.subjects(rdflib.URIRef(OA + "hasSelector"), node))
    if selected or (node, kg.sentence, None) in data:
        return selected or {node}
    about = (set(data.subjects(end, node)) for end in (rdflib.RDF.subject, rdflib.RDF.object))
    return {evidence for told in {node}.union(*about) for evidence in data.objects(told, kg.hasEvidence)}


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Any:
    import rdflib

    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.Literal():
            datatype = None if term.language else rdflib.URIRef(term.datatype.value)
            plain = None if term.datatype.value.endswith("#string") else datatype
            return rdflib.Literal(term.value, lang=term.language, datatype=plain)
        case _:
            raise GraphError(f"{term}: neither an IRI nor a literal, and graphs hold no others")
