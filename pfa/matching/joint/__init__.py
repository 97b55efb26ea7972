"""Runs of several authorities at once: agreed by each, solved together, written back behind each one's own wall."""
