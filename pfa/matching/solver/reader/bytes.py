"""A file's text, whatever bytes are in it."""

from __future__ import annotations

from pathlib import Path

from pfa.matching.solver.problem import Fault

BAD_BYTES = range(0xDC80, 0xDD00)
"""Where `surrogateescape` puts a byte that is not UTF-8, so that the cell it stands in can be named."""


def read_text(path: Path, faults: list[Fault]) -> str | None:
    """The text of a file, without a byte order mark; None, and a fault, where there is no such file to read."""
    try:
        if not path.is_file():
            faults.append(Fault(path.name, 0, "", "is not a file" if path.exists() else "is missing"))
            return None
        return path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        faults.append(Fault(path.name, 0, "", f"cannot be read: {error.strerror or error}"))
        return None


def has_bad_bytes(text: str) -> bool:
    """Whether a text came from bytes that are not UTF-8."""
    return not text.isascii() and any(ord(character) in BAD_BYTES for character in text)
