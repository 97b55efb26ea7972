"""What the pages of this room share."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g

from pfa.about.models import Audience
from pfa.accounts.login import actor, current_actor
from pfa.accounts.models import Role
from pfa.aspirations import queries as aspirations
from pfa.aspirations.views.comfort import comforts
from pfa.aspirations.views.reader import reader
from pfa.aspirations.views.wordings import picture, spoken, telling, wording
from pfa.aspirations.words import felt_words, on_day, soon, tell
from pfa.aspirations.words import say as survey_says
from pfa.calendar.years import academic_year
from pfa.family import queries
from pfa.family.models import ParentLink
from pfa.family.questions import BY_KEY
from pfa.family.sight import NEVER, Facts, is_theirs_to_say
from pfa.family.words import SAYINGS, say
from pfa.people.models import YoungPerson
from pfa.people.queries import of_user
from pfa.web.request import db, now, today

blueprint = Blueprint("family", __name__, url_prefix="/family")
PARENT = (Audience.parent.value,)


@blueprint.context_processor
def _words() -> dict[str, Any]:
    told = {"say": either, "wording": wording, "picture": picture, "spoken": spoken}
    told |= {"felt_words": felt_words, "on_day": on_day}
    return {**told, "asked_of_parents": BY_KEY, "is_held": queries.is_held}


def either(key: str, **values: object) -> str:
    """A sentence of this room, or else of the survey, whose parts these pages show."""
    return say(key, **values) if key in SAYINGS else survey_says(key, **values)


@blueprint.app_context_processor
def _everywhere() -> dict[str, Any]:
    return {"family_sees": family_sees, "family_say": say}


def family_sees() -> dict[str, Any]:
    """Who of the family sees the answers of the young person who looks at this page, read once a request.

    As they know it: what a safeguarding lead closed without a word is not told here. `parents` are all who can sign in.
    """
    if "family_sees" not in g:
        g.family_sees = _family_sees()
    found: dict[str, Any] = g.family_sees
    return found


def _family_sees() -> dict[str, Any]:
    who = current_actor()
    if who is None or not who.is_a(Role.young_person):
        return {"parents": [], "names": [], "is_some": False}
    person = of_user(db(), who.user_id or 0)
    parents = queries.with_account(db(), person, today())
    names = [link.name for link, facts in parents if not is_theirs_to_say(facts) or facts.agreed]
    sight = queries.sight_of(db(), person.id) if names else None
    return {"parents": parents, "names": names, "is_some": bool(sight and sight.closed)}


def mine(public_id: uuid.UUID) -> tuple[ParentLink, Facts]:
    """One live link of the parent who asks. Raises NotFound."""
    return queries.one_of_parent(db(), actor(), public_id, today())


def question_names(person: YoungPerson) -> Mapping[str, str]:
    """The questions that a parent could see, in the words they are asked in at the reading level of whoever looks:
    those of today, and those that the young person answered although nobody asks them any more."""
    asked = aspirations.list_for(db(), person, academic_year(today()))
    ticked = [one for one in asked.questions if one.choices and one.key not in NEVER]
    level = comforts().level
    names = {one.key: tell(one.key, one.version, asked.wording(one), level).title for one in ticked}
    for key, row in queries.sent_answers(db(), person.id).items():
        if row.choices and key not in NEVER:
            names.setdefault(key, telling(key, row.question_version, level).title)
    return names


def who_reads(authority_id: int) -> str:
    """Who reads what a parent writes, and by when; nothing where nobody would."""
    who = reader(authority_id)
    if who is None:
        return ""
    by = now() + dt.timedelta(hours=who.reading_hours)
    return (
        f"{who.name} reads what you write first, by {soon(by, now())}: it is their job to keep young people safe. "
        "Then the people who plan with you may read it."
    )
