"""The engine, and its rivals, measured on known problems: each run in a process of its own, each answer checked."""

from pfa.matching.bench.goals import GOALS, USUAL, Goal
from pfa.matching.bench.ledger import Ledger, read_ledger, write_ledger
from pfa.matching.bench.rows import HEADING, Row
from pfa.matching.bench.running import OURS, RIVALS, run

__all__ = ["GOALS", "HEADING", "OURS", "RIVALS", "USUAL", "Goal", "Ledger", "Row", "read_ledger", "run", "write_ledger"]
