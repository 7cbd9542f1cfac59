import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from kg.assemble import assemble
from kg.database import BASE, FILE, connect
from kg.decisions import Given, Undo
from kg.errors import GraphError, KGError
from kg.evidence import OWNED, Evidence
from kg.graph import Graph
from kg.sentences import split_sentences
from kg.types import Decision, Document, Entity, Fact, OpenRelation, Span


def facts(folder: Path) -> set[Fact]:
    assemble(folder)
    with Graph.open(folder) as graph:
        return set(graph.facts())


def stored(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    tables = ("source", *OWNED)
    with connect(folder, read_only=True) as connection:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}


def without_relation(document: Document, name: str) -> Document:
    """The document after an edit: other bytes, one relation fewer."""
    first, *rest = document.extractions
    kept = tuple(relation for relation in first.relations if relation.relation != name)
    assert len(kept) < len(first.relations)
    source = replace(document.source, digest="e" * 64)
    return Document(source, (replace(first, relations=kept), *rest))


def test_offsets_lead_to_the_words_in_the_source(graph_folder: Path, documents: list[Document]) -> None:
    spans = """
        SELECT source.text[m.start_ + 1:m.end_], m.text FROM source JOIN mention AS m ON m.source_id = source.id
        UNION ALL
        SELECT source.text[s.start_ + 1:s.end_], s.text FROM source JOIN sentence AS s ON s.source_id = source.id
        UNION ALL
        SELECT source.text[r.trigger_start + 1:r.trigger_end], r.trigger
        FROM source JOIN relation AS r ON r.source_id = source.id
    """
    with connect(graph_folder, read_only=True) as connection:
        rows = connection.execute(spans).fetchall()
    extractions = [extraction for document in documents for extraction in document.extractions]
    found = sum(len(e.mentions) + len(e.relations) + len(list(split_sentences(e.article))) for e in extractions)
    assert len(rows) == found
    assert all(cut == text for cut, text in rows)


def test_mentions_and_relations_stand_in_their_sentence(graph_folder: Path) -> None:
    query = """
        SELECT r.trigger, head.text, tail.text, s.text FROM relation AS r
        JOIN mention AS head ON head.article_id = r.article_id AND head.number = r.head
        JOIN mention AS tail ON tail.article_id = r.article_id AND tail.number = r.tail
        JOIN sentence AS s ON s.article_id = r.article_id AND s.number = r.sentence
            AND s.number = head.sentence AND s.number = tail.sentence AND s.paragraph = head.paragraph
    """
    with connect(graph_folder, read_only=True) as connection:
        rows = connection.execute(query).fetchall()
    assert len(rows) == 12
    assert all(part in row[3] for row in rows for part in row[:3])


def test_times_quantities_and_reasons_are_stored(graph_folder: Path) -> None:
    relations = "SELECT when_, quantity, quantity_number, quantity_unit, quantity_what FROM relation"
    with connect(graph_folder, read_only=True) as connection:
        told = {row for row in connection.execute(relations).fetchall() if any(row)}
        reasons = connection.execute("SELECT DISTINCT text, canonical, reason FROM mention").fetchall()
    assert told == {
        ("2024-02-01/2024-02-29", None, None, None, None),
        (None, "100名", 100.0, "名", "人才"),
    }
    assert {(text, reason) for text, canonical, reason in reasons if reason} == {
        ("区人社局", "region-prefix"),
        ("海洋学院", "region-prefix"),
    }


def test_open_relations_are_stored_with_their_verb_in_the_source(graph_folder: Path) -> None:
    query = """
        SELECT o.relation, source.text[o.trigger_start + 1:o.trigger_end], head.text, tail.text, o.polarity, o.when_
        FROM open_relation AS o
        JOIN source ON source.id = o.source_id
        JOIN mention AS head ON head.article_id = o.article_id AND head.number = o.head
        JOIN mention AS tail ON tail.article_id = o.article_id AND tail.number = o.tail
        ORDER BY o.number
    """
    with connect(graph_folder, read_only=True) as connection:
        assert connection.execute(query).fetchall() == [
            ("走访", "走访", "林远舟", "海洋学院", "positive", "2024-02-23/2024-03-01"),
            ("走进", "走进", "林远舟", "海棠公园", "negative", None),
        ]


def test_decisions_belong_to_no_source(graph_folder: Path, documents: list[Document]) -> None:
    drop, rename = Decision("drop", "海螺热线"), Decision("rename", "区人社局", value="海湾人社")
    with Evidence.open(graph_folder) as evidence:
        evidence.decide([drop, rename])
        assert not evidence.assembled()
        for document in documents:
            evidence.remove(document.source.path)
    with Evidence.open(graph_folder) as evidence:
        assert evidence.decisions() == [drop, rename]
        evidence.decide([Undo("海螺热线")])
        assert evidence.decisions() == [rename]


@pytest.mark.parametrize("given", [[], [Decision("drop", "海螺热线")], [Undo("星火工程")]])
def test_deciding_the_same_again_leaves_the_graph_as_it_is(graph_folder: Path, given: list[Given]) -> None:
    with Evidence.open(graph_folder) as evidence:
        evidence.decide([Decision("drop", "海螺热线"), Decision("drop", "海棠公园")])
        assemble(evidence.connection)
        evidence.decide(given)
        assert evidence.assembled()
        assert len(evidence.decisions()) == 2


def test_another_choice_about_open_relations_wants_other_views(graph_folder: Path) -> None:
    with Evidence.open(graph_folder) as evidence:
        evidence.set_viewed("this program")
        evidence.show_open(False)
        assert evidence.viewed() == "this program"
        evidence.show_open(True)
        assert (evidence.viewed(), evidence.assembled()) == ("", True)
    with Graph.open(graph_folder) as graph:
        assert graph.shows_open()


def test_another_base_or_inference_wants_other_views(graph_folder: Path) -> None:
    with Evidence.open(graph_folder) as evidence:
        for change in (
            lambda: evidence.set_base("https://data.example/zh/"),
            lambda: evidence.set_base(BASE),
            lambda: evidence.show_inferred(True),
        ):
            evidence.set_viewed("this program")
            change()
            assert (evidence.viewed(), evidence.assembled()) == ("", True)
            evidence.set_viewed("this program")
            change()
            assert evidence.viewed() == "this program"


@pytest.mark.parametrize(
    "base",
    ["https://data.example/", "http://data.example/城市#", "urn:example:zh/", "urn:kg-zh:a#", "https://[::1]:8080/kg/"],
)
def test_a_base_that_names_can_follow(base: str, graph_folder: Path) -> None:
    with Evidence.open(graph_folder) as evidence:
        evidence.set_base(base)
    with Graph.open(graph_folder) as graph:
        assert graph.base() == base


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ("", "not an IRI"),
        ("data/", "not an IRI"),
        ("//data.example/", "not an IRI"),
        ("https://data.example/a b/", "not an IRI"),
        ("https://data.example/%zz/", "not an IRI"),
        ("https://data.example/<x>/", "not an IRI"),
        ("https://data.example/a#b#", "not an IRI"),
        ("https://data.example", "no name can follow it"),
        ("https://data.example/id?of=", "no name can follow it"),
        ("https:///id/", "no name can follow it"),
        ("mailto:kg/", "no name can follow it"),
        ("file:///home/", "no name can follow it"),
        ("urn:kg/", "no name can follow it"),
    ],
)
def test_a_base_that_is_none_is_refused(base: str, reason: str, graph_folder: Path) -> None:
    with Evidence.open(graph_folder) as evidence, pytest.raises(KGError, match=reason) as caught:
        evidence.set_base(base)
    assert repr(base) in str(caught.value) and "allowed: an absolute http, https or urn IRI" in str(caught.value)
    with Graph.open(graph_folder) as graph:
        assert graph.base() == BASE


def test_known_tells_what_need_not_be_read_again(graph_folder: Path, documents: list[Document]) -> None:
    with Evidence.open(graph_folder) as evidence:
        assert evidence.known() == {d.source.path: (d.source.digest, "hand-made") for d in documents}
        evidence.replace(documents[0], "other settings")
        assert evidence.known()[documents[0].source.path] == (documents[0].source.digest, "other settings")
        assert [(s.name, s.articles) for s in evidence.sources()] == [
            ("baisha.txt", 1),
            ("park.txt", 1),
            ("xingang.txt", 2),
        ]


def test_storing_a_document_again_changes_nothing(graph_folder: Path, documents: list[Document]) -> None:
    before = stored(graph_folder)
    with Evidence.open(graph_folder) as evidence:
        for document in reversed(documents):
            evidence.replace(document, "hand-made")
    assert stored(graph_folder) == before


def test_an_edit_changes_the_facts_of_its_document_only(graph_folder: Path, documents: list[Document]) -> None:
    before = facts(graph_folder)
    with Evidence.open(graph_folder) as evidence:
        evidence.replace(without_relation(documents[0], "launches"), "hand-made")
    gone = before - facts(graph_folder)
    assert [(fact.relation, fact.modality) for fact in gone] == [("launches", "done")]
    assert facts(graph_folder) < before


def test_a_removed_document_takes_its_facts_along(graph_folder: Path, documents: list[Document]) -> None:
    before = facts(graph_folder)
    with Evidence.open(graph_folder) as evidence:
        evidence.remove("news/park.txt")
    gone = before - facts(graph_folder)
    assert {(fact.relation, fact.modality) for fact in gone} == {
        ("builds", "done"),
        ("issues", "done"),
        ("launches", "ongoing"),
    }
    with Graph.open(graph_folder) as graph:
        assert graph.find("海湾区就业服务办法") == []
        assert graph.counts()["sources"] == 2


def test_removing_every_document_leaves_empty_tables(graph_folder: Path, documents: list[Document]) -> None:
    with Evidence.open(graph_folder) as evidence:
        for document in documents:
            evidence.remove(document.source.path)
    assert not any(stored(graph_folder).values())
    assert facts(graph_folder) == set()


def test_removing_what_is_not_there_is_an_error(graph_folder: Path) -> None:
    with Evidence.open(graph_folder) as evidence:
        with pytest.raises(GraphError, match=r"news/none\.txt: not a source"):
            evidence.remove("news/none.txt")
        assert evidence.assembled()


@pytest.mark.parametrize("table", ["source", "mention", "open_relation", "derived", "entity"])
def test_a_failure_in_the_middle_leaves_the_earlier_state(
    graph_folder: Path, documents: list[Document], table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(graph_folder)
    insert = Evidence._insert

    def fail(self: Evidence, name: str, rows: list[tuple[object, ...]]) -> None:
        if name == table:
            raise KeyboardInterrupt
        insert(self, name, rows)

    with Evidence.open(graph_folder) as evidence, monkeypatch.context() as patch:
        patch.setattr(Evidence, "_insert", fail)
        with pytest.raises(KeyboardInterrupt):
            evidence.replace(without_relation(documents[0], "launches"), "hand-made")
        assert evidence.assembled()
    assert stored(graph_folder) == before


def test_a_killed_process_loses_nothing_that_was_committed(graph_folder: Path) -> None:
    before = stored(graph_folder)
    program = f"""
import os
from pathlib import Path
from kg.evidence import OWNED, Evidence
evidence = Evidence.open(Path({str(graph_folder)!r}))
evidence.remove("news/park.txt")
evidence.connection.begin()
evidence.connection.execute("DELETE FROM relation")
os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    with Evidence.open(graph_folder) as evidence:
        assert set(evidence.known()) == {"news/baisha.txt", "news/xingang.txt"}
        assert not evidence.assembled()
    assert 0 < len(stored(graph_folder)["relation"]) < len(before["relation"])


def test_a_copy_counts_once_and_takes_over(graph_folder: Path, documents: list[Document]) -> None:
    before = facts(graph_folder)
    original = documents[0]
    copy = replace(original, source=replace(original.source, path="news/zz-copy.txt", name="zz-copy.txt"))
    with Evidence.open(graph_folder) as evidence:
        evidence.replace(copy, "hand-made")
    assert facts(graph_folder) == before
    with Graph.open(graph_folder) as graph:
        assert {article.path for article in graph.articles()} == {d.source.path for d in documents}
        assert (graph.counts()["sources"], graph.counts()["articles"]) == (4, 4)
    with Evidence.open(graph_folder) as evidence:
        evidence.remove(original.source.path)
    assert facts(graph_folder) == before
    with Graph.open(graph_folder) as graph:
        assert "news/zz-copy.txt" in {article.path for article in graph.articles()}
        assert "zz-copy.txt" in {item.source for item in graph.evidence()}
    with Evidence.open(graph_folder) as evidence:
        evidence.remove(copy.source.path)
    assert facts(graph_folder) < before


def test_an_article_without_names_is_kept(tmp_path: Path, make_document: Callable[..., Document]) -> None:
    with Evidence.open(tmp_path) as evidence:
        evidence.replace(make_document("a.txt", "今天没有新闻。", {}), "")
        assemble(evidence.connection)
    with Graph.open(tmp_path) as graph:
        counts = graph.counts()
    assert {key: count for key, count in counts.items() if count} == {"sources": 1, "articles": 1, "characters": 7}


def test_what_has_no_trigger_word_stands_at_a_point(tmp_path: Path, documents: list[Document]) -> None:
    extraction = documents[1].extractions[0]
    relation = replace(extraction.relations[0], trigger="", at=Span(11, 11))
    changed = Document(documents[1].source, (replace(extraction, relations=(relation,)),))
    with Evidence.open(tmp_path) as evidence:
        evidence.replace(changed, "")
        rows = evidence.connection.execute("SELECT trigger_start, trigger_end FROM relation").fetchall()
    place = extraction.article.offsets[11]
    assert rows == [(place, place)]


def _too_few_entities(document: Document) -> Document:
    first = document.extractions[0]
    return replace(document, extractions=(replace(first, entities=first.entities[:2]),))


def _foreign_relation(document: Document) -> Document:
    first = document.extractions[0]
    return replace(document, extractions=(replace(first, mentions=first.mentions[:1]),))


def _foreign_open_relation(document: Document) -> Document:
    first = document.extractions[0]
    relation = first.relations[0]
    end = replace(relation.head, text="谁")
    opened = OpenRelation(
        end, "走访", relation.tail, relation.at, relation.sentence, None, None, "done", "positive", 0.5
    )
    return replace(document, extractions=(replace(first, open_relations=(opened,)),))


def _one_id_twice(document: Document) -> Document:
    return replace(document, extractions=document.extractions * 2)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_too_few_entities, "2 entities; allowed"),
        (_foreign_relation, "allowed: relations between mentions"),
        (_foreign_open_relation, "谁 走访 .*; allowed: relations between mentions"),
        (_one_id_twice, "two articles with one id"),
    ],
)
def test_a_document_that_contradicts_itself_is_refused(
    graph_folder: Path, documents: list[Document], spoil: Callable[[Document], Document], message: str
) -> None:
    before = stored(graph_folder)
    with Evidence.open(graph_folder) as evidence, pytest.raises(ValueError, match=message):
        evidence.replace(spoil(documents[1]), "")
    assert stored(graph_folder) == before


def test_open_makes_the_folder(tmp_path: Path) -> None:
    with Evidence.open(tmp_path / "new" / "graph") as evidence:
        assert evidence.known() == {}
        assert not evidence.assembled()
    with Evidence.open(tmp_path / "new" / "graph", create=False) as evidence:
        assert evidence.known() == {}


def test_open_without_create_wants_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"no graph here"):
        Evidence.open(tmp_path, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("")
    with pytest.raises(GraphError, match="no place for a graph"):
        Evidence.open(tmp_path / "graph")


def test_another_schema_version_is_refused(graph_folder: Path) -> None:
    with connect(graph_folder) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    with pytest.raises(GraphError, match="schema version 0; allowed: 3"):
        Evidence.open(graph_folder)


@pytest.mark.parametrize("create", [True, False])
def test_what_is_no_graph_is_refused(tmp_path: Path, create: bool) -> None:
    with duckdb.connect(str(tmp_path / FILE)) as connection:
        connection.execute("CREATE TABLE other (value VARCHAR)")
    with pytest.raises(GraphError, match="no table 'meta'"):
        Evidence.open(tmp_path, create)
    (tmp_path / FILE).write_text("中文" * 5000)
    with pytest.raises(GraphError, match="cannot be opened as a graph"):
        Evidence.open(tmp_path, create)


def test_a_database_in_use_is_said_in_one_line(graph_folder: Path) -> None:
    program = f"""
from pathlib import Path
from kg.evidence import OWNED, Evidence
from kg.decisions import Given, Undo
from kg.errors import GraphError, KGError
try:
    Evidence.open(Path({str(graph_folder)!r}))
except GraphError as error:
    print(error)
"""
    with Evidence.open(graph_folder):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        with pytest.raises(GraphError, match="already open in this program"):
            Graph.open(graph_folder)
    assert done.stdout.splitlines() == [f"{graph_folder / FILE}: in use by another process; wait until it is done"]


def test_entities_belong_to_their_documents(
    tmp_path: Path, make_document: Callable[..., Document], make_entity: Callable[..., Entity]
) -> None:
    poor, rich = make_entity("PLACE", "石桥村"), make_entity("PLACE", "石桥村", code="990301")
    assert poor.id == rich.id
    with Evidence.open(tmp_path) as evidence:
        evidence.replace(make_document("rich.txt", "石桥村修路。", {"石桥村": rich}), "")
        evidence.replace(make_document("poor.txt", "石桥村通水。", {"石桥村": poor}), "")
        for codes in (["990301"], [""]):
            assemble(evidence.connection)
            assert [code for (code,) in evidence.connection.execute("SELECT code FROM node").fetchall()] == codes
            if codes == ["990301"]:
                evidence.remove("rich.txt")
