"""Settings, database base, errors and shipped files: imports nothing of pfa."""
