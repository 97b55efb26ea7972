"""How a young person likes their pages, on a page of its own and on every page that is theirs."""

from __future__ import annotations

from typing import Any

from flask import g, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor, at_the_door, current_actor
from pfa.accounts.models import Role
from pfa.aspirations import queries, services
from pfa.aspirations.comfort import SETTINGS, Comforts
from pfa.aspirations.forms import comfort_form
from pfa.aspirations.views.blueprint import blueprint
from pfa.aspirations.words import say
from pfa.aspirations.words.letters import BEGUN
from pfa.people.queries import of_user
from pfa.web.address import came_from
from pfa.web.done import done
from pfa.web.next_page import safe_path
from pfa.web.permission import needs
from pfa.web.request import database, db

ON_THIS_DEVICE = "comfort"  # in the cookie: how a parent likes their pages until they sign out


@blueprint.route("/my/comfort", methods=["GET", "POST"])
@needs("survey:answer")
def comfort_settings() -> ResponseReturnValue:
    """Every setting on one page; saving leads back to where they were."""
    person = of_user(db(), actor().user_id or 0)
    form = comfort_form()(data={setting: comforts().option(setting) for setting in SETTINGS} | {"back": _back()})
    if form.validate_on_submit():
        services.choose_comfort(db(), person, form.values())
        return done(safe_path(form.back.data) or url_for("aspirations.start"), say("comfort.saved"))
    return render_template("aspirations/comfort.html", form=form, back=form.back.data)


@blueprint.app_context_processor
def _everywhere() -> dict[str, Any]:
    return {"comforts": comforts, "survey_says": say, "begun_words": BEGUN}


def comforts() -> Comforts:
    """What whoever looks at this page chose, read once a request; the usual for staff.

    Who has given the right code and is asked "Is this you?" meets their own settings there: one switch answers it too.
    """
    if "comforts" not in g:
        waits, who = at_the_door(), current_actor()
        g.comforts = Comforts()
        if waits is not None:
            with database().reading(waits.authority_ids) as reading:
                g.comforts = queries.comforts(reading, waits.user_id or 0)
        elif who is not None and who.user_id is not None and who.is_a(Role.young_person):
            g.comforts = queries.comforts(db(), who.user_id)
        elif who is not None and who.is_a(Role.parent):
            g.comforts = Comforts(session.get(ON_THIS_DEVICE, {}))
    found: Comforts = g.comforts
    return found


def _back() -> str:
    """The page they came from; their answers if they came from elsewhere, or from this very page."""
    before = came_from()
    return url_for("aspirations.start") if before is None or before.startswith(request.path) else before
