"""create_app: settings, extensions, blueprints, error pages; nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from pfa import models, navigation
from pfa.about import views as about
from pfa.about.services import let_go
from pfa.accounts import login
from pfa.accounts import views as accounts
from pfa.accounts.permissions import KNOWN, way_in
from pfa.aspirations import afterwards
from pfa.aspirations import views as aspirations
from pfa.aspirations.interest import WISHED
from pfa.aspirations.queries.drawn import symbols_in_use
from pfa.audit.services import use_key
from pfa.calendar import picture
from pfa.calendar import views as calendar
from pfa.core.database import Database
from pfa.core.resources import folder
from pfa.core.settings import Settings
from pfa.demand import views as demand
from pfa.destinations import views as destinations
from pfa.employers import views as employers
from pfa.employers.importing import EMPLOYERS
from pfa.family import views as family
from pfa.imports import kinds
from pfa.imports import views as imports
from pfa.internships import views as internships
from pfa.matching import views as matching
from pfa.matching.interest import SUGGESTED
from pfa.packages import views as packages
from pfa.people import card_views
from pfa.people import views as people
from pfa.people.importing import YOUNG_PEOPLE
from pfa.provision import interest
from pfa.provision import views as provision
from pfa.provision.importing import PROVISION
from pfa.reporting import views as reporting
from pfa.starts import views as starts
from pfa.symbols import showing, uses
from pfa.symbols import views as symbols
from pfa.themes import views as themes
from pfa.web import components, csp_report, errors, filters, headers, logs, permission, request

BLUEPRINTS = (
    reporting.blueprint,
    reporting.reports_blueprint,
    accounts.blueprint,
    calendar.blueprint,
    imports.blueprint,
    people.blueprint,
    card_views.blueprint,
    provision.blueprint,
    employers.blueprint,
    symbols.blueprint,
    aspirations.blueprint,
    themes.blueprint,
    about.blueprint,
    family.blueprint,
    demand.blueprint,
    matching.blueprint,
    packages.blueprint,
    starts.blueprint,
    internships.blueprint,
    destinations.blueprint,
)


def wall_clock() -> dt.datetime:
    """The moment it is."""
    return dt.datetime.now(dt.UTC)


def create_app(
    settings: Settings, database: Database | None = None, clock: Callable[[], dt.datetime] = wall_clock
) -> Flask:
    """The web application. Raises if a route declares no permission or the database may not be used."""
    app = Flask("pfa", static_folder=str(folder("static")), template_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=[settings.secret_key_old] if settings.secret_key_old else [],
        TRUSTED_HOSTS=headers.trusted_hosts(settings),
        TESTING=settings.environment == "test",
    )
    app.extensions["pfa_settings"] = settings
    app.extensions["pfa_database"] = database or Database(settings.database_url)
    app.extensions["pfa_clock"] = clock
    app.extensions["pfa_tables"] = models.TABLES
    use_key(settings.audit_key)
    _templates(app)
    logs.install(app, settings)
    headers.install(app, settings)
    errors.install(app)
    csrf = CSRFProtect(app)
    csp_report.install(app, csrf)
    login.install(app)
    app.extensions["pfa_way_in"] = way_in
    kinds.install(app, (YOUNG_PEOPLE, PROVISION, EMPLOYERS))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    permission.public(app.view_functions["static"])
    uses.install(app, (symbols_in_use,))
    interest.install(app, (WISHED, SUGGESTED))
    afterwards.install(app, (let_go,))
    app.teardown_appcontext(request.close)
    permission.refuse_undeclared(app, KNOWN)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]  # Flask's own way
    return app


def _templates(app: Flask) -> None:
    # Every template is kept that was read: by itself Jinja keeps 400, and there are about as many.
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, "cache_size": -1}
    app.jinja_env.loader = ChoiceLoader([FileSystemLoader(folder("templates")), components.loader()])
    filters.install(app)
    app.jinja_env.globals.update(
        csp_nonce=headers.nonce, actor=login.current_actor, menu=navigation.menu, now=request.now, today=request.today
    )
    app.jinja_env.globals.update(own_symbol=showing.own_symbol, symbol_credits=showing.symbol_credits)
    app.jinja_env.globals.update(picture.tools(), frame=navigation.frame, young_error=navigation.young_error)
