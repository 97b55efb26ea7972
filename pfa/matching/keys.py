"""The solver's ids of our rows: short, and naming nobody. One letter for what it is, then the row's number."""

from __future__ import annotations


def person(number: int) -> str:
    return f"P{number}"


def opportunity(number: int) -> str:
    return f"O{number}"


def group(number: int) -> str:
    return f"G{number}"


def provider(number: int) -> str:
    return f"V{number}"


def number(key: str) -> int:
    """The row's number behind any of these ids."""
    return int(key[1:])
