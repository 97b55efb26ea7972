"""A statement that is built once gives each session its own rows, as one that is built anew does."""

from __future__ import annotations

import sqlalchemy as sa

from pfa.core.statements import is_kept, once
from pfa.people.models import YoungPerson
from tests.factories import World


@once
def named() -> sa.Select[YoungPerson]:
    return sa.select(YoungPerson).where(YoungPerson.first_name == sa.bindparam("name"))


def test_a_statement_is_built_once_and_only_then_known_as_kept() -> None:
    assert named() is named()
    assert is_kept(named())
    assert not is_kept(sa.select(YoungPerson))


def test_what_was_prepared_for_one_authority_is_not_used_for_another(world: World) -> None:
    world.young_person("Ada")
    other = world.another()
    other.young_person("Ada")
    mine, theirs = world.authority.id, other.authority.id
    for authorities in ({mine}, {theirs}, set(), {mine, theirs}, {mine}):
        with world.database.reading(authorities) as session:
            found = session.scalars(named(), {"name": "Ada"}).all()
            assert {row.authority_id for row in found} == authorities
            assert session.scalars(named(), {"name": "Bea"}).all() == []
