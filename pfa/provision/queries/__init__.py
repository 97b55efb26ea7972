"""What is on offer, as pages, the matching and the packages ask for it: typed, ordered, within the asker's reach."""

from pfa.provision.queries.year import Left, Taken, groups_for_year, places_left, taken

__all__ = ["Left", "Taken", "groups_for_year", "places_left", "taken"]
