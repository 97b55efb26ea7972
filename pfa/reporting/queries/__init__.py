"""What reports and first pages ask: typed, ordered, limited to the asker, in a fixed number of statements."""

from pfa.reporting.queries.cohort import Cohort, Reached, Stage, cohort
from pfa.reporting.queries.cohort import entry_years as cohort_years
from pfa.reporting.queries.desk import Desk, desk
from pfa.reporting.queries.feedback import (
    Facts,
    as_said,
    draft,
    facts,
    my_release,
    newest_number,
    one_release,
    released,
)
from pfa.reporting.queries.narrowing import aim_names, wishes_of
from pfa.reporting.queries.others import (
    AtCollege,
    AtSchool,
    InCharge,
    Mine,
    at_college,
    at_school,
    in_charge,
    mine,
)
from pfa.reporting.queries.rates import Table, Turnout, turnout
from pfa.reporting.queries.region import Beside, compared, counted, own, past
from pfa.reporting.queries.region import years as region_years
from pfa.reporting.queries.way import Way, way

__all__ = [
    "AtCollege",
    "AtSchool",
    "Beside",
    "Cohort",
    "Desk",
    "Facts",
    "InCharge",
    "Mine",
    "Reached",
    "Stage",
    "Table",
    "Turnout",
    "Way",
    "aim_names",
    "as_said",
    "at_college",
    "at_school",
    "cohort",
    "cohort_years",
    "compared",
    "counted",
    "desk",
    "draft",
    "facts",
    "in_charge",
    "mine",
    "my_release",
    "newest_number",
    "one_release",
    "own",
    "past",
    "region_years",
    "released",
    "turnout",
    "way",
    "wishes_of",
]
