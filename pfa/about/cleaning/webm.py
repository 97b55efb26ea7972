"""WebM, walked element by element (RFC 8794 for the elements, RFC 9559 for their meaning)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pfa.about.cleaning.errors import Fault, Unfit

START = b"\x1a\x45\xdf\xa3"
HEAD, DOC_TYPE, SEGMENT, VOID = 0x1A45DFA3, 0x4282, 0x18538067, 0xEC
SEEK, INFO, TRACKS, CLUSTER, CUES, TAGS = 0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B, 0x1254C367
SCALE, DURATION, MUXER, WRITER = 0x2AD7B1, 0x4489, 0x4D80, 0x5741
TRACK, TRACK_TYPE, CODEC = 0xAE, 0x83, 0x86
TIME, SIMPLE, GROUP, PREVIOUS, POSITION, BLOCK = 0xE7, 0xA3, 0xA0, 0xAB, 0xA7, 0xA1
PARTS = {SEEK, VOID, INFO, TRACKS, CLUSTER, CUES, TAGS}
SOUND = 2  # the type of a sound track
CODECS = (b"A_OPUS", b"A_VORBIS")


@dataclass(frozen=True, slots=True)
class Element:
    """One element: where it stands, where what it holds begins, and where it ends."""

    id: int
    at: int
    begins: int
    ends: int


def walked(data: bytes) -> tuple[bytes, float]:
    """The file with its tags and the like blanked, and its seconds. Raises Unfit for anything that is not known."""
    kept = bytearray(data)
    top = list(_elements(data, 0, len(data), closed_by=frozenset()))
    if [one.id for one in top] != [HEAD, SEGMENT]:
        raise Unfit(Fault.broken)
    if _held(data, top[0], DOC_TYPE) != b"webm":
        raise Unfit(Fault.kind)
    scale, last, tracks = 1_000_000, 0, 0  # nanoseconds a tick: the default of the format
    for part in _elements(data, top[1].begins, top[1].ends, closed_by=frozenset(PARTS)):
        if part.id not in PARTS:
            raise Unfit(Fault.broken)
        if part.id in (TAGS, VOID):
            _blank(kept, part)
        elif part.id == INFO:
            scale = _number(_held(data, part, SCALE)) or scale
            for told in _elements(data, part.begins, part.ends):
                if told.id not in (SCALE, DURATION, MUXER, WRITER):
                    _blank(kept, told)
        elif part.id == TRACKS:
            tracks += _tracks(data, part)
        elif part.id == CLUSTER:
            last = max(last, _last_tick(data, part))
    if tracks != 1:
        raise Unfit(Fault.kind)
    return bytes(kept), last * scale / 1e9


def _tracks(data: bytes, part: Element) -> int:
    entries = [one for one in _elements(data, part.begins, part.ends) if one.id == TRACK]
    for entry in entries:
        if _number(_held(data, entry, TRACK_TYPE)) != SOUND or _held(data, entry, CODEC) not in CODECS:
            raise Unfit(Fault.kind)
    return len(entries)


def _last_tick(data: bytes, cluster: Element) -> int:
    """The tick of the last block of a cluster."""
    begins, last = 0, 0
    for one in _elements(data, cluster.begins, cluster.ends):
        if one.id == TIME:
            begins = _number(data[one.begins : one.ends])
        elif one.id in (SIMPLE, GROUP):
            block = data[one.begins : one.ends] if one.id == SIMPLE else _held(data, one, BLOCK)
            last = max(last, int.from_bytes(block[1:3], "big", signed=True))
        elif one.id not in (PREVIOUS, POSITION, VOID):
            raise Unfit(Fault.broken)
    return begins + last


def _elements(data: bytes, at: int, end: int, closed_by: frozenset[int] = frozenset()) -> Iterator[Element]:
    """The elements from one place to another, which they must fill. One of unknown size ends where a part begins."""
    while at < end:
        found, size_at = _head(data, at, end, keeps_mark=True)
        size, begins = _head(data, size_at, end, keeps_mark=False)
        unknown = size == (1 << 7 * (begins - size_at)) - 1
        if unknown and found not in (SEGMENT, CLUSTER):
            raise Unfit(Fault.broken)
        ends = _open_end(data, begins, end, closed_by) if unknown else begins + size
        if ends > end:
            raise Unfit(Fault.broken)
        yield Element(found, at, begins, ends)
        at = ends


def _open_end(data: bytes, at: int, end: int, closed_by: frozenset[int]) -> int:
    """Where an element of unknown size ends: before the next part, or with whatever it stands in."""
    while at < end and closed_by:
        found, size_at = _head(data, at, end, keeps_mark=True)
        if found in closed_by - {VOID}:
            return at
        size, begins = _head(data, size_at, end, keeps_mark=False)
        at = begins + size
    return end


def _head(data: bytes, at: int, end: int, *, keeps_mark: bool) -> tuple[int, int]:
    """A number of variable length, and where the next byte stands."""
    first = data[at] if at < end else 0
    length = 9 - first.bit_length()
    if not first or length > (4 if keeps_mark else 8) or at + length > end:
        raise Unfit(Fault.broken)
    value = int.from_bytes(data[at : at + length], "big")
    return (value if keeps_mark else value & ((1 << 7 * length) - 1)), at + length


def _held(data: bytes, part: Element, wanted: int) -> bytes:
    """What the first element of that kind within another holds; nothing if there is none."""
    found = next((one for one in _elements(data, part.begins, part.ends) if one.id == wanted), None)
    return data[found.begins : found.ends] if found is not None else b""


def _number(held: bytes) -> int:
    if len(held) > 8:  # no number of the format is longer
        raise Unfit(Fault.broken)
    return int.from_bytes(held, "big")


def _blank(kept: bytearray, part: Element) -> None:
    """Put an empty element of the same length in its place, so that nothing else moves."""
    length = min(part.begins - part.at - 1, 8)  # a size is eight bytes at most
    begins = part.at + 1 + length
    size = part.ends - begins
    kept[part.at : begins] = bytes([VOID]) + ((1 << 7 * length) | size).to_bytes(length, "big")
    kept[begins : part.ends] = bytes(size)
