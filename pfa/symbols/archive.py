"""A zip file that somebody sent, judged before any of it is unpacked and never unpacked to a disk; and one of ours.

Names in it are only ever compared with names, so no path leads anywhere; what a part unpacks to is counted as it comes
out, whatever it says of itself.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from pfa.core.errors import Refused

PARTS_AT_MOST = 1_000  # of the zip file, what is passed over included
BROKEN = "This zip file is damaged. Make it anew and send it again."
# What macOS and Windows put beside files by themselves.
_NOT_MEANT = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError, OSError, struct.error)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a zip file: its name without folders, and what reads so many bytes of it and no more."""

    name: str
    read: Callable[[int], bytes]


def folded(name: str) -> str:
    """A file's name without its folders, as names are compared: no case, one way of writing é."""
    return unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2]).casefold().strip()


def shown(path: str) -> str:
    """A file's name fit to show: its last piece, printable, 200 characters at most."""
    last = unicodedata.normalize("NFC", path.replace("\\", "/").rpartition("/")[2])
    return "".join(sign for sign in last if sign.isprintable())[:200] or "a file without a name"


def opened(data: bytes, fault: Callable[[str, str], None]) -> list[Part]:
    """The files of a zip file in its order, without what computers add by themselves.

    `fault` is told the name and what is wrong of each that may not be. Raises Refused if it cannot be read at all.
    """
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
    except _WRONG:
        raise Refused("This is not a zip file, or it is damaged.", "file") from None
    infos = book.infolist()
    if len(infos) > PARTS_AT_MOST:
        raise Refused(f"The zip file holds more than {PARTS_AT_MOST:,} files.", "file")
    found: dict[str, Part] = {}
    for info in infos:
        if _is_passed_over(info):
            continue
        name = shown(info.filename)
        wrong = _fault_of(info) or ("There are two files of this name." if folded(name) in found else "")
        if wrong:
            fault(name, wrong)
        else:
            found[folded(name)] = Part(name, partial(_read, book, info))
    return list(found.values())


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip file of these files by name; the same files make the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            book.writestr(info, content)
    return held.getvalue()


def _read(book: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """The first bytes of a part, one more than `most` if there are more. Raises Refused."""
    try:
        with book.open(info) as stream:
            return stream.read(most + 1)
    except _WRONG:
        raise Refused("It cannot be unpacked.", "file") from None


def _is_passed_over(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    last = parts[-1].casefold()
    return not last or "__MACOSX" in parts or last.startswith("._") or last in _NOT_MEANT


def _fault_of(info: zipfile.ZipInfo) -> str:
    path = info.filename.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or ":" in path:
        return "Its name leads out of the zip file."
    if info.flag_bits & 1:
        return "It has a password. Make the zip file without one."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link and no file."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "It is packed in a way that few programs know. Make a plain zip file."
    return ""
