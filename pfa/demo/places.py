"""The invented valley: three towns, and everybody who has a building in it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from pfa.accounts.models import Organisation, OrganisationKind, Site
from pfa.demo import names

KIND = OrganisationKind
# Towns of the valley: name, latitude, longitude, share of homes. Their postcodes begin with ZZ, which no place has.
TOWNS = (("Vale", 53.20, -1.40, 0.5), ("Eastmoor", 53.24, -1.28, 0.3), ("Saltmere", 53.14, -1.47, 0.2))


@dataclass
class Valley:
    """The organisations of the demo, by what they are."""

    council: Organisation
    schools: list[Organisation] = field(default_factory=list)
    special_schools: list[Organisation] = field(default_factory=list)
    colleges: list[Organisation] = field(default_factory=list)
    specialist: list[Organisation] = field(default_factory=list)
    training: list[Organisation] = field(default_factory=list)
    adult: list[Organisation] = field(default_factory=list)
    health: list[Organisation] = field(default_factory=list)
    community: list[tuple[Organisation, str]] = field(default_factory=list)
    employers: list[tuple[Organisation, str]] = field(default_factory=list)


def point(chance: random.Random, spread_km: float = 2.5) -> tuple[str, float, float]:
    """An invented postcode, and a place near one of the towns (decimal degrees)."""
    number = chance.choices(range(len(TOWNS)), weights=[town[3] for town in TOWNS])[0]
    _name, lat, lon, _share = TOWNS[number]
    lat += chance.gauss(0, spread_km / 111)
    lon += chance.gauss(0, spread_km / 67)
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    postcode = f"ZZ{number + 1} {chance.randint(1, 9)}{chance.choice(letters)}{chance.choice(letters)}"
    return postcode, round(lat, 5), round(lon, 5)


def build(session: Session, chance: random.Random) -> Valley:
    """Every organisation with its sites."""

    def add(name: str, kind: OrganisationKind, sites: Sequence[str] = ("",)) -> Organisation:
        row = Organisation(name=name, kind=kind, is_synthetic=True)
        for site in sites:
            postcode, lat, lon = point(chance, 1.2)
            row.sites.append(Site(name=site, postcode=postcode, lat=lat, lon=lon))
        session.add(row)
        return row

    valley = Valley(council=add("Valeborough Council", KIND.authority))
    valley.schools = [add(name, KIND.school) for name in names.SCHOOLS]
    valley.special_schools = [add(name, KIND.school) for name in names.SPECIAL_SCHOOLS]
    valley.colleges = [
        add("Vale College", KIND.college, ("Central campus", "Riverside campus")),
        add("Eastmoor College", KIND.college),
        add("Saltmere Sixth Form College", KIND.college),
    ]
    valley.specialist = [add("Harbourlight College", KIND.specialist_college)]
    valley.training = [add(name, KIND.training_provider) for name in ("Stepwise Training", "Valley Skills")]
    valley.adult = [add(name, KIND.community) for name in ("Vale Adult Learning", "Eastmoor Learning Centre")]
    valley.health = [add("Valley Community Health", KIND.health)]
    valley.community = [(add(each.split("|")[0], KIND.community), each.split("|")[1]) for each in names.COMMUNITY]
    valley.employers = [(add(each.split("|")[0], KIND.employer), each.split("|")[1]) for each in names.EMPLOYERS]
    session.flush()
    return valley
