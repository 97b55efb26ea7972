"""Every route declares what it needs; an application with an undeclared route refuses to start."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, redirect, request, url_for

from pfa.core.errors import NotAllowed, PfaError
from pfa.web import request as web_request

F = TypeVar("F", bound=Callable[..., Any])
PUBLIC = "public"
SIGNED_IN = "signed-in"
MARK = "pfa_permission"


class SignedOut(PfaError):
    """Something was to be saved, and nobody is signed in any more. `way_in` is where whoever may do it signs in."""

    status = 401

    def __init__(self, way_in: str) -> None:
        super().__init__("You were signed out before this was saved. Sign in, then do it once more.")
        self.way_in = way_in


def needs(permission: str) -> Callable[[F], F]:
    """Declare the permission (`subject:action`) a view needs. It is asked before the view runs."""

    def mark(view: F) -> F:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            refusal = check(permission)
            return refusal if refusal is not None else view(*args, **kwargs)

        setattr(guarded, MARK, permission)
        return guarded  # type: ignore[return-value]  # the wrapper has the view's own signature

    return mark


def public(view: F) -> F:
    """Declare that anybody may open this view without signing in."""
    setattr(view, MARK, PUBLIC)
    return view


def check(permission: str) -> Any:
    """Ask whether the person who asks may do this: None if so, the way to sign-in if nobody is signed in.

    Raises SignedOut if nobody is and this would save something, NotAllowed if they are signed in and may not.
    """
    actor = current_app.extensions["pfa_current_actor"]()
    if actor is None:
        way_in = current_app.extensions["pfa_way_in"](permission)
        if request.method not in web_request.READING:
            raise SignedOut(url_for(way_in))
        return redirect(url_for(way_in, next=request.full_path.rstrip("?")))
    if permission != SIGNED_IN and not actor.can(permission):
        raise NotAllowed()
    return None


def declared(app: Flask, endpoint: str) -> str | None:
    """The permission a route declares, or None."""
    return getattr(app.view_functions[endpoint], MARK, None)


def refuse_undeclared(app: Flask, known: frozenset[str]) -> None:
    """Raise if any route declares no permission, or one that is not in the table."""
    faults = []
    for rule in app.url_map.iter_rules():
        found = declared(app, rule.endpoint)
        if found is None:
            faults.append(f"{rule.endpoint} declares no permission")
        elif found not in known | {PUBLIC, SIGNED_IN}:
            faults.append(f"{rule.endpoint} declares {found}, which is in no table")
    if faults:
        raise RuntimeError("refusing to start: " + "; ".join(sorted(set(faults))))
