"""Errors whose words are fit to show. A service raises one; the web, the command line and the worker each show it."""

from __future__ import annotations


class PfaError(Exception):
    """Something a person asked for cannot be done; the message says why in one sentence they can read."""

    status = 400


class NotFound(PfaError):
    """Not there, or not theirs: the two are never told apart."""

    status = 404

    def __init__(self, words: str = "We could not find that page.") -> None:
        super().__init__(words)


class NotAllowed(PfaError):
    """The person is signed in but may not do this."""

    status = 403

    def __init__(self, words: str = "You do not have permission to do that.") -> None:
        super().__init__(words)


class Changed(PfaError):
    """Somebody else saved a change since the form was opened. `theirs` maps field labels to what is saved now."""

    status = 409

    def __init__(self, words: str | None = None, theirs: dict[str, str] | None = None) -> None:
        super().__init__(words or "Somebody else changed this while you were working on it.")
        self.theirs = theirs or {}


class Refused(PfaError):
    """A rule says no. `field` names the form field it belongs to, where there is one."""

    status = 422

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.field = field


class TooMany(PfaError):
    """A limit was reached. `seconds` is how long to wait, where that is known."""

    status = 429

    def __init__(self, words: str, seconds: int | None = None) -> None:
        super().__init__(words)
        self.seconds = seconds


class Busy(PfaError):
    """There is no room for this just now; nothing was done."""

    status = 503

    def __init__(self, words: str = "Nothing was saved by this try. Wait a few seconds and try again.") -> None:
        super().__init__(words)


class SettingsError(PfaError):
    """The settings cannot be used; one message names every fault."""
