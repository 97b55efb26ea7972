"""Drawings for tests: one that is fine, and pictures of any kind of chunk."""

from __future__ import annotations

import struct
import zlib

NICE = b"""<?xml version="1.0"?><!-- drawn by hand -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://ink.example/" width="48" height="48" ink:version="1">
  <title>A dog</title><metadata>who drew it</metadata><ink:view id="x"/>
  <g style="fill:none; stroke:#112233; -ink-font:Arial" transform="translate(2 2) scale(0.5)">
    <path d="M4 24 L44 24 Z"/><circle cx="10" cy="10" r="4" fill="rgb(10,20,30)"/>
  </g>
</svg>"""


def svg(inside: str, attributes: str = 'viewBox="0 0 48 48"') -> bytes:
    """A drawing with something in it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int = 2, height: int = 2, *, pixels: bytes | None = None, more: bytes = b"", after: bytes = b""
) -> bytes:
    """A grey picture, with chunks and bytes of any kind beside it."""
    rows = pixels if pixels is not None else (b"\0" + b"\x80" * width) * height
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"") + after
