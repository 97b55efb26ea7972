"""Pages of the matching room."""

from pfa.matching.views import comparing, hints, policies, runs
from pfa.matching.views.room import blueprint

__all__ = ["blueprint", "comparing", "hints", "policies", "runs"]
