"""XLSX files: judged as the zip file they are before anything opens them, then read by a process of its own.

The reader of workbooks is a library in another language: a workbook made to hurt it can take all memory or end the
process. It does so to a child with little memory and little time, and we say that the file cannot be read.
"""

from __future__ import annotations

import io
import json
import os
import re
import struct
import subprocess
import sys
import zipfile
import zlib

from pfa.imports.reader.child import TOO_TALL
from pfa.imports.reader.table import TOO_LONG, Table, Unreadable, table_of

UNPACKED = 30 * 1024 * 1024  # bytes, as declared and as counted
PARTS = 200
RATIO = 120  # unpacked bytes for one packed
SECONDS = 20
CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
UNWANTED = re.compile(
    r"vbaProject|externalLinks/|embeddings/|activeX/|macrosheets/|dialogsheets/|\.bin$|\.exe$|(^|/)\.\.(/|$)|^/|\\",
    re.IGNORECASE,
)
PRINTER = re.compile(r"xl/printerSettings/printerSettings\d+\.bin")  # Excel writes these beside most workbooks

DAMAGED = "The workbook is damaged or not an .xlsx file. Open it in your spreadsheet program and save it again."
TOO_MUCH = "The workbook unpacks to far more than it should. Copy the table into a new workbook and save that."
UNWANTED_PARTS = (
    "The workbook holds macros, links to other files or embedded files. Copy the table into a new workbook, "
    "and save it as .xlsx."
)


def read_book(data: bytes) -> Table:
    """The table on the first visible sheet of an XLSX file. Raises Unreadable."""
    check(data)
    return table_of(_rows(data))


def check(data: bytes) -> None:
    """Raise Unreadable unless the zip file is a plain workbook of bounded size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            _check_parts(book.infolist(), len(data))
            counted = sum(_counted(book, part) for part in book.infolist())
            if counted > UNPACKED:
                raise Unreadable(TOO_MUCH)
            if WORKBOOK not in book.read(CONTENT_TYPES):
                raise Unreadable(DAMAGED)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError, OSError, struct.error) as bad:
        raise Unreadable(DAMAGED) from bad


def _check_parts(parts: list[zipfile.ZipInfo], size: int) -> None:
    if len(parts) > PARTS:
        raise Unreadable(f"The workbook has more than {PARTS} parts. Copy the table into a new workbook.")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("The workbook has a password. Save it without one.")
    if any(UNWANTED.search(part.filename) and not PRINTER.fullmatch(part.filename) for part in parts):
        raise Unreadable(UNWANTED_PARTS)
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        raise Unreadable(DAMAGED)
    declared = sum(part.file_size for part in parts)
    if declared > UNPACKED or declared > RATIO * max(size, 1):
        raise Unreadable(TOO_MUCH)


def _counted(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Bytes that a part really unpacks to; stops as soon as they are too many."""
    total = 0
    with book.open(part) as stream:
        while chunk := stream.read(64 * 1024):
            total += len(chunk)
            if total > UNPACKED:
                raise Unreadable(TOO_MUCH)
    return total


def _rows(data: bytes) -> list[list[str]]:
    command = [sys.executable, "-m", "pfa.imports.reader.child"]
    known = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file on the command line
            command, input=data, capture_output=True, timeout=SECONDS, env=known, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Unreadable(TOO_MUCH) from late
    if done.returncode == TOO_TALL:
        raise Unreadable(TOO_LONG)
    if done.returncode != 0:
        raise Unreadable(DAMAGED)
    rows: list[list[str]] = json.loads(done.stdout)
    return rows
