"""A week on paper and in a calendar: each names the version it shows, and opens only for those with the right."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, render_template, request

from pfa.calendar import queries as calendar
from pfa.packages import ownview, queries, shown
from pfa.packages.diary import calendar_file
from pfa.packages.hours import holidays, hours
from pfa.packages.models import Package, PackageVersion
from pfa.packages.printing import pdf as make_pdf
from pfa.packages.services.editing import version_numbered
from pfa.packages.services.sharing import has_plan
from pfa.packages.views.room import blueprint, opened
from pfa.packages.views.young import own_week
from pfa.packages.words import say
from pfa.web.pages import page_number
from pfa.web.permission import needs
from pfa.web.request import db, today


@blueprint.get("/<uuid:public_id>/print", endpoint="print")
@needs("package:read")
def printed(public_id: uuid.UUID) -> str:
    """A page to print."""
    package = opened(public_id, "packages.print")
    return render_template("packages/print.html", **_paper(package, _version(package)))


@blueprint.get("/<uuid:public_id>/week.pdf")
@needs("package:read")
def pdf(public_id: uuid.UUID) -> Response:
    """The same as a PDF."""
    package = opened(public_id, "packages.pdf")
    return _pdf(package, _version(package), "packages/pdf.html", unsure="Days not yet confirmed")


@blueprint.get("/<uuid:public_id>/week.ics", endpoint="calendar")
@needs("package:read")
def calendar_of(public_id: uuid.UUID) -> Response:
    """The week as a calendar file."""
    package = opened(public_id, "packages.calendar")
    return _calendar(package, _version(package))


@blueprint.get("/mine/week.pdf")
@needs("package:own")
def my_pdf() -> Response:
    """My week as a PDF."""
    package = own_week()
    version = package.current
    more = {
        "lead": ownview.lead(package, has_plan=has_plan(package.young_person)),
        "looking": ownview.looking(package, version),
        "unsure": say("week.unsure"),
        "say": say,
    }
    return _pdf(package, version, "packages/my_pdf.html", **more)


@blueprint.get("/mine/week.ics")
@needs("package:own")
def my_calendar() -> Response:
    """My week as a calendar file."""
    package = own_week()
    return _calendar(package, package.current)


def _version(package: Package) -> PackageVersion:
    asked = request.args.get("number")
    return version_numbered(package, page_number(asked)) if asked else package.current


def _paper(package: Package, version: PackageVersion) -> dict[str, Any]:
    names = queries.provider_names(db(), [item.group for item in version.items])
    times = calendar.half_days(db(), package.authority_id)
    terms = calendar.terms(db(), package.authority_id, package.entry_year)
    return {
        "package": package,
        "version": version,
        "cells": ownview.own_cells(package, version, names, times),
        "times": times,
        "hours": hours(version),
        "holidays": holidays(version, terms),
        "standing": shown.standing(package, version, today()),
        "shown": shown,
    }


def _pdf(package: Package, version: PackageVersion, template: str, **more: Any) -> Response:
    html = render_template(template, **_paper(package, version), **more)
    body = make_pdf(html)
    return _file(body, "application/pdf", f"week-version-{version.number}.pdf")


def _calendar(package: Package, version: PackageVersion) -> Response:
    body = calendar_file(
        package,
        version,
        terms=calendar.terms(db(), package.authority_id, package.entry_year),
        times=calendar.half_days(db(), package.authority_id),
        names=queries.provider_names(db(), [item.group for item in version.items]),
    )
    return _file(body, "text/calendar; charset=utf-8", f"week-version-{version.number}.ics")


def _file(body: bytes, kind: str, name: str) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, content_type=kind, headers=disposition)
