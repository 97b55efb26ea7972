"""The pages of this room: importing them is what adds their routes."""

from pfa.about.views import own, staff
from pfa.about.views.room import blueprint

__all__ = ["blueprint", "own", "staff"]
