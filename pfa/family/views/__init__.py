"""The pages of this room: importing them is what adds their routes."""

from pfa.family.views import entering, lead, papers, parent, staff, young
from pfa.family.views.room import blueprint

__all__ = ["blueprint", "entering", "lead", "papers", "parent", "staff", "young"]
