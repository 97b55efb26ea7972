"""Pages of the matching room."""

from pfa.matching.views import hints, policies, runs
from pfa.matching.views.room import blueprint

__all__ = ["blueprint", "hints", "policies", "runs"]
