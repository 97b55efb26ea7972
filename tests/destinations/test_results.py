"""What lasted, by group: counts, rates, their own view beside, the same as a file, and how long it takes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import time
from typing import Any

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from pfa.audit.models import AuditEvent
from pfa.destinations import queries
from pfa.destinations.exporting import MARK
from pfa.destinations.models import CheckIn, CheckInState, Evidence, Leaver, OwnLife, Spell
from pfa.destinations.report import Asked, By, report
from pfa.destinations.results import Measure, OwnLives, Tally
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from tests.destinations.scenes import LAST_YEAR, THIS_YEAR, Leaving
from tests.factories import World
from tests.provision.counting import statements

TODAY = dt.date(2026, 11, 16)


def a_year(scene: Leaving) -> None:
    """Six who left in July 2025: two worked on, one looked for work, one is half known, two not at all."""
    for name, own in (("Ade", OwnLife.yes), ("Bea", OwnLife.partly)):
        leaver = scene.leaver(name)
        scene.spell(leaver)
        scene.answered(leaver, 52, own, "=1+1")
    looking = scene.leaver("Cal")
    scene.spell(looking, activity="619", hours_a_week=None, is_paid=None, is_seasonal=None)
    scene.answered(looking, 52, OwnLife.no)
    half = scene.leaver("Dee")
    scene.spell(half, dt.date(2025, 10, 1), ends_on=dt.date(2026, 1, 31))
    scene.leaver("Eve", pathway=OpportunityKind.community, provider_id=None, employer_id=None)
    scene.stopped(scene.leaver("Fay"))


def made(world: World, asked: Asked = Asked()) -> Any:  # noqa: B008 - frozen
    with world.reading() as session:
        return report(session, world.actor(world.coordinator), asked, today=TODAY)


def test_a_cohort_is_counted_of_the_known_and_of_all_with_their_own_view_beside(world: World) -> None:
    scene = Leaving(world)
    a_year(scene)
    scene.leaver("Gus", THIS_YEAR)
    this, last = made(world).lines
    assert (this.label, last.label) == ("Left in 2025/26", "Left in 2024/25")
    assert last.tallies[Measure.two_terms] == Tally(yes=2, no=1, unknown=3)
    assert last.tallies[Measure.twelve] == Tally(yes=2, no=1, unknown=3)
    assert last.tallies[Measure.good_twelve] == Tally(yes=2, no=1, unknown=3)
    assert last.own == OwnLives(yes=1, partly=1, no=1, not_heard=3)
    assert this.tallies[Measure.two_terms] == Tally(early=1)


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        (By.pathway, ["Supported internship", "Community activity"]),
        (By.provider, ["Invented College", "No provider of ours"]),
        (By.employer, ["Invented Hotel", "No employer of ours"]),
        (By.need, ["Autistic spectrum disorder"]),
    ],
)
def test_the_lines_are_groups_the_largest_first(world: World, by: By, labels: list[str]) -> None:
    a_year(Leaving(world))
    found = made(world, Asked(by=by))
    assert [row.label for row in found.lines] == labels
    assert sum(row.leavers for row in found.lines) == found.total.leavers == 6


def test_whoever_left_twice_in_a_year_is_counted_once_by_the_last_time(world: World) -> None:
    scene = Leaving(world)
    person = world.young_person("Two")
    scene.leaver(person=person, left_on=dt.date(2025, 3, 1), pathway=OpportunityKind.community)
    scene.leaver(person=person, left_on=LAST_YEAR)
    found = made(world, Asked(by=By.pathway))
    assert [row.label for row in found.lines] == ["Supported internship"]
    assert found.total.leavers == 1


def test_a_withdrawn_spell_counts_in_no_figure(world: World) -> None:
    scene = Leaving(world)
    spell = scene.spell(scene.leaver("Ade"))
    assert made(world).total.tallies[Measure.two_terms].yes == 1
    with world.writing() as session:
        session.get_one(Spell, spell.id).withdrawn_at = world.now
        session.info["recorded"] = True
        session.commit()
    assert made(world).total.tallies[Measure.two_terms] == Tally(unknown=1)


def test_others_can_ask_for_the_counts_of_a_cohort(world: World, session: Session) -> None:
    a_year(Leaving(world))
    with statements(session) as run:
        found = queries.sustained_counts(session, world.authority.id, 2024, today=TODAY)
    assert (found.cohort, found.leavers, found.two_terms) == (2024, 6, Tally(yes=2, no=1, unknown=3))
    assert found.good_work_after_a_year == Tally(yes=2, no=1, unknown=3)
    assert found.own.yes == 1
    assert len(run) == 4
    assert queries.sustained_counts(session, world.authority.id, 2019, today=TODAY).leavers == 0


def test_another_authoritys_leavers_are_in_no_count(world: World) -> None:
    a_year(Leaving(world.another()))
    assert made(world).total.leavers == 0


def test_the_page_never_shows_work_alone_and_says_what_cannot_be_compared(world: World, client_as: Any) -> None:
    a_year(Leaving(world))
    shown = client_as(world.coordinator).get("/destinations/results?measure=work-twelve-months&by=pathway").text
    for words in (
        "say it is the life they wanted",
        "1 yes, 1 partly, 1 no",
        "67 %",
        "about 1 in 4 still in work a year later",
        "The report gives no definition",
        "Do not publish this page",
    ):
        assert words in shown


def test_nonsense_in_the_address_asks_for_nothing(world: World, client_as: Any) -> None:
    a_year(Leaving(world))
    client = client_as(world.coordinator)
    assert client.get("/destinations/results?by=x&measure=y&cohort=z&pathway=%27").status_code == 200
    assert "Nobody who left fits" not in client.get("/destinations/results?cohort=1066").text


def rows_of(answer: Any) -> list[list[str]]:
    if answer.mimetype == "text/csv":
        return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    assert sheet.sheet_names == ["Not for publication"]
    return [[str(cell) for cell in row] for row in sheet.get_sheet_by_index(0).to_python()]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_figures_as_a_file_are_marked_and_the_taking_is_recorded(world: World, client_as: Any, kind: str) -> None:
    a_year(Leaving(world))
    client = client_as(world.coordinator)
    assert "Enter what the file is for" in client.submit("/destinations/results/export", {"kind": kind}).text
    said = {"kind": kind, "what": "results", "purpose": "For the board in January"}
    answer = client.submit("/destinations/results/export?by=need", said)
    assert f"not-for-publication-results.{kind}" in answer.headers["Content-Disposition"]
    heading, total, *more = rows_of(answer)
    assert all(row[0] == MARK for row in (total, *more))
    found = dict(zip(heading, total, strict=True))
    assert (found["Leavers"], found["Yes"], found["Not known"], found["Share of known %"]) == ("6", "2", "3", "66.7")
    assert (found["95 % interval from %"], found["Life they wanted: partly"]) == ("20.8", "1")
    with world.reading() as session:
        [row] = session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "destinations.exported")).all()
        assert row.reason == "figures of 6 leavers: For the board in January"


def test_leavers_by_name_are_safe_to_open_and_without_their_own_words(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    a_year(scene)
    scene.spell(scene.leaver("=cmd()"), where="@evil", activity="230", hours_a_week=None)
    said = {"kind": "csv", "what": "people", "purpose": "For the return"}
    heading, *rows = rows_of(client_as(world.coordinator).submit("/destinations/results/export", said))
    found = {row[2]: dict(zip(heading, row, strict=True)) for row in rows}
    assert "'=cmd()" in found
    assert "1+1" not in str(rows)
    assert (found["Ade"]["NCCIS activity"], found["Ade"]["ILR outcome"]) == ("360", "EMP1")
    assert (found["Eve"]["NCCIS activity"], found["Fay"]["NCCIS activity"]) == ("810", "830")
    assert found["Fay"]["Asked us to stop asking"] == "Yes"
    assert found["Cal"]["Sustained, two terms"] == "No"


def test_who_may_not_take_it_away_is_turned_away(world: World, client_as: Any) -> None:
    assert client_as(world.approver).get("/destinations/results/export").status_code == 403


def three_cohorts(scene: Leaving, people: int) -> None:
    """So many leavers in each of three years, each with two spells and an answer: written at once."""
    world = scene.world
    with world.writing() as session:
        for cohort in (2023, 2024, 2025):
            for number in range(people):
                person = YoungPerson(
                    **scene.key,
                    reference=f"C{cohort}{number:04d}",
                    first_name=f"N{number}",
                    last_name="Invented",
                    born_on=dt.date(2006, 3, 1),
                    is_synthetic=True,
                )
                session.add(person)
                session.flush()
                leaver = Leaver(
                    **scene.key,
                    young_person_id=person.id,
                    left_on=dt.date(cohort + 1, 7, 18),
                    cohort=cohort,
                    pathway=OpportunityKind.supported_internship,
                    provider_id=scene.provider.id,
                    employer_id=scene.hotel.id,
                )
                session.add(leaver)
                session.flush()
                keys = {**scene.key, "leaver_id": leaver.id}
                for weeks in (4, 13, 26, 52):
                    due = leaver.left_on + dt.timedelta(weeks=weeks)
                    session.add(CheckIn(**keys, weeks=weeks, due_on=due, state=CheckInState.due))
                for evidence, month in ((Evidence.employer, 9), (Evidence.young_person, 11)):
                    session.add(
                        Spell(
                            **keys,
                            young_person_id=person.id,
                            starts_on=dt.date(cohort + 1, month, 1),
                            confirmed_on=dt.date(cohort + 1, 12, 1) + dt.timedelta(days=number % 200),
                            activity="360",
                            hours_a_week=float(number % 30),
                            is_paid=True,
                            is_seasonal=False,
                            evidence=evidence,
                            recorded_at=world.now,
                        )
                    )
        session.info["recorded"] = True
        session.commit()


@pytest.mark.slow
def test_pages_of_three_cohorts_take_the_same_statements_and_less_than_300_ms(world: World, client_as: Any) -> None:
    scene = Leaving(world)
    asker = world.actor(world.coordinator)

    def run(by: By) -> int:
        with world.reading() as session, statements(session) as found:
            report(session, asker, Asked(by=by), today=TODAY)
        return len(found)

    three_cohorts(scene, 2)
    few = [run(by) for by in By]
    with world.writing() as session:
        for table in (Spell, CheckIn, Leaver):
            session.execute(sa.delete(table))
        session.execute(sa.delete(YoungPerson))
        session.info["recorded"] = True
        session.commit()
    three_cohorts(scene, 300)
    assert [run(by) for by in By] == few
    client = client_as(world.coordinator)
    for address in ("results?by=employer", "results", "leavers", "?list=overdue", "ended"):
        took = []
        for _ in range(5):
            before = time.process_time()  # what the page costs, however busy the machine is with other things
            assert client.get(f"/destinations/{address}").status_code == 200
            took.append(time.process_time() - before)
        assert sorted(took)[2] < 0.3, address
