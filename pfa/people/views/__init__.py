"""Pages of the people room."""

from pfa.people.views import adding, beside, listing, subjects
from pfa.people.views.room import blueprint

__all__ = ["adding", "beside", "blueprint", "listing", "subjects"]
