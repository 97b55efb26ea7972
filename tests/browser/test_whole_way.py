"""One young person from the survey card to the check-in a year after leaving, each step by whoever takes it.

The college answers likely demand, the employer answers by its link, the solver matches, everyone agrees the week, the
coach logs a visit on a phone, the placement ends in a job, and the young person reads what came of it all.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from pfa.accounts.models import OrganisationKind, User
from pfa.aspirations.questions import QUESTIONS
from pfa.destinations.models import CheckIn, CheckInState, OwnLife, Spell
from pfa.employers.models import Employer
from pfa.matching.models import Run, RunState
from pfa.packages.models import Package, PackageState
from pfa.people.models import YoungPerson
from pfa.provision.kinds import OpportunityKind
from pfa.provision.models import Group
from pfa.worker import Worker
from tests.accounts.doors import card_for
from tests.browser.chromium import PHONE
from tests.browser.conftest import BOTH
from tests.browser.live import Live
from tests.browser.test_college_replies import fill_date
from tests.demand.scenes import answer, survey
from tests.factories import ENTRY_YEAR

COHORT = 6  # others who want to cook too, so that what came of it may be told


@dataclass
class Story:
    """The authority of the story: a café with an internship, a college with cooking, and people who want to cook."""

    live: Live
    person: YoungPerson = field(init=False)
    user: User = field(init=False)
    cafe: Group = field(init=False)
    employer: Employer = field(init=False)
    now: dt.datetime = field(init=False)

    def __post_init__(self) -> None:
        world = self.live.world
        asked = survey(world)
        self.person = world.young_person("Yasmin", with_user=True, named_worker_id=world.coordinator.id)
        with world.reading() as session:
            self.user = session.get_one(User, self.person.user_id)
        for number in range(COHORT):
            answer(world, world.young_person(f"Other{number}"), asked, after=["college"], work=["retail"])
        this_year: dict[str, Any] = {"starts_on": dt.date(ENTRY_YEAR - 1, 9, 7), "ends_on": dt.date(ENTRY_YEAR, 7, 9)}
        world.group(world.opportunity("Shop work", kind_of_work="retail"), entry_year=ENTRY_YEAR - 1, **this_year)
        organisation = world.organisation("Invented Café", OrganisationKind.employer)
        offer = world.opportunity("Work in the café", OpportunityKind.supported_internship, organisation=organisation)
        self.cafe = world.group(offer, ("mon-am", "mon-pm", "tue-am", "tue-pm"), places=1)
        self.employer = world.save(Employer(authority_id=world.authority.id, organisation_id=organisation.id))

    def at(self, year: int, month: int, day: int) -> None:
        """Go on to another day, at ten in the morning."""
        self.live.clock.now = dt.datetime(year, month, day, 10, tzinfo=dt.UTC)

    def page(self, user: User, width: int = PHONE) -> Page:
        return self.live.page(user, width)


@pytest.mark.parametrize("serve", BOTH, indirect=True)
def test_one_young_person_goes_the_whole_way(live: Live) -> None:
    story = Story(live)
    answer_with_the_card(story)
    college_says_no(story)
    employer_says_yes(story)
    match_and_agree(story)
    release_what_came_of_it(story)
    placement_with_a_coach(story)
    end_in_a_job(story)
    check_in_after_a_year(story)


def answer_with_the_card(story: Story) -> None:
    card = card_for(story.live.app, story.live.world, story.person)
    page = story.live.page(None, PHONE)
    page.goto("/card")
    page.locator("[name=number]").fill(card.locator)
    page.locator("[name=code]").fill(card.secret[:4])
    page.locator("[name=code_end]").fill(card.secret[4:])
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Yes").click()
    page.goto("/my/answers")
    page.get_by_role("button", name="Start").click()
    for question in QUESTIONS:
        page.wait_for_url(f"**/my/answers/{question.key}")
        if question.key == "work":
            page.get_by_role("button", name="Cooking and food").click()
            page.get_by_role("button", name="Next").click()
        else:
            page.get_by_role("button", name="Skip this one").click()
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_url("**/my/answers/thanks")


def college_says_no(story: Story) -> None:
    """Six want to work in a shop; the college cannot run it, and says why."""
    page = story.page(story.live.world.coordinator)
    page.goto("/demand/")
    page.get_by_role("button", name=f"for September {ENTRY_YEAR}").click()
    page.get_by_role("link", name="Publish to providers").click()
    fill_date(page, "reply_by", 31, 1, 2027)
    page.get_by_role("button", name="Publish").click()
    college = story.page(story.live.world.tutor)
    college.goto("/demand/sheets")
    college.get_by_role("link", name=f"September {ENTRY_YEAR}").first.click()
    college.get_by_role("link", name="Shops").click()
    college.get_by_label("We cannot run it").check()
    college.get_by_label("Why", exact=True).fill("Our shop is being rebuilt until the spring.")
    college.get_by_role("button", name="Save this answer").click()
    expect(college.get_by_role("main")).to_contain_text("Our shop is being rebuilt")


def employer_says_yes(story: Story) -> None:
    page = story.page(story.live.world.coordinator)
    page.goto(f"/employers/{story.employer.public_id}/offers/new?group={story.cafe.public_id}")
    page.locator("[name=sent_to]").fill("The manager")
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("The link").input_value()
    employer = story.live.page(None, PHONE)
    employer.goto(address.replace("http://localhost", story.live.address))
    expect(employer.locator("h1")).to_have_text("Can Invented Café offer this placement?")
    assert "Yasmin" not in employer.content()
    employer.get_by_label("Yes", exact=False).first.check()
    employer.locator("[name=places]").fill("1")
    employer.get_by_label("Your name").fill("Mo Manager")
    employer.get_by_role("button", name="Send the answer").click()
    expect(employer.locator("h1")).to_contain_text("Thank you")
    employer.goto(address.replace("http://localhost", story.live.address))
    expect(employer.locator("form")).to_have_count(0)
    heard = story.live.complaints()
    assert all("410 (GONE)" in words for words in heard), heard  # used: said plainly, and gone
    page.reload()
    expect(page.locator("h1")).to_have_text("Their answer")


def match_and_agree(story: Story) -> None:
    world = story.live.world
    page = story.page(world.coordinator)
    page.goto("/runs/new")
    page.get_by_label(f"September {ENTRY_YEAR}", exact=True).check()
    page.get_by_label("Name of this run").fill("The first")
    page.get_by_label("Seconds at most").fill("5")
    page.get_by_role("button", name="Start the run").click()
    assert Worker(story.live.database, story.live.app.extensions["pfa_settings"], story.live.clock).one()
    with world.reading() as session:
        run = session.scalars(sa.select(Run)).one()
        assert run.state is RunState.done, run.failure
    page.get_by_role("link", name="Accept suggested weeks").click()  # its page has come to the result by itself
    page.get_by_role("button", name="Make draft weeks").click()
    package = the_package(story)
    week = f"/packages/{package.public_id}"
    page.goto(f"{week}/share")
    page.get_by_role("button", name="Share version 1").click()

    young = story.page(story.user)
    young.goto("/packages/mine/say")
    young.locator("[name=said][value=yes]").check(force=True)
    young.locator("button.app-big").click()
    for _each in range(2):  # the parent on the phone, the café in a message
        page.goto(week)
        page.get_by_role("link", name="Note an answer").first.click()
        page.locator("[name=said][value=yes]").check()
        page.get_by_role("button", name="Save").first.click()
    approver = story.page(world.approver)
    approver.goto(f"{week}/approve")
    approver.locator("[name=said][value=yes]").check()
    approver.get_by_role("button", name="Save the authority’s answer").click()
    assert the_package(story).state is PackageState.agreed


def release_what_came_of_it(story: Story) -> None:
    page = story.page(story.live.world.coordinator)
    page.goto(f"/reports/what-came-of-it/new/{ENTRY_YEAR}")
    expect(page.get_by_role("main")).to_contain_text("Shops")
    page.get_by_role("button", name="Release it to young people").click()
    young = story.page(story.user)
    young.goto("/reports/mine")
    expect(young.get_by_role("main")).to_contain_text(re.compile("shop", re.IGNORECASE))
    assert "Other0" not in young.content()


def placement_with_a_coach(story: Story) -> None:
    world = story.live.world
    page = story.page(world.coordinator)
    page.goto("/internships/to-make")
    page.get_by_role("link", name="Make it a placement for Yasmin").click()
    page.get_by_label("Job coach").select_option(label="Co Ach")
    page.get_by_role("button", name="Make the placement").click()
    expect(page.locator("h1")).to_contain_text("Yasmin")
    placement = page.url

    story.at(ENTRY_YEAR, 9, 13)
    page = story.page(world.coordinator)
    page.goto(placement)
    page.get_by_role("button", name="It has begun").click()
    coach = story.page(world.coach)
    coach.goto("/internships/coach")
    coach.get_by_role("button", name="Log a visit").first.click()
    coach.get_by_label("45 min").check(force=True)
    coach.get_by_label("Anything to note?").fill("Lays tables on their own now.")
    coach.get_by_role("button", name="Save the visit").click()
    page.goto(placement)
    expect(page.get_by_role("main")).to_contain_text("Lays tables on their own now.")


def end_in_a_job(story: Story) -> None:
    story.at(ENTRY_YEAR + 1, 7, 10)
    page = story.page(story.live.world.coordinator)
    page.goto("/internships/")
    page.get_by_role("link", name="Yasmin").first.click()
    page.get_by_role("link", name="End it").click()
    fill_date(page, "ended_on", 7, 7, ENTRY_YEAR + 1)
    page.get_by_label("paid job", exact=False).first.check()
    page.get_by_role("button", name="End it").click()
    page.goto("/destinations/ended")
    expect(page.get_by_role("main")).to_contain_text("Yasmin")
    page.get_by_role("button", name="Follow those ticked").click()


def check_in_after_a_year(story: Story) -> None:
    world = story.live.world
    story.at(ENTRY_YEAR + 2, 7, 9)
    with world.reading() as session:
        due = {row.weeks: row for row in session.scalars(sa.select(CheckIn))}
    assert set(due) == {4, 13, 26, 52}
    page = story.page(world.coordinator)
    page.goto(f"/destinations/check-ins/{due[52].public_id}")
    page.get_by_label("Yes", exact=True).first.check()
    page.locator("[name=spoke_with][value=young-person]").check()
    page.locator("[name=doing][value=other]").check()
    page.locator("[name=activity]").select_option("330")
    fill_date(page, "starts_on", 10, 7, ENTRY_YEAR + 1)
    page.locator("[name=where]").fill("Invented Café")
    page.locator("[name=hours_a_week]").fill("20")
    page.locator("[name=is_paid][value=yes]").check()
    page.locator("[name=is_seasonal][value=no]").check()
    page.locator("[name=own_life][value=yes]").check()
    page.get_by_role("button", name="Save").click()
    with world.reading() as session:
        asked = session.get_one(CheckIn, due[52].id)
        assert (asked.state, asked.own_life) == (CheckInState.done, OwnLife.yes)
        spell = session.scalars(sa.select(Spell)).one()
        assert (spell.activity, spell.hours_a_week, spell.is_paid) == ("330", 20, True)
    page.goto("/destinations/results")
    expect(page.get_by_role("main")).to_contain_text("1")


def the_package(story: Story) -> Package:
    query = sa.select(Package).where(Package.young_person_id == story.person.id)
    with story.live.world.reading() as session:
        return session.scalars(query).one()
