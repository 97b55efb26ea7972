"""Employers from a file: one row an employer."""

from pfa.employers.importing.kind import EMPLOYERS

__all__ = ["EMPLOYERS"]
