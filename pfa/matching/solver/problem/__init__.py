"""The matching problem as values that cannot be built wrong: `values` says what it is, `checks` what it must hold."""

from pfa.matching.solver.problem.build import problem
from pfa.matching.solver.problem.faults import Fault, ProblemFaults
from pfa.matching.solver.problem.values import (
    COUNTS,
    MODES,
    PLANS,
    SECTOR_PREFIX,
    TOGETHER_PREFIX,
    TOLD,
    Fixing,
    Group,
    Opportunity,
    Person,
    Policy,
    Problem,
    WeekSession,
    by_id,
    frozen,
)

__all__ = [
    "COUNTS",
    "MODES",
    "PLANS",
    "SECTOR_PREFIX",
    "TOGETHER_PREFIX",
    "TOLD",
    "Fault",
    "Fixing",
    "Group",
    "Opportunity",
    "Person",
    "Policy",
    "Problem",
    "ProblemFaults",
    "WeekSession",
    "by_id",
    "frozen",
    "problem",
]
