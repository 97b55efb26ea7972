"""What is asked of a run, or of a cohort before one: what would have to change, what one more is worth, what to mend.

A question is worked out by the worker from the kept files of a run, in a process of its own, and its answer stays with
the run.
"""
