"""The questions an authority asks: their order, of whom, how each reads, and those it writes itself."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations import queries, services
from pfa.aspirations.comfort import Level
from pfa.aspirations.forms import OwnQuestionForm, PlainForm, WhomForm, own_question_form
from pfa.aspirations.forms.questions import WHOM_NAMES
from pfa.aspirations.queries import AskedQuestion
from pfa.aspirations.views.blueprint import blueprint
from pfa.aspirations.words import tell
from pfa.aspirations.words.reading_age import OLDEST
from pfa.core.errors import NotFound, Refused
from pfa.symbols.queries import ideas
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now

STEPS = {"up": -1, "down": 1}


@blueprint.get("/questions")
@needs("round:read")
def questions() -> str:
    """Every question in order, and of whom it is asked."""
    found = queries.asked_set(db(), actor())
    form = PlainForm(data={"version": str(found.number)})
    return render_template("aspirations/questions.html", asked=found, form=form, whom=services.whom, names=WHOM_NAMES)


@blueprint.post("/questions/<key>/move")
@needs("question:edit")
def move_question(key: str) -> ResponseReturnValue:
    """One place up or down."""
    form, steps = PlainForm(), STEPS.get(request.form.get("way", ""), 0)
    services.move(db(), key, steps, seen=form.seen_version, actor=actor(), now=now())
    return done(url_for("aspirations.questions", _anchor=key))


@blueprint.route("/questions/<key>", methods=["GET", "POST"])
@needs("question:edit")
def one_question(key: str) -> ResponseReturnValue:
    """How a question reads at each level, and of whom it is asked."""
    found = queries.asked_set(db(), actor())
    shown = found.find(key)
    form = WhomForm(data={"version": str(found.number), "whom": services.whom(shown.entry).value})
    if form.validate_on_submit():
        try:
            services.ask(db(), key, form.value(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("aspirations.questions"), "Saved. Whoever begins from now on is asked this way.")
        except Refused as error:
            form.refuse(error)
    more = {"tellings": _tellings(shown), "oldest": OLDEST}
    return render_template("aspirations/one_question.html", shown=shown, form=form, **more)


@blueprint.route("/questions/new", methods=["GET", "POST"])
@needs("question:edit")
def new_question() -> ResponseReturnValue:
    """Write a question."""
    found = queries.asked_set(db(), actor())
    form = own_question_form(ideas(db(), actor()))(data={"version": str(found.number), "takes": "many"})
    if form.validate_on_submit():
        try:
            services.write_question(db(), form.words(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("aspirations.questions"), "The question is added.")
        except Refused as error:
            form.refuse(error)
    return render_template("aspirations/question_form.html", form=form, shown=None)


@blueprint.route("/questions/<key>/words", methods=["GET", "POST"])
@needs("question:edit")
def reword_question(key: str) -> ResponseReturnValue:
    """Ask an own question in other words from now on."""
    found = queries.asked_set(db(), actor())
    shown = found.find(key)
    if not shown.entry.is_own:
        raise NotFound()
    form: OwnQuestionForm = own_question_form(ideas(db(), actor()))(
        data={"version": str(found.number), **_written(shown)}
    )
    if form.validate_on_submit():
        try:
            services.reword_question(db(), key, form.words(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("aspirations.questions"), "Saved. Old answers stay beside the words they answered.")
        except Refused as error:
            form.refuse(error)
    return render_template("aspirations/question_form.html", form=form, shown=shown)


def _tellings(shown: AskedQuestion) -> list[tuple[Level, Any, Any]]:
    """How each wording reads at each level."""
    return [
        (level, version.question, tell(version.question.key, version.question.version, version.wording, level))
        for version in shown.versions
        for level in Level
    ]


def _written(shown: AskedQuestion) -> dict[str, str]:
    """The newest words of an own question, as its form takes them."""
    question, said = shown.newest.question, shown.newest.wording
    told = {"question": said.question, "hint": said.hint, "takes": question.takes.value}
    if said.easy is not None:
        told |= {"easy": said.easy.question.words, "symbol": said.easy.question.symbol}
        for place, idea in enumerate(said.easy.pictured, 1):
            told |= {f"pictured_{place}": idea.words, f"pictured_symbol_{place}": idea.symbol}
    for place, (key, symbol) in enumerate(said.symbols.items(), 1):
        told |= {f"choice_{place}": said.choices[key], f"symbol_{place}": symbol}
    return told
