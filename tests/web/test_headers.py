"""Exact headers on every route, on error pages and on shipped files."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pfa.accounts.models import User
from pfa.app import create_app
from pfa.core.database import Database
from pfa.web import headers
from tests.conftest import NOW
from tests.factories import Clock, World

ClientAs = Callable[[User | None], FlaskClient]
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "manifest-src 'self'; report-uri /csp-report"
)
# Addresses of every kind of answer: pages, refusals, faults, what is not there.
ADDRESSES = [
    "/",
    "/sign-in",
    "/card",
    "/signed-out",
    "/not-there",
    "/users",
    "/people/",
    "/set-password/x",
    "/card/x",
]


def wrong_headers(answer: Any) -> list[str]:
    wrong = [
        f"{name}: {answer.headers.get(name)}" for name, value in EXACT.items() if answer.headers.get(name) != value
    ]
    policy = answer.headers.get("Content-Security-Policy", "")
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    if policy != POLICY.format(nonce) or len(nonce) < 20:
        wrong.append(policy)
    if answer.headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        wrong.append("Referrer-Policy")
    if len(answer.headers.get("X-Request-ID", "")) != 32:
        wrong.append("X-Request-ID")
    if "charset=utf-8" not in answer.headers.get("Content-Type", "charset=utf-8") and answer.data:
        wrong.append(answer.headers["Content-Type"])
    return wrong


def test_every_answer_carries_exactly_these_headers(world: World, client_as: ClientAs) -> None:
    for browser in (client_as(None), client_as(world.coordinator), client_as(world.admin)):
        for address in ADDRESSES:
            for method in ("get", "post"):
                answer = getattr(browser, method)(address)
                assert not wrong_headers(answer), f"{method} {address}"
    assert client_as(None).open("/", method="TRACE").status_code == 405


def test_each_answer_has_a_nonce_of_its_own(world: World, client_as: ClientAs) -> None:
    browser = client_as(None)
    policies = {browser.get("/sign-in").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_shipped_files_are_kept_for_ever_and_only_they(client_as: ClientAs) -> None:
    with client_as(None).get("/static/idle.js") as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client_as(None).get("/static/not-there.js").headers["Cache-Control"] == "no-store"


def test_a_fault_inside_tells_nothing_about_the_inside(app: Flask, client_as: ClientAs, monkeypatch: Any) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise ValueError("Yasmin's diagnosis")

    monkeypatch.setitem(app.view_functions, "accounts.signed_out", broken)
    monkeypatch.setattr(app, "testing", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = client_as(None).get("/signed-out")
    assert answer.status_code == 500
    assert "Yasmin" not in answer.text
    assert "ValueError" not in answer.text
    assert not wrong_headers(answer)


@pytest.fixture
def secure(app: Flask, database: Database) -> Flask:
    """The application as it runs in production, at its own address."""
    settings = dataclasses.replace(
        app.extensions["pfa_settings"], public_base_url="https://pfa.example.gov.uk", environment="production"
    )
    return create_app(settings, database, Clock(NOW))


def test_in_production_the_cookie_and_the_transport_are_locked(secure: Flask) -> None:
    answer = secure.test_client().get("/sign-in", base_url="https://pfa.example.gov.uk")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-pfa=")
    assert {part.strip() for part in cookie.split(";")[1:]} == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


@pytest.mark.parametrize(
    "sent",
    [
        {"Host": "evil.test"},
        {"Host": "pfa.example.gov.uk.evil.test"},
        {"Host": "localhost"},
        {"Host": "pfa.example.gov.uk@evil.test"},
    ],
)
def test_in_production_another_host_is_refused(secure: Flask, sent: dict[str, str]) -> None:
    answer = secure.test_client().get("/sign-in", base_url="https://pfa.example.gov.uk", headers=sent)
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-Forwarded-For"])
def test_headers_that_only_a_proxy_may_send_change_nothing(secure: Flask, header: str) -> None:
    answer = secure.test_client().get(
        "/sign-in", base_url="https://pfa.example.gov.uk", headers={header: "evil.test", "Accept": "*/*"}
    )
    assert answer.status_code == 200
    assert "evil.test" not in answer.text


def test_links_are_built_from_the_public_address_alone(world: World, client_as: ClientAs) -> None:
    data = {"name": "N", "email": "n@example.test", "role": "coordinator", "organisation": ""}
    browser: Any = client_as(world.admin)
    page = browser.submit("/users/new", data, headers={"X-Forwarded-Host": "evil.test", "Forwarded": "host=evil.test"})
    assert "http://localhost/set-password/" in page.text
    assert "evil.test" not in page.text


def test_a_large_body_is_refused_and_nothing_is_read_of_it(client_as: ClientAs) -> None:
    for size, status in ((headers.BODY_AT_MOST + 1, 413), (8 * 1024 + 1, 413)):
        address = "/sign-in" if size > 8 * 1024 + 1 else "/csp-report"
        answer = client_as(None).post(address, data=b"x" * size, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == status
        assert not wrong_headers(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/.git/config",
        "/.env",
        "/admin",
        "/debug",
        "/console",
        "/metrics",
        "/server-status",
        "/static/",
        "/static/../core/settings.py",
        "/static/..%2fcore/settings.py",
        "/static/%2e%2e/core/settings.py",
        "/backup.sql",
        "/pfa.db",
        "/wp-login.php",
        "/openapi.json",
        "/templates/base.html",
    ],
)
def test_nothing_of_the_inside_is_served(client_as: ClientAs, path: str) -> None:
    assert client_as(None).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/static/a%00b", "/symbols/of/a%00b", "/sign-in?next=%00", "/my/answers/%00"])
def test_an_address_with_what_no_database_keeps_is_no_request(client_as: ClientAs, world: World, path: str) -> None:
    assert client_as(world.coordinator).get(path).status_code == 400
