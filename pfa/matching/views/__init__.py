"""Pages of the matching room."""

from pfa.matching.views import checks, comparing, hints, inquiries, joint, policies, runs
from pfa.matching.views.room import blueprint

__all__ = ["blueprint", "checks", "comparing", "hints", "inquiries", "joint", "policies", "runs"]
