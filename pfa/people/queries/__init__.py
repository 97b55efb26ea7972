"""Questions about young people, each already limited to what whoever asks may see."""

from pfa.people.queries.sight import many, of_user, person, visible

__all__ = ["many", "of_user", "person", "visible"]
