import os
import shutil
import signal
import sys
import threading
import time
from contextlib import contextmanager

import pyoxigraph as ox
import pytest
from werkzeug.test import Client

from kg.graph import Graph
from kg.store import STORE, build_store
from kg.web import writing
from kg.web.answering import Answer, Reader, Refusal, Task
from kg.web.app import Application
from kg.web.workers import BusyError, LostError, StoppedError, Workers

ENDLESS = Task("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 10)
QUICK = Task("ASK {}", 10)
PLACES = Task("SELECT ?name { ?place a kg:Place ; skos:prefLabel ?name } ORDER BY ?name", 50)
posix = pytest.mark.skipif(sys.platform == "win32", reason="processes have no signals there")


@contextmanager
def elsewhere(call):
    thread = threading.Thread(target=call)
    thread.start()
    yield
    thread.join()


def pid_of(workers):
    worker = workers._idle.get()
    workers._idle.put(worker)
    return worker.process.pid


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_long_query_is_stopped_and_the_next_is_answered(stored_graph):
    with Workers(stored_graph, 1, 1.0) as workers:
        workers.ask(QUICK)
        before = pid_of(workers)
        started = time.monotonic()
        with pytest.raises(StoppedError, match="stopped after 1 second"):
            workers.ask(ENDLESS)
        assert 0.9 < time.monotonic() - started < 5
        assert not is_running(before)
        assert workers.ask(QUICK).body == b'{"head":{},"boolean":true}'
        assert pid_of(workers) != before


def test_the_server_answers_on_while_a_query_runs_and_after_it(stored_graph):
    with Workers(stored_graph, 2, 1.5) as workers:
        client = Client(Application(workers, 10))
        stopped = []
        with elsewhere(lambda: stopped.append(client.get("/sparql", query_string={"query": ENDLESS.text}))):
            time.sleep(0.3)
            assert client.get("/sparql", query_string={"query": "ASK {}"}).status_code == 200
            assert not stopped
        assert (stopped[0].status_code, stopped[0].headers["Retry-After"]) == (503, "1")
        assert "stopped after 1.5 seconds" in stopped[0].text
        assert client.get("/sparql", query_string={"query": "ASK {}"}).status_code == 200


def test_who_comes_when_all_are_busy_is_told_so(stored_graph):
    with Workers(stored_graph, 1, 2.0, patience=0.2) as workers:
        workers.ask(QUICK)

        def run_long():
            with pytest.raises(StoppedError):
                workers.ask(ENDLESS)

        with elsewhere(run_long):
            time.sleep(0.3)
            with pytest.raises(BusyError, match="all 1 workers are busy"):
                workers.ask(QUICK)
        assert workers.ask(QUICK).kind == "boolean"


@posix
def test_a_worker_that_dies_is_replaced(stored_graph):
    with Workers(stored_graph, 1, 5.0) as workers:
        os.kill(pid_of(workers), signal.SIGKILL)
        with pytest.raises(LostError):
            workers.ask(QUICK)
        assert workers.ask(QUICK).kind == "boolean"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_a_query_that_eats_memory_ends_alone(stored_graph):
    steps = "".join(f"BIND(CONCAT({', '.join([f'?x{step}'] * 16)}) AS ?x{step + 1}) " for step in range(6))
    text = f'SELECT (STRLEN(?x6) AS ?n) {{ BIND("{"山" * 1000}" AS ?x0) {steps} }}'
    with Workers(stored_graph, 1, 20.0, memory=2**30) as workers:
        with pytest.raises(LostError, match="too much memory"):
            workers.ask(Task(text, 10))
        assert workers.ask(QUICK).kind == "boolean"


@pytest.mark.parametrize(
    "text", ["ASK " + "{" * 30_000 + "}" * 30_000, "ASK { FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }"]
)
def test_a_query_nested_too_deep_ends_alone(stored_graph, text):
    with Workers(stored_graph, 1, 20.0) as workers:
        with pytest.raises(LostError, match="nested too deep"):
            workers.ask(Task(text, 10))
        assert workers.ask(QUICK).kind == "boolean"


@posix
def test_closing_leaves_no_process(stored_graph):
    with Workers(stored_graph, 2, 5.0) as workers:
        pids = [workers._idle.queue[at].process.pid for at in range(2)]
        assert all(map(is_running, pids))
    assert not any(map(is_running, pids))


# ---------------------------------------------------------------- which store is read


def names(reply):
    assert isinstance(reply, Answer), reply
    rows = ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
    return [row["name"].value for row in rows]


@pytest.fixture
def renewed(make_store):
    """A folder whose store is replaced, as a build does it, by one with another place: (name) -> None."""

    def place(name):
        return f'<entity/1> a kg:Place ; skos:prefLabel "{name}"@zh ; kg:mentions 1 .'

    folder = make_store(place("旧城"))

    def renew(name):
        (folder / STORE).rename(folder / "store.old")
        (make_store(place(name)) / STORE).rename(folder / STORE)
        shutil.rmtree(folder / "store.old")

    return folder, renew


def test_a_rebuilt_store_is_served_at_once(renewed):
    folder, renew = renewed
    with Workers(folder, 1, 5.0) as workers:
        assert names(workers.ask(PLACES)) == ["旧城"]
        before = pid_of(workers)
        for name in ("新城", "新区", "新港"):
            renew(name)
            assert names(workers.ask(PLACES)) == [name]
        assert pid_of(workers) == before


def test_a_graph_that_is_built_again_is_served(graph_folder):
    with Graph.open(graph_folder) as graph:
        build_store(graph, graph_folder / STORE)
        with Workers(graph_folder, 1, 5.0) as workers:
            first = names(workers.ask(PLACES))
            build_store(graph, graph_folder / STORE)
            assert names(workers.ask(PLACES)) == first
            assert "海湾区" in first


def test_an_answer_from_the_old_store_is_not_broken(renewed):
    folder, renew = renewed
    store = ox.Store.read_only(str(folder / STORE))
    rows = store.query("SELECT ?name { ?place <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }")
    renew("新城")
    assert [row["name"].value for row in rows] == ["旧城"]


def test_a_moment_without_a_store_is_waited_for(renewed):
    folder, _ = renewed
    reader = Reader(folder)
    assert names(reader.answer(PLACES)) == ["旧城"]
    (folder / STORE).rename(folder / "store.old")

    def put_back():
        time.sleep(0.1)
        (folder / "store.old").rename(folder / STORE)

    with elsewhere(put_back):
        assert names(reader.answer(PLACES)) == ["旧城"]


def test_a_store_that_is_gone_is_missed_and_found_again(renewed):
    folder, _ = renewed
    (folder / STORE).rename(folder / "aside")
    reader = Reader(folder)
    refused = reader.answer(PLACES)
    assert isinstance(refused, Refusal)
    assert (refused.reason, "build the graph first" in refused.message) == ("store", True)
    with Workers(folder, 1, 5.0) as workers:
        response = Client(Application(workers, 10)).get("/sparql", query_string={"query": "ASK {}"})
        assert response.status_code == 503
        (folder / "aside").rename(folder / STORE)
        assert names(workers.ask(PLACES)) == ["旧城"]


def test_iris_are_relative_to_the_base_of_the_graph(renewed):
    folder, _ = renewed
    reply = Reader(folder).answer(Task("SELECT ?name { <entity/1> skos:prefLabel ?name }", 1))
    assert names(reply) == ["旧城"]
    assert reply.base == "https://kg.example/things/"
    assert names(Reader(folder).answer(Task("SELECT ?name { <> skos:prefLabel ?name }", 1, "entity/1"))) == ["旧城"]
    assert names(Reader(folder).answer(Task("SELECT ?name { entity:1 skos:prefLabel ?name }", 1))) == ["旧城"]


# ---------------------------------------------------------------- how much is written


def test_an_answer_has_a_bound_of_bytes_too(renewed, monkeypatch):
    folder, _ = renewed
    monkeypatch.setattr(writing, "LONGEST", 100_000)
    values = " ".join(f'("{"长" * 300}{number}")' for number in range(40))
    text = f"SELECT (?x AS ?name) {{ VALUES (?x) {{ {values} }} VALUES (?y) {{ {'(1) ' * 20} }} }}"
    reply = Reader(folder).answer(Task(text, 100_000))
    assert reply.cut
    assert 90 < len(names(reply)) < 200


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_rows_without_columns(renewed, rows):
    folder, _ = renewed
    reply = Reader(folder).answer(Task(f"SELECT * {{ VALUES () {{ {'() ' * rows} }} }}", 10))
    assert len(list(ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON))) == rows


@pytest.mark.parametrize(
    "term", ['"a\\tb\\nc\\r\\\\"', '"引“号”\\""@zh', "01", "1.50", "1e3", "true", '"x"^^<x:y>', "<x:%E5>", '"\\u2028"']
)
def test_terms_survive_being_read_again(renewed, term):
    folder, _ = renewed
    reply = Reader(folder).answer(Task(f"SELECT (?x AS ?name) {{ VALUES ?x {{ {term} }} }}", 10))
    (row,) = ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
    ((expected,),) = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")
    assert row["name"] == expected
