"""First pages, and what is told of everybody together: reports, what came of it, the region."""

from pfa.reporting.views import feedback, home, narrowing, region, reports
from pfa.reporting.views.room import blueprint, reports_blueprint

__all__ = ["blueprint", "feedback", "home", "narrowing", "region", "reports", "reports_blueprint"]
