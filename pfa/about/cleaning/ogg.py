"""Ogg with Opus, walked page by page (RFC 3533, RFC 7845). Its comments are written anew, without any."""

from __future__ import annotations

import struct

from pfa.about.cleaning.errors import Fault, Unfit

START = b"OggS"
HEAD = struct.Struct("<4sBBqIIIB")  # mark, version, flags, position, stream, number, sum, segments
A_SECOND = 48_000  # ticks of Opus, whatever was recorded
NO_COMMENTS = b"OpusTags" + struct.pack("<I", 3) + b"pfa" + struct.pack("<I", 0)


def walked(data: bytes) -> tuple[bytes, float]:
    """The file with no comments, and its seconds. Raises Unfit unless it is pages of one Opus stream to the end."""
    kept, at, number, stream, last = bytearray(), 0, 0, None, 0
    while at < len(data):
        if at + HEAD.size > len(data):
            raise Unfit(Fault.broken)
        mark, version, flags, position, of, said, _sum, segments = HEAD.unpack_from(data, at)
        begins = at + HEAD.size + segments
        lengths = data[at + HEAD.size : begins]
        ends = begins + sum(lengths)
        stream = of if stream is None else stream
        if mark != START or version or of != stream or said != number or ends > len(data) or len(lengths) < segments:
            raise Unfit(Fault.broken)
        held = data[begins:ends]
        if number == 0 and not held.startswith(b"OpusHead"):
            raise Unfit(Fault.kind)
        if number == 1:
            if not held.startswith(b"OpusTags") or lengths[-1:] == b"\xff":
                raise Unfit(Fault.broken)  # comments of more than a page: more than a recorder writes
            held, lengths = NO_COMMENTS, bytes([len(NO_COMMENTS)])
        kept += _page(flags, position, of, number, lengths, held)
        last, number, at = max(last, position), number + 1, ends
    return bytes(kept), last / A_SECOND


def _page(flags: int, position: int, stream: int, number: int, lengths: bytes, held: bytes) -> bytes:
    def made(check: int) -> bytes:
        return HEAD.pack(START, 0, flags, position, stream, number, check, len(lengths)) + lengths + held

    return made(_check(made(0)))


def _table() -> tuple[int, ...]:
    found = []
    for value in range(256):
        rest = value << 24
        for _ in range(8):
            rest = ((rest << 1) ^ 0x04C11DB7 if rest & 0x80000000 else rest << 1) & 0xFFFFFFFF
        found.append(rest)
    return tuple(found)


_TABLE = _table()


def _check(page: bytes) -> int:
    """The sum of a page (RFC 3533, section 6)."""
    total = 0
    for byte in page:
        total = ((total << 8) & 0xFFFFFFFF) ^ _TABLE[(total >> 24) ^ byte]
    return total
