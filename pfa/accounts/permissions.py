"""What each role may do: one closed list, one table. A route declares one of these, and nothing else decides."""

from __future__ import annotations

from pfa.accounts.models import Role

R = Role
COORDINATORS = frozenset({R.coordinator})
ADMINS = frozenset({R.authority_admin})
AUTHORITY = frozenset({R.coordinator, R.approver})
STAFF = AUTHORITY | {R.authority_admin, R.safeguarding_lead, R.school_staff}
YOUNG = frozenset({R.young_person})
COLLEGES = frozenset({R.college_staff})
SCHOOLS = frozenset({R.school_staff})
COACHES = frozenset({R.job_coach})
PARENTS = frozenset({R.parent})

GRANTED: dict[str, frozenset[Role]] = {
    # people
    "person:read": AUTHORITY | SCHOOLS | {R.safeguarding_lead},
    "person:edit": COORDINATORS,
    "person:import": COORDINATORS,
    "person:export": COORDINATORS,
    # files from outside; each kind of file also needs its own room's permission
    "import:use": COORDINATORS,
    # calendar
    "calendar:edit": COORDINATORS | ADMINS,
    # provision
    "provision:read": AUTHORITY | COLLEGES,
    "provision:edit": COORDINATORS | COLLEGES,
    "provision:import": COORDINATORS,
    "provision:counts": COORDINATORS | COLLEGES,
    "provider:edit": COORDINATORS,
    "pool:edit": COORDINATORS,
    # agreements with other authorities
    "share:read": AUTHORITY,
    "share:edit": COORDINATORS,
    "joint:read": AUTHORITY,
    "joint:edit": COORDINATORS,
    # employers
    "employer:read": AUTHORITY,
    "employer:edit": COORDINATORS,
    "employer:import": COORDINATORS,
    # aspirations
    "survey:answer": YOUNG,
    "round:read": AUTHORITY | SCHOOLS,
    "round:edit": COORDINATORS,
    "question:edit": COORDINATORS,
    "symbol:see": frozenset(R),
    "symbol:edit": COORDINATORS | ADMINS,
    "theme:read": AUTHORITY,
    "theme:edit": COORDINATORS,
    "theme:bands": COLLEGES,
    "answer:read": AUTHORITY | SCHOOLS | {R.safeguarding_lead},
    "answer:enter": COORDINATORS | SCHOOLS,
    "companion:match": COORDINATORS,
    "safeguarding:read": frozenset({R.safeguarding_lead}),
    "safeguarding:act": frozenset({R.safeguarding_lead}),
    # about me
    "about:own": YOUNG,
    "about:read": COORDINATORS | SCHOOLS,
    "about:look": AUTHORITY | SCHOOLS | {R.safeguarding_lead},  # the lead, and whoever the lead passed it to
    # family
    "family:own": PARENTS,
    "family:me": YOUNG,
    "family:read": AUTHORITY | SCHOOLS | {R.safeguarding_lead},
    "family:link": COORDINATORS,
    "family:enter": COORDINATORS | SCHOOLS,
    "family:talk": COORDINATORS | SCHOOLS,
    "family:close": frozenset({R.safeguarding_lead}),
    # demand
    "demand:read": AUTHORITY,
    "demand:publish": COORDINATORS,
    "demand:reply": COLLEGES | COORDINATORS,  # the authority enters what it is told on the phone
    "demand:sheets": COLLEGES,
    # matching
    "run:read": AUTHORITY,
    "run:start": COORDINATORS,
    "policy:edit": COORDINATORS,
    "hint:read": AUTHORITY,
    "hint:edit": COORDINATORS,
    # packages
    "package:read": AUTHORITY | SCHOOLS,
    "package:edit": COORDINATORS,
    "package:approve": frozenset({R.approver}),
    "package:consult": COLLEGES,
    "package:own": YOUNG,
    # starts
    "start:read": AUTHORITY | SCHOOLS,
    "start:edit": COORDINATORS | SCHOOLS,
    "start:own": YOUNG,
    # internships
    "placement:read": AUTHORITY,
    "placement:edit": COORDINATORS,
    "placement:coach": COACHES,
    "placement:own": YOUNG,
    # destinations
    "destination:read": AUTHORITY,
    "destination:edit": COORDINATORS,
    "destination:export": COORDINATORS,
    # reporting
    "report:read": AUTHORITY,
    "report:publish": COORDINATORS,
    "feedback:read": AUTHORITY | SCHOOLS,
    "feedback:own": YOUNG,
    # accounts
    "card:issue": COORDINATORS | SCHOOLS,
    "card:supervise": COORDINATORS | SCHOOLS,
    "user:manage": ADMINS,
    "authority:edit": ADMINS,
    "audit:read": ADMINS,
}
KNOWN = frozenset(GRANTED)


def allowed(role: Role, permission: str) -> bool:
    """May this role do this? A permission that is not in the table is nobody's."""
    return role in GRANTED.get(permission, frozenset())


def way_in(permission: str) -> str:
    """The endpoint where whoever may do this signs in: with a card for what only young people or parents do."""
    return "accounts.card" if GRANTED.get(permission) in (YOUNG, PARENTS) else "accounts.sign_in"
