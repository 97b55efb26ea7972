"""Taking over a plan B: somebody's week with a wish in it that a run could not meet, while nobody else's changes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from pfa.audit import services as audit
from pfa.audit.services import Doer
from pfa.calendar.clock import ENGLAND
from pfa.core.errors import Refused
from pfa.matching.inquiring.models import WishChange
from pfa.matching.models import Run
from pfa.packages.content import Content, of_person, of_version
from pfa.packages.judging import judge
from pfa.packages.models import Package, PackageState
from pfa.packages.services.accepting import live_packages
from pfa.packages.services.editing import save
from pfa.packages.services.versions import first_package, groups_of
from pfa.people.models import YoungPerson


def take_plan(
    session: Session, person: YoungPerson, plan: WishChange, run: Run, *, actor: Doer, now: dt.datetime
) -> Package:
    """Make a plan B the draft week of whom it is for: the next version of their draft, or their first one.

    Raises Refused where it is no plan B, where their week is shared or agreed, and where it no longer keeps to every
    rule beside what has been agreed and drafted since.
    """
    if plan.kind != "plan-b":
        raise Refused("This is not a plan that can be taken over: something has to change first.")
    if person.closed_on is not None:
        raise Refused("This record is closed.")
    live = live_packages(session, run.entry_year, [person.id]).get(person.id)
    if live is not None and live.state is not PackageState.draft:
        raise Refused("Their week has been shared or agreed. Open it and change it by hand.")
    content = Content(frozenset(plan.week), of_person(person) if live is None else of_version(live.current).own)
    today = now.astimezone(ENGLAND).date()
    broken = judge(session, person, entry_year=run.entry_year, today=today, package=live).broken(content)
    if broken:
        raise Refused(f"This plan no longer fits. {broken[0].sentence} Make the run again, or change the week by hand.")
    why = f"Plan B of the run {run.name}"
    if live is not None:
        save(session, live, content, why=why, reasons=[], seen=live.version, actor=actor, now=now)
        return live
    package = first_package(
        session,
        authority_id=run.authority_id,
        young_person_id=person.id,
        entry_year=run.entry_year,
        content=content,
        groups=groups_of(session, content.groups),
        why=why,
        by_id=actor.user_id,
        now=now,
        run_id=run.id,
    )
    audit.record(session, actor=actor, now=now, action="package.started", subject=package)
    return package
