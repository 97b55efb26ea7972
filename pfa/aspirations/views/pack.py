"""Questions on paper for one young person: with pictures, at their reading level, and a square that leads back here."""

from __future__ import annotations

import uuid

from flask import render_template, url_for

from pfa.accounts.login import actor
from pfa.aspirations import queries
from pfa.aspirations.comfort import Level
from pfa.aspirations.views.answers import questions_of
from pfa.aspirations.views.blueprint import blueprint
from pfa.aspirations.views.reader import reader
from pfa.aspirations.words import tell
from pfa.people.access import note_opened
from pfa.people.cards import square
from pfa.people.models import YoungPerson
from pfa.people.queries import person as one_person
from pfa.web.permission import needs
from pfa.web.request import db, settings


@blueprint.get("/rounds/<uuid:public_id>/paper/<uuid:person_id>/print")
@needs("answer:enter")
def paper_pack(public_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """A pack to print. Staff who type it in find the page by the square on it."""
    asked = queries.one_round(db(), actor(), public_id, "answer:enter")
    person = one_person(db(), actor(), person_id, "answer:enter")
    note_opened(person, "aspirations.paper_pack")
    questions = questions_of(queries.member(db(), actor(), asked, person), asked)
    level = _level(person)
    told = [
        (one, questions.wording(one), tell(one.key, one.version, questions.wording(one), level))
        for one in questions.questions
    ]
    entering = url_for("aspirations.paper", public_id=asked.public_id, person_id=person.public_id)
    way_in = square(f"{settings().public_base_url}{entering}")
    who = reader(person.authority_id)
    return render_template(
        "aspirations/paper_pack.html", asked=asked, person=person, told=told, way_in=way_in, reader=who
    )


def _level(person: YoungPerson) -> Level:
    """What they chose on screen; on paper easy words for those who chose nothing."""
    chosen = queries.comforts(db(), person.user_id).chosen if person.user_id else {}
    return Level(chosen.get("level", Level.easy.value))
