"""Pages of the symbols room: every idea with its drawing, and whole sets."""

from pfa.symbols.views import ideas, sets
from pfa.symbols.views.blueprint import blueprint

__all__ = ["blueprint", "ideas", "sets"]
