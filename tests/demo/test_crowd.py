"""Employers in numbers: added once, up to a count, for the first authority."""

from __future__ import annotations

import sqlalchemy as sa

from pfa.core.database import Database
from pfa.demo import crowd
from pfa.employers.models import Employer, OfferLink
from pfa.provision.models import Group
from tests.factories import World


def test_employers_are_added_up_to_a_count_with_what_their_lists_show(world: World, database: Database) -> None:
    assert crowd.employers(database, 30, now=world.now) == 30
    assert crowd.employers(database, 30, now=world.now) == 0
    assert crowd.employers(database, 32, now=world.now) == 2
    with world.reading() as session:
        rows = session.scalars(sa.select(Employer).order_by(Employer.id)).all()
        assert len(rows) == 32
        assert all(row.is_synthetic and row.whom_to_ask and row.activities for row in rows)
        assert session.scalars(sa.select(Group.id)).all()
        assert session.scalars(sa.select(OfferLink.id)).all()
