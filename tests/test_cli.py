import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import COMMANDS, cli
from kg.evidence import Evidence
from kg.types import Document
from kg.validate import Report, Violation
from kg.views import write_views

Run = Callable[..., Result]

YUHANG = "余杭区启动“春雨行动”。"
LINPING = "临平区启动“百灯计划”。"
XIHU = "西湖区没有启动“百灯计划”。"


@pytest.fixture
def run() -> Run:
    def invoke(*words: object, stdin: str = "") -> Result:
        return CliRunner().invoke(cli, [str(word) for word in words], input=stdin, prog_name="kg")

    return invoke


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(YUHANG, encoding="utf-8")
    (news / "b.txt").write_text(LINPING + XIHU, encoding="utf-8")
    return news


@pytest.fixture
def graph(graph_folder: Path) -> Path:
    """The hand-made graph of two cities, with its views."""
    list(write_views(graph_folder))
    return graph_folder


def python(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, encoding="utf-8", check=False)


def figures_of(table: str) -> dict[str, str]:
    """The rows of a table of two columns: what is counted, and the number."""
    rows = (re.fullmatch(r"\s*(\S.*?)\s{2,}([\d.,]+(?: s)?)\s*", line) for line in table.splitlines())
    return {row[1]: row[2] for row in rows if row}


# ---------------------------------------------------------------- build


def test_build_tells_what_it_made_and_what_to_do_next(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("build", folder, "-o", tmp_path / "graph")
    assert result.exit_code == 0, result.output
    figures = figures_of(result.stdout)
    assert (figures["read 读取"], figures["failed 失败"], figures["articles 文章"]) == ("2", "0", "2")
    assert figures["推出 launches"] == figures["facts 事实"] == "3"
    assert f"kg show {tmp_path / 'graph'} NAME" in result.stdout
    assert "reading 2/2" in result.stderr and "writing 9/9 store" in result.stderr


def test_build_again_skips_and_then_removes(run: Run, folder: Path, tmp_path: Path) -> None:
    run("build", folder, "-o", tmp_path / "graph")
    assert figures_of(run("build", folder, "-o", tmp_path / "graph").stdout)["unchanged 未变"] == "2"
    (folder / "b.txt").unlink()
    assert "百灯计划" in run("show", tmp_path / "graph", "百灯计划").stdout
    run("build", folder, "-o", tmp_path / "graph")
    assert run("show", tmp_path / "graph", "百灯计划").exit_code == 1


def test_build_add_keeps(run: Run, folder: Path, tmp_path: Path) -> None:
    run("build", folder / "a.txt", "-o", tmp_path / "graph")
    run("build", folder / "b.txt", "-o", tmp_path / "graph", "--add")
    assert run("show", tmp_path / "graph", "春雨行动").exit_code == 0


def test_build_names_what_failed_and_builds_the_rest(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    result = run("build", folder, "-o", tmp_path / "graph")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if line.startswith("error:")]
    assert len(errors) == 1 and "empty.txt" in errors[0]
    assert figures_of(result.stdout)["failed 失败"] == "1"
    assert run("show", tmp_path / "graph", "春雨行动").exit_code == 0


def test_build_strict_stops(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "aa.txt").write_bytes(b"")
    result = run("build", folder, "-o", tmp_path / "graph", "--strict", "--jobs", "1")
    assert result.exit_code == 1 and "aa.txt" in result.stderr and result.stdout == ""
    assert not (tmp_path / "graph" / "graph.ttl").exists()


def test_build_reads_standard_input(run: Run, tmp_path: Path) -> None:
    assert run("build", "-", "-o", tmp_path / "graph", stdin=YUHANG).exit_code == 0
    assert "余杭区 → 春雨行动" in run("show", tmp_path / "graph", "余杭区").stdout


# ---------------------------------------------------------------- decisions


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_decisions_are_given_listed_and_taken_back(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    decided = written(
        tmp_path / "d.csv", "action,name,value", "drop,百灯计划,", "rename,春雨行动,春雨工程", "drop,无名,"
    )
    result = run("build", folder, "-o", out, "--decisions", decided)
    assert result.exit_code == 0, result.output
    assert "Decisions:       1 are about nothing in this graph" in result.stdout
    assert figures_of(result.stdout)["facts 事实"] == "1"
    assert "余杭区 → 春雨工程" in run("show", out, "春雨行动").stdout
    listed = run("decisions", out).stdout.lstrip("\ufeff").splitlines()
    assert listed == [
        "action,name,label,region,value,value_label,value_region,applies",
        "drop,百灯计划,,,,,,1", "rename,春雨行动,,,春雨工程,,,1", "drop,无名,,,,,,0",
    ]  # fmt: skip
    again = run("build", folder, "-o", out, "--decisions", written(tmp_path / "l.csv", *listed))
    assert "assembling" not in again.stderr and figures_of(again.stdout)["decisions 人工决定"] == "3"
    run("build", folder, "-o", out, "--decisions", written(tmp_path / "u.csv", "action,name", "undo,百灯计划"))
    assert run("show", out, "百灯计划").exit_code == 0
    assert len(run("decisions", out).stdout.splitlines()) == 3


def test_a_fault_in_the_decisions_stops_before_anything_is_read(run: Run, folder: Path, tmp_path: Path) -> None:
    decided = written(tmp_path / "d.csv", "action,name", "delete,百灯计划")
    result = run("build", folder, "-o", tmp_path / "graph", "--decisions", decided)
    assert result.exit_code == 1 and not (tmp_path / "graph").exists()
    assert result.stderr == (
        f"error: {decided}, line 2: action is 'delete'; allowed: merge, apart, rename, retype, drop, undo\n"
    )


def test_a_graph_without_decisions_lists_none(run: Run, graph: Path) -> None:
    assert run("decisions", graph).stdout.splitlines() == [
        "\ufeffaction,name,label,region,value,value_label,value_region,applies"
    ]


# ---------------------------------------------------------------- extract and evaluate


def test_extract_prints_one_line_a_source(run: Run, folder: Path) -> None:
    result = run("extract", folder)
    assert result.exit_code == 0 and result.stderr == ""
    first, second = [json.loads(line) for line in result.stdout.splitlines()]
    assert (first["file"], second["file"]) == ("a.txt", "b.txt")
    assert [(e["start"], e["end"], e["label"], e["text"]) for e in first["entities"]] == [
        (0, 3, "PLACE", "余杭区"),
        (6, 10, "PROGRAMME", "春雨行动"),
    ]
    relation = first["relations"][0]
    assert (relation["head"], relation["relation"], relation["tail"]) == ("余杭区", "launches", "春雨行动")
    assert (relation["trigger"], relation["sentence"], relation["start"]) == ("启动", YUHANG, 0)
    assert [entry["head"] for entry in second["relations"]] == ["临平区"]
    assert [entry["head"] for entry in second["negated"]] == ["西湖区"]
    assert [set(entry) for entry in first["articles"]] == [{"id", "title", "published", "publisher", "url"}]


def test_extract_prints_open_relations_when_asked(
    run: Run, folder: Path, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.documents", lambda *given: iter(documents[:1]))
    assert "open" not in json.loads(run("extract", folder).stdout)
    record = json.loads(run("extract", folder, "--open-relations").stdout)
    assert [(entry["head"], entry["verb"], entry["tail"], entry["polarity"]) for entry in record["open"]] == [
        ("林远舟", "走访", "新港海洋学院", "positive"),
        ("林远舟", "走进", "海棠公园", "negative"),
    ]
    text = documents[0].source.text
    assert all(text[entry["start"] : entry["end"]] == entry["sentence"] for entry in record["open"])


def test_extract_goes_on_after_a_failure(run: Run, folder: Path) -> None:
    result = run("extract", folder / "missing.txt", folder / "b.txt", "-")
    assert result.exit_code == 1 and len(result.stdout.splitlines()) == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["error", "error"]
    assert "missing.txt: does not exist" in result.stderr and "-: is empty" in result.stderr


def gold_of(run: Run, folder: Path, target: Path) -> Path:
    target.write_text(run("extract", folder).stdout, encoding="utf-8")
    return target


def test_evaluate_scores_extraction_against_gold(run: Run, folder: Path, tmp_path: Path) -> None:
    gold = gold_of(run, folder, tmp_path / "gold.jsonl")
    result = run("evaluate", gold, folder, "--json")
    scores = json.loads(result.stdout)
    assert scores["pooled"]["mention"] == {"precision": 1, "recall": 1, "f1": 1, "predicted": 6, "gold": 6}
    assert list(scores["documents"]) == ["a.txt", "b.txt"]
    (folder / "a.txt").write_text(YUHANG.replace("余杭区", "钱塘区"), encoding="utf-8")
    table = run("evaluate", gold, folder).stdout
    row = next(line.split() for line in table.splitlines() if line.split()[:1] == ["relation"])
    assert row == ["relation", "0.5000", "0.5000", "0.5000", "2", "2"]


def test_evaluate_names_gold_without_source(run: Run, folder: Path, tmp_path: Path) -> None:
    gold = gold_of(run, folder, tmp_path / "gold.jsonl")
    result = run("evaluate", gold, folder / "a.txt")
    assert result.exit_code == 1 and result.stderr.startswith("error: no source for the gold document b.txt")


def test_evaluate_refuses_two_sources_of_one_name(run: Run, folder: Path, tmp_path: Path) -> None:
    gold = gold_of(run, folder, tmp_path / "gold.jsonl")
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text(LINPING, encoding="utf-8")
    result = run("evaluate", gold, folder, other)
    assert result.exit_code == 1 and "both are called a.txt" in result.stderr


# ---------------------------------------------------------------- show, stats, query, export, validate


def test_show_quotes_the_sentence_behind_every_fact(run: Run, graph: Path) -> None:
    shown = run("show", graph, "区人社局").stdout
    assert shown.startswith("海湾区人社局  机构 organisation")
    assert "also called  区人社局  4×, articles: 2 (region-prefix)" in shown and "lies in      海湾区" in shown
    assert "新港海洋学院 — 海湾区人社局" in shown
    assert "区人社局与海洋学院签约，双方共育人才100名。  (2024-02-08, 人才 100名)  [news/xingang.txt:41]" in shown
    assert "海湾区人社局 → 海螺热线 〔否定 denied〕" in shown
    assert "〔进行中 ongoing〕" in shown
    company = shown[shown.index("共现") :].splitlines()[1:]
    ratios = [float(line.rsplit(" ", 1)[1].rstrip(")")) for line in company if line]
    assert ratios == sorted(ratios, reverse=True) and len(ratios) >= 5


def test_show_tells_the_time_that_a_sentence_states(run: Run, graph: Path) -> None:
    shown = run("show", graph, "星火工程").stdout
    assert "(2024-02-08, when 2024-02-01/2024-02-29)  [news/xingang.txt:" in shown


def test_show_marks_what_is_derived(run: Run, graph: Path) -> None:
    shown = run("show", graph, "区人社局").stdout
    derived = shown[shown.index("推得 derived") :].splitlines()
    assert derived[1:3] == [
        "  海湾区人社局 → 海湾区  within 推得 by body-region",
        "  新港海洋学院 → 海湾区人社局  partOf 推得 by party-unit",
    ]
    assert "推得" not in run("show", graph, "海螺热线").stdout


def test_show_lists_open_relations_where_they_are_on(run: Run, graph: Path) -> None:
    assert "走访" not in run("show", graph, "林远舟").stdout
    with Evidence.open(graph) as evidence:
        evidence.show_open(True)
    shown = run("show", graph, "林远舟").stdout
    assert "开放关系 open relations" in shown
    assert "林远舟 → 走访 → 新港海洋学院  (confidence 0.90)" in shown
    assert "林远舟 → 走进 → 海棠公园 〔否定 denied〕" in shown
    assert "when 2024-02-23/2024-03-01" in shown


def test_show_marks_plans(run: Run, graph: Path) -> None:
    lines = run("show", graph, "海棠公园").stdout.splitlines()
    marked = [("计划 planned" in line) for line in lines if "海湾区 → 海棠公园" in line]
    assert sorted(marked) == [False, True]


def test_show_quotes_no_more_sentences_than_asked(run: Run, graph: Path) -> None:
    shown = run("show", graph, "新港海洋学院", "--sentences", "1").stdout
    assert shown.count("[news/xingang.txt:") == 1 and "and 1 more" in shown


def test_show_keeps_namesakes_apart(run: Run, graph: Path) -> None:
    shown = run("show", graph, "中山路").stdout
    assert shown.startswith("2 entities are called 中山路")
    first, second = shown.split("\n中山路  ")[1:]
    assert "region       990100 新港市" in first and "白沙城建集团 → 中山路" not in first
    assert "region       990200 白沙市" in second and "白沙城建集团 → 中山路" in second


@pytest.mark.parametrize(("name", "near"), [("海湾", "海湾区"), ("海棠乐园", "海棠公园"), ("林远丹", "林远舟")])
def test_show_suggests_near_names(run: Run, graph: Path, name: str, near: str) -> None:
    result = run("show", graph, name)
    assert result.exit_code == 1 and near in result.stderr
    assert "near it: nothing" in run("show", graph, "zzz").stderr


def test_stats_count_by_class_and_relation(run: Run, graph: Path) -> None:
    lines = [line.split() for line in run("stats", graph).stdout.splitlines()]
    for row in (["entities", "实体", "14"], ["地点", "place", "7"], ["建设", "builds", "4"], ["facts", "事实", "11"]):
        assert row in lines


def test_query_by_name_with_a_parameter(run: Run, graph: Path) -> None:
    found = run("query", graph, "programmes-of", "--name", "海湾区", "-f", "csv").stdout
    assert "星火工程" in found and "海螺热线" not in found
    assert run("query", graph, "programmes-of", "-p", "name=海湾区", "-f", "csv").stdout == found
    assert "星火工程" in run("query", graph, "programmes-of", "--name", "海湾区").stdout


@pytest.mark.parametrize(
    ("query", "format", "expected"),
    [
        ("SELECT (1 + 1 AS ?n) {}", "table", "2"),
        ("SELECT (1 + 1 AS ?n) {}", "csv", "n\n2"),
        ("SELECT (1 + 1 AS ?n) {}", "json", '"value":"2"'),
        ("ASK {}", "table", "true"),
        ("DESCRIBE <https://w3id.org/kg-zh/ontology#launches>", "turtle", "launches"),
        ("CONSTRUCT { <x:a> <x:b> 1 } {}", "turtle", "<x:a> <x:b> 1"),
    ],
)
def test_query_formats(run: Run, graph: Path, query: str, format: str, expected: str) -> None:
    result = run("query", graph, query, "-f", format)
    assert result.exit_code == 0 and expected in result.stdout


def test_query_without_a_query_lists_them(run: Run, graph: Path) -> None:
    listed = run("query", graph)
    assert listed.exit_code == 0
    assert {"programmes-of", "evidence-of"} <= {line.split()[0] for line in listed.stdout.splitlines() if line.strip()}


def test_query_without_results_says_so(run: Run, graph: Path) -> None:
    result = run("query", graph, "SELECT ?s { ?s <x:none> ?o }")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no results\n")


def test_export_to_a_file_and_to_standard_output(run: Run, graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.graphml"
    assert run("export", graph, "-f", "graphml", "-o", target).exit_code == 0
    printed = run("export", graph, "-f", "graphml", "-o", "-")
    assert target.read_bytes() == printed.stdout_bytes and b"<graphml" in printed.stdout_bytes


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_export_writes_through_what_is_no_file(run: Run, graph: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        result = run("export", graph, "-f", "csv-entities", "-o", pipe)
        written = reader.communicate(timeout=20)[0]
    assert result.exit_code == 0 and pipe.is_fifo()
    assert written == run("export", graph, "-f", "csv-entities", "-o", "-").stdout_bytes


def test_nothing_unprintable_comes_from_a_record_into_the_graph(run: Run, tmp_path: Path) -> None:
    fields = {
        "text": "余杭区\ud800启动“春\x01雨行动”。",
        "title": "标\ud800题\x00",
        "source": "报\x1b",
        "url": "x:\x02a",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(fields), encoding="utf-8")
    result = run("build", tmp_path / "a.jsonl", "-o", tmp_path / "graph")
    assert result.exit_code == 0, result.stderr
    written = (tmp_path / "graph" / "graph.ttl").read_text(encoding="utf-8")
    assert '"标题"' in written and '"春雨行动"' in written
    assert not re.search(r"[\x00-\x08\x0e-\x1f]|\\u00[01]|\\u[dD][89abAB]", written)


def test_validate_passes_a_good_graph_and_fails_a_bad_one(
    run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("validate", graph)
    assert (result.exit_code, result.stdout) == (0, "")
    report = Report((Violation("海湾区", "没有名称", "x:node", "x:shape"),), 7)
    monkeypatch.setattr("kg.validate.validate", lambda folder: report)
    result = run("validate", graph)
    assert (result.exit_code, result.stdout) == (1, "海湾区: 没有名称\n")
    assert result.stderr == "7 triples, 1 violations\n"


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["nosuch"], 2, "No such command 'nosuch'"),
        (["build"], 2, "Missing argument 'SOURCE...'"),
        (["build", "x.txt"], 2, "Missing option '-o'"),
        (["build", "x.txt", "-o", "OUT", "--jobs", "0"], 2, "0 is not in the range x>=1"),
        (["build", "x.txt", "-o", "OUT", "--nosuch"], 2, "No such option"),
        (["build", "", "-o", "OUT"], 1, "'': is no path"),
        (["build", "no-such.txt", "-o", "OUT"], 1, "no-such.txt: does not exist"),
        (["build", "SOURCE", "-o", "FILE"], 2, "is a file"),
        (["build", "SOURCE", "-o", "FILE/graph"], 1, "file.txt/graph: no place for a graph"),
        (["extract", "no-such.txt"], 1, "no-such.txt: does not exist"),
        (["evaluate", "no-gold.json", "SOURCE"], 1, "no-gold.json: cannot be read"),
        (["show", "no-graph", "x"], 1, "no-graph: no graph here"),
        (["show", "GRAPH", "\udcff"], 1, "near it: nothing"),
        (["stats", "no-graph"], 1, "no-graph: no graph here"),
        (["decisions", "no-graph"], 1, "no-graph: no graph here"),
        (["build", "x.txt", "-o", "OUT", "--decisions", "no.csv"], 2, "'no.csv' does not exist"),
        (["stats", "FILE"], 1, "no graph here"),
        (["validate", "no-graph"], 1, "no-graph: no graph here"),
        (["query", "no-graph", "ASK {}"], 1, "no store there"),
        (["query", "no-graph"], 1, "no store there"),
        (["query", "GRAPH", "--name", "x"], 2, "go with a QUERY"),
        (["query", "GRAPH", "no-query"], 1, "no query 'no-query'; choose from"),
        (["query", "GRAPH", "no-file.rq"], 1, "the query cannot be read"),
        (["query", "GRAPH", "SELECT {"], 1, "not SPARQL"),
        (["query", "GRAPH", "programmes-of", "-p", "size=1"], 1, "no parameter 'size'"),
        (["query", "GRAPH", "programmes-of", "-p", "name"], 2, "expected KEY=VALUE"),
        (["query", "GRAPH", "ASK {}", "-f", "pdf"], 2, "'pdf' is not one of"),
        (["query", "GRAPH", "ASK {}", "-f", "turtle"], 1, "not 'turtle'"),
        (["export", "GRAPH", "-f", "docx", "-o", "OUT"], 1, "kg.export has no 'docx'; choose from csv-aliases"),
        (["export", "GRAPH", "-f", "gexf"], 2, "Missing option '-o'"),
        (["export", "GRAPH", "-f", "gexf", "-o", ""], 1, "give the path of a file"),
        (["export", "GRAPH", "-f", "gexf", "-o", "no-folder/x.gexf"], 1, "cannot be written"),
    ],
)
def test_mistakes_take_one_line(
    run: Run, graph: Path, tmp_path: Path, words: Sequence[str], code: int, message: str
) -> None:
    (tmp_path / "file.txt").write_text(YUHANG, encoding="utf-8")
    places = {"GRAPH": graph, "OUT": tmp_path / "out", "FILE": tmp_path / "file.txt", "SOURCE": tmp_path / "file.txt"}
    given = [str(places.get(word, word)).replace("FILE", str(tmp_path / "file.txt")) for word in words]
    result = run(*given)
    assert result.exit_code == code, result.output
    assert result.stderr.startswith("error: ") and message in result.stderr
    assert result.stderr.count("\n") == 1 and result.stdout == ""


def test_a_graph_that_is_not_assembled_is_refused(run: Run, graph: Path) -> None:
    with Evidence.open(graph) as evidence:
        evidence.remove("news/park.txt")
    result = run("show", graph, "海湾区")
    assert result.exit_code == 1 and "run the build again" in result.stderr


def test_a_bug_is_not_hidden(run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path) -> Report:
        raise ZeroDivisionError

    monkeypatch.setattr("kg.validate.validate", broken)
    assert isinstance(run("validate", graph).exception, ZeroDivisionError)


def test_stopping_is_no_traceback(run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(folder: Path) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.validate.validate", stop)
    result = run("validate", graph)
    assert result.exit_code == 130 and result.stderr.strip().startswith("error: stopped")


# ---------------------------------------------------------------- help, pipes, start-up


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0 and f"Usage: kg {command}" in result.stdout
    assert f"\n  {command} " in run("--help").stdout


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_help_lists_the_commands(run: Run, words: Sequence[str]) -> None:
    result = run(*words)
    assert result.exit_code == 0 and "kg build news/ -o graph" in result.stdout


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['kg', 'build', '--help']; from kg.cli import main\ntry: main()\nexcept SystemExit: "
    loaded = "print(*sorted({name.partition('.')[0] for name in sys.modules} | {'+' + name for name in sys.modules}))"
    names = set(python("-c", code + loaded).stdout.split())
    heavy = {"duckdb", "jieba", "networkx", "numpy", "pyoxigraph", "rdflib", "rich", "spacy", "pyshacl", "trafilatura"}
    assert "click" in names and not names & heavy and "+kg.pipeline" not in names


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("words", ["query GRAPH 'SELECT ?s ?p ?o { ?s ?p ?o }' -f csv", "stats GRAPH"])
def test_a_reader_may_close_the_pipe(graph: Path, words: str) -> None:
    words = words.replace("GRAPH", str(graph))
    command = f"{sys.executable} -m kg {words} | {sys.executable} -c 'pass'; test ${{PIPESTATUS[0]}} = 0"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_output_is_utf8_whatever_the_locale(graph: Path) -> None:
    code = (
        "import io, sys; sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='cp1252');"
        f"sys.argv = ['kg', 'show', {str(graph)!r}, '海棠公园']; from kg.cli import main; main()"
    )
    result = python("-X", "utf8", "-c", code)
    assert result.returncode == 0 and "海湾区 → 海棠公园" in result.stdout


# ---------------------------------------------------------------- --ner


@pytest.mark.parametrize("command", ["build", "extract", "evaluate"])
@pytest.mark.parametrize(
    ("ner", "message"),
    [
        (
            "bert",
            "error: --ner bert: unknown; allowed: kg, kg:FOLDER, rules, hanlp:NAME_OR_PATH, kg+hanlp:NAME_OR_PATH",
        ),
        ("", "error: --ner : unknown; allowed: kg"),
        ("rules:mine", "error: --ner rules:mine: unknown; allowed: kg"),
        ("kg:nowhere", "error: nowhere: no trained recogniser there"),
    ],
)
def test_an_unknown_recogniser_takes_one_line(
    run: Run, folder: Path, tmp_path: Path, command: str, ner: str, message: str
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"file": "a.txt", "entities": [], "relations": []}), encoding="utf-8")
    # Sources that are missing would be named if they were looked for first.
    sources: dict[str, list[str | Path]] = {
        "build": ["missing.txt", folder, "-o", tmp_path / "graph"],
        "extract": ["missing.txt", folder],
        "evaluate": [gold, folder],
    }
    result = run(command, *sources[command], "--ner", ner)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(message) and result.stderr.count("\n") == 1
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize("ner", ["kg", "rules"])
def test_clear_cases_are_found_either_way(run: Run, folder: Path, ner: str) -> None:
    result = run("extract", folder / "a.txt", "--ner", ner)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [entry["text"] for entry in json.loads(result.stdout)["entities"]] == ["余杭区", "春雨行动"]


@pytest.mark.parametrize("command", ["build", "extract", "evaluate"])
def test_help_tells_who_may_recognise(run: Run, command: str) -> None:
    told = " ".join(run(command, "--help").stdout.split())
    assert "--ner WHO" in told and all(who in told for who in ("kg:FOLDER", "rules", "hanlp:NAME_OR_PATH"))
