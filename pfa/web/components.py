"""GOV.UK Frontend's components beside our own templates.

Ours refuse an undefined name; theirs are written for a lenient language and ask for parameters that are not there.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from jinja2 import BaseLoader, ChainableUndefined, Environment, PackageLoader, PrefixLoader, Template

NAME = "govuk_frontend_jinja"


class _Lenient(PackageLoader):
    """Compiles its templates in an overlay of the environment in which an undefined name is empty."""

    _overlay: Environment | None = None

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        if self._overlay is None:
            self._overlay = environment.overlay(undefined=ChainableUndefined)
        return super().load(self._overlay, name, globals)


def loader() -> BaseLoader:
    """Finds `govuk_frontend_jinja/…`. One for each application."""
    return PrefixLoader({NAME: _Lenient(NAME)})
