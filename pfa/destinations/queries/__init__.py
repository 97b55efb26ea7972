"""Reads of the destinations room."""

from pfa.destinations.queries.results import (
    cohorts,
    employer_names,
    followed,
    provider_names,
    stretch,
    sustained_counts,
)

__all__ = ["cohorts", "employer_names", "followed", "provider_names", "stretch", "sustained_counts"]
