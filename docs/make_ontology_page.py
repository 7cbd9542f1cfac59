"""``python docs/make_ontology_page.py``: docs/ontology.html from ontology/kg.ttl, one card a term.

pyLODE runs the labels of two languages together and shows neither trigger words nor the reasons of mappings, which
are what a reader of this ontology comes for. The page needs no network, and the same kg.ttl gives the same bytes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from kg.ontology import RDF, folder

HERE: Final = Path(__file__).parent
ONTOLOGY: Final = "https://w3id.org/kg-zh/ontology"
LANGUAGES: Final = ("zh", "en")
Child = ET.Element | str | None

# The heading of a section in two languages, and the type of what it holds; relations and the way back are told apart.
SECTIONS: Final = (
    ("类", "Classes", "owl:Class"),
    ("关系", "Relations", "relation"),
    ("逆关系", "The way back", "inverse"),
    ("对象属性", "Object properties", "owl:ObjectProperty"),
    ("数据属性", "Datatype properties", "owl:DatatypeProperty"),
    ("注释属性", "Annotation properties", "owl:AnnotationProperty"),
)
# A row of a card: its name in two languages and the properties whose values it shows.
ROWS: Final = (
    ("标记", "label of mentions", ("skos:notation",)),
    ("上位类", "sub-class of", ("rdfs:subClassOf",)),
    ("上位属性", "sub-property of", ("rdfs:subPropertyOf",)),
    ("定义域", "domain", ("rdfs:domain", "schema:domainIncludes")),
    ("值域", "range", ("rdfs:range", "schema:rangeIncludes")),
    ("首尾同类", "one class only", ("kg:homogeneous",)),
    ("逆关系", "inverse", ("owl:inverseOf", "^owl:inverseOf")),
    ("由链推得", "from the chain", ("owl:propertyChainAxiom",)),
    ("作定义域", "domain of", ("^rdfs:domain", "^schema:domainIncludes")),
    ("作值域", "range of", ("^rdfs:range", "^schema:rangeIncludes")),
)
WORDS: Final = (("触发动词", "trigger verbs", "kg:trigger"), ("触发名词", "trigger nouns", "kg:nounTrigger"))
CHARACTERS: Final = {
    "owl:SymmetricProperty": ("对称", "symmetric"),
    "owl:TransitiveProperty": ("传递", "transitive"),
    "owl:FunctionalProperty": ("至多一值", "functional"),
    "owl:InverseFunctionalProperty": ("值只属其一", "inverse functional"),
}


class Vocabulary:
    """The triples of a Turtle file, by subject and property, in the order of the file; names are shortened."""

    def __init__(self, path: Path) -> None:
        parser = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        self.said: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.texts: dict[tuple[str, str, str], str] = {}
        triples = list(parser)
        self.prefixes = {"rdf": RDF} | {prefix: iri for prefix, iri in parser.prefixes.items() if prefix}
        for triple in triples:
            self._add(self.short(triple.subject), self.short(triple.predicate), triple.object)

    def _add(self, subject: str, predicate: str, value: object) -> None:
        if isinstance(value, ox.Literal):
            self.texts[subject, predicate, value.language or ""] = value.value
            self.said[subject][predicate].append(value.value)
            return
        self.said[subject][predicate].append(self.short(value))
        if not isinstance(value, ox.BlankNode):
            self.said[self.short(value)]["^" + predicate].append(subject)

    def short(self, term: object) -> str:
        """<https://w3id.org/kg-zh/ontology#Place> -> kg:Place."""
        if not isinstance(term, ox.NamedNode):
            return str(term)
        found = next((prefix for prefix, iri in self.prefixes.items() if term.value.startswith(iri)), "")
        return f"{found}:{term.value.removeprefix(self.prefixes[found])}" if found else term.value

    def full(self, name: str) -> str:
        """kg:Place -> https://w3id.org/kg-zh/ontology#Place."""
        prefix, _, local = name.partition(":")
        return self.prefixes[prefix] + local if prefix in self.prefixes else name

    def items(self, node: str) -> Iterator[str]:
        """The members of an RDF list."""
        while node in self.said and self.said[node]["rdf:first"]:
            yield self.said[node]["rdf:first"][0]
            node = self.said[node]["rdf:rest"][0]

    def sort(self, names: Iterable[str]) -> list[str]:
        """Each name once, in the order of the file."""
        order = {name: place for place, name in enumerate(self.said)}
        return sorted(set(names), key=lambda name: (order.get(name, len(order)), name))

    def terms(self, kind: str) -> list[str]:
        """The terms of this ontology that a section of `SECTIONS` shows."""
        return [name for name in self.said if name.startswith("kg:") and self._kind(name) == kind]

    def _kind(self, name: str) -> str:
        said = self.said[name]
        if "kg:relatedTo" in (name, *said["rdfs:subPropertyOf"]):
            return "relation"
        if said["owl:inverseOf"]:
            return "inverse"
        return next((kind for kind in said["rdf:type"] if kind in {kind for _, _, kind in SECTIONS}), "")


def page(path: Path) -> str:
    """The whole page for a Turtle file."""
    known = Vocabulary(path)
    content = [_header(known), *_sections(known), *_prefixes(known)]
    title = element("title", *(known.texts[ONTOLOGY, "dct:title", language] + " " for language in LANGUAGES))
    style = element("style", "\n" + (HERE / "ontology.css").read_text(encoding="utf-8"))
    view = element("meta", name="viewport", content="width=device-width, initial-scale=1")
    head = element("head", element("meta", charset="utf-8"), view, title, style)
    body = element("body", element("div", _contents(known), element("main", *content), cls="page"))
    root = element("html", head, body, lang="zh")
    ET.indent(root, "")
    return "<!doctype html>\n" + ET.tostring(root, encoding="unicode", method="html") + "\n"


def element(tag: str, *children: Child, cls: str = "", **attributes: str) -> ET.Element:
    """element("p", "甲", element("b", "乙")) -> <p>甲<b>乙</b></p>; None is left out."""
    made = ET.Element(tag, attributes | ({"class": cls} if cls else {}))
    for child in children:
        if isinstance(child, ET.Element):
            made.append(child)
        elif child and len(made):
            made[-1].tail = (made[-1].tail or "") + child
        elif child:
            made.text = (made.text or "") + child
    return made


def _both(zh: str, en: str, tag: str = "span") -> tuple[ET.Element, ET.Element]:
    return element(tag, zh, lang="zh"), element(tag, en, lang="en")


def _said(known: Vocabulary, name: str, predicate: str, tag: str = "span") -> tuple[ET.Element, ET.Element]:
    return _both(known.texts[name, predicate, "zh"], known.texts[name, predicate, "en"], tag)


def _link(known: Vocabulary, name: str) -> ET.Element:
    """To its card if it has one, else to its definition elsewhere."""
    if not name.startswith("kg:"):
        full = known.full(name)
        return element("a", element("code", name), href=full) if "://" in full else element("code", name)
    label = known.texts[name, "rdfs:label", "zh"]
    return element("a", label, " ", element("code", name), href="#" + name.removeprefix("kg:"))


def _header(known: Vocabulary) -> ET.Element:
    zh, en = (known.texts[ONTOLOGY, "dct:title", language] for language in LANGUAGES)
    said = known.said[ONTOLOGY]
    creator = said["dct:creator"][0]
    rows = (
        ("IRI", "", _link(known, ONTOLOGY)),
        ("版本", "version", _link(known, said["owl:versionIRI"][0])),
        ("修订", "modified", element("span", said["dct:modified"][0].partition("T")[0])),
        (
            "作者",
            "creator",
            element("span", " · ".join(known.texts[creator, "rdfs:label", each] for each in LANGUAGES)),
        ),
        ("许可", "licence", _link(known, said["dct:license"][0])),
    )
    listed = element("dl", *(item for row in rows for item in _row(*row[:2], [row[2]])))
    about = element("div", *_said(known, ONTOLOGY, "dct:description", "p"), cls="both")
    return element("header", element("h1", zh, lang="zh"), element("p", en, lang="en"), about, listed)


def _contents(known: Vocabulary) -> ET.Element:
    parts: list[ET.Element] = []
    for zh, en, kind in SECTIONS:
        names = known.terms(kind)
        links = (element("a", *_said(known, name, "rdfs:label"), href="#" + name.removeprefix("kg:")) for name in names)
        parts += [element("h2", *_both(zh, " " + en)), element("ul", *(element("li", link) for link in links))]
    return element("nav", *parts)


def _sections(known: Vocabulary) -> Iterator[ET.Element]:
    for zh, en, kind in SECTIONS:
        yield element("h2", *_both(zh, en))
        yield from (_card(known, name) for name in known.terms(kind))
        if kind == "owl:Class":
            yield from _disjoint(known)


def _disjoint(known: Vocabulary) -> Iterator[ET.Element]:
    for name in known.said["owl:AllDisjointClasses"]["^rdf:type"]:
        members = [_link(known, member) for member in known.items(known.said[name]["owl:members"][0])]
        listed = element("dl", *_row("互不相交", "disjoint", members))
        yield element(
            "section", element("div", *_said(known, name, "rdfs:comment", "p"), cls="both"), listed, cls="term"
        )


def _card(known: Vocabulary, name: str) -> ET.Element:
    head = element("h3", *_said(known, name, "rdfs:label"), element("code", name))
    about = element("div", *_said(known, name, "skos:definition", "p"), cls="both")
    rows = [item for row in _rows(known, name) for item in row]
    local = name.removeprefix("kg:")
    return element(
        "section", head, about, element("dl", *rows) if rows else None, _mappings(known, name), cls="term", id=local
    )


def _rows(known: Vocabulary, name: str) -> Iterator[tuple[ET.Element, ET.Element]]:
    said = known.said[name]
    if traits := [element("span", *_both(*CHARACTERS[kind])) for kind in said["rdf:type"] if kind in CHARACTERS]:
        yield _row("性质", "characteristics", traits)
    for zh, en, predicates in ROWS:
        values = known.sort(value for predicate in predicates for value in said[predicate])
        if shown := [_value(known, value) for value in values if not _is_mapping(predicates[0], value)]:
            yield _row(zh, en, shown)
    for zh, en, predicate in WORDS:
        if said[predicate]:
            yield _row(zh, en, [element("span", word) for word in said[predicate]], "words")


def _row(zh: str, en: str, values: Iterable[ET.Element], cls: str = "") -> tuple[ET.Element, ET.Element]:
    return element("dt", *_both(zh, en)), element("dd", *values, cls=cls)


def _is_mapping(predicate: str, value: str) -> bool:
    """What is below a term of another vocabulary stands among the mappings, with the reason."""
    return predicate in ("rdfs:subClassOf", "rdfs:subPropertyOf") and not value.startswith("kg:")


def _value(known: Vocabulary, value: str) -> ET.Element:
    if chain := list(known.items(value)):
        joined: list[Child] = [_link(known, chain[0])]
        for step in chain[1:]:
            joined += [" ∘ ", _link(known, step)]
        return element("span", *joined)
    return _link(known, value) if ":" in value else element("code", value)


def _mappings(known: Vocabulary, name: str) -> ET.Element | None:
    rows = []
    for axiom in known.said[name]["^owl:annotatedSource"]:
        said = known.said[axiom]
        relation, target = said["owl:annotatedProperty"][0], said["owl:annotatedTarget"][0]
        first = element("td", element("code", relation), _link(known, target))
        rows.append(element("tr", first, *_said(known, axiom, "rdfs:comment", "td")))
    head = element(
        "tr", *(element("th", *_both(*words)) for words in (("对应", " mapping"), ("理由", ""), ("", "reason")))
    )
    return element("table", head, *rows, cls="reasons") if rows else None


def _prefixes(known: Vocabulary) -> Iterator[ET.Element]:
    yield element("h2", *_both("前缀", "Prefixes"))
    rows = (
        element("tr", element("td", element("code", name)), element("td", element("code", iri)))
        for name, iri in known.prefixes.items()
    )
    yield element("table", *rows)


if __name__ == "__main__":
    (HERE / "ontology.html").write_text(page(folder() / "kg.ttl"), encoding="utf-8")
