"""Settings are checked at start: every fault in one message, nothing guessed, no secret shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pfa.core.errors import SettingsError
from pfa.core.settings import Settings, from_environment

GOOD = {
    "PFA_SECRET_KEY": "3f9a1c7e5b2d8046f1e3a5c7b9d0e2f4",
    "PFA_CODE_PEPPER": "8b1d3f5a7c9e0246b8d0f2a4c6e8a1b3",
    "PFA_AUDIT_KEY": "c5e7a9b1d3f50628c4e6a8b0d2f4a6c8",
    "PFA_DATABASE_URL": "sqlite:////srv/pfa/pfa.db",
    "PFA_PUBLIC_BASE_URL": "https://pfa.example.gov.uk",
}


def faults(**changes: str | None) -> list[str]:
    """What is wrong with good settings after these changes, line by line; None takes one away."""
    environ = {name: value for name, value in (GOOD | changes).items() if value is not None}
    try:
        from_environment(environ)
    except SettingsError as error:
        return [line.strip() for line in str(error).splitlines()[1:]]
    return []


def test_five_settings_are_enough_for_production() -> None:
    settings = from_environment(GOOD)
    assert settings.production
    assert settings.https
    assert settings.host == "pfa.example.gov.uk"
    assert settings.requests_a_minute == 120


@pytest.mark.parametrize(
    ("environment", "said", "must"),
    [("production", None, True), ("development", None, False), ("production", "may", False), ("test", "must", True)],
)
def test_staff_must_have_a_second_factor_in_production_unless_the_settings_say_otherwise(
    environment: str, said: str | None, must: bool
) -> None:
    environ = GOOD | {"PFA_ENVIRONMENT": environment} | ({"PFA_SECOND_FACTOR": said} if said else {})
    assert from_environment(environ).must_have_second_factor is must


def test_every_fault_is_in_one_message() -> None:
    found = faults(
        PFA_SECRET_KEY=None,
        PFA_CODE_PEPPER="short",
        PFA_AUDIT_KEY="changeme" * 5,
        PFA_DATABASE_URL="mysql://localhost/pfa",
        PFA_PUBLIC_BASE_URL="pfa.example.gov.uk",
        PFA_PROXIES="many",
        PFA_ENVIRONMENT="staging",
        PFA_REQUESTS_A_MINUTE="5",
        PFA_SECOND_FACTOR="sometimes",
        PFA_SECRT_KEY="a slip of the finger",
    )
    assert found == [
        "PFA_ENVIRONMENT: must be one of production, development, test",
        "PFA_SECOND_FACTOR: must be one of must, may",
        "PFA_SECRET_KEY: is missing",
        "PFA_CODE_PEPPER: must have at least 32 characters",
        "PFA_AUDIT_KEY: looks like a placeholder; make a random one",
        "PFA_DATABASE_URL: must begin with sqlite:/// or postgresql+psycopg://",
        "PFA_PUBLIC_BASE_URL: must be the address people use, such as https://pfa.example.gov.uk",
        "PFA_PROXIES: must be a whole number from 0 to 5",
        "PFA_REQUESTS_A_MINUTE: must be a whole number from 30 to 100000",
        "PFA_SECRT_KEY: no such setting",
    ]


@pytest.mark.parametrize(
    "placeholder", ["x" * 40, "changeme-changeme-changeme-changeme", "my-secret-key-my-secret-key-my-se", "example" * 6]
)
def test_placeholders_are_refused(placeholder: str) -> None:
    assert faults(PFA_SECRET_KEY=placeholder) == ["PFA_SECRET_KEY: looks like a placeholder; make a random one"]


def test_one_secret_does_not_serve_two_purposes() -> None:
    (fault,) = faults(PFA_AUDIT_KEY=GOOD["PFA_SECRET_KEY"])
    assert "must differ" in fault


def test_production_is_served_over_https_only() -> None:
    assert faults(PFA_PUBLIC_BASE_URL="http://pfa.example.gov.uk") == [
        "PFA_PUBLIC_BASE_URL: must begin with https:// in production"
    ]
    assert not faults(PFA_PUBLIC_BASE_URL="http://localhost:8000", PFA_ENVIRONMENT="development")


@pytest.mark.parametrize("address", ["https://pfa.example.gov.uk/path", "ftp://x", "https://", "https://x?y=1"])
def test_the_public_address_is_an_origin(address: str) -> None:
    assert len(faults(PFA_PUBLIC_BASE_URL=address)) >= 1


def test_a_secret_can_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(GOOD["PFA_SECRET_KEY"] + "\n", encoding="utf-8")
    environ = {name: value for name, value in GOOD.items() if name != "PFA_SECRET_KEY"}
    settings = from_environment(environ | {"PFA_SECRET_KEY_FILE": str(file)})
    assert settings.secret_key == GOOD["PFA_SECRET_KEY"]


def test_a_file_that_cannot_be_read_and_a_setting_given_twice_are_faults(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    assert faults(PFA_SECRET_KEY=None, PFA_SECRET_KEY_FILE=missing) == [
        f"PFA_SECRET_KEY_FILE: cannot read {missing}",
        "PFA_SECRET_KEY: is missing",
    ]
    file = tmp_path / "key"
    file.write_bytes(b"\xff\xfe\x00")
    assert f"PFA_SECRET_KEY_FILE: cannot read {file}" in faults(PFA_SECRET_KEY=None, PFA_SECRET_KEY_FILE=str(file))
    file.write_text(GOOD["PFA_SECRET_KEY"], encoding="utf-8")
    assert "PFA_SECRET_KEY: given twice, as a value and as a file" in faults(PFA_SECRET_KEY_FILE=str(file))


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    shown = repr(from_environment(GOOD))
    for name in ("PFA_SECRET_KEY", "PFA_CODE_PEPPER", "PFA_AUDIT_KEY", "PFA_DATABASE_URL"):
        assert GOOD[name] not in shown


def test_settings_do_not_change_while_we_run() -> None:
    settings: Settings = from_environment(GOOD)
    with pytest.raises(AttributeError):
        settings.proxies = 3  # type: ignore[misc]  # that is what is refused
