"""Questions on paper: with pictures, at somebody's reading level, and a square that leads back here."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for
from markupsafe import Markup

from pfa.accounts.login import actor
from pfa.aspirations import queries
from pfa.aspirations.comfort import Comforts, Level
from pfa.aspirations.models import Round
from pfa.aspirations.queries import Member
from pfa.aspirations.questions import Question
from pfa.aspirations.sets import QuestionList
from pfa.aspirations.views.blueprint import blueprint
from pfa.aspirations.views.papers import questions_of
from pfa.aspirations.views.reader import Reader, reader
from pfa.aspirations.words import Telling, Wording, tell
from pfa.people.access import note_list, note_opened
from pfa.people.cards import AT_ONCE
from pfa.people.models import YoungPerson
from pfa.people.queries import person as one_person
from pfa.web.pages import number_asked
from pfa.web.permission import needs
from pfa.web.request import db, settings
from pfa.web.square import square


@dataclass(frozen=True, slots=True)
class Pack:
    """One person's paper: the questions as they are told to them, and the square that leads to its page."""

    person: YoungPerson
    told: list[tuple[Question, Wording, Telling]]
    level: Level
    way_in: Markup
    reader: Reader | None


@blueprint.get("/rounds/<uuid:public_id>/paper/<uuid:person_id>/print")
@needs("answer:enter")
def paper_pack(public_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """A pack to print. Staff who type it in find the page by the square on it."""
    asked = queries.one_round(db(), actor(), public_id, "answer:enter")
    person = one_person(db(), actor(), person_id, "answer:enter")
    note_opened(person, "aspirations.paper_pack")
    (one,) = _packs(asked, [queries.member(db(), actor(), asked, person)])
    return render_template("aspirations/paper_pack.html", asked=asked, one=one, once=_once())


@blueprint.get("/rounds/<uuid:public_id>/paper/print")
@needs("answer:enter")
def paper_packs(public_id: uuid.UUID) -> str:
    """Packs of everybody of a school and tutor group who has not sent their answers."""
    asked = queries.one_round(db(), actor(), public_id, "answer:enter")
    which = queries.MemberFilter(
        school_id=number_asked("school"), tutor_group=request.args.get("tutor", "")[:40], not_sent=True
    )
    page = queries.members(db(), actor(), asked, which, number=1, size=AT_ONCE)
    note_list("aspirations.paper_packs", len(page.rows))
    more = {"total": page.total, "more": page.total > len(page.rows), "once": _once()}
    return render_template("aspirations/paper_packs.html", asked=asked, packs=_packs(asked, page.rows), **more)


def _packs(asked: Round, members: Sequence[Member]) -> list[Pack]:
    """The packs of these members. Who chose no reading level on screen gets easy words."""
    who, lists = reader(asked.authority_id), questions_of(asked, members)
    comforts = queries.comforts_of(db(), [one.person.id for one in members])
    chosen = [comforts.get(one.person.id, Comforts()).chosen.get("level", Level.easy.value) for one in members]
    return [
        _pack(asked, one.person, questions, Level(level), who)
        for one, questions, level in zip(members, lists, chosen, strict=True)
    ]


def _pack(asked: Round, person: YoungPerson, questions: QuestionList, level: Level, who: Reader | None) -> Pack:
    told = [
        (one, questions.wording(one), tell(one.key, one.version, questions.wording(one), level))
        for one in questions.questions
    ]
    entering = url_for("aspirations.paper", public_id=asked.public_id, person_id=person.public_id)
    return Pack(person, told, level, square(f"{settings().public_base_url}{entering}"), who)


def _once() -> Callable[[Hashable, Callable[[], Markup]], Markup]:
    """For a page to draw what stands on it many times only once: as drawn before under a key, else by `caller`."""
    drawn: dict[Hashable, Markup] = {}

    def once(key: Hashable, caller: Callable[[], Markup]) -> Markup:
        if key not in drawn:
            drawn[key] = caller()
        return drawn[key]

    return once
