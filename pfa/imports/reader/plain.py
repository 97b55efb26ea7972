"""CSV files: which letters they are written in, what stands between cells, and the rows."""

from __future__ import annotations

import csv
import io

from pfa.imports.reader.table import Table, Unreadable, table_of

DELIMITERS = ",;\t"


def read_plain(data: bytes) -> Table:
    """The table in a CSV file. Raises Unreadable."""
    text = decoded(data)
    if "\0" in text:
        raise Unreadable("The file is not a CSV or XLSX file: it holds bytes that are no text.")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    try:
        return table_of(rows)
    except csv.Error as error:
        raise Unreadable(
            f"The file cannot be read after line {rows.line_num}. Look there for a quote that is not closed."
        ) from error


def decoded(data: bytes) -> str:
    """The text of a CSV file: UTF-8 with or without its mark, else what older versions of Excel write (cp1252)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("The file is saved as UTF-16 text. Save it as “CSV UTF-8” or .xlsx.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("The letters in the file cannot be read. Save it as “CSV UTF-8” or .xlsx.")


def delimiter(text: str) -> str:
    """What stands between cells: whichever of comma, semicolon and tab the first line has most of, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    unquoted = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=unquoted.count)
