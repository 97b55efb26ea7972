"""Who opened whose record."""

from __future__ import annotations

from pfa.accounts.access import note
from pfa.accounts.login import actor
from pfa.people.models import YoungPerson


def note_opened(person: YoungPerson, page: str) -> None:
    """Record that whoever asks opened a page (its endpoint) that names this young person.

    Call it once the person is found and before anything is changed: it ends the request's transaction so far.
    """
    note(page, authority_id=person.authority_id, subject_id=person.public_id)


def note_list(page: str, count: int) -> None:
    """Record that whoever asks opened a list (its endpoint) that names `count` young people; nothing for none."""
    note(page, authority_id=actor().authority_id, count=count)
