"""The load command against the real server: a few pupils lose nothing, and a figure that is wrong is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pfa import load


@pytest.mark.slow
def test_a_few_pupils_answer_through_the_real_server_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    outcome = load.run(tmp_path, pupils=3, seconds=1, questions=2)
    assert outcome.faults == []
    assert (outcome.sent, outcome.kept) == (3, 6)
    assert len(outcome.milliseconds) >= 3 * 2 * 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"kept": 5},
        {"kept": 7},
        {"sent": 1},
        {"faults": ["pupil 0"]},
        {"milliseconds": [900.0] * 40},
        {"late": 9.0},
        {"seconds": 10.5},
    ],
)
def test_what_is_lost_doubled_refused_or_slow_is_not_good(wrong: dict[str, object]) -> None:
    fine = {"milliseconds": [20.0] * 40, "faults": [], "sent": 3, "kept": 6, "seconds": 9.5}
    assert load.Outcome(3, 2, 10, **fine).is_good  # type: ignore[arg-type]  # the fields of an outcome
    assert not load.Outcome(3, 2, 10, **{**fine, **wrong}).is_good  # type: ignore[arg-type]  # the same
