"""A policy as it stands in `policy.json`, and its fingerprint: what an answer says it was made by."""

from __future__ import annotations

import hashlib
import json

from pfa.matching.solver.problem import MODES, Policy


def settings(policy: Policy) -> dict[str, object]:
    """The policy as names and values; settings that say what holds without them are left out."""
    found: dict[str, object] = {
        "version": policy.version,
        "week": [{"session": each.session, "day": each.day} for each in policy.week],
        "main_pathway_points": policy.main_pathway_points,
        "session_filled_points": policy.session_filled_points,
        "open_points": policy.open_points,
        "travel_speed_kmh": policy.travel_speed_kmh,
        "travel_detour": policy.travel_detour,
        "travel_fixed_minutes": policy.travel_fixed_minutes,
    }
    if policy.between_sessions_minutes is not None:
        found["between_sessions_minutes"] = policy.between_sessions_minutes
    if policy.mode != MODES[0]:
        found["mode"] = policy.mode
        found["tolerance_percent"] = policy.tolerance_percent
    for name in ("sessions_at_most_by_kind", "change_points", "cost_ceilings"):
        if numbers := getattr(policy, name):
            found[name] = dict(numbers)
    if policy.uncertain:
        found["uncertain"] = {"count": policy.uncertain, "likely_at_least": policy.likely_at_least}
    for name in ("travel_points", "together_points", "agreed_by", "agreed_on"):
        if value := getattr(policy, name):
            found[name] = value
    return found


def fingerprint(policy: Policy) -> str:
    """The SHA-256 of the policy's settings, in hexadecimal: the same for the same policy, whoever writes it down."""
    plain = {key: float(value) if isinstance(value, float) else value for key, value in settings(policy).items()}
    for name in ("travel_speed_kmh", "travel_detour", "travel_fixed_minutes"):
        plain[name] = float(getattr(policy, name))  # 20 and 20.0 are one speed
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
