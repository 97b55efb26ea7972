"""One question put to one young person: what the page shows, and what each of its buttons does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask import render_template, request, url_for

from pfa.accounts.login import actor
from pfa.aspirations import points, queries, services
from pfa.aspirations.forms import AnswerForm
from pfa.aspirations.models import Answer, Response
from pfa.aspirations.parts import Part, part_of
from pfa.aspirations.questions import (
    PLACES,
    WISHES_AT_MOST,
    AnswerValue,
    Feeling,
    Question,
    Takes,
    cleaned,
    counters_of,
    feeling_of,
)
from pfa.aspirations.services.answering import tidy
from pfa.aspirations.sets import QuestionList
from pfa.aspirations.views.comfort import comforts
from pfa.aspirations.views.reader import Reader, reader
from pfa.aspirations.views.wordings import remember_places, spoken, wording
from pfa.aspirations.words import Telling, tell
from pfa.calendar.years import academic_year
from pfa.core.errors import NotFound
from pfa.people.queries import of_user
from pfa.web.request import db, now, today

PLACES_AT_ONCE = 6  # the most that are on view; there may be hundreds
OTHER_BUTTONS = {"tap", "skip", "add", "take", "look", "more", "all", "level", "counters", "pause"}


@dataclass(frozen=True, slots=True)
class Asking:
    """One question and the answers so far. `shown` is the question with named places put in, `listed` its list."""

    response: Response
    questions: QuestionList
    question: Question
    listed: QuestionList
    shown: Question
    places: dict[str, queries.Place]
    answers: dict[str, Answer]
    to_check: bool
    at: int  # the choice with which the part on view begins, where not all are on view at once
    find: str  # what they look for among named places
    keeps_words: bool  # there are words that are not shown to whoever sits beside them

    @property
    def last(self) -> Answer | None:
        """What they answered so far."""
        return self.answers.get(self.question.key)

    @property
    def onward(self) -> str:
        following = self.questions.after(self.question)
        if self.to_check or following is None:
            return url_for("aspirations.check")
        return url_for("aspirations.question", key=following.key)

    @property
    def here(self) -> str:
        return self.address()

    def address(self, *, full: bool = False, at: int | None = None, find: str | None = None) -> str:
        """This page, or another part of it. `full` says there that no more can be picked."""
        to, said = "check" if self.to_check else None, "1" if full else None
        part, words = self.at if at is None else at, self.find if find is None else find
        key = self.question.key
        return url_for("aspirations.question", key=key, to=to, full=said, at=part or None, find=words or None)

    def said(self, form: AnswerForm) -> AnswerValue:
        """What the form says. Ticks and counters on the same things are the same answer: the one they gave is kept."""
        value = form.value(self.question)
        before = tuple(self.last.choices) if self.last else ()
        if not self.question.counters or not before:
            return value
        if comforts().has_counters:
            ticks = all(":" not in choice for choice in before)
            return AnswerValue(before, value.text) if ticks and not value.choices else value
        same = {counters_of(choice)[0] for choice in before} == set(value.choices)
        return AnswerValue(before, value.text) if same else value


def response() -> Response:
    """Their answers in the round they stand in. Raises NotFound if they did not begin."""
    found = queries.standing(db(), of_user(db(), actor().user_id or 0), today()).response
    if found is None:
        raise NotFound()
    return found


def list_of(answered: Response) -> QuestionList:
    return queries.list_of(db(), answered)


def asking(key: str) -> Asking:
    """One question of theirs. Raises NotFound if it is not asked of them."""
    answered = response()
    questions = list_of(answered)
    question = questions.find(key)
    if question is None:
        raise NotFound()
    answers = queries.answers_of(db(), answered)
    places: dict[str, queries.Place] = {}
    if key == PLACES:
        year = academic_year(today()) + 1
        places = {one.code: one for one in queries.places_near(db(), answered.young_person, answers, year)}
    remember_places(places.values())
    listed = queries.with_places(questions, places.values())
    comforts()  # as all of the above: looked up before anybody has to wait for the lock
    return Asking(
        answered,
        questions,
        question,
        listed,
        listed.find(key) or question,
        places,
        answers,
        to_check=answered.sent_at is not None or request.args.get("to") == "check",
        at=request.args.get("at", default=0, type=int),
        find=request.args.get("find", "").strip()[:60],
        keeps_words=_keeps_words(answered, key),
    )


def locked(one: Asking) -> Asking:
    """The same with what a form is held against as it is under the lock: so it still holds when the form is saved."""
    answers = queries.by_question(services.lock_answers(db(), one.response))
    return replace(one, answers=answers, keeps_words=_keeps_words(one.response, one.question.key))


def says_nothing_new(one: Asking, form: AnswerForm) -> bool:
    """Was only Next pressed, and is what stands there saved already, as it is where the page saves by itself?

    Then only the form's key is kept, and nobody waits for the lock while answers are read.
    """
    if "next" not in request.form or one.last is None or OTHER_BUTTONS & set(request.form):
        return False
    said = one.said(form)
    is_saved = said.choices == tuple(one.last.choices) and tidy(said.text) == one.last.text
    return is_saved and _where_to(one) == one.onward


def told(questions: QuestionList, answers: Mapping[str, Answer]) -> dict[str, Telling]:
    """Every question as it is told at the reading level of whoever looks, in the words that they answered."""
    found = {}
    for question in questions.questions:
        last, key = answers.get(question.key), question.key
        version = last.question_version if last else question.version
        found[key] = tell(key, version, wording(key, version), comforts().level)
    return found


def answer(one: Asking, value: AnswerValue, key: str) -> None:
    """Save what was said, at the level it was read at; words that are not shown here stay."""
    if one.keeps_words and not value.text.strip() and one.last is not None:
        value = AnswerValue(value.choices, one.last.text)
    level = comforts().level
    services.answer(db(), one.response, one.question, value, key=key, actor=actor(), now=now(), level=level)


def pressed(one: Asking, form: AnswerForm) -> str:
    """Do what the pressed button says; the address to go on to."""
    key = str(form.idempotency_key.data)[:40]
    said, tapped = one.said(form), request.form.get("tap", "")
    if tapped:
        value = _tapped(one.question, said, tapped)
        answer(one, value, key)
        return one.address(full=tapped not in value.choices and tapped not in said.choices)
    if "skip" in request.form:
        services.skip(db(), one.response, one.question, key=key, actor=actor(), now=now())
        return one.onward
    said = _spent(one.question, said)
    if said != AnswerValue() or one.last is not None or "next" in request.form:
        answer(one, said, key)
    return _where_to(one)


def page(one: Asking, form: AnswerForm) -> str:
    """The page of a question, with what they said so far."""
    last, said = one.last, AnswerValue()
    if form.is_submitted():
        sent = one.said(form)
        said = AnswerValue(cleaned(one.question, sent.choices), sent.text)
    elif last is not None:
        said = AnswerValue(tuple(last.choices), "" if one.keeps_words else last.text)
    previous, taken = one.questions.before(one.question), list(_taken(one, said))
    back = url_for("aspirations.question", key=previous.key) if previous else url_for("aspirations.start")
    words = one.listed.wording(one.shown)
    who: Reader | None = reader(one.response.authority_id) if one.question.has_text else None
    part = _part(one, said, taken)
    return render_template(
        "aspirations/question.html",
        asking=one,
        form=form,
        said=said,
        felt={code: feeling for feeling, code in map(feeling_of, said.choices)},
        counts={code: count for code, count in map(counters_of, said.choices) if f"{code}:{count}" in said.choices},
        answered=last is not None,
        earlier=queries.said_before(db(), one.response, one.question.key),
        shows_words=actor().helped_by is None,
        taken=taken,
        part=part,
        kept_words=_kept_words(one.question, part),
        full="full" in request.args and len(said.choices) == WISHES_AT_MOST,
        told=tell(one.question.key, one.question.version, words, comforts().level),
        words=words,
        number=one.questions.number(one.question),
        count=len(one.questions),
        back=url_for("aspirations.check") if one.to_check else back,
        reader=who,
    )


def _keeps_words(answered: Response, key: str) -> bool:
    return key in queries.words_of_before(db(), answered, actor().helped_by)


def _where_to(one: Asking) -> str:
    """Where the pressed button leads: another part, this page in other words, a break, or on."""
    if "more" in request.form:
        return one.address(at=request.form.get("more", default=0, type=int))
    find = " ".join(request.form.get("find", one.find).split())[:60]
    if "all" in request.form or find != one.find:
        return one.address(at=0, find="" if "all" in request.form else find)
    for setting in ("level", "counters"):
        if setting in request.form:
            services.choose_comfort(db(), one.response.young_person, {setting: request.form[setting]})
            return one.here
    if "pause" in request.form:
        return url_for("aspirations.have_a_break", back=one.here)
    return one.here if {"add", "take", "look"} & set(request.form) else one.onward


def _part(one: Asking, said: AnswerValue, taken: list[str]) -> Part:
    at_once, left_out = comforts().at_once, set(taken)
    if one.question.key == PLACES:
        at_once = min(at_once or PLACES_AT_ONCE, PLACES_AT_ONCE)
        left_out |= {code for code, place in one.places.items() if one.find and not place.is_called(one.find)}
    if one.question.counters and comforts().has_counters:
        at_once = None  # what is spent on one thing is taken from another: they are weighed side by side
    return part_of(one.shown, said.choices, left_out=left_out, at_once=at_once, at=one.at)


def _kept_words(question: Question, part: Part) -> list[str]:
    """What is chosen and out of view, in words; of named things those they like."""
    wanted = [choice for choice in part.kept if feeling_of(choice)[0] not in (Feeling.no, Feeling.unsure)]
    return [
        words for group in spoken(question.key, question.version, wanted, comforts().level) for _, words in group.rows
    ]


def _tapped(asked: Question, value: AnswerValue, choice: str) -> AnswerValue:
    """The ranked choices after a tap: taken away if it was there, else put last if there is room."""
    kept = [one for one in value.choices if one != choice]
    added = (
        [choice] if len(kept) == len(value.choices) and (len(kept) < WISHES_AT_MOST or choice in asked.alone) else []
    )
    if added and choice not in asked.alone:
        kept = [one for one in kept if one not in asked.alone]
    return AnswerValue(cleaned(asked, [*kept, *added]), value.text)


def _spent(asked: Question, value: AnswerValue) -> AnswerValue:
    """The counters after one more was put on something, or one taken away."""
    code, step = request.form.get("add", ""), 1
    if not code:
        code, step = request.form.get("take", ""), -1
    if not asked.counters or code not in asked.choices:
        return value
    counts = {each: count for each, count in map(counters_of, value.choices) if f"{each}:{count}" in value.choices}
    counts[code] = max(0, counts.get(code, 0) + step)
    if sum(counts.values()) > asked.counters:
        return value
    return AnswerValue(tuple(f"{each}:{count}" for each, count in counts.items() if count), value.text)


def _taken(one: Asking, said: AnswerValue) -> Iterator[str]:
    """Choices picked on an earlier page that this page leaves out: what is wished is not asked again."""
    wanted = points.picked_before(one.question.key, one.answers)
    chosen = set(said.choices)
    if one.question.takes is Takes.felt:
        chosen = {feeling_of(choice)[1] for choice in said.choices}
    return (choice for choice in one.question.choices if choice in wanted and choice not in chosen)
