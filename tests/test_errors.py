"""Errors say what, what was given and what is allowed, also on the other side of a process."""

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from kg.errors import GraphError, KGError, QueryError, ReadError, UnknownNameError

ERRORS = (
    ReadError("news/page.txt", "is empty"),
    ReadError("", ""),
    UnknownNameError("kg.export", "foo", ["graphml", "gexf"]),
    GraphError("graph: written by version 3; this is 4"),
    QueryError("line 2: expected SELECT"),
)


def fail() -> None:
    raise ReadError("news/page.txt", "is empty")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_survives_pickling(error: KGError, protocol: int) -> None:
    copy = pickle.loads(pickle.dumps(error, protocol))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


def test_a_worker_process_hands_its_error_over() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, pytest.raises(ReadError) as raised:
        pool.submit(fail).result()
    assert (raised.value.source, raised.value.reason) == ("news/page.txt", "is empty")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_one_root_catches_all(error: Exception) -> None:
    with pytest.raises(KGError):
        raise error


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ReadError("page.pdf", "is not a PDF"), "page.pdf: is not a PDF"),
        (
            UnknownNameError("kg.ner", "faces", {"sites": 1, "bodies": 2}),
            "kg.ner has no 'faces'; choose from bodies, sites",
        ),
        (UnknownNameError("the ontology", "", iter(["b", "a"])), "the ontology has no ''; choose from a, b"),
    ],
)
def test_messages(error: KGError, message: str) -> None:
    assert str(error) == message
