"""One page a subject: needs, support, home and travel, next start, the week they want, who works with them."""

from __future__ import annotations

import uuid

from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.calendar.years import academic_year, compulsory_age_ends_on, decides_for_themselves
from pfa.geography.postcodes import ATTRIBUTION
from pfa.people import queries, services
from pfa.people.forms import AroundForm, HomeForm, NeedsForm, StartForm, SupportForm, WeekForm
from pfa.people.views.room import BOTH, blueprint, opened, subject
from pfa.web.permission import needs as needs_permission
from pfa.web.request import db, now, today


@blueprint.route("/<uuid:public_id>/needs", methods=BOTH)
@needs_permission("person:edit")
def needs(public_id: uuid.UUID) -> ResponseReturnValue:
    """What needs they have, the main one first."""
    person = opened(public_id)
    form = NeedsForm(person)
    return subject(
        form,
        person,
        "Needs saved.",
        lambda: services.set_needs(db(), person, form.values(), seen=form.seen_version, actor=actor(), now=now()),
    )


@blueprint.route("/<uuid:public_id>/support", methods=BOTH)
@needs_permission("person:edit")
def support(public_id: uuid.UUID) -> ResponseReturnValue:
    """Level, what a place must have, and how much help."""
    person = opened(public_id)
    form = SupportForm(person)
    return subject(
        form,
        person,
        "Support saved.",
        lambda: services.set_support(db(), person, form.values(), seen=form.seen_version, actor=actor(), now=now()),
    )


@blueprint.route("/<uuid:public_id>/home", methods=BOTH)
@needs_permission("person:edit")
def home(public_id: uuid.UUID) -> ResponseReturnValue:
    """Home and travel."""
    person = opened(public_id)
    form = HomeForm(person)
    return subject(
        form,
        person,
        "Home and travel saved.",
        lambda: services.set_home(db(), person, form.values(), seen=form.seen_version, actor=actor(), now=now()),
        attribution=ATTRIBUTION,
    )


@blueprint.route("/<uuid:public_id>/start", methods=BOTH)
@needs_permission("person:edit")
def start(public_id: uuid.UUID) -> ResponseReturnValue:
    """When they next start something new, and the month of their review."""
    person = opened(public_id)
    year = academic_year(today())
    form = StartForm(person, year)
    return subject(
        form,
        person,
        "Next start saved.",
        lambda: services.set_start(db(), person, form.values(), seen=form.seen_version, actor=actor(), now=now()),
        suggested=services.suggested_entry(queries.enrolment(person, year), today()),
    )


@blueprint.route("/<uuid:public_id>/week", methods=BOTH)
@needs_permission("person:edit")
def week(public_id: uuid.UUID) -> ResponseReturnValue:
    """The week they want."""
    person = opened(public_id)
    form = WeekForm(person)
    return subject(
        form,
        person,
        "The week they want is saved.",
        lambda: services.set_week(db(), person, form.values(), seen=form.seen_version, actor=actor(), now=now()),
    )


@blueprint.route("/<uuid:public_id>/around", methods=BOTH)
@needs_permission("person:edit")
def around(public_id: uuid.UUID) -> ResponseReturnValue:
    """Named worker, decision-maker, language and communication."""
    person = opened(public_id)
    form = AroundForm(person, queries.workers(db(), person.authority_id, today()))
    return subject(
        form,
        person,
        "Saved.",
        lambda: services.set_around(db(), person, form.values(), seen=form.seen_version, actor=actor(), now=now()),
        own_say=decides_for_themselves(person.born_on, today()),
        own_say_from=compulsory_age_ends_on(person.born_on),
    )
