"""Pages of runs: start one, see it progress, see what it found."""

from __future__ import annotations

import io
import uuid
from collections.abc import Sequence
from typing import Any

from flask import jsonify, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from pfa.accounts.login import actor
from pfa.core.errors import Refused
from pfa.matching import building, comparing, forms, policies, queries, services, shown
from pfa.matching.inquiring import shown as said
from pfa.matching.inquiring.models import InquiryKind
from pfa.matching.models import Run
from pfa.matching.views.room import blueprint
from pfa.people import queries as people
from pfa.people.access import note_list, note_opened
from pfa.people.codes import OwnSessionKind
from pfa.people.models import YoungPerson
from pfa.provision.models import Group
from pfa.provision.picture import week_of
from pfa.web.done import done
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, now, settings, today

WORDS = {"shown": shown}
FILES = ("problem.zip", "answer.zip")


@blueprint.get("/")
@needs("run:read")
def runs() -> str:
    """Every run, newest first."""
    page = queries.runs(db(), actor(), number=page_number(request.args.get("page")))
    return render_template("matching/runs.html", page=page, **WORDS)


@blueprint.route("/new", methods=["GET", "POST"])
@needs("run:start")
def new() -> ResponseReturnValue:
    """Choose an entry year and a policy, and start."""
    form = forms.RunForm(**_as_before())
    years = building.entry_years(db(), today())
    stored = queries.policies(db(), actor())
    form.choose_from(
        years,
        [(str(row.public_id), row.name) for row in stored] or [("", services.DEFAULT_NAME)],
        [(str(row.public_id), f"{row.name}, September {row.entry_year}") for row in queries.with_weeks(db(), actor())],
    )
    if form.validate_on_submit():
        try:
            run = _start(form)
            return done(url_for("matching.run", public_id=run.public_id), "The run has been started.")
        except Refused as error:
            form.refuse(error)
    return render_template("matching/new.html", form=form, years=years, **WORDS)


def _as_before() -> dict[str, Any]:
    """What the form begins with: the settings of the run that is tried again, if one is named."""
    try:
        like = queries.run(db(), actor(), uuid.UUID(request.args["again"])) if "again" in request.args else None
    except ValueError:
        like = None
    if like is None:
        return {"seconds": settings().solver_seconds, "memory_mb": settings().solver_memory_mb, "seed": 0}
    return {
        "entry_year": like.entry_year,
        "name": f"{like.name}, again"[:120],
        "policy": queries.policy_named(db(), actor(), like.policy_name),
        "earlier": queries.address_of(db(), actor(), like.earlier_id),
        "seconds": like.seconds_at_most,
        "memory_mb": like.memory_mb_at_most,
        "seed": like.seed,
    }


def _start(form: forms.RunForm) -> Run:
    chosen = form.policy.data
    policy = (
        queries.policy(db(), actor(), uuid.UUID(chosen))
        if chosen
        else services.default_policy(db(), actor=actor(), now=now())
    )
    return services.start(
        db(),
        name=form.name.data or "",
        entry_year=form.entry_year.data,
        policy=policy,
        seconds=form.seconds.data or 0,
        seed=form.seed.data or 0,
        memory_mb=form.memory_mb.data,
        earlier=queries.run(db(), actor(), uuid.UUID(form.earlier.data)) if form.earlier.data else None,
        actor=actor(),
        now=now(),
    )


@blueprint.get("/<uuid:public_id>")
@needs("run:read")
def run(public_id: uuid.UUID) -> str:
    """One run: its progress, or what it found."""
    row = queries.run(db(), actor(), public_id)
    if row.result is None:
        return render_template("matching/progress.html", run=row, form=forms.StopForm(), **_to_mend(row), **WORDS)
    found = queries.figures(db(), row)
    reasons = queries.reasons(db(), row)
    bars = comparing.bars(queries.standings(db(), row).values())
    more = {
        "bars": bars,
        "spending": queries.spending(db(), row),
        "unsure": queries.unsure(db(), row),
        "policies": policies,
    }
    return render_template("matching/run.html", run=row, figures=found, reasons=reasons, **more, **WORDS)


def _to_mend(run: Run) -> dict[str, Any]:
    """What has to be mended before a run can be that could not, or how far working that out has come."""
    inquiry = queries.newest_inquiry(db(), run, InquiryKind.check)
    repairs = (inquiry.found or {}).get("repairs", []) if inquiry is not None else []
    return {"inquiry": inquiry, "mends": queries.mends(db(), repairs), "said": said}


@blueprint.get("/<uuid:public_id>/progress")
@needs("run:read")
def progress(public_id: uuid.UUID) -> ResponseReturnValue:
    """Where a run is, for its page to ask again and again."""
    row = queries.run(db(), actor(), public_id)
    return jsonify(
        finished=row.state not in services.UNFINISHED,
        phase=shown.phase_words(row),
        closeness=shown.closeness(row.value_so_far, row.bound_so_far),
    )


@blueprint.post("/<uuid:public_id>/stop")
@needs("run:start")
def stop(public_id: uuid.UUID) -> ResponseReturnValue:
    """Stop a run at the best weeks found so far."""
    row = queries.run(db(), actor(), public_id)
    services.stop(db(), row, actor=actor(), now=now())
    return done(url_for("matching.run", public_id=row.public_id), "The run was asked to stop.")


@blueprint.get("/<uuid:public_id>/people")
@needs("run:read")
def suggestions(public_id: uuid.UUID) -> str:
    """The suggested weeks, by name, all or some."""
    row = queries.run(db(), actor(), public_id)
    which = request.args.get("which", "all")
    page = queries.people(db(), row, which=which, number=page_number(request.args.get("page")))
    note_list("matching.suggestions", len(page.rows))
    weeks = {line.person.id: week_of(line.groups, _own(line.person)) for line in page.rows}
    return render_template(
        "matching/suggestions.html", run=row, page=page, weeks=weeks, which=which, filters=queries.FILTERS, **WORDS
    )


@blueprint.get("/<uuid:public_id>/people/<uuid:person_id>")
@needs("run:read")
def suggestion(public_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """One person's suggested week as a timetable, and why each wish that is not in it is not."""
    row = queries.run(db(), actor(), public_id)
    person = people.person(db(), actor(), person_id)
    note_opened(person, "matching.suggestion")
    line = queries.suggested(db(), row, person)
    groups = queries.groups_of(db(), row, [person.id])[person.id]
    unmet = queries.unmet_of(db(), row, [person.id])[person.id]
    return render_template(
        "matching/suggestion.html",
        run=row,
        person=person,
        line=line,
        groups=groups,
        unmet=unmet,
        cells=week_of(groups, _own(person)),
        **_ways(row, person, groups),
        **WORDS,
    )


def _ways(run: Run, person: YoungPerson, groups: Sequence[Group]) -> dict[str, Any]:
    """What would meet their unmet wishes: by rank, each plan B as a picture of its week and in words."""
    ways = {rank: each for (_, rank), each in queries.ways(db(), run, [person.id]).items()}
    plans = {rank: each.plan for rank, each in ways.items() if each.plan is not None}
    named = queries.groups_named(db(), [number for plan in plans.values() for number in plan.week])
    now = {group.id: group for group in groups}
    one = queries.newest_inquiry(db(), run, InquiryKind.changes, person)
    return {
        "ways": ways,
        "no_ways": queries.NO_WAYS,
        "plan_weeks": {
            rank: week_of([named[each] for each in plan.week], _own(person)) for rank, plan in plans.items()
        },
        "plan_words": {rank: said.plan_words(plan, now, named) for rank, plan in plans.items()},
        "inquiry": one,
        "form": forms.AskForm(),
        "said": said,
    }


@blueprint.get("/<uuid:public_id>/requests")
@needs("run:read")
def requests(public_id: uuid.UUID) -> str:
    """What providers have to be asked about."""
    row = queries.run(db(), actor(), public_id)
    asked = queries.requests(db(), row)
    note_list("matching.requests", sum(len(each.people) for each in asked))
    return render_template("matching/requests.html", run=row, asked=asked, **WORDS)


@blueprint.get("/<uuid:public_id>/groups")
@needs("run:read")
def groups(public_id: uuid.UUID) -> str:
    """How full the run makes every group."""
    row = queries.run(db(), actor(), public_id)
    page = queries.fullness(db(), row, number=page_number(request.args.get("page")))
    return render_template("matching/groups.html", run=row, page=page, **WORDS)


@blueprint.get("/<uuid:public_id>/files/<name>")
@needs("run:start")
def file(public_id: uuid.UUID, name: str) -> ResponseReturnValue:
    """The run's problem or answer in the exchange format, naming nobody, for somebody to check again."""
    row = queries.run(db(), actor(), public_id)
    content = queries.file(db(), row, name)
    return send_file(io.BytesIO(content), "application/zip", as_attachment=True, download_name=f"run-{row.id}-{name}")


def _own(person: YoungPerson) -> dict[str, tuple[OwnSessionKind, str]]:
    return {each.session: (each.kind, each.label) for each in person.own_sessions}
