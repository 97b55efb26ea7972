"""Two authorities of one region, one of which offers places of a group to the other."""

from __future__ import annotations

from pfa.accounts.models import Authority
from pfa.provision import services
from pfa.provision.models import Group, GroupShare
from tests.factories import World

REGION = "Invented North"


def neighbours(world: World) -> World:
    """Another authority of the same region."""
    other = world.another()
    in_one_region(world, world.authority, other.authority)
    return other


def in_one_region(world: World, *authorities: Authority) -> None:
    """These authorities name one region as theirs."""
    with world.database.writing() as session:
        for each in authorities:
            session.get_one(Authority, each.id).region = REGION
        session.commit()


def partner(world: World) -> Authority:
    """An authority of the same region without any user: only somebody to agree with."""
    row = world.save(Authority(name=f"Partner of {world.authority.name}", code=f"X9100{world.authority.id:04}"))
    in_one_region(world, world.authority, row)
    return row


def offered(world: World, group: Group, other: Authority, places: int = 2) -> GroupShare:
    """Places of a group, offered."""
    with world.writing() as session:
        row = services.offer(
            session,
            session.get_one(Group, group.id),
            session.get_one(Authority, other.id),
            places,
            actor=world.actor(world.coordinator),
            now=world.now,
        )
        session.commit()
        session.expunge_all()
    return row


def accepted(other: World, share: GroupShare) -> Group:
    """The other authority accepts what stands now; its guest group."""
    with other.writing() as session:
        row = session.get_one(GroupShare, share.id)
        group = services.accept(session, row, seen=row.version, actor=other.actor(other.coordinator), now=other.now)
        session.commit()
        session.expunge_all()
    return group


def now(world: World, share: GroupShare) -> GroupShare:
    """The agreement as it stands."""
    with world.reading() as session:
        return session.get_one(GroupShare, share.id)
