"""The child that opens a workbook: XLSX on standard input, rows of text as JSON on standard output."""

from __future__ import annotations

import datetime as dt
import io
import json
import resource
import sys
from typing import Any

from pfa.imports.reader.table import CELL, COLUMNS, ROWS

MEMORY = 512 * 1024 * 1024  # bytes of address space
CPU_SECONDS = 10
BLANK_ROWS = 5_000  # rows a sheet may have beyond the most a table may: empty ones do not count
TOO_TALL = 3  # the status that says so


def main() -> None:
    """Read within the limits; any fault ends the process with a status, which is all the parent asks."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    json.dump(rows_of(sys.stdin.buffer.read()), sys.stdout)


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of the first visible sheet that holds anything, each cell as text."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet or sheet.visible != SheetVisibleEnum.Visible:
            continue
        page = book.get_sheet_by_name(sheet.name)
        if page.total_height > ROWS + BLANK_ROWS:
            sys.exit(TOO_TALL)
        # One column more than a table may have is enough to see that there are too many.
        rows = page.to_python(skip_empty_area=False)
        texts = [[text_of(cell) for cell in row[: COLUMNS + 1]] for row in rows]
        if any(any(row) for row in texts):
            return texts
    return []


def text_of(cell: Any) -> str:
    """A cell as it would be typed: 7 and not 7.0, 2011-03-02 and not a number of days, yes and no."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell)[: CELL + 1]


if __name__ == "__main__":
    main()
