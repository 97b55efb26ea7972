"""Numbers of pupils and learners: published examples pass, a slip of one sign does not."""

from __future__ import annotations

import pytest

from pfa.people.identifiers import is_uln, is_upn, tidy


def test_the_published_pupil_number_is_right() -> None:
    assert is_upn("B801200005001")  # 8×2 + 1×4 + 2×5 + 5×10 + 1×13 = 93 = 4×23 + 1, and B has value 1


def test_a_pupil_number_worked_by_hand_is_right() -> None:
    assert is_upn("P207000016049")  # 2×2 + 7×4 + 1×9 + 6×10 + 4×12 + 9×13 = 266 = 11×23 + 13, and P has value 13


@pytest.mark.parametrize(
    "number",
    [
        "P207000016048",
        "B207000016049",
        "P20700001604",
        "P2070000160490",
        "I207000016049",
        "p207000016049",
        "",
        "P20700001604O",
    ],
)
def test_a_pupil_number_with_a_slip_is_not(number: str) -> None:
    assert not is_upn(number)


def test_a_temporary_pupil_number_ends_in_a_letter_that_counts() -> None:
    right = [letter for letter in "ABCDEFGHJKLMNPQRTUVWXYZ" if is_upn(f"{letter}20700001604A")]
    assert len(right) == 1


def test_a_published_learner_number_is_right() -> None:
    assert is_uln("1000102504")


@pytest.mark.parametrize(
    "number", ["1000102505", "1000102540", "0000102504", "9999999999", "100010250", "", "10001O2504"]
)
def test_a_learner_number_with_a_slip_is_not(number: str) -> None:
    assert not is_uln(number)


def test_a_learner_number_may_end_in_nought_but_never_has_remainder_nought() -> None:
    weights = range(10, 1, -1)
    numbers = [f"{serial}{digit}" for serial in range(100010200, 100010230) for digit in range(10)]
    right = [number for number in numbers if is_uln(number)]
    assert any(number.endswith("0") for number in right)
    for number in numbers:
        if sum(weight * int(sign) for weight, sign in zip(weights, number, strict=False)) % 11 == 0:
            assert not is_uln(number)


def test_spaces_and_small_letters_are_tidied_away() -> None:
    assert tidy(" p207 000 016049 ") == "P207000016049"
