"""A young person's own pages: their week in pictures and words, and what they think of it."""

from __future__ import annotations

import datetime as dt

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.aspirations.views.reader import Reader, reader
from pfa.aspirations.words import soon
from pfa.calendar import queries as calendar
from pfa.calendar.picture import KIND_WORDS
from pfa.core.errors import NotFound, Refused
from pfa.packages import ownview, queries, services
from pfa.packages.forms import OwnForm
from pfa.packages.hours import hours
from pfa.packages.models import Package, PackageState, Party, Said
from pfa.packages.services.sharing import decides_alone, has_plan
from pfa.packages.views.room import blueprint
from pfa.packages.words import say
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now

SEEN = (PackageState.shared, PackageState.agreed)


def own_week() -> Package:
    """The week that the young person who is signed in may see. Raises NotFound if none is shared with them."""
    _, package = queries.own_package(db(), actor())
    if package is None or package.state not in SEEN:
        raise NotFound("There is no week to see yet.")
    return package


@blueprint.get("/mine")
@needs("package:own")
def mine() -> str:
    """My week: what is in it, what is still looked for, and what somebody has told them of other wishes."""
    person, package = queries.own_package(db(), actor())
    if package is None or package.state not in SEEN:
        was_shared = package is not None and queries.was_shared(db(), package)
        return render_template("packages/mine_not_ready.html", say=say, was_shared=was_shared)
    version = package.current
    names = queries.provider_names(db(), [item.group for item in version.items])
    times = calendar.half_days(db(), package.authority_id)
    return render_template(
        "packages/mine.html",
        say=say,
        package=package,
        person=person,
        cells=ownview.own_cells(package, version, names, times),
        kinds=KIND_WORDS,
        looking=ownview.looking(package, version),
        mine=ownview.own_answer(version),
        provisional=hours(version).provisional,
        lead=ownview.lead(package, has_plan=has_plan(person)),
        told=ownview.told(queries.told(db(), package), person),
    )


@blueprint.route("/mine/say", methods=["GET", "POST"])
@needs("package:own")
def say_mine() -> ResponseReturnValue:
    """Yes, no, or talk to me: three answers of the same weight, and words for those who like."""
    package = own_week()
    before = ownview.own_answer(package.current)
    form = OwnForm(version=package.newest, said=before.said.value if before and before.said else None)
    who_reads = reader(package.authority_id)
    if form.validate_on_submit():
        try:
            _answer(package, form, can_write=who_reads is not None)
            return done(url_for("packages.mine"), say("said.thanks"))
        except Refused as error:
            form.refuse(error)
    person = package.young_person
    together = "" if decides_alone(person) else ownview.decision_maker(person)
    return render_template(
        "packages/say_mine.html", say=say, form=form, who_reads=_reader_words(who_reads), together=together
    )


def _reader_words(who: Reader | None) -> str:
    """Who reads what they write, and by when; nothing where nobody would."""
    if who is None:
        return ""
    by = now() + dt.timedelta(hours=who.reading_hours)
    return say("say.reader", who=who.name, moment=soon(by, now()))


def _answer(package: Package, form: OwnForm, *, can_write: bool) -> None:
    words = (form.words.data or "").strip() if can_write else ""
    services.answer(
        db(),
        package,
        party=Party.young_person,
        said=Said(form.said.data),
        number=form.seen_version,
        how="In the app, with help" if actor().helped_by else "In the app",
        note=words,
        actor=actor(),
        now=now(),
    )
    services.pass_on_words(db(), package.young_person, words, actor=actor(), now=now())
