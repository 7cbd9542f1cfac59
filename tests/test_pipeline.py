import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import pipeline
from kg.annotations import annotate
from kg.database import BASE
from kg.decisions import REVIEW_COLUMNS
from kg.engines.local import Failure
from kg.errors import KGError, ReadError
from kg.evidence import Evidence
from kg.export import exporters
from kg.graph import Graph
from kg.pipeline import Progress, build, documents, extract, find
from kg.reading.files import read_stdin
from kg.types import Document, Doubt, Merge, Node
from kg.views import FILES, VIEWS

YUHANG = "余杭区启动“春雨行动”。"
LINPING = "临平区启动“百灯计划”。"
XIHU = "西湖区没有启动“百灯计划”。"


class News(NamedTuple):
    folder: Path
    out: Path

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def facts(self) -> set[tuple[str, str, str]]:
        with Graph.open(self.out) as graph:
            names = {node.id: node.name for node in graph.nodes()}
            return {(names[fact.subject], fact.relation, names[fact.object]) for fact in graph.facts()}


@pytest.fixture
def news(tmp_path: Path) -> News:
    corpus = News(tmp_path / "news", tmp_path / "graph")
    corpus.folder.mkdir()
    corpus.write("a.txt", YUHANG)
    corpus.write("b.txt", LINPING)
    return corpus


def facts_of(*pairs: tuple[str, str]) -> set[tuple[str, str, str]]:
    return {(head, "launches", tail) for head, tail in pairs}


A_FACT, B_FACT = ("余杭区", "春雨行动"), ("临平区", "百灯计划")


def test_extract_goes_from_text_to_relations() -> None:
    document = extract(read_stdin(f"  {YUHANG}\n\n{XIHU}\n".encode()))
    found = annotate(document)
    assert {(entry["text"], entry["label"]) for entry in found["entities"]} == {
        ("余杭区", "PLACE"),
        ("春雨行动", "PROGRAMME"),
        ("西湖区", "PLACE"),
        ("百灯计划", "PROGRAMME"),
    }
    assert all(document.source.text[entry["start"] : entry["end"]] == entry["text"] for entry in found["entities"])
    assert [(entry["head"], entry["tail"]) for entry in found["relations"]] == [A_FACT]
    assert [(entry["head"], entry["tail"]) for entry in found["negated"]] == [("西湖区", "百灯计划")]
    assert json.loads(json.dumps(found)) == found


def test_a_triple_is_listed_once_with_its_best_confidence(documents: list[Document]) -> None:
    found = annotate(documents[0])
    together = [entry for entry in found["relations"] if entry["relation"] == "cooperatesWith"]
    assert [(entry["tail"], entry["confidence"]) for entry in together] == [("新港海洋学院", 0.9)]
    text = documents[0].source.text
    for entry in found["relations"] + found["negated"]:
        assert text[entry["start"] : entry["end"]] == entry["sentence"]
    assert [entry["relation"] for entry in found["negated"]] == ["participatesIn"]


def test_a_build_writes_the_graph_and_all_views(news: News) -> None:
    report = build([str(news.folder)], news.out)
    assert (report.read, report.skipped, report.removed, report.failures) == (2, 0, (), ())
    assert report.counts["articles"] == 2 and report.facts == {"launches": 2}
    assert report.characters == len(YUHANG + LINPING) and report.characters_per_second > 0
    assert news.facts() == facts_of(A_FACT, B_FACT)
    assert {path.name for path in news.out.iterdir()} == {"kg.duckdb", *VIEWS}


def test_unchanged_sources_are_skipped(news: News) -> None:
    build([str(news.folder)], news.out)
    before = (news.out / "graph.ttl").read_bytes()
    report = build([str(news.folder)], news.out)
    assert (report.read, report.skipped, report.characters) == (0, 2, 0)
    assert (news.out / "graph.ttl").read_bytes() == before


def test_a_changed_source_changes_just_its_facts(news: News) -> None:
    build([str(news.folder)], news.out)
    news.write("b.txt", YUHANG.replace("余杭区", "西湖区"))
    report = build([str(news.folder)], news.out)
    assert (report.read, report.skipped) == (1, 1)
    assert news.facts() == facts_of(A_FACT, ("西湖区", "春雨行动"))


def test_a_new_program_reads_everything_anew(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    build([str(news.folder)], news.out)
    monkeypatch.setattr(pipeline, "fingerprint", lambda *choices: "another")
    assert build([str(news.folder)], news.out).read == 2


def test_another_recogniser_reads_everything_anew(news: News) -> None:
    assert build([str(news.folder)], news.out).read == 2
    for ner in ("rules", "kg"):
        report = build([str(news.folder)], news.out, ner=ner)
        assert (report.read, report.skipped) == (2, 0)
        assert build([str(news.folder)], news.out, ner=ner).skipped == 2
    assert news.facts() == facts_of(A_FACT, B_FACT)


@pytest.mark.parametrize(
    ("ner", "reason"), [("bert", "allowed: kg, kg:FOLDER"), ("kg:nowhere", "no trained recogniser")]
)
def test_an_unknown_recogniser_is_refused_before_anything_is_read(news: News, ner: str, reason: str) -> None:
    with pytest.raises(KGError, match=reason):
        build([str(news.folder / "missing.txt")], news.out, ner=ner)
    assert not news.out.exists()
    with pytest.raises(KGError, match=reason):
        documents(find([str(news.folder / "missing.txt")]), ner=ner)


def test_the_choice_of_recognisers_is_part_of_the_fingerprint() -> None:
    assert pipeline.fingerprint() == pipeline.fingerprint("kg")
    assert len({pipeline.fingerprint(ner) for ner in ("kg", "rules", "hanlp:X", "kg:nowhere")}) == 4


@pytest.mark.parametrize("deleted", [True, False])
def test_what_is_no_longer_given_is_removed(news: News, deleted: bool) -> None:
    build([str(news.folder)], news.out)
    if deleted:
        (news.folder / "b.txt").unlink()
    report = build([str(news.folder if deleted else news.folder / "a.txt")], news.out)
    assert report.removed == (str(news.folder / "b.txt"),)
    assert news.facts() == facts_of(A_FACT)
    assert "百灯计划" not in (news.out / "graph.ttl").read_text(encoding="utf-8")


def test_add_keeps_what_is_no_longer_given(news: News) -> None:
    build([str(news.folder / "a.txt")], news.out)
    report = build([str(news.folder / "b.txt")], news.out, add=True)
    assert (report.read, report.removed) == (1, ())
    assert news.facts() == facts_of(A_FACT, B_FACT)


@pytest.mark.parametrize("add", [True, False])
def test_a_source_that_fails_now_says_nothing(news: News, add: bool) -> None:
    build([str(news.folder)], news.out)
    (news.folder / "b.txt").write_bytes(b"")
    report = build([str(news.folder)], news.out, add=add)
    assert [failure.item for failure in report.failures] == [str(news.folder / "b.txt")]
    assert "empty" in report.failures[0].reason and (report.read, report.skipped) == (0, 1)
    assert report.removed == (str(news.folder / "b.txt"),)
    assert news.facts() == facts_of(A_FACT)


def test_failures_do_not_stop_the_rest(news: News) -> None:
    (news.folder / "bad.txt").write_bytes(bytes(range(256)))
    missing = str(news.folder / "missing.txt")
    report = build([missing, str(news.folder)], news.out)
    assert {Path(failure.item).name for failure in report.failures} == {"bad.txt", "missing.txt"}
    assert report.read == 2 and news.facts() == facts_of(A_FACT, B_FACT)


@pytest.mark.parametrize("name", ["bad.txt", "missing.txt"])
def test_strict_stops_at_the_first_failure(news: News, name: str) -> None:
    (news.folder / "bad.txt").write_bytes(bytes(range(256)))
    with pytest.raises(KGError, match=name):
        build([str(news.folder / name), str(news.folder)], news.out, strict=True)


def test_strict_shows_where_a_bug_is(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> Document:
        raise ZeroDivisionError("in extract")

    monkeypatch.setattr(pipeline, "extract", broken)
    report = build([str(news.folder)], news.out)
    assert [failure.reason.partition(": ")[2] for failure in report.failures] == [
        "internal error, ZeroDivisionError: in extract"
    ] * 2
    with pytest.raises(RuntimeError, match=r"Traceback[\s\S]*in broken"):
        build([str(news.folder)], news.out, strict=True)


def test_what_cannot_be_stored_is_a_failure_of_its_source(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Evidence.replace

    def broken(evidence: Evidence, document: Document, fingerprint: str) -> None:
        if document.source.name == "a.txt":
            raise ValueError("mention out of range")
        replace(evidence, document, fingerprint)

    monkeypatch.setattr(Evidence, "replace", broken)
    report = build([str(news.folder)], news.out)
    assert [Path(failure.item).name for failure in report.failures] == ["a.txt"]
    assert report.read == 1 and news.facts() == facts_of(B_FACT)


def test_without_any_source_the_graph_stays_as_it_is(news: News) -> None:
    build([str(news.folder)], news.out)
    with pytest.raises(KGError, match=r"nwes.*does not exist"):
        build([str(news.folder.with_name("nwes"))], news.out)
    assert news.facts() == facts_of(A_FACT, B_FACT)


def test_a_source_given_twice_is_read_once(news: News) -> None:
    given = [str(news.folder), str(news.folder / "a.txt"), str(news.folder / "*.txt")]
    assert build(given, news.out).read == 2
    assert [Path(path).name for path in find(given)] == ["a.txt", "b.txt"]


def test_a_graph_among_its_sources_does_not_read_itself(news: News) -> None:
    inside = News(news.folder, news.folder / "graph")
    build([str(news.folder)], inside.out)
    (inside.out / "note.txt").write_text(XIHU, encoding="utf-8")
    report = build([str(news.folder)], inside.out)
    assert (report.read, report.skipped, report.failures) == (0, 2, ())


def test_standard_input_is_a_source(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    def give(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    give(LINPING)
    assert build(["-", str(news.folder / "a.txt")], news.out).read == 2
    give(LINPING)
    assert build(["-", str(news.folder / "a.txt")], news.out).skipped == 2
    give("")
    assert [failure.item for failure in build(["-", str(news.folder / "a.txt")], news.out).failures] == ["-"]
    assert news.facts() == facts_of(A_FACT)


def test_two_processes_make_the_same_graph(news: News, tmp_path: Path) -> None:
    for number in range(4):
        news.write(f"c{number}.txt", XIHU * (number + 1))
    (news.folder / "bad.txt").write_bytes(b"")
    one = build([str(news.folder)], news.out, jobs=1)
    two = build([str(news.folder)], tmp_path / "two", jobs=2)
    assert [failure.reason for failure in two.failures] == [failure.reason for failure in one.failures]
    assert two.counts == one.counts
    assert (tmp_path / "two" / "graph.ttl").read_bytes() == (news.out / "graph.ttl").read_bytes()


def test_progress_counts_up_to_the_end(news: News) -> None:
    steps: list[Progress] = []
    build([str(news.folder)], news.out, on_progress=steps.append)
    reading = [step for step in steps if step.stage == "read"]
    assert [(step.done, step.total) for step in reading] == [(0, 2), (1, 2), (2, 2)]
    assert [step.name for step in steps if step.stage == "write"] == list(VIEWS)


def test_a_killed_build_keeps_what_was_committed(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(step: Progress) -> None:
        if step.stage == "read" and step.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([str(news.folder)], news.out, on_progress=stop)
    with Evidence.open(news.out) as evidence:
        assert list(evidence.known()) == [str(news.folder / "a.txt")]
    assert build([str(news.folder)], news.out).read == 1
    assert news.facts() == facts_of(A_FACT, B_FACT)


def test_documents_come_in_order_with_their_failures(news: News) -> None:
    (news.folder / "aa.txt").write_bytes(b"")
    results = list(documents(find([str(news.folder)])))
    names = [Path(item.item).name if isinstance(item, Failure) else item.source.name for item in results]
    assert names == ["a.txt", "aa.txt", "b.txt"]
    assert isinstance(results[1], Failure)


def test_find_raises_or_reports() -> None:
    failures: list[Failure[str]] = []
    assert list(find(["no-such-file.txt"], failures.append)) == []
    assert [failure.item for failure in failures] == ["no-such-file.txt"]
    with pytest.raises(KGError, match=r"no-such-file\.txt: does not exist"):
        list(find(["no-such-file.txt"]))


def test_views_are_replaced_whole_or_not_at_all(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    build([str(news.folder)], news.out)
    before = (news.out / "graph.ttl").read_bytes()

    def fail(graph: Graph) -> Iterator[str]:
        raise ReadError("disk", "full")

    monkeypatch.setattr("kg.views.exporters", {"turtle": lambda graph, out: out.write(b"half") and fail(graph)})
    (news.folder / "more.txt").write_text("昆山市出台《昆山市人才办法》。", encoding="utf-8")
    with pytest.raises(KGError, match="disk: full"):
        build([str(news.folder)], news.out)
    assert (news.out / "graph.ttl").read_bytes() == before
    assert not list(news.out.glob(".*"))


def test_quantities_leave_as_numbers_with_units(documents: list[Document]) -> None:
    quantities = [entry["quantity"] for entry in annotate(documents[0])["relations"]]
    assert {"text": "100名", "number": 100.0, "unit": "名", "what": "人才"} in quantities
    assert quantities.count(None) == len(quantities) - 1


def stages_of(news: News, **options: bool | str) -> list[str]:
    stages: list[str] = []
    build([str(news.folder)], news.out, on_progress=lambda step: stages.append(step.stage), **options)  # type: ignore[arg-type]
    return stages


def test_the_choice_of_open_relations_is_remembered(news: News) -> None:
    assert "write" in stages_of(news, open_relations=True)
    with Graph.open(news.out) as graph:
        assert graph.shows_open()
    assert "write" not in stages_of(news, open_relations=True)
    assert "write" in stages_of(news)
    assert "write" not in stages_of(news)
    with Graph.open(news.out) as graph:
        assert not graph.shows_open()


def test_the_choice_to_infer_is_remembered(news: News) -> None:
    inferred = "<https://w3id.org/kg-zh/ontology#launchedBy>"
    assert "write" in stages_of(news, infer=True)
    assert inferred in (news.out / "graph.nq").read_text(encoding="utf-8")
    assert "write" not in stages_of(news, infer=True)
    assert "write" in stages_of(news)
    assert inferred not in (news.out / "graph.nq").read_text(encoding="utf-8")


def test_the_base_is_kept_until_another_is_given(news: News) -> None:
    build([str(news.folder)], news.out)
    shipped = (news.out / "graph.nq").read_bytes()
    own = "https://data.example/zh/"
    assert "write" in stages_of(news, base=own)
    assert "write" not in stages_of(news)
    news.write("c.txt", XIHU)
    build([str(news.folder)], news.out)
    for view in ("graph.nq", "graph.ttl"):
        text = (news.out / view).read_text(encoding="utf-8")
        assert own in text and BASE not in text
    (news.folder / "c.txt").unlink()
    build([str(news.folder)], news.out, base=BASE)
    assert (news.out / "graph.nq").read_bytes() == shipped


def test_a_base_that_is_none_is_refused_before_anything_is_read(news: News) -> None:
    with pytest.raises(KGError, match=r"base 'data\.example': not an IRI"):
        build([str(news.folder / "missing.txt")], news.out, base="data.example")
    assert not news.out.exists()


def test_the_same_sources_give_the_same_bytes(news: News, tmp_path: Path) -> None:
    """However many processes read them, in whatever folder the graph is, and whatever was in it for a while."""
    corpus = Path(__file__).parents[1] / "corpus" / "news"
    for name in ("laoshan-medals.txt", "laoshan-rural-revival.txt"):
        news.write(name, (corpus / name).read_text(encoding="utf-8"))
    options = {"open_relations": True, "infer": True}
    build([str(news.folder)], news.out, jobs=1, **options)  # type: ignore[arg-type]
    other = tmp_path / "other" / "graph"
    build([str(news.folder)], other, jobs=2, **options)  # type: ignore[arg-type]
    assert written_by(other) == written_by(news.out)
    news.write("c.txt", XIHU + LINPING)
    build([str(news.folder)], other, **options)  # type: ignore[arg-type]
    assert written_by(other) != written_by(news.out)
    (news.folder / "c.txt").unlink()
    build([str(news.folder)], other, **options)  # type: ignore[arg-type]
    assert written_by(other) == written_by(news.out)


def written_by(folder: Path) -> dict[str, bytes]:
    """Every file a graph's folder offers, and every RDF format."""
    files = {name: (folder / name).read_bytes() for name in FILES}
    with Graph.open(folder) as graph:
        for name in ("ntriples", "rdfxml", "jsonld", "trig"):
            exporters[name](graph, out := io.BytesIO())
            files[name] = out.getvalue()
    assert all(files.values())
    return files


def test_what_was_filled_in_is_not_overwritten(news: News) -> None:
    build([str(news.folder)], news.out)
    review = news.out / "review.csv"
    row = "drop,百灯计划,PROGRAMME,,其他,ORG,,,,,,,"
    review.write_text(",".join(REVIEW_COLUMNS) + "\n" + row, encoding="utf-8")
    with pytest.raises(KGError, match=r"review\.csv: 1 decisions .*百灯计划; give them with --decisions .*review\.csv"):
        build([str(news.folder)], news.out)
    assert row in review.read_text(encoding="utf-8")


def doubt_two_programmes(nodes: Sequence[Node]) -> tuple[list[Merge], list[Doubt]]:
    ids = sorted(node.id for node in nodes if node.label == "PROGRAMME")
    return [], [Doubt(ids[0], ids[1], "test", 0.7)] if len(ids) == 2 else []


@pytest.mark.parametrize(("decision", "programmes"), [("merge", 1), ("apart", 2)])
def test_a_review_that_is_filled_in_settles_the_doubt_for_good(
    news: News, monkeypatch: pytest.MonkeyPatch, decision: str, programmes: int
) -> None:
    monkeypatch.setattr("kg.assemble.merge", doubt_two_programmes)
    assert build([str(news.folder)], news.out).counts["doubts"] == 1
    review = news.out / "review.csv"
    with review.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert {rows[1][1], rows[1][4]} == {"春雨行动", "百灯计划"}
    assert YUHANG in rows[1]
    rows[1][0] = decision
    with review.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    counts = build([str(news.folder)], news.out, decisions=[review]).counts
    assert (counts["doubts"], counts["decisions"], counts["idle"]) == (0, 1, 0)
    assert len(review.read_text(encoding="utf-8-sig").splitlines()) == 1
    news.write("c.txt", YUHANG.replace("启动", "推进"))
    assert build([str(news.folder)], news.out).counts["doubts"] == 0
    with Graph.open(news.out) as graph:
        assert sum(node.label == "PROGRAMME" for node in graph.nodes()) == programmes
        assert len({node.id for name in ("春雨行动", "百灯计划") for node in graph.find(name)}) == programmes


def test_an_unchanged_rerun_writes_nothing(news: News) -> None:
    build([str(news.folder)], news.out)
    before = (news.out / "graph.gexf").stat().st_mtime_ns
    stages: list[str] = []
    build([str(news.folder)], news.out, on_progress=lambda step: stages.append(step.stage))
    assert "write" not in stages
    assert (news.out / "graph.gexf").stat().st_mtime_ns == before


def test_a_view_that_is_gone_comes_back(news: News) -> None:
    build([str(news.folder)], news.out)
    (news.out / "graph.gexf").unlink()
    build([str(news.folder)], news.out)
    assert (news.out / "graph.gexf").stat().st_size > 0


def test_views_that_could_not_be_written_are_written_by_the_next_build(
    news: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([str(news.folder)], news.out)
    (news.folder / "more.txt").write_text("昆山市出台《昆山市人才办法》。", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("kg.views.exporters", {})
        with pytest.raises(KeyError):
            build([str(news.folder)], news.out)
    build([str(news.folder)], news.out)
    assert "昆山市人才办法" in (news.out / "graph.ttl").read_text(encoding="utf-8")
