import itertools
import os
from collections.abc import Iterator

import pytest

from kg.engines.local import FEWEST_BYTES, FEWEST_DOCUMENTS, LOOK_AHEAD, Failure, choose_jobs, run
from kg.errors import ReadError


def work(number: int) -> int:
    if number == 3:
        raise ReadError("three.txt", "empty file")
    if number == 5:
        raise ZeroDivisionError("five")
    return number * number


def die(number: int) -> int:
    if number == 2:
        os._exit(9)
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_keep_their_order_and_failures_name_their_item(jobs: int) -> None:
    results = list(run(work, range(7), jobs))
    assert [result for result in results if not isinstance(result, Failure)] == [0, 1, 4, 16, 36]
    expected, bug = (results[3], results[5])
    assert isinstance(expected, Failure) and isinstance(bug, Failure)
    assert (expected.item, expected.reason, expected.trace) == (3, "three.txt: empty file", "")
    assert (bug.item, bug.reason) == (5, "5: internal error, ZeroDivisionError: five")
    assert "in work" in bug.trace


def test_a_dying_process_costs_one_item() -> None:
    results = list(run(die, range(12), 2))
    assert [result for result in results if not isinstance(result, Failure)] == [0, 1, *range(3, 12)]
    assert [result.item for result in results if isinstance(result, Failure)] == [2]


def test_items_are_read_only_a_little_ahead() -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        for number in itertools.count(10):
            taken += 1
            yield number

    results = run(work, endless(), 2)
    assert next(results) == 100
    assert taken == 2 * LOOK_AHEAD + 1


def test_one_job_is_lazy() -> None:
    assert list(itertools.islice(run(work, itertools.count(10), 1), 2)) == [100, 121]


@pytest.mark.parametrize("jobs", [0, -1])
def test_no_jobs_is_refused(jobs: int) -> None:
    with pytest.raises(ValueError, match="allowed: 1 or more"):
        run(work, [1], jobs)


@pytest.mark.parametrize(
    ("sizes", "one"),
    [
        ([], True),
        ([FEWEST_BYTES] * (FEWEST_DOCUMENTS - 1), True),
        ([1] * (FEWEST_DOCUMENTS + 1), True),
        ([FEWEST_BYTES] * FEWEST_DOCUMENTS, False),
    ],
)
def test_few_or_small_documents_stay_in_one_process(sizes: list[int], one: bool) -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    assert choose_jobs(sizes) == (1 if one else min(cores, len(sizes)))
