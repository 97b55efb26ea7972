"""Every table of pfa, imported once, so that migrations and tests see them all."""

from pfa.about import models as about
from pfa.accounts import models as accounts
from pfa.aspirations import models as aspirations
from pfa.audit import models as audit
from pfa.calendar import models as calendar
from pfa.core.database import Base
from pfa.demand import models as demand
from pfa.destinations import models as destinations
from pfa.employers import models as employers
from pfa.family import models as family
from pfa.imports import models as imports
from pfa.internships import models as internships
from pfa.jobs import models as jobs
from pfa.matching import models as matching
from pfa.matching.inquiring import models as inquiring
from pfa.matching.joint import models as joint
from pfa.packages import models as packages
from pfa.people import models as people
from pfa.provision import models as provision
from pfa.reporting import models as reporting
from pfa.starts import models as starts
from pfa.symbols import models as symbols
from pfa.themes import models as themes
from pfa.web import models as web

TABLES = Base.metadata

__all__ = [
    "TABLES",
    "about",
    "accounts",
    "aspirations",
    "audit",
    "calendar",
    "demand",
    "destinations",
    "employers",
    "family",
    "imports",
    "inquiring",
    "internships",
    "jobs",
    "joint",
    "matching",
    "packages",
    "people",
    "provision",
    "reporting",
    "starts",
    "symbols",
    "themes",
    "web",
]
