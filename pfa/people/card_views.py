"""Cards, classes and signing in beside a young person: pages of the staff."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import cards as card_services
from pfa.accounts import login, supervised
from pfa.accounts.login import actor
from pfa.accounts.models import SignInWay, SupervisedWindow
from pfa.calendar.years import academic_year
from pfa.core.errors import NotFound, Refused
from pfa.people import access, cards, queries, words
from pfa.people.card_forms import PeopleForm
from pfa.people.codes import LEARNING_AGE_GROUPS
from pfa.people.models import YoungPerson
from pfa.people.queries import Chosen
from pfa.web.done import commit, done
from pfa.web.forms import PfaForm
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import database, db, now, settings, today

blueprint = Blueprint("cards", __name__, url_prefix="/cards")
EARLIER = 10  # classes of before that are still listed


@blueprint.get("/", endpoint="cards")
@needs("card:issue")
def card_list() -> str:
    """Young people and whether they have a card, to print cards or to open a class."""
    year = academic_year(today())
    chosen = Chosen(
        search=request.args.get("search", "")[:80],
        year_group=request.args.get("year_group", ""),
        school=request.args.get("school", ""),
        tutor_group=request.args.get("tutor_group", "")[:40],
        sort="tutor",
    )
    page = queries.listed(
        db(),
        actor(),
        chosen,
        academic_year=year,
        month=today().month,
        number=page_number(request.args.get("page")),
        size=cards.AT_ONCE,
        permission="card:issue",
    )
    holders = cards.holders(db(), [row.person for row in page.rows], today=today())
    shown = {"schools": queries.schools_now(db(), actor(), year), "tutors": queries.tutor_groups(db(), actor(), year)}
    access.note_list("cards.cards", len(page.rows))
    return render_template(
        "cards/cards.html",
        page=page,
        holders=holders,
        groups=LEARNING_AGE_GROUPS,
        words=words,
        form=PeopleForm(),
        may_supervise=actor().can("card:supervise"),
        **shown,
    )


@blueprint.post("/print", endpoint="print")
@needs("card:issue")
def print_cards() -> ResponseReturnValue:
    """Make a card for each who was ticked, and show them once to be printed. Their old cards stop working."""
    ids = _ticked(PeopleForm(), "card:issue")
    made = card_services.make(len(ids), hasher=login.entrance().hasher, peppers=login.entrance().peppers)
    people = queries.many(db(), actor(), ids, "card:issue")
    access.note_list("cards.print", len(people))
    printed = cards.issue(
        db(), people, made, base_url=settings().public_base_url, actor=actor(), now=now(), today=today()
    )
    answer = commit(url_for("cards.cards"))
    return answer or render_template("cards/sheet.html", printed=printed, last_day=cards.last_day(today()))


@blueprint.post("/<uuid:public_id>/free")
@needs("card:issue")
def free(public_id: uuid.UUID) -> ResponseReturnValue:
    """Let a card's code be typed again, after too many wrong tries."""
    person = queries.person(db(), actor(), public_id, "card:issue")
    card = cards.holders(db(), [person], today=today())[0].card
    if card is None:
        raise NotFound()
    card_services.free_typing(db(), card, subject=person, actor=actor(), now=now())
    return done(url_for("cards.cards", search=person.reference), "The code can be typed again.")


@blueprint.route("/<uuid:public_id>/help", methods=["GET", "POST"])
@needs("card:supervise")
def help_in(public_id: uuid.UUID) -> ResponseReturnValue:
    """Sign a young person in on this screen, with whoever asks beside them; it is recorded so."""
    person = queries.person(db(), actor(), public_id, "card:supervise")
    access.note_opened(person, "cards.help_in")
    form = PfaForm()
    if form.validate_on_submit():
        user = cards.user_of(db(), person, actor=actor(), now=now(), today=today())
        cards.record_help(db(), person, actor=actor(), now=now())
        login.start(user, way=SignInWay.helped, helped_by_id=actor().user_id)
        db().commit()
        return redirect(url_for("reporting.home"), code=303)
    return render_template("cards/help_in.html", person=person, form=form)


@blueprint.get("/classes")
@needs("card:supervise")
def classes() -> str:
    """The classes that whoever asks has opened, the open ones first."""
    windows = supervised.windows_of(db(), actor(), most=EARLIER)
    return render_template("cards/classes.html", windows=windows, now=now())


@blueprint.post("/classes")
@needs("card:supervise")
def open_class() -> ResponseReturnValue:
    """Open a class for everybody who was ticked, and show their numbers and codes once."""
    form = PeopleForm()
    ids, door = _ticked(form, "card:supervise"), login.entrance()
    with database().reading() as reading:
        made = supervised.make(reading, len(ids), hasher=door.hasher, peppers=door.peppers, now=now())
    people = queries.many(db(), actor(), ids, "card:supervise")
    access.note_list("cards.open_class", len(people))
    name, minutes = form.name.data or "Class", int(form.minutes.data or 0)
    window, slips = cards.open_class(
        db(), people, made, name=name, minutes=minutes, actor=actor(), now=now(), today=today()
    )
    answer = commit(url_for("cards.class", public_id=window.public_id))
    return answer or render_template("cards/slips.html", window=window, slips=slips)


@blueprint.get("/classes/<uuid:public_id>", endpoint="class")
@needs("card:supervise")
def one_class(public_id: uuid.UUID) -> str:
    """Who of a class is in. The page looks again by itself; that keeps nobody signed in."""
    window = supervised.window_of(db(), actor(), public_id)
    people = _people_of(window)
    places = cards.places(db(), people, window, now=now())
    if not request.headers.get("X-Pfa-Poll"):
        access.note_list("cards.class", len(people))
    return render_template("cards/class.html", window=window, places=places, now=now(), form=PfaForm())


@blueprint.post("/classes/<uuid:public_id>/close")
@needs("card:supervise")
def close_class(public_id: uuid.UUID) -> ResponseReturnValue:
    """Close a class and sign everybody out who came in through it."""
    window = supervised.window_of(db(), actor(), public_id)
    supervised.close(db(), window, actor=actor(), now=now())
    return done(url_for("cards.class", public_id=public_id), "The class is closed and everybody is signed out.")


@blueprint.post("/classes/<uuid:public_id>/<uuid:person_id>/code")
@needs("card:supervise")
def new_code(public_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Give one young person of a class another number and code, shown once."""
    door = login.entrance()
    with database().reading() as reading:
        made = supervised.make(reading, 1, hasher=door.hasher, peppers=door.peppers, now=now())
    window = supervised.window_of(db(), actor(), public_id)
    person = queries.person(db(), actor(), person_id, "card:supervise")
    supervised.renew(db(), window, person.user_id or 0, made[0], actor=actor(), now=now())
    answer = commit(url_for("cards.class", public_id=public_id))
    slip = cards.Slip(person.name, made[0].number, made[0].code)
    return answer or render_template("cards/slips.html", window=window, slips=[slip])


def _ticked(form: PeopleForm, permission: str) -> list[uuid.UUID]:
    """The ids of those who were ticked and may be seen. Raises Refused for nobody and for too many."""
    if not form.validate_on_submit():
        raise Refused("Go back, choose young people and try again.")
    with database().reading(actor().authority_ids) as reading:
        people = queries.many(reading, actor(), form.ids(), permission)
    cards.refuse_too_many(people)
    return [person.public_id for person in people]


def _people_of(window: SupervisedWindow) -> Sequence[YoungPerson]:
    visible = queries.visible(actor(), "card:supervise")
    return cards.of_users(db(), visible, [code.user_id for code in window.codes])
