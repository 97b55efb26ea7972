"""An uploaded file becomes a table of text, or a plain refusal; nothing else can come out, whatever goes in."""

from __future__ import annotations

from pfa.imports.reader.book import read_book
from pfa.imports.reader.plain import read_plain
from pfa.imports.reader.table import BYTES, COLUMNS, ROWS, Table, Unreadable

ZIP = b"PK\x03\x04"
OLD_BOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and any .xlsx with a password

__all__ = ["BYTES", "COLUMNS", "ROWS", "Table", "Unreadable", "read"]


def read(data: bytes) -> Table:
    """The table in a CSV or XLSX file; which of the two its first bytes say, not its name. Raises Unreadable."""
    if not data.strip():
        raise Unreadable("The file is empty.")
    if len(data) > BYTES:
        raise Unreadable(f"The file is larger than {BYTES // 1024 // 1024} MB.")
    if data.startswith(OLD_BOOK):
        raise Unreadable("The file is an old .xls workbook or has a password. Save it as .xlsx or CSV without one.")
    return read_book(data) if data.startswith(ZIP) else read_plain(data)
