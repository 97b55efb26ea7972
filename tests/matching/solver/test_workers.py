"""Work in copies of the process: results in order, faults seen here, stopped when asked."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest

from pfa.matching.solver.workers import Crew

Cancelled = Callable[[], bool]


def test_results_come_in_the_order_of_the_items_from_other_processes() -> None:
    def work(item: int, cancelled: Cancelled) -> tuple[int, int]:
        del cancelled
        return item * item, os.getpid()

    found = Crew(work, 3).run(range(7))
    assert [square for square, _ in found] == [0, 1, 4, 9, 16, 25, 36]
    assert os.getpid() not in {process for _, process in found}


def test_what_fails_in_a_copy_is_done_here() -> None:
    here = os.getpid()

    def work(item: int, cancelled: Cancelled) -> int:
        del cancelled
        if os.getpid() != here:
            os._exit(3)
        return item + 1

    assert Crew(work, 2).run([1, 2, 3]) == [2, 3, 4]


def test_a_fault_of_the_work_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    def work(item: int, cancelled: Cancelled) -> int:
        del cancelled
        raise ValueError(item)

    with pytest.raises(ValueError, match="5"):
        Crew(work, 2).run([5])
    capfd.readouterr()


def test_copies_that_are_at_work_hear_that_it_is_cancelled() -> None:
    began = time.monotonic()

    def work(item: int, cancelled: Cancelled) -> str:
        while not cancelled():
            time.sleep(0.01)
            if time.monotonic() > began + 60:
                return "never heard"
        return f"{item} stopped"

    found = Crew(work, 2).run([1, 2, 3], cancelled=lambda: time.monotonic() > began + 0.5)
    assert found == ["1 stopped", "2 stopped", "3 stopped"]


def test_a_copy_knows_what_was_made_of_results_before_it() -> None:
    total = [0]

    def work(item: int, cancelled: Cancelled) -> int:
        del cancelled
        return total[0] + item

    def done(number: int, result: int) -> None:
        del number
        total[0] = result

    assert Crew(work, 1).run([1, 2, 3], done=done) == [1, 3, 6]


def test_items_that_are_not_apart_are_not_at_work_at_once() -> None:
    def work(item: int, cancelled: Cancelled) -> tuple[float, float]:
        del item, cancelled
        began = time.monotonic()
        while time.monotonic() < began + 0.2:
            pass
        return began, time.monotonic()

    found = Crew(work, 4).run([1, 3, 2, 4], apart=lambda one, other: (one - other) % 2 == 1)
    for same in ((0, 1), (2, 3)):
        (a, b), (c, d) = found[same[0]], found[same[1]]
        assert b <= c or d <= a, "one after the other"


def test_large_results_come_whole() -> None:
    found = Crew(lambda item, cancelled: b"x" * item, 2).run([3_000_000, 10])
    assert [len(each) for each in found] == [3_000_000, 10]
