"""Pages of the starts room."""

from pfa.starts.views import staff, young
from pfa.starts.views.room import blueprint

__all__ = ["blueprint", "staff", "young"]
