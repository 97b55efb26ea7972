"""Young people from a file."""

from pfa.people.importing.kind import YOUNG_PEOPLE

__all__ = ["YOUNG_PEOPLE"]
