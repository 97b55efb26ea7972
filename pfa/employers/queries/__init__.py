"""Employers, as pages and other rooms ask for them: typed, ordered, within the asker's reach."""

from pfa.employers.queries.checks import checks_of
from pfa.employers.queries.listing import (
    Listed,
    Wanted,
    employer,
    employers,
    known_employers,
    owners,
    providers_of,
)

__all__ = ["Listed", "Wanted", "checks_of", "employer", "employers", "known_employers", "owners", "providers_of"]
