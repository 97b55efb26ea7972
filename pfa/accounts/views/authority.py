"""What an authority says of itself."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts import authorities
from pfa.accounts.forms import AuthorityForm
from pfa.accounts.login import actor
from pfa.accounts.views.blueprint import blueprint
from pfa.core.errors import Refused
from pfa.web.done import done
from pfa.web.permission import needs
from pfa.web.request import db, now


@blueprint.route("/authority", methods=["GET", "POST"])
@needs("authority:edit")
def authority() -> ResponseReturnValue:
    """The authority's colour, the help that is there now, and how soon words are read."""
    own = authorities.own(db(), actor())
    form = AuthorityForm(obj=own)
    if form.validate_on_submit():
        try:
            authorities.edit(db(), own, **form.values(), seen=form.seen_version, actor=actor(), now=now())
            return done(url_for("accounts.authority"), "Saved.")
        except Refused as error:
            form.refuse(error)
    return render_template("accounts/authority.html", form=form, authority=own)
