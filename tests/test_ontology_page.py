"""docs/ontology.html: what the generator makes of ontology/kg.ttl, complete and without the network."""

import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from kg.ontology import folder, ontology

DOCS = Path(__file__).parents[1] / "docs"
SMALL = """
@prefix : <https://w3id.org/kg-zh/> .
@prefix kg: <https://w3id.org/kg-zh/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:ontology a owl:Ontology ; owl:versionIRI <https://w3id.org/kg-zh/ontology/7.0.0> ;
    dct:title "小本体"@zh , "Small"@en ; dct:description "只有一类。"@zh , "One class."@en ;
    dct:modified "2031-02-03T00:00:00Z" ; dct:license ex:licence ;
    dct:creator [ rdfs:label "某人"@zh , "somebody"@en ] .
kg:Ferry a owl:Class ; rdfs:label "渡船"@zh , "ferry & boat"@en ;
    skos:definition "载客 <过江> 的船。"@zh , "It crosses."@en ; skos:closeMatch ex:Boat .
[] a owl:Axiom ; owl:annotatedSource kg:Ferry ; owl:annotatedProperty skos:closeMatch ; owl:annotatedTarget ex:Boat ;
    rdfs:comment "船不都载客。"@zh , "Not every boat takes passengers."@en .
"""


class Reader(HTMLParser):
    """Collects the ids, the links, what is loaded and the text by the language it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.loaded: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.ids += [said["id"]] if "id" in said else []
        self.links |= {said["href"]} if tag == "a" else set()
        self.loaded += [tag] if "src" in said or tag in ("link", "script", "iframe") else []

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_ontology_page", DOCS / "make_ontology_page.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.fixture(scope="module")
def committed() -> str:
    return (DOCS / "ontology.html").read_text(encoding="utf-8")


def test_the_page_is_what_the_generator_makes(generator: ModuleType, committed: str) -> None:
    assert generator.page(folder() / "kg.ttl") == committed, "run make docs"


def test_every_term_has_one_card_and_every_link_inside_leads_to_one(committed: str) -> None:
    source = (folder() / "kg.ttl").read_text(encoding="utf-8")
    page = read(committed)
    assert sorted(page.ids) == sorted(re.findall(r"^kg:(\w+) a ", source, re.MULTILINE))
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inside == set(page.ids)


def test_nothing_is_loaded(committed: str) -> None:
    assert read(committed).loaded == []
    assert "url(" not in committed
    assert "@import" not in committed


@pytest.mark.parametrize("name", [*ontology().relations])
def test_a_relation_shows_its_names_and_triggers(name: str, committed: str) -> None:
    card = committed[committed.index(f'id="{name}"') :].partition("</section>")[0]
    shown = read(card).text
    entry = ontology().relations[name]
    assert entry.zh in shown
    assert entry.en in shown
    assert set(entry.triggers) | set(entry.noun_triggers) <= set(re.findall(r"<span>([^<]+)</span>", card))


def test_names_definitions_and_reasons_stand_in_both_languages(generator: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "small.ttl").write_text(SMALL, encoding="utf-8")
    html = generator.page(tmp_path / "small.ttl")
    assert '<span lang="en">ferry &amp; boat</span>' in html
    assert '<p lang="zh">载客 &lt;过江&gt; 的船。</p>' in html
    assert '<td lang="zh">船不都载客。</td>' in html
    assert '<td lang="en">Not every boat takes passengers.</td>' in html
    assert {"2031-02-03", "某人 · somebody", "skos:closeMatch"} <= set(re.findall(r">([^<>]+)<", html))
    assert {"#Ferry", "https://example.org/Boat", "https://example.org/licence"} <= read(html).links


def test_the_same_file_gives_the_same_page(generator: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "small.ttl").write_text(SMALL, encoding="utf-8")
    assert generator.page(tmp_path / "small.ttl") == generator.page(tmp_path / "small.ttl")
