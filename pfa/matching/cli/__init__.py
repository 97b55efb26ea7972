"""`pfa match`: solve a problem folder, check an answer, ask what would change it, measure the engine."""

from pfa.matching.cli.asking import changes_command, diagnose_command, worth_command
from pfa.matching.cli.bench import bench_command
from pfa.matching.cli.group import match
from pfa.matching.cli.solving import check_command, solve_command

__all__ = [
    "bench_command",
    "changes_command",
    "check_command",
    "diagnose_command",
    "match",
    "solve_command",
    "worth_command",
]
