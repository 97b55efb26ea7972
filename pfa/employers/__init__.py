"""Employers and what they offer: placements on offer are provision like any other."""
