"""The survey as a young person meets it: start, one question a page, check, send, thank you, change of mind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.accounts.models import Authority
from pfa.aspirations import points, queries, services
from pfa.aspirations.forms import AnswerForm, PlainForm
from pfa.aspirations.models import Answer, Response
from pfa.aspirations.parts import part_of
from pfa.aspirations.questions import (
    WISHES_AT_MOST,
    AnswerValue,
    Question,
    cleaned,
)
from pfa.aspirations.sets import QuestionList
from pfa.aspirations.views.blueprint import blueprint
from pfa.aspirations.views.comfort import comforts
from pfa.aspirations.views.reader import Reader, reader
from pfa.aspirations.words import tell
from pfa.calendar.years import academic_year
from pfa.core.errors import NotFound, Refused
from pfa.people.queries import of_user
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today

AUTOSAVE_KEY = re.compile(r"[A-Za-z0-9_-]{20,40}\.[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Asking:
    """One question put to one young person: their answers so far, and where "next" leads."""

    response: Response
    questions: QuestionList
    question: Question
    answers: dict[str, Answer]
    to_check: bool
    at: int  # the choice with which the part on view begins, where not all are on view at once
    keeps_words: bool  # there are words that are not shown to whoever sits beside them

    @property
    def onward(self) -> str:
        following = self.questions.after(self.question)
        if self.to_check or following is None:
            return url_for("aspirations.check")
        return url_for("aspirations.question", key=following.key)

    @property
    def here(self) -> str:
        return self.address()

    def address(self, *, full: bool = False, at: int | None = None) -> str:
        """This page, or another part of it. `full` says there that no more can be picked."""
        to, said = "check" if self.to_check else None, "1" if full else None
        part = self.at if at is None else at
        return url_for("aspirations.question", key=self.question.key, to=to, full=said, at=part or None)


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
    asked = _list(standing.response) if standing.response else _list_to_come(standing)
    return render_template("aspirations/start.html", count=len(asked), answers=answers, **more)


@blueprint.post("/my/answers")
@needs("survey:answer")
def begin() -> ResponseReturnValue:
    """Begin, or go on at the question where they stopped, on whatever device."""
    standing = queries.standing(db(), of_user(db(), actor().user_id or 0), today())
    if standing.asked is None:
        return redirect(url_for("aspirations.start"), code=303)
    response = services.begin(db(), standing.person, standing.asked, actor=actor(), now=now(), today=today())
    onward = queries.next_unanswered(_list(response), queries.answers_of(db(), response))
    where = url_for("aspirations.question", key=onward.key) if onward else url_for("aspirations.check")
    return done(where)


@blueprint.route("/my/answers/<key>", methods=["GET", "POST"])
@needs("survey:answer")
def question(key: str) -> ResponseReturnValue:
    """One question. Next saves and goes on, a tap on a ranked choice saves and stays, Skip goes past it."""
    asking = _asking(key)
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            return done(_save(asking, form))
        except Refused as error:
            form.refuse(error)
    return _page(asking, form)


@blueprint.post("/my/answers/<key>/save")
@needs("survey:answer")
def save(key: str) -> ResponseReturnValue:
    """What the page saves by itself while somebody answers. Nothing but a status comes back."""
    asking, form = _asking(key), AnswerForm()
    submission = request.form.get("submission_key", "")
    if not form.validate_on_submit() or AUTOSAVE_KEY.fullmatch(submission) is None:
        return "", 400
    _answer(asking, form.value(asking.question), submission)
    db().commit()
    return "", 204


@blueprint.get("/my/answers/check")
@needs("survey:answer")
def check() -> str:
    """Everything they said, each with a way to change it."""
    response = _response()
    answers = queries.answers_of(db(), response)
    both = points.contradictions(answers)
    kept = queries.words_of_before(db(), response, actor().helped_by)
    return render_template(
        "aspirations/check.html",
        response=response,
        questions=_list(response).questions,
        answers=answers,
        both=both,
        kept=kept,
        form=PlainForm(),
    )


@blueprint.post("/my/answers/send")
@needs("survey:answer")
def send() -> ResponseReturnValue:
    """I am done."""
    services.send(db(), _response(), actor=actor(), now=now())
    return done(url_for("aspirations.thanks"))


@blueprint.get("/my/answers/thanks")
@needs("survey:answer")
def thanks() -> ResponseReturnValue:
    """Thank you, what happens now, and finish."""
    response = _response()
    if response.sent_at is None:
        return redirect(url_for("aspirations.start"))
    return render_template("aspirations/thanks.html", person=response.young_person)


def _response() -> Response:
    """Their answers in the round they stand in. Raises NotFound if they did not begin."""
    found = queries.standing(db(), of_user(db(), actor().user_id or 0), today()).response
    if found is None:
        raise NotFound()
    return found


def _asking(key: str) -> Asking:
    response = _response()
    questions = _list(response)
    asked = questions.find(key)
    if asked is None:
        raise NotFound()
    to_check = response.sent_at is not None or request.args.get("to") == "check"
    kept = queries.words_of_before(db(), response, actor().helped_by)
    at = request.args.get("at", default=0, type=int)
    answers = queries.answers_of(db(), response)
    return Asking(response, questions, asked, answers, to_check, at, asked.key in kept)


def _list(response: Response) -> QuestionList:
    return queries.list_of(db(), response)


def _list_to_come(standing: queries.Standing) -> QuestionList:
    year = standing.asked.academic_year if standing.asked else academic_year(today())
    return queries.list_for(db(), standing.person, year)


def _save(asking: Asking, form: AnswerForm) -> str:
    """Do what the pressed button says; the address to go on to."""
    key = str(form.idempotency_key.data)[:40]
    said, tapped = form.value(asking.question), request.form.get("tap", "")
    if tapped:
        value = _tapped(asking.question, said, tapped)
        _answer(asking, value, key)
        return asking.address(full=tapped not in value.choices and tapped not in said.choices)
    if "skip" in request.form:
        services.skip(db(), asking.response, asking.question, key=key, actor=actor(), now=now())
        return asking.onward
    if said != AnswerValue() or asking.question.key in asking.answers or "next" in request.form:
        _answer(asking, said, key)
    return _where_to(asking)


def _where_to(asking: Asking) -> str:
    """Where the pressed button leads: another part, this page in other words, a break, or on."""
    if "more" in request.form:
        return asking.address(at=request.form.get("more", default=0, type=int))
    if "level" in request.form:
        services.choose_comfort(db(), asking.response.young_person, {"level": request.form["level"]})
        return asking.here
    if "pause" in request.form:
        return url_for("aspirations.have_a_break", back=asking.here)
    return asking.onward


def _answer(asking: Asking, value: AnswerValue, key: str) -> None:
    if asking.keeps_words and not value.text.strip():
        value = AnswerValue(value.choices, asking.answers[asking.question.key].text)
    level = comforts().level
    services.answer(db(), asking.response, asking.question, value, key=key, actor=actor(), now=now(), level=level)


def _tapped(asked: Question, value: AnswerValue, choice: str) -> AnswerValue:
    """The ranked choices after a tap: taken away if it was there, else put last if there is room."""
    kept = [one for one in value.choices if one != choice]
    added = (
        [choice] if len(kept) == len(value.choices) and (len(kept) < WISHES_AT_MOST or choice in asked.alone) else []
    )
    if added and choice not in asked.alone:
        kept = [one for one in kept if one not in asked.alone]
    return AnswerValue(cleaned(asked, [*kept, *added]), value.text)


def _page(asking: Asking, form: AnswerForm) -> str:
    last = asking.answers.get(asking.question.key)
    said = AnswerValue()
    if form.is_submitted():
        said = form.value(asking.question)
    elif last is not None:
        said = AnswerValue(tuple(last.choices), "" if asking.keeps_words else last.text)
    previous, taken = asking.questions.before(asking.question), _taken(asking, said)
    back = url_for("aspirations.question", key=previous.key) if previous else url_for("aspirations.start")
    words = asking.questions.wording(asking.question)
    who: Reader | None = reader(asking.response.authority_id) if asking.question.has_text else None
    return render_template(
        "aspirations/question.html",
        asking=asking,
        form=form,
        said=said,
        answered=last is not None,
        earlier=queries.said_before(db(), asking.response, asking.question.key),
        shows_words=actor().helped_by is None,
        taken=taken,
        part=part_of(asking.question, said.choices, left_out=taken, at_once=comforts().at_once, at=asking.at),
        full="full" in request.args and len(said.choices) == WISHES_AT_MOST,
        told=tell(asking.question.key, asking.question.version, words, comforts().level),
        words=words,
        number=asking.questions.number(asking.question),
        count=len(asking.questions),
        back=url_for("aspirations.check") if asking.to_check else back,
        reader=who,
    )


def _taken(asking: Asking, said: AnswerValue) -> list[str]:
    """Choices picked on an earlier page that this page leaves out: what is wished is not asked again."""
    wanted = points.picked_before(asking.question.key, asking.answers)
    return [choice for choice in asking.question.choices if choice in wanted and choice not in said.choices]
