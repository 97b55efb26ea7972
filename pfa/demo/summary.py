"""The demo's one screen: what came of it, in figures read back from the database, and how to sign in."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from pfa.accounts.actor import system
from pfa.core.database import Database
from pfa.demo.build import Built
from pfa.matching import queries, shown
from pfa.packages.models import Package, PackageState
from pfa.people.models import YoungPerson
from pfa.reporting import queries as reports
from pfa.reporting.queries import Stage


@dataclass(frozen=True, slots=True)
class Counts:
    """Packages of the entry year by state, and who starts in it."""

    starters: int
    drafts: int
    shared: int
    agreed: int


def counts(database: Database, built: Built) -> Counts:
    """Read from the database what the demo came to."""
    with database.reading({built.authority.id}) as session:
        by_state = (
            sa.select(Package.state, sa.func.count(Package.id))
            .where(Package.entry_year == built.entry_year)
            .group_by(Package.state)
        )
        states = {row[0]: row[1] for row in session.execute(by_state)}
        starters = session.scalar(
            sa.select(sa.func.count(YoungPerson.id)).where(YoungPerson.entry_year == built.entry_year)
        )
    return Counts(
        starters=starters or 0,
        drafts=states.get(PackageState.draft, 0),
        shared=states.get(PackageState.shared, 0),
        agreed=states.get(PackageState.agreed, 0),
    )


def sustained(database: Database, built: Built) -> list[tuple[str, str]]:
    """What lasted, of each cohort that has left: two terms, and whether it is the life they wanted."""
    rows = []
    with database.reading({built.authority.id}) as session:
        for year in built.cohorts:
            found = reports.cohort(session, system(built.authority.id), year, built.today).stages
            lasted, life = found[Stage.sustained], found[Stage.own_life]
            two_terms = f"{len(lasted.who)} of {len(lasted.of)}" if lasted.has_come else "not yet"
            words = f"Started {year}: sustained two terms; life they wanted"
            rows.append((words, f"{two_terms}; {len(life.who)} of {len(life.of)}"))
    return rows


def text(database: Database, built: Built, seconds: float) -> str:
    """The summary, as lines of at most 80 characters."""
    found = counts(database, built)
    with database.reading({built.authority.id}) as session:
        run = queries.run(session, system(built.authority.id), built.run.public_id)
        figures = queries.figures(session, run)
    result = run.result or {}
    closeness = shown.closeness(result.get("value"), result.get("bound"))
    rows = [
        ("Young people, Years 9 to 12", f"{built.people}"),
        ("  began the survey or sent it", f"{built.answered}"),
        (f"Starting something new in September {built.entry_year}", f"{found.starters}"),
        ("  in the run", f"{figures.people}"),
        ("  named a kind of work", f"{figures.with_wishes}"),
        ("  first wish met", f"{figures.first}"),
        ("  second wish met", f"{figures.second}"),
        ("  third wish met", f"{figures.third}"),
        ("  still looking", f"{figures.looking}"),
        ("  have a main pathway", f"{figures.with_main}"),
        ("  full weeks", f"{figures.full_weeks}"),
        ("Value of the suggested weeks, in points", f"{result.get('value'):,}"),
        ("No set of weeks can be worth more than", f"{result.get('bound'):,.0f}"),
        ("  so this is", closeness),
        ("Packages: draft, shared, agreed", f"{found.drafts}, {found.shared}, {found.agreed}"),
        *sustained(database, built),
        ("Built in", f"{seconds:.0f} s"),
    ]
    lines = [f"{built.authority.name}: every person and place in it is made up.", ""]
    lines += [f"  {label}{value:>{74 - len(label)}}" for label, value in rows]
    return "\n".join(lines)


def sign_in_text(built: Built, address: str) -> str:
    """How to sign in as each kind of user."""
    lines = ["", f"Open {address} and sign in. The password is the same for all staff: {built.password}"]
    lines += ["It is enough here; staff may set up a second step under their name.", ""]
    lines += [f"  {what:<20}{email}" for what, _name, email in built.staff]
    cards = (("A young person", built.card), ("Somebody at work", built.intern), ("A parent", built.parent))
    lines += ["", *(f"{who}, {name}: card number {number}, code {code}" for who, (name, number, code) in cards), ""]
    return "\n".join(lines)
