"""A route that declares no permission, or one that is in no table, keeps the application from starting."""

from __future__ import annotations

import pytest
from flask import Flask

from pfa.accounts.models import Role
from pfa.accounts.permissions import GRANTED, KNOWN, allowed
from pfa.core.resources import PACKAGE, folder
from pfa.web.permission import PUBLIC, declared, needs, public, refuse_undeclared

# Whatever anybody may open without signing in. A new line here is a decision: who could read it, and what of it?
PUBLIC_ENDPOINTS = {
    "static",
    "csp_report",
    "accounts.card",
    "accounts.card_link",
    "accounts.class",
    "accounts.recovery_code",  # this one, the second step and its setting up: only after a password that was right
    "accounts.second_step",
    "accounts.set_password",
    "accounts.set_up_second_step",
    "accounts.sign_in",
    "accounts.sign_out",
    "accounts.signed_out",
    "accounts.this_is_me",
    "employers.answer",  # by a signed link, for one placement, once
    "employers.answered",
    "provision.words",
    "reporting.accent",
    "reporting.home",
}
# The only places that begin a sign-in (ASVS V6.1.3): a password or its second step, a new password, a card, a class,
# an adult beside.
BEGIN_A_SIGN_IN = {
    "accounts/views/second_step.py",
    "accounts/views/account.py",
    "accounts/views/young.py",
    "people/card_views.py",
}


def app_with(view: object) -> Flask:
    app = Flask("routes")
    public(app.view_functions["static"])
    app.add_url_rule("/x", "x", view)  # type: ignore[arg-type]  # a view
    return app


def test_a_route_without_a_permission_keeps_the_application_from_starting() -> None:
    with pytest.raises(RuntimeError, match="x declares no permission"):
        refuse_undeclared(app_with(lambda: ""), KNOWN)


def test_so_does_a_permission_that_is_in_no_table() -> None:
    with pytest.raises(RuntimeError, match="x declares person:fly, which is in no table"):
        refuse_undeclared(app_with(needs("person:fly")(lambda: "")), KNOWN)


def test_routes_that_declare_one_are_let_through() -> None:
    refuse_undeclared(app_with(needs("person:read")(lambda: "")), KNOWN)


def test_what_is_open_to_everybody_is_a_short_list(shared_app: Flask) -> None:
    found = {rule.endpoint for rule in shared_app.url_map.iter_rules() if declared(shared_app, rule.endpoint) == PUBLIC}
    assert found == PUBLIC_ENDPOINTS


def test_a_permission_that_is_in_no_table_is_nobodys() -> None:
    assert not any(allowed(role, "person:fly") for role in Role)


def test_no_permission_stands_in_the_table_for_nothing(shared_app: Flask) -> None:
    """Every permission is asked for by a route, or by a page or service beside it."""
    asked = {declared(shared_app, rule.endpoint) for rule in shared_app.url_map.iter_rules()}
    asked_inside = permissions_in_source()
    assert not set(GRANTED) - asked - asked_inside


def permissions_in_source() -> set[str]:
    files = [*PACKAGE.rglob("*.py"), *folder("templates").rglob("*.html")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files if file.name != "permissions.py")
    return {name for name in GRANTED if f'"{name}"' in text or f"'{name}'" in text}


def test_a_sign_in_begins_in_few_places() -> None:
    found = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if "login.start(" in file.read_text(encoding="utf-8") and file.name != "login.py"
    }
    assert found == BEGIN_A_SIGN_IN


def test_every_view_that_changes_something_is_a_post(shared_app: Flask) -> None:
    methods = {method for rule in shared_app.url_map.iter_rules() for method in rule.methods or ()}
    assert methods <= {"GET", "HEAD", "OPTIONS", "POST"}
