"""A young person's own page about what their family can see."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.family import queries, services
from pfa.family.forms import me_form
from pfa.family.forms.parents import place_of
from pfa.family.models import ParentAnswer, ParentResponse
from pfa.family.sight import is_theirs_to_say
from pfa.family.views.room import blueprint, question_names
from pfa.family.words import say
from pfa.people.models import YoungPerson
from pfa.people.queries import of_user
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now, today


@blueprint.route("/me", methods=["GET", "POST"])
@needs("family:me")
def me() -> ResponseReturnValue:
    """Who of the family sees what; to be changed at any time."""
    person = of_user(db(), actor().user_id or 0)
    parents = queries.with_account(db(), person, today())
    deciding = [link for link, facts in parents if is_theirs_to_say(facts)]
    sight, names = queries.sight_of(db(), person.id), question_names(person)
    kept = {place_of(link): {True: "yes", False: "no", None: None}[link.agreed] for link in deciding}
    form = me_form(deciding)(data={**kept, "keep": sight.closed if sight else []})
    if form.validate_on_submit():
        for link in deciding:
            yes = form.agreed(link)
            if yes is not None:
                services.agree(db(), link, yes=yes, actor=actor(), now=now())
        if parents:
            closed = form.keep.data or []
            services.close_questions(db(), person, closed, names, by_lead=False, actor=actor(), now=now())
        return done(url_for("family.me"), say("me.saved"))
    more = {"deciding": deciding, "place_of": place_of, "questions": names, "theirs": _readable(person)}
    return render_template("family/me.html", form=form, parents=parents, **more)


def _readable(person: YoungPerson) -> list[tuple[ParentResponse, dict[str, ParentAnswer]]]:
    """What parents want the young person to read; not with somebody of the staff beside them."""
    if actor().helped_by is not None:
        return []
    rows = [row for row in queries.responses_of(db(), person) if row.shows_young_person and row.sent_at]
    answers = queries.answers_of(db(), [row.id for row in rows])
    return [(row, answers.get(row.id, {})) for row in rows]
