"""What young people have been told of the groups in their live weeks: a run can be asked to keep to it."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.matching.solver.problem import TOLD
from pfa.packages.models import LIVE, Package, PackageItem, PackageState, PackageVersion

IDEA, SHARED, *_, AGREED = TOLD
WORD = {PackageState.draft: IDEA, PackageState.shared: SHARED, PackageState.agreed: AGREED}


def told(session: Session, entry_year: int) -> Mapping[tuple[int, int], str]:
    """(young person, group) with what they know of it, in the newest version of each live week: one statement."""
    query = (
        sa.select(Package.young_person_id, PackageItem.group_id, Package.state)
        .join(PackageVersion, sa.and_(PackageVersion.package_id == Package.id, PackageVersion.number == Package.newest))
        .join(PackageItem, PackageItem.package_version_id == PackageVersion.id)
        .where(Package.entry_year == entry_year, Package.state.in_(LIVE))
        .order_by(Package.young_person_id, PackageItem.group_id)
    )
    return {(row[0], row[1]): WORD[row[2]] for row in session.execute(query)}
