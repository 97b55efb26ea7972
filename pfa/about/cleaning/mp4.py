"""MP4, walked box by box (ISO/IEC 14496-12), whole or in fragments as recorders write it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pfa.about.cleaning.errors import Fault, Unfit

START = b"ftyp"
TOP = {b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"mfra", b"sidx", b"free", b"skip", b"wide"}
HOLDING = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"edts", b"mvex"}
BLANKED = {b"udta", b"meta", b"uuid", b"free", b"skip"}  # what says who, where and when; what nobody reads
CODECS = {b"mp4a", b"Opus", b"alac"}
DEEP_AT_MOST = 12  # boxes within boxes: a recorder needs six


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name, where it stands, where what it holds begins, and where it ends."""

    name: bytes
    at: int
    begins: int
    ends: int


def walked(data: bytes) -> tuple[bytes, float]:
    """The file with what is no sound blanked, and its seconds. Raises Unfit for anything that is not known."""
    kept = bytearray(data)
    if any(box.name not in TOP for box in _boxes(data, 0, len(data))):
        raise Unfit(Fault.broken)
    handlers, codecs, told, ticks, begun = [], [], 0.0, 0, 0
    for box in _every(data, 0, len(data)):
        held = data[box.begins : box.ends]
        if box.name in BLANKED:
            kept[box.at + 4 : box.at + 8] = b"free"
            kept[box.begins : box.ends] = bytes(len(held))
        elif box.name == b"hdlr":
            handlers.append(held[8:12])
        elif box.name == b"stsd":
            codecs.append(held[12:16])
        elif box.name == b"mvhd":
            told = _seconds(held)
        elif box.name == b"mdhd":
            ticks = _clock(held)[0]
        elif box.name == b"tfdt":
            begun = max(begun, int.from_bytes(held[4 : 12 if held[:1] == b"\x01" else 8], "big"))
    if handlers != [b"soun"] or len(codecs) != 1 or codecs[0] not in CODECS:
        raise Unfit(Fault.kind)
    return bytes(kept), max(told, begun / ticks if ticks else 0.0)


def _every(data: bytes, at: int, end: int, depth: int = 0) -> Iterator[Box]:
    """Every box, with those that stand in others; of a blanked one nothing inside."""
    if depth > DEEP_AT_MOST:
        raise Unfit(Fault.broken)
    for box in _boxes(data, at, end):
        yield box
        if box.name in HOLDING:
            yield from _every(data, box.begins, box.ends, depth + 1)


def _boxes(data: bytes, at: int, end: int) -> Iterator[Box]:
    """The boxes from one place to another, which they must fill."""
    while at < end:
        if at + 8 > end:
            raise Unfit(Fault.broken)
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        begins = at + 8
        if size == 1:
            size, begins = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        if size < begins - at or at + size > end:
            raise Unfit(Fault.broken)
        yield Box(name, at, begins, at + size)
        at += size


def _clock(held: bytes) -> tuple[int, int]:
    """Ticks a second, and ticks in all, of a header box of either version."""
    try:
        if held[:1] == b"\x01":
            ticks, length = struct.unpack_from(">IQ", held, 20)
        else:
            ticks, length = struct.unpack_from(">II", held, 12)
    except struct.error as short:
        raise Unfit(Fault.broken) from short
    # All ones say that the length is not known.
    return int(ticks), 0 if length in (2**32 - 1, 2**64 - 1) else int(length)


def _seconds(held: bytes) -> float:
    ticks, length = _clock(held)
    return length / ticks if ticks else 0.0
