"""The demo: invented, reproducible by seed, and told in figures that stand in the database."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask import Flask

from pfa.accounts.actor import system
from pfa.accounts.models import Organisation, User
from pfa.aspirations import queries as aspirations
from pfa.aspirations.models import Answer, Reading, Round
from pfa.aspirations.queries.rounds import in_round
from pfa.audit import services as audit
from pfa.cli import main
from pfa.core.database import Database
from pfa.demand.models import DemandReply
from pfa.demo import build, summary
from pfa.demo.build import Built
from pfa.destinations.models import CheckIn, CheckInState, Spell
from pfa.employers.models import Employer
from pfa.internships.models import Placement, PlacementState
from pfa.matching.models import RunPerson
from pfa.packages.models import Package, PackageState
from pfa.people.models import YoungPerson
from pfa.provision.models import Opportunity, Provider
from pfa.reporting import queries as reports
from pfa.reporting.models import PublishedFigure
from pfa.reporting.queries import Stage
from tests.factories import Clock

COUNT = 90


def built(app: Flask, clock: Clock, seed: int = 7) -> Built:
    settings, database = app.extensions["pfa_settings"], app.extensions["pfa_database"]
    return build.build(database, settings, seed=seed, clock=clock, say=lambda _words: None, count=COUNT, seconds=5)


def named(choice: str, names: dict[str, str]) -> str:
    """A choice with a place's name instead of its address, which chance decides."""
    how, _, place = choice.rpartition(":")
    return f"{how}:{names.get(place, place)}"


def told(database: Database, demo: Built) -> list[tuple[object, ...]]:
    """What the seed decides: who there is, what they said, what is on offer."""
    with database.reading({demo.authority.id}) as session:
        people = session.execute(
            sa.select(YoungPerson.reference, YoungPerson.last_name, YoungPerson.born_on, YoungPerson.entry_year)
            .select_from(YoungPerson)
            .order_by(YoungPerson.reference)
        ).all()
        answers = session.execute(sa.select(Answer.question, Answer.choices).order_by(Answer.id)).all()
        names = {str(id): name for id, name in session.execute(sa.select(Opportunity.public_id, Opportunity.name))}
        said = [(question, [named(choice, names) for choice in choices]) for question, choices in answers]
        offers = session.execute(sa.select(Opportunity.name, Opportunity.kind).order_by(Opportunity.id)).all()
        after = session.execute(sa.select(Spell.starts_on, Spell.activity).order_by(Spell.id)).all()
        figures = session.execute(
            sa.select(PublishedFigure.measure, PublishedFigure.count).order_by(PublishedFigure.id)
        ).all()
    return [tuple(row) for rows in (people, said, offers, after, figures) for row in rows]


def test_the_demo_runs_from_survey_to_agreed_weeks(app: Flask, clock: Clock, database: Database) -> None:
    demo = built(app, clock)
    with database.reading({demo.authority.id}) as session:
        coming = YoungPerson.reference < "INV-10000"
        assert session.scalar(sa.select(sa.func.count(YoungPerson.id)).where(coming)) == COUNT
        assert session.scalar(sa.select(sa.func.count(RunPerson.id)).where(RunPerson.sessions > 0))
        states = set(session.scalars(sa.select(Package.state)))
        assert PackageState.draft in states
        assert audit.first_broken(session, demo.authority.id) is None
        queue = session.scalars(sa.select(Reading)).all()
        assert all(row.closed_at is None or row.read_by_id is not None for row in queue)


def test_past_cohorts_have_a_whole_way_and_stay_apart_from_the_one_to_come(
    app: Flask, clock: Clock, database: Database
) -> None:
    demo = built(app, clock)
    past = YoungPerson.reference >= "INV-10000"
    asker = system(demo.authority.id)
    with database.reading({demo.authority.id}) as session:
        assert session.scalar(sa.select(sa.func.count()).where(past, YoungPerson.entry_year >= demo.entry_year)) == 0
        asked = aspirations.newest_answers(session, list(session.scalars(sa.select(YoungPerson.id).where(past))))
        assert asked
        newest = session.scalars(sa.select(Round).order_by(Round.opens_on.desc())).first()
        assert newest is not None
        members = session.scalars(in_round(sa.select(YoungPerson), newest).with_only_columns(YoungPerson.reference))
        assert max(members) < "INV-10000"
        assert set(session.scalars(sa.select(Placement.state))) >= {PlacementState.running, PlacementState.ended}
        assert set(session.scalars(sa.select(CheckIn.state))) >= {CheckInState.done, CheckInState.due}
        assert len(set(session.scalars(sa.select(Employer.stage)))) >= 5
        for year in demo.cohorts[:2]:
            found = reports.cohort(session, asker, year, clock().date()).stages
            assert found[Stage.sustained].who < found[Stage.sustained].of
            assert found[Stage.own_life].who
        assert not reports.cohort(session, asker, demo.cohorts[2], clock().date()).stages[Stage.sustained].has_come
        others = sa.select(PublishedFigure).where(PublishedFigure.authority_id != demo.authority.id)
        assert all(row.count is None or row.count % 5 == 0 for row in session.scalars(others))
        assert session.scalars(sa.select(DemandReply.said)).first()
        assert {row.authority_id for row in session.scalars(sa.select(YoungPerson))} == {demo.authority.id}
    assert "job coach" in [what for what, _name, _email in demo.staff]


def test_everybody_and_everything_in_it_is_flagged_as_invented(app: Flask, clock: Clock, database: Database) -> None:
    demo = built(app, clock)
    assert demo.authority.is_synthetic
    with database.reading({demo.authority.id}) as session:
        for kind in (YoungPerson, Provider, Opportunity, Organisation, User):
            assert set(session.scalars(sa.select(kind.is_synthetic))) == {True}
        assert not set(session.scalars(sa.select(YoungPerson.upn))) - {None}
        assert all(code.startswith("ZZ") for code in session.scalars(sa.select(YoungPerson.postcode)))


def test_the_same_seed_gives_the_same_demo(app: Flask, clock: Clock, database: Database, place: object) -> None:
    first = told(database, built(app, clock))
    if database.dialect == "sqlite":
        database.dispose()
    place.reset()  # type: ignore[attr-defined]  # the fixture's own way back to an empty database
    assert told(database, built(app, clock)) == first


def test_the_summary_fits_one_screen_and_counts_what_is_there(app: Flask, clock: Clock, database: Database) -> None:
    demo = built(app, clock)
    text = summary.text(database, demo, 1.0)
    assert len(text.splitlines()) <= 24
    assert max(map(len, text.splitlines())) <= 80
    assert f"{COUNT}" in text
    assert demo.password in summary.sign_in_text(demo, "http://127.0.0.1")


@pytest.mark.slow
def test_the_command_builds_it_in_a_fresh_database(tmp_path: Path) -> None:
    arguments = ["demo", "--no-serve", "--folder", str(tmp_path / "there"), "--people", "60", "--seconds", "3"]
    for _ in range(2):  # the second throws the first away
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
        assert "Young people, Years 9 to 12" in result.output


def test_a_folder_that_cannot_be_written_is_a_clear_message(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    result = CliRunner().invoke(main, ["demo", "--no-serve", "--folder", str(blocked / "below")])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
