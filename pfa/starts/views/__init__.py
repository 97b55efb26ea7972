"""Pages of the starts room."""

from pfa.starts.views import staff, training, young
from pfa.starts.views.room import blueprint

__all__ = ["blueprint", "staff", "training", "young"]
