"""Tables written for spreadsheets: every cell is text, and none is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from pfa.imports.cells import safe_cell


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV, every field quoted, in UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    for row in (headings, *rows):
        writer.writerow([safe_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def xlsx_bytes(sheet: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as XLSX, every cell written as text; the headings stay in view."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    bold = book.add_format({"bold": True})
    page.freeze_panes(1, 0)
    for number, row in enumerate((headings, *rows)):
        for column, cell in enumerate(row):
            page.write_string(number, column, safe_cell(cell), bold if number == 0 else None)
    for column, heading in enumerate(headings):
        page.set_column(column, column, max(12, len(heading) + 2))
    book.close()
    return held.getvalue()
