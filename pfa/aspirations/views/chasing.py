"""Whom to chase today, reminders to print and to note, and who is never heard year by year."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import cards
from pfa.accounts.login import actor
from pfa.aspirations import queries, services
from pfa.aspirations.forms import REMINDER_NAMES, ReminderForm
from pfa.aspirations.models import ReminderWay, Round
from pfa.aspirations.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.people.access import note_list
from pfa.people.queries import many
from pfa.web.done import done
from pfa.web.pages import number_asked, page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, today

LISTED = 50  # names of those who were not heard


@blueprint.route("/rounds/<uuid:public_id>/today", methods=["GET", "POST"])
@needs("answer:enter")
def chase(public_id: uuid.UUID) -> ResponseReturnValue:
    """One list of whom to chase today, and noting that they were reminded."""
    asked = queries.one_round(db(), actor(), public_id, "answer:enter")
    form = ReminderForm(data={"reminded_on": today(), "way": ReminderWay.slip.value})
    if form.validate_on_submit():
        try:
            people, way = many(db(), actor(), form.ids(), "answer:enter"), ReminderWay(form.way.data)
            services.note_reminders(db(), people, asked, way, form.reminded_on.data, actor=actor(), now=now())
            return done(_back(asked), _noted(len(people)))
        except Refused as error:
            form.refuse(error)
    return render_template("aspirations/chase.html", asked=asked, form=form, **_chased(asked))


@blueprint.post("/rounds/<uuid:public_id>/slips")
@needs("answer:enter")
def reminder_slips(public_id: uuid.UUID) -> str:
    """Slips to print for those who were ticked: without a word of what anybody answered."""
    asked = queries.one_round(db(), actor(), public_id, "answer:enter")
    people = many(db(), actor(), ReminderForm(data={"reminded_on": today()}).ids(), "answer:enter")
    if not people:
        raise Refused("Go back and choose at least one young person.")
    services.refuse_too_soon(db(), people, asked, today())
    note_list("aspirations.reminder_slips", len(people))
    carded = cards.live(db(), [person.user_id for person in people if person.user_id], today=today())
    return render_template("aspirations/reminder_slips.html", asked=asked, people=people, carded=carded)


@blueprint.get("/rounds/<uuid:public_id>/never-heard")
@needs("round:read")
def unheard(public_id: uuid.UUID) -> str:
    """Who is never heard, year by year."""
    asked = queries.one_round(db(), actor(), public_id)
    years = queries.heard_by_year(db(), actor())
    here = next((year for year in years if year.academic_year == asked.academic_year), None)
    more: dict[str, Any] = {"total": queries.rates(db(), actor(), asked).total, "here": here, "years": years}
    more["shares"] = queries.unheard_shares(db(), actor(), here) if here else []
    more["people"] = queries.unheard_people(db(), actor(), here.again, most=LISTED) if here else []
    more["places"] = queries.places(db(), [person.id for person in more["people"]], today())
    note_list("aspirations.unheard", len(more["people"]))
    return render_template("aspirations/unheard.html", asked=asked, **more)


def _chased(asked: Round) -> dict[str, Any]:
    """What the list shows: its people, how many of what, who was reminded when."""
    which = queries.MemberFilter(
        school_id=number_asked("school"),
        tutor_group=request.args.get("tutor", "")[:40],
        year_group=number_asked("year"),
    )
    number = page_number(request.args.get("page"))
    page = queries.to_chase(db(), actor(), asked, which, today(), number=number)
    counts, in_peace = queries.chase_counts(db(), actor(), asked, which, today())
    note_list("aspirations.chase", len(page.rows))
    return {
        "page": page,
        "counts": counts,
        "in_peace": in_peace,
        "where": {row.member.person.id: queries.place(row.member.enrolment) for row in page.rows},
        "reminders": queries.reminders_of(db(), asked, [row.member.person.id for row in page.rows]),
        "names": queries.TO_DO_NAMES,
        "ways": REMINDER_NAMES,
        "total": queries.rates(db(), actor(), asked).total,
        "schools": queries.schools(db(), actor(), asked),
        "tutors": queries.tutor_groups(db(), actor(), asked),
    }


def _back(asked: Round) -> str:
    school, tutor = (request.args.get(name) for name in ("school", "tutor"))
    return url_for("aspirations.chase", public_id=asked.public_id, school=school, tutor=tutor)


def _noted(count: int) -> str:
    return "1 reminder is noted." if count == 1 else f"{count} reminders are noted."
