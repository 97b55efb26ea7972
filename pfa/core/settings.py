"""Settings from the environment, checked at start, every fault in one message.

Each setting `name` is read from `PFA_NAME`, or from the file that `PFA_NAME_FILE` names (for mounted secrets).
Defaults stand only where they are right for production and fit to publish.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa

from pfa.core.errors import SettingsError

ENVIRONMENTS = ("production", "development", "test")
SECRET_CHARACTERS = 32
SECOND_FACTORS = ("must", "may")
PLACEHOLDERS = ("changeme", "secret", "password", "example", "xxxx")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a running pfa was told. Secrets are kept out of its representation."""

    secret_key: str = field(repr=False)
    code_pepper: str = field(repr=False)
    audit_key: str = field(repr=False)
    public_base_url: str
    database_url: str = field(repr=False)
    owner_database_url: str | None = field(default=None, repr=False)
    secret_key_old: str | None = field(default=None, repr=False)
    code_pepper_old: str | None = field(default=None, repr=False)
    environment: str = "production"
    second_factor: str = "must"  # whether staff must or may sign in with one
    proxies: int = 0
    worker_concurrency: int = 1
    solver_seconds: int = 60
    solver_memory_mb: int = 3072
    requests_a_minute: int = 120  # of one sign-in; beyond it a page asks to wait

    @property
    def https(self) -> bool:
        return self.public_base_url.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.public_base_url).netloc

    @property
    def must_have_second_factor(self) -> bool:
        return self.second_factor == "must"

    @property
    def production(self) -> bool:
        return self.environment == "production"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings. Raises SettingsError naming every fault."""
    reader = _Reader(os.environ if environ is None else environ)
    environment = reader.one_of("ENVIRONMENT", ENVIRONMENTS, "production")
    settings = Settings(
        environment=environment,
        second_factor=reader.one_of("SECOND_FACTOR", SECOND_FACTORS, "must" if environment == "production" else "may"),
        secret_key=reader.secret("SECRET_KEY"),
        code_pepper=reader.secret("CODE_PEPPER"),
        audit_key=reader.secret("AUDIT_KEY"),
        secret_key_old=reader.secret("SECRET_KEY_OLD", required=False) or None,
        code_pepper_old=reader.secret("CODE_PEPPER_OLD", required=False) or None,
        database_url=reader.database("DATABASE_URL", required=True) or "",
        owner_database_url=reader.database("OWNER_DATABASE_URL", required=False),
        public_base_url=reader.base_url("PUBLIC_BASE_URL"),
        proxies=reader.whole("PROXIES", 0, 0, 5),
        worker_concurrency=reader.whole("WORKER_CONCURRENCY", 1, 1, 16),
        solver_seconds=reader.whole("SOLVER_SECONDS", 60, 1, 3600),
        solver_memory_mb=reader.whole("SOLVER_MEMORY_MB", 3072, 256, 65536),
        requests_a_minute=reader.whole("REQUESTS_A_MINUTE", 120, 30, 100_000),
    )
    reader.no_unknown()
    if settings.production and not settings.https:
        reader.fault("PUBLIC_BASE_URL", "must begin with https:// in production")
    secrets = [settings.secret_key, settings.code_pepper, settings.audit_key]
    if all(secrets) and len(set(secrets)) < len(secrets):
        reader.fault("SECRET_KEY", "PFA_SECRET_KEY, PFA_CODE_PEPPER and PFA_AUDIT_KEY must differ")
    reader.done()
    return settings


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._asked: set[str] = set()
        self._faults: list[str] = []

    def fault(self, name: str, words: str) -> None:
        self._faults.append(f"PFA_{name}: {words}")

    def done(self) -> None:
        if self._faults:
            raise SettingsError("The settings cannot be used:\n" + "\n".join(f"  {line}" for line in self._faults))

    def no_unknown(self) -> None:
        known = {f"PFA_{name}" for name in self._asked} | {f"PFA_{name}_FILE" for name in self._asked}
        for name in sorted(self._environ):
            if name.startswith("PFA_") and not name.startswith("PFA_TEST_") and name not in known:
                self._faults.append(f"{name}: no such setting")

    def _text(self, name: str) -> str | None:
        self._asked.add(name)
        value, path = self._environ.get(f"PFA_{name}"), self._environ.get(f"PFA_{name}_FILE")
        if value is not None and path is not None:
            self.fault(name, "given twice, as a value and as a file")
        if path is None:
            return value
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            self.fault(f"{name}_FILE", f"cannot read {path}")
            return None

    def secret(self, name: str, *, required: bool = True) -> str:
        value = self._text(name) or ""
        if not value:
            if required:
                self.fault(name, "is missing")
        elif len(value) < SECRET_CHARACTERS:
            self.fault(name, f"must have at least {SECRET_CHARACTERS} characters")
        elif len(set(value)) < 8 or any(word in value.lower() for word in PLACEHOLDERS):
            self.fault(name, "looks like a placeholder; make a random one")
        return value

    def one_of(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self._text(name) or default
        if value not in choices:
            self.fault(name, f"must be one of {', '.join(choices)}")
        return value

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        text = self._text(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            self.fault(name, f"must be a whole number from {least} to {most}")
            return default
        return int(text)

    def database(self, name: str, *, required: bool) -> str | None:
        text = self._text(name)
        if not text:
            if required:
                self.fault(name, "is missing")
            return None
        try:
            driver = sa.make_url(text).drivername
        except sa.exc.ArgumentError:
            driver = ""
        if driver not in ("sqlite", "postgresql+psycopg"):
            self.fault(name, "must begin with sqlite:/// or postgresql+psycopg://")
        return text

    def base_url(self, name: str) -> str:
        text = (self._text(name) or "").rstrip("/")
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
            self.fault(name, "must be the address people use, such as https://pfa.example.gov.uk")
        return text
