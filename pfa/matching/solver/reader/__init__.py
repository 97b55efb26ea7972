"""From a folder of files to a problem, or an answer, or every fault in them with file, line and column."""

from pfa.matching.solver.reader.answer_folder import EarlierWeeks, StatedAnswer, read_answer, read_weeks
from pfa.matching.solver.reader.problem_folder import read_problem

__all__ = ["EarlierWeeks", "StatedAnswer", "read_answer", "read_problem", "read_weeks"]
