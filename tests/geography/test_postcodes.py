"""Postcodes are read, tidied and placed without asking anybody."""

from __future__ import annotations

import importlib.util
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pfa.geography import postcodes
from pfa.geography.distance import kilometres
from pfa.geography.grid import to_degrees


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("s12hh", "S1 2HH"),
        (" S1  2HH ", "S1 2HH"),
        ("sw1a1aa", "SW1A 1AA"),
        ("M1 1AE", "M1 1AE"),
        ("ec1a1bb", "EC1A 1BB"),
        ("LS2 9JT", "LS2 9JT"),
    ],
)
def test_a_postcode_is_written_one_way_however_it_was_typed(typed: str, written: str) -> None:
    assert postcodes.tidy(typed) == written


@pytest.mark.parametrize("typed", ["", "S1", "SHEFFIELD", "Q1 2AB", "S1 2HC", "S1 2H", "1S 2HH", "S1 2HH extra words"])
def test_what_has_not_the_shape_of_a_postcode_is_none(typed: str) -> None:
    assert postcodes.tidy(typed) is None
    assert postcodes.find(typed) is None


def test_a_postcode_has_its_place_and_authority() -> None:
    place = postcodes.find("s1 2hh")
    assert place is not None
    assert place.postcode == "S1 2HH"
    assert place.authority_code == "E08000039"
    assert place.lat == pytest.approx(53.38, abs=0.01)
    assert place.lon == pytest.approx(-1.47, abs=0.01)


def test_two_postcodes_are_as_far_apart_as_on_the_map() -> None:
    town_hall, hillsborough = postcodes.find("S1 2HH"), postcodes.find("S10 2TN")
    assert town_hall is not None
    assert hillsborough is not None
    apart = kilometres(town_hall.lat, town_hall.lon, hillsborough.lat, hillsborough.lon)
    assert 1.0 < apart < 2.5


def test_the_grid_agrees_with_a_point_of_known_degrees() -> None:
    # SW1A 1AA as the ONS directory gives it in both systems.
    lat, lon = to_degrees(529090, 179645)
    assert lat == pytest.approx(51.501009, abs=0.0001)
    assert lon == pytest.approx(-0.141588, abs=0.0001)


def test_the_grid_agrees_with_the_worked_example_of_the_ordnance_survey() -> None:
    # "A guide to coordinate systems in Great Britain", annex C: E 651409.903, N 313177.270 is 52° 39′ 27.2531″ N,
    # 1° 43′ 4.5177″ E on Airy's ellipsoid; the shift moves it by about 110 metres.
    from pfa.geography import grid

    lat, lon = grid._on_airy(651409.903, 313177.270)
    degrees = [value * 180 / 3.141592653589793 for value in (lat, lon)]
    assert degrees == pytest.approx([52 + 39 / 60 + 27.2531 / 3600, 1 + 43 / 60 + 4.5177 / 3600], abs=1e-7)


def test_northern_ireland_is_left_out_because_of_its_licence() -> None:
    assert postcodes.tidy("BT1 5GS") == "BT1 5GS"
    assert postcodes.find("BT1 5GS") is None


def test_a_letter_is_kept_small() -> None:
    postcodes._letter.cache_clear()
    tracemalloc.start()
    assert postcodes.find("S1 2HH") is not None
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 12 * 1024 * 1024


def test_a_missing_directory_is_said_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    postcodes._letter.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(postcodes.DirectoryMissing, match="not installed"):
        postcodes.find("S1 2HH")


def test_a_place_is_no_distance_from_itself_and_the_poles_are_half_the_earth_apart() -> None:
    assert kilometres(53.1, -1.3, 53.1, -1.3) == 0
    assert kilometres(90, 0, -90, 0) == pytest.approx(20015, abs=1)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_postcode_or_none(text: str) -> None:
    tidied = postcodes.tidy(text)
    assert tidied is None or postcodes.tidy(tidied) == tidied
