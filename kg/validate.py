"""Whether a graph keeps its promises: SHACL shapes over the RDF that leaves the program."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import GraphError
from kg.export.rdf import triples
from kg.graph import Graph
from kg.ontology import KG, RDF, RDFS, SKOS
from kg.ontology import folder as ontology_folder

if TYPE_CHECKING:
    import rdflib

SHACL = "http://www.w3.org/ns/shacl#"
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong with what: ``label`` names the node for a reader, ``node`` is its IRI, ``shape`` the rule's."""

    label: str
    message: str
    node: str
    shape: str

    def __str__(self) -> str:
        return f"{self.label}: {self.message}"


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
    import rdflib

    ontology = rdflib.Graph().parse(ontology_folder() / "kg.ttl")
    shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
    count = len(data)
    try:
        _, results, _ = pyshacl.validate(data + ontology, shacl_graph=shapes)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise GraphError(f"the graph cannot be checked: {error.message}") from error
    return Report(tuple(sorted(_violations(data, results, shapes))), count)


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
        found.add(Violation(_label(data, node), message, str(node), _shape_name(shapes, shape)))
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
