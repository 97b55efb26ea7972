"""Every table of pfa, imported once, so that migrations and tests see them all."""

from pfa.accounts import models as accounts
from pfa.aspirations import models as aspirations
from pfa.audit import models as audit
from pfa.calendar import models as calendar
from pfa.core.database import Base
from pfa.employers import models as employers
from pfa.imports import models as imports
from pfa.jobs import models as jobs
from pfa.matching import models as matching
from pfa.packages import models as packages
from pfa.people import models as people
from pfa.provision import models as provision
from pfa.web import models as web

TABLES = Base.metadata

__all__ = [
    "TABLES",
    "accounts",
    "aspirations",
    "audit",
    "calendar",
    "employers",
    "imports",
    "jobs",
    "matching",
    "packages",
    "people",
    "provision",
    "web",
]
