"""Who did what: a chained record of every change, and a plain one of who opened whose record."""
