"""Answers on paper and from elsewhere: typed in, typed in again, the differences settled; what is half entered."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import queries, services
from pfa.aspirations.forms import AloneForm, DropForm, PlainForm, again_form, paper_form, settle_form
from pfa.aspirations.forms.papers import AgainForm, PaperForm
from pfa.aspirations.models import Answer, PaperEntry, Round, Way
from pfa.aspirations.queries import Member
from pfa.aspirations.questions import PLACES
from pfa.aspirations.sets import QuestionList
from pfa.aspirations.views.blueprint import blueprint
from pfa.aspirations.views.ways import when_told
from pfa.aspirations.views.wordings import remember_places, wording
from pfa.core.errors import NotFound, Refused
from pfa.people.access import note_list, note_opened
from pfa.people.models import YoungPerson
from pfa.people.queries import person as one_person
from pfa.web.done import done
from pfa.web.forms import PfaForm
from pfa.web.permission import needs
from pfa.web.request import db, now

BOTH = ("GET", "POST")
PLACES_ON_PAPER = 12
NAMED_AT_MOST = 3  # questions named one by one in a sentence


@blueprint.get("/rounds/<uuid:public_id>/paper")
@needs("answer:enter")
def papers(public_id: uuid.UUID) -> str:
    """Papers of a round: how many are half entered, which wait for whom, and packs to print."""
    asked = queries.one_round(db(), actor(), public_id, "answer:enter")
    waiting, settled = queries.open_papers(db(), actor(), asked), queries.settled_papers(db(), actor(), asked)
    more: dict[str, Any] = {"half": queries.half_entered(db(), actor(), asked), "total": _total(asked)}
    more |= {"schools": queries.schools(db(), actor(), asked), "tutors": queries.tutor_groups(db(), actor(), asked)}
    note_list("aspirations.papers", len({row.young_person_id for row in [*waiting, *settled]}))
    return render_template("aspirations/papers.html", asked=asked, waiting=waiting, settled=settled, **more)


@blueprint.route("/rounds/<uuid:public_id>/paper/<uuid:person_id>", methods=BOTH)
@needs("answer:enter")
def paper(public_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Type in answers given on paper, at the annual review, in a group, through an advocate, or observed."""
    asked, member = _member(public_id, person_id)
    entry = queries.open_paper(db(), member.person, asked)
    if entry is not None and "other" not in request.args:
        settling = entry.second is not None
        return redirect(_to("settle_paper", asked, member.person)) if settling else _again(asked, member, entry)
    form = paper_form(questions_of(asked, [member])[0])(data={"way": Way.group.value if entry else Way.paper.value})
    if form.validate_on_submit():
        try:
            return _typed(asked, member.person, form)
        except Refused as error:
            form.refuse(error)
    return render_template("aspirations/paper.html", asked=asked, member=member, form=form)


@blueprint.route("/rounds/<uuid:public_id>/paper/<uuid:person_id>/settle", methods=BOTH)
@needs("answer:enter")
def settle_paper(public_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Two typings side by side, where they differ."""
    asked, member = _member(public_id, person_id)
    entry = queries.paper_to_settle(db(), member.person, asked)
    questions = queries.list_of(db(), entry)
    found = queries.differences(questions, entry)
    form = settle_form(found, questions, days=entry.says_two_days)(version=entry.version)
    if form.validate_on_submit():
        try:
            key = str(form.idempotency_key.data)[:40]
            later = services.settle_paper(
                db(), entry, form.picks(), seen=form.seen_version, key=key, actor=actor(), now=now()
            )
            return done(_answers(member.person), _told("Settled. The answers count now.", later, member.person))
        except Refused as error:
            form.refuse(error)
    more = {"asked": asked, "entry": entry, "differences": found, "questions": questions, "form": form}
    mine = actor().user_id in (entry.first_by_id, entry.second_by_id)
    return render_template("aspirations/paper_settle.html", mine=mine, member=member, **more, **_beside(entry))


@blueprint.post("/rounds/<uuid:public_id>/paper/<uuid:person_id>/anew")
@needs("answer:enter")
def type_anew(public_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Neither typing is right: type it in a second time anew."""
    asked, entry, form = _open(public_id, person_id, PlainForm())
    services.type_paper_anew(db(), entry, seen=form.seen_version, actor=actor(), now=now())
    return done(_to("paper", asked, entry.young_person), "Type it in a second time, with the paper in hand.")


@blueprint.post("/rounds/<uuid:public_id>/paper/<uuid:person_id>/alone")
@needs("answer:enter")
def waive_second(public_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Let the first typing count alone."""
    _asked, entry, form = _open(public_id, person_id, AloneForm())
    why, key = form.waived_because.data or "", str(form.idempotency_key.data)[:40]
    later = services.waive_second(db(), entry, why, seen=form.seen_version, key=key, actor=actor(), now=now())
    words = "The answers count now. Why they were typed in once is kept."
    return done(_answers(entry.young_person), _told(words, later, entry.young_person))


@blueprint.post("/rounds/<uuid:public_id>/paper/<uuid:person_id>/drop")
@needs("answer:enter")
def drop_paper(public_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Throw away what was typed in."""
    asked, entry, form = _open(public_id, person_id, DropForm())
    services.drop_paper(db(), entry, form.dropped_because.data or "", seen=form.seen_version, actor=actor(), now=now())
    return done(url_for("aspirations.papers", public_id=asked.public_id), "Thrown away. It never counted.")


def questions_of(asked: Round, members: Sequence[Member]) -> list[QuestionList]:
    """The questions on the paper of each member, in a number of statements that does not grow with them.

    Of named places those nearest to their home, the same on the paper and where it is typed in.
    """
    lists, year = queries.lists_on_paper(db(), asked, members), asked.academic_year + 1
    people = [one.person for one, each in zip(members, lists, strict=True) if each.find(PLACES) is not None]
    near = queries.places_near_each(db(), people, {}, year, at_most=PLACES_ON_PAPER) if people else {}
    for places in near.values():
        remember_places(places)
    return [queries.with_places(each, near.get(one.person.id, ())) for one, each in zip(members, lists, strict=True)]


def _typed(asked: Round, person: YoungPerson, form: PaperForm) -> ResponseReturnValue:
    """Keep a first typing of a paper; what was not on paper counts at once, and so does a paper typed in once."""
    key, values, given = str(form.idempotency_key.data)[:40], form.values(), form.given()
    if not form.is_paper:
        later = services.enter_answers(db(), person, asked, values, given, key=key, actor=actor(), now=now())
        return done(_answers(person), _told("The answers are saved.", later, person))
    entry = services.type_paper(
        db(), person, asked, values, on=given.on, note=given.note, key=key, actor=actor(), now=now()
    )
    why = (form.waived_because.data or "").strip()
    if why and entry.closed_at is None and entry.second is None:
        later = services.waive_second(db(), entry, why, seen=entry.version, key=key, actor=actor(), now=now())
        return done(_answers(person), _told("The answers are saved, and why they were typed in once.", later, person))
    return done(_after(asked, entry), "Saved. It counts when it has been typed in a second time.")


def _again(asked: Round, member: Member, entry: PaperEntry) -> ResponseReturnValue:
    """The second typing, without sight of the first."""
    form: AgainForm = again_form(queries.list_of(db(), entry))()
    if form.validate_on_submit():
        try:
            key, is_same = str(form.idempotency_key.data)[:40], bool(form.is_same.data)
            later = services.type_paper_again(
                db(), entry, form.values(), on=form.day, is_same=is_same, key=key, actor=actor(), now=now()
            )
            if later is None:
                return done(_after(asked, entry), "The two typings differ.")
            words = "Both typings say the same. The answers count now."
            return done(_answers(member.person), _told(words, later, member.person))
        except Refused as error:
            form.refuse(error)
    shown = {"asked": asked, "member": member, "entry": entry, "form": form}
    return render_template("aspirations/paper_again.html", **shown, **_beside(entry))


def _told(words: str, later: Sequence[Answer], person: YoungPerson) -> str:
    """What was done, and what of it does not count because they answered later: nobody should be taken by surprise."""
    if not later:
        return words
    if len(later) > NAMED_AT_MOST:
        return f"{words} But {person.called} answered {len(later)} of these questions later: there, that counts."
    given = [f"{wording(row.question, row.question_version).staff} ({when_told(row)})" for row in later]
    return f"{words} But {person.called} answered this later, and what was said last counts: {'; '.join(given)}."


def _after(asked: Round, entry: PaperEntry) -> str:
    if entry.second is not None and entry.closed_at is None:
        return _to("settle_paper", asked, entry.young_person)
    return url_for("aspirations.papers", public_id=asked.public_id)


def _beside(entry: PaperEntry) -> dict[str, PfaForm]:
    """The small forms beside a second typing and beside differences."""
    sent = {"formdata": None, "version": entry.version}
    return {"anew": PlainForm(**sent), "alone": AloneForm(**sent), "drop": DropForm(**sent)}


def _member(public_id: uuid.UUID, person_id: uuid.UUID) -> tuple[Round, Member]:
    asked = queries.one_round(db(), actor(), public_id, "answer:enter")
    person = one_person(db(), actor(), person_id, "answer:enter")
    if request.method == "GET":
        note_opened(person, request.endpoint or "")
    return asked, queries.member(db(), actor(), asked, person)


def _open(public_id: uuid.UUID, person_id: uuid.UUID, form: Any) -> tuple[Round, PaperEntry, Any]:
    """The paper that a small form is about. Raises NotFound, or Refused for what is missing in the form."""
    asked, member = _member(public_id, person_id)
    entry = queries.open_paper(db(), member.person, asked)
    if entry is None:
        raise NotFound("This paper is settled. Somebody was quicker.")
    if not form.validate_on_submit():
        raise Refused("Go back and say why.")
    return asked, entry, form


def _to(page: str, asked: Round, person: YoungPerson) -> str:
    return url_for(f"aspirations.{page}", public_id=asked.public_id, person_id=person.public_id)


def _answers(person: YoungPerson) -> str:
    return url_for("aspirations.answers", public_id=person.public_id)


def _total(asked: Round) -> queries.Rate:
    return queries.rates(db(), actor(), asked).total
