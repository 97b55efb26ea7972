"""The pages of this room: importing them is what adds their routes."""

from pfa.family.views import entering, lead, parent, staff, young
from pfa.family.views.room import blueprint

__all__ = ["blueprint", "entering", "lead", "parent", "staff", "young"]
