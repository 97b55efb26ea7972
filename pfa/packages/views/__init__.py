"""Pages of the packages room."""

from pfa.packages.views import accepting, consulting, listing, paper, sharing, telling, week, young
from pfa.packages.views.room import blueprint

__all__ = ["accepting", "blueprint", "consulting", "listing", "paper", "sharing", "telling", "week", "young"]
