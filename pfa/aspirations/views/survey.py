"""The survey as a young person meets it: start, one question a page, check, send, thank you, change of mind."""

from __future__ import annotations

import re
from http import HTTPStatus

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.accounts.models import Authority
from pfa.aspirations import points, queries, services
from pfa.aspirations.forms import AnswerForm, PlainForm
from pfa.aspirations.questions import NOT_FOR_ME, SORT
from pfa.aspirations.sets import QuestionList
from pfa.aspirations.views import asking as one
from pfa.aspirations.views.blueprint import blueprint
from pfa.calendar.years import academic_year
from pfa.core.errors import Refused
from pfa.people.queries import of_user
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, reads_first, today

AUTOSAVE_KEY = re.compile(r"[A-Za-z0-9_-]{20,40}\.[0-9]{1,4}")


@blueprint.get("/my/answers")
@needs("survey:answer")
def start() -> str:
    """What it is for, who sees it, and where they are: before the first answer, in the middle, sent, or not asked."""
    standing = queries.standing(db(), of_user(db(), actor().user_id or 0), today())
    council = db().get_one(Authority, standing.person.authority_id).name
    more = {"standing": standing, "council": council, "form": PlainForm()}
    if standing.asked is None:
        coming = queries.next_round_for(db(), standing.person, today())
        past = queries.last_round_for(db(), standing.person, today())
        return render_template("aspirations/no_round.html", coming=coming, past=past, **more)
    answers = queries.answers_of(db(), standing.response) if standing.response else {}
    asked = one.list_of(standing.response) if standing.response else _list_to_come(standing)
    return render_template("aspirations/start.html", count=len(asked), answers=answers, **more)


@blueprint.post("/my/answers")
@needs("survey:answer")
@reads_first
def begin() -> ResponseReturnValue:
    """Begin, or go on at the question where they stopped, on whatever device."""
    standing = queries.standing(db(), of_user(db(), actor().user_id or 0), today())
    if standing.asked is None:
        return redirect(url_for("aspirations.start"), code=303)
    response = services.begin(db(), standing.person, standing.asked, actor=actor(), now=now(), today=today())
    onward = queries.next_unanswered(one.list_of(response), queries.answers_of(db(), response))
    where = url_for("aspirations.question", key=onward.key) if onward else url_for("aspirations.check")
    return done(where)


@blueprint.route("/my/answers/<key>", methods=["GET", "POST"])
@needs("survey:answer")
@reads_first
def question(key: str) -> ResponseReturnValue:
    """One question. Next saves and goes on, a tap on a ranked choice saves and stays, Skip goes past it."""
    form = AnswerForm()
    is_sent = form.validate_on_submit()
    asking = one.asking(key)
    if is_sent and one.says_nothing_new(asking, form):
        return done(asking.onward)
    if is_sent:
        asking = one.locked(asking)
        try:
            return done(one.pressed(asking, form))
        except Refused as error:
            form.refuse(error)
    return one.page(asking, form)


@blueprint.post("/my/answers/<key>/save")
@needs("survey:answer")
@reads_first
def save(key: str) -> ResponseReturnValue:
    """What the page saves by itself while somebody answers. A status comes back, and why where it is refused."""
    form, submission = AnswerForm(), request.form.get("submission_key", "")
    if not form.validate_on_submit() or AUTOSAVE_KEY.fullmatch(submission) is None:
        return "", 400
    asking = one.locked(one.asking(key))
    try:
        one.answer(asking, asking.said(form), submission)
    except Refused as error:
        return Response(str(error), HTTPStatus.UNPROCESSABLE_ENTITY, mimetype="text/plain")
    db().commit()
    return "", 204


@blueprint.get("/my/answers/check")
@needs("survey:answer")
def check() -> str:
    """Everything they said, each with a way to change it."""
    response = one.response()
    answers = queries.answers_of(db(), response)
    both = points.contradictions(answers)
    kept = queries.words_of_before(db(), response, actor().helped_by)
    questions = one.list_of(response)
    return render_template(
        "aspirations/check.html",
        response=response,
        questions=questions.questions,
        answers=answers,
        both=both,
        refusing=SORT if questions.find(SORT) else NOT_FOR_ME,
        kept=kept,
        told=one.told(questions, answers),
        form=PlainForm(),
    )


@blueprint.post("/my/answers/send")
@needs("survey:answer")
@reads_first
def send() -> ResponseReturnValue:
    """I am done."""
    services.send(db(), one.response(), actor=actor(), now=now())
    return done(url_for("aspirations.thanks"))


@blueprint.get("/my/answers/thanks")
@needs("survey:answer")
def thanks() -> ResponseReturnValue:
    """Thank you, what happens now, and finish."""
    response = one.response()
    if response.sent_at is None:
        return redirect(url_for("aspirations.start"))
    return render_template("aspirations/thanks.html", person=response.young_person)


def _list_to_come(standing: queries.Standing) -> QuestionList:
    year = standing.asked.academic_year if standing.asked else academic_year(today())
    return queries.list_for(db(), standing.person, year)
