"""A fresh place for the demo: its own database file, and secrets of its own."""

from __future__ import annotations

import secrets
from pathlib import Path

import sqlalchemy as sa

from pfa.core import migrations
from pfa.core.errors import PfaError
from pfa.core.settings import Settings

MADE_BY_US = "demo.db"


def fresh(folder: Path, base_url: str) -> Settings:
    """Settings for a demo in an empty database in this folder; an earlier demo there is thrown away."""
    path = folder / MADE_BY_US
    settings = settings_for(folder, base_url)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        migrations.up(settings.database_url)
    except (OSError, sa.exc.OperationalError) as error:
        raise PfaError(f"The demo's database cannot be made in {folder}: is it a folder you may write in?") from error
    path.chmod(0o600)
    return settings


def settings_for(folder: Path, base_url: str) -> Settings:
    """Settings for the demo's database in this folder, with new secrets: cards of an earlier run are lost."""
    return Settings(
        environment="development",
        second_factor="may",
        secret_key=secrets.token_urlsafe(48),
        code_pepper=secrets.token_urlsafe(48),
        audit_key=secrets.token_urlsafe(48),
        public_base_url=base_url,
        database_url=f"sqlite:///{(folder / MADE_BY_US).resolve()}",
    )


def as_environment(settings: Settings) -> dict[str, str]:
    """The settings as the worker's process reads them."""
    return {
        "PFA_ENVIRONMENT": settings.environment,
        "PFA_SECRET_KEY": settings.secret_key,
        "PFA_CODE_PEPPER": settings.code_pepper,
        "PFA_AUDIT_KEY": settings.audit_key,
        "PFA_PUBLIC_BASE_URL": settings.public_base_url,
        "PFA_DATABASE_URL": settings.database_url,
    }
