"""Pages of the employers room, and the one page that an employer opens without an account."""

from pfa.employers.views import door, editing, listing, offers, one, parts
from pfa.employers.views.room import blueprint

__all__ = ["blueprint", "door", "editing", "listing", "offers", "one", "parts"]
