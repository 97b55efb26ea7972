"""What became of it: spells after leaving, check-ins, and what lasted."""
