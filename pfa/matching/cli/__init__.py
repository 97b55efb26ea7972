"""`pfa match`: solve a problem folder, check an answer, ask what would change it, invent a country, measure."""

from pfa.matching.cli.asking import changes_command, diagnose_command, worth_command
from pfa.matching.cli.bench import bench_command
from pfa.matching.cli.group import match
from pfa.matching.cli.inventing import invent_command
from pfa.matching.cli.solving import check_command, solve_command

__all__ = [
    "bench_command",
    "changes_command",
    "check_command",
    "diagnose_command",
    "invent_command",
    "match",
    "solve_command",
    "worth_command",
]
