"""What parents think, on paper: a form to print for one of them, or for all whose answers are not here yet."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import render_template, request, url_for
from markupsafe import Markup

from pfa.accounts.login import actor
from pfa.aspirations import queries as aspirations
from pfa.aspirations.views.reader import Reader, reader
from pfa.core.errors import NotFound, Refused
from pfa.family import queries
from pfa.family.models import ParentLink
from pfa.family.questions import QUESTIONS
from pfa.family.views.room import blueprint
from pfa.people.access import note_list, note_opened
from pfa.people.cards import AT_ONCE
from pfa.web.pages import number_asked
from pfa.web.permission import needs
from pfa.web.request import db, settings, today
from pfa.web.square import square


@dataclass(frozen=True, slots=True)
class Paper:
    """One parent's form: the square leads to the page where it is typed in."""

    link: ParentLink
    way_in: Markup
    reader: Reader | None


@blueprint.get("/links/<uuid:public_id>/paper/print")
@needs("family:enter")
def print_paper(public_id: uuid.UUID) -> str:
    """A parent's form to print. Raises Refused for whoever must not be told anything, or is no longer beside them."""
    link = queries.one(db(), actor(), public_id, "family:enter")
    note_opened(link.young_person, "family.print_paper")
    asked = queries.asked_round(db(), link.young_person, today())
    if asked is None or link.ended_on is not None:
        raise NotFound()
    contact = queries.contact_of(db(), link)
    if contact is None or contact.is_barred:
        raise Refused(f"{link.name} is no longer beside {link.young_person.called}, or must not be told anything.")
    one = _paper(link, reader(link.authority_id))
    return render_template("family/print_paper.html", asked=asked, one=one, questions=QUESTIONS)


@blueprint.get("/rounds/<uuid:public_id>/paper/print")
@needs("family:enter")
def print_papers(public_id: uuid.UUID) -> str:
    """The forms of all parents of a school and tutor group who have not sent what they think."""
    asked = aspirations.one_round(db(), actor(), public_id, "family:enter")
    which = aspirations.MemberFilter(school_id=number_asked("school"), tutor_group=request.args.get("tutor", "")[:40])
    page = queries.without_answers(db(), actor(), asked, which, today=today(), size=AT_ONCE)
    note_list("family.print_papers", len(page.rows))
    who = reader(asked.authority_id)
    papers = [_paper(link, who) for link in page.rows]
    more = {"questions": QUESTIONS, "total": page.total}
    return render_template("family/print_papers.html", asked=asked, papers=papers, **more)


def _paper(link: ParentLink, who: Reader | None) -> Paper:
    entering = url_for("family.paper", public_id=link.public_id)
    return Paper(link, square(f"{settings().public_base_url}{entering}"), who)
