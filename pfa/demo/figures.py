"""What the invented authority looks like in figures: those of England in January 2025 (domain facts, section 9).

Computed from the DfE's "Education, health and care plans, reporting year 2025" (Open Government Licence v3).
"""

from __future__ import annotations

PEOPLE = 900  # Years 9 to 12 of a typical authority: median 892
# Plans in England by national curriculum year, in thousands.
BY_YEAR_GROUP = {9: 47.4, 10: 47.1, 11: 44.9, 12: 42.0}

# Primary need in per cent, Years 9 to 12.
PRIMARY_NEED = {
    "ASD": 30.7,
    "SEMH": 28.3,
    "SLCN": 13.0,
    "MLD": 12.1,
    "SLD": 4.1,
    "PD": 3.6,
    "SPLD": 2.8,
    "HI": 1.3,
    "OTH": 1.2,
    "PMLD": 1.1,
    "VI": 0.8,
    "MSI": 0.2,
}
MALE = 0.706

# Where Years 9 to 11 are, in per cent: mainstream, special school, alternative provision, elsewhere.
SCHOOL_AGE_SETTING = {"mainstream": 45.7, "special": 44.0, "pupil-referral-unit": 1.9, "elsewhere": 5.7}
# Where Year 12 is: at age 16.
YEAR_12_SETTING = {"mainstream": 11.1, "special": 24.6, "college": 44.6, "not-in-education": 5.2, "elsewhere": 6.0}

# Invented: how many of a year group start something new next September, so that some 220 do.
STARTS_NEXT_SEPTEMBER = {11: 0.74, 12: 0.26}
# Invented: how many have answered a round that has been open for six weeks.
ANSWERED = {9: 0.52, 10: 0.66, 11: 0.86, 12: 0.83}
WITH_PLAN = 0.86  # invented: the others have SEN support
