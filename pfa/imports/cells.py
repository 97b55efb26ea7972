"""Cells that are safe to open in a spreadsheet, and what they said before they were made safe."""

from __future__ import annotations

# What a spreadsheet takes for the start of a formula or a command, full-width forms included.
STARTS = frozenset("=+-@|%\t\r\n＝＋－＠")
# What it skips before it looks: spaces, marks of byte order, characters without width; and our own mark.
SKIPPED = "'\ufeff\u200b\u200c\u200d\u2060 \u00a0"
MARK = "'"


def safe_cell(text: str) -> str:
    """The text with a mark before it if a spreadsheet would take it for a formula."""
    return f"{MARK}{text}" if _would_run(text) else text


def said(cell: str) -> str:
    """What a cell made by `safe_cell` said: every text comes back as it was."""
    return cell[1:] if cell.startswith(MARK) and _would_run(cell[1:]) else cell


def _would_run(text: str) -> bool:
    return text.lstrip(SKIPPED)[:1] in STARTS if text.lstrip(SKIPPED) else False
