"""Making the next version of a week. Versions are only ever added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pfa.core.errors import Changed
from pfa.packages.content import Content, filled
from pfa.packages.models import OverriddenRule, Package, PackageItem, PackageOwnSession, PackageState, PackageVersion
from pfa.provision.models import Group

WHY_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Override:
    """A rule that a week breaks, and why somebody decided that it may. `about`: solver ids of the groups."""

    rule: str
    about: tuple[str, ...]
    words: str
    reason: str
    by_id: int | None


def groups_of(session: Session, ids: Iterable[int]) -> dict[int, Group]:
    """Groups by id, those of closed opportunities included."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    query = sa.select(Group).where(Group.id.in_(wanted)).order_by(Group.id)
    return {group.id: group for group in session.scalars(query)}


def first_package(
    session: Session,
    *,
    authority_id: int,
    young_person_id: int,
    entry_year: int,
    content: Content,
    groups: Mapping[int, Group],
    why: str,
    by_id: int | None,
    now: dt.datetime,
    run_id: int | None = None,
) -> Package:
    """A new draft with its first version. Nothing is flushed."""
    package = Package(
        authority_id=authority_id,
        young_person_id=young_person_id,
        entry_year=entry_year,
        state=PackageState.draft,
        run_id=run_id,
        newest=1,
        created_at=now,
    )
    session.add(package)
    _version(session, package, content, groups, why=why, by_id=by_id, now=now, overrides=())
    return package


def next_version(
    session: Session,
    package: Package,
    content: Content,
    *,
    why: str,
    by_id: int | None,
    now: dt.datetime,
    overrides: Iterable[Override] = (),
) -> PackageVersion:
    """The package's next version; its state is the caller's to set. Nothing is flushed."""
    package.newest += 1
    groups = groups_of(session, content.groups)
    return _version(session, package, content, groups, why=why, by_id=by_id, now=now, overrides=overrides)


def locked(session: Session, package: Package) -> Package:
    """The package and its newest version as they are now, held until the transaction ends."""
    query = sa.select(Package).where(Package.id == package.id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def check_seen(package: Package, seen: int) -> None:
    """Raise Changed if somebody saved the week since the page was opened, with what it says now."""
    if package.version != seen:
        said = {f"Version {package.newest}": package.current.why, "State": STATE_NAMES[package.state]}
        raise Changed("Somebody else changed this week while you were working on it. Nothing of yours was saved.", said)


STATE_NAMES = {
    PackageState.draft: "Draft",
    PackageState.shared: "Waiting for answers",
    PackageState.agreed: "Agreed",
    PackageState.set_aside: "Set aside",
}


def _version(
    session: Session,
    package: Package,
    content: Content,
    groups: Mapping[int, Group],
    *,
    why: str,
    by_id: int | None,
    now: dt.datetime,
    overrides: Iterable[Override],
) -> PackageVersion:
    key = {"authority_id": package.authority_id}
    version = PackageVersion(
        **key,
        package=package,
        number=package.newest,
        made_at=now,
        made_by_id=by_id,
        why=why[:WHY_AT_MOST],
        filled=filled(content, groups),
    )
    version.items = [PackageItem(**key, group_id=group_id) for group_id in sorted(content.groups)]
    version.own = [PackageOwnSession(**key, session=o.session, kind=o.kind, label=o.label) for o in content.own]
    version.overridden = [
        OverriddenRule(**key, about=list(o.about), rule=o.rule, words=o.words[:400], reason=o.reason, by_id=o.by_id)
        for o in overrides
    ]
    session.add(version)
    return version
