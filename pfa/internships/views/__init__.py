"""Pages of the internships room."""

from pfa.internships.views import attendance, coach, listing, making, placement, saying, young
from pfa.internships.views.room import blueprint

__all__ = ["attendance", "blueprint", "coach", "listing", "making", "placement", "saying", "young"]
