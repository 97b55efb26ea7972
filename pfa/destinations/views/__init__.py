"""Pages of the destinations room."""

from pfa.destinations.views import asking, leavers, results, spells
from pfa.destinations.views.room import blueprint

__all__ = ["asking", "blueprint", "leavers", "results", "spells"]
