"""Matching a cohort to what is on offer: policies, runs and suggested weeks. `solver` is the pure package."""
