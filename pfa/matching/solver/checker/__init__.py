"""Every hard rule of the matching problem, read again in plain Python. It knows nothing of the engine.

It judges every answer before anything is kept, and a week that a person edits by hand. A week with nothing in it
breaks no rule but `must`: nobody has to be placed otherwise.
"""

from pfa.matching.solver.checker.answers import check
from pfa.matching.solver.checker.packages import check_package
from pfa.matching.solver.checker.pairs import refusal
from pfa.matching.solver.checker.reading import Reading
from pfa.matching.solver.checker.violation import RULES, Violation
from pfa.matching.solver.checker.worth import package_value, pair_value, value, value_certain, value_expected

__all__ = [
    "RULES",
    "Reading",
    "Violation",
    "check",
    "check_package",
    "package_value",
    "pair_value",
    "refusal",
    "value",
    "value_certain",
    "value_expected",
]
