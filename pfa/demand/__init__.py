"""How many young people are likely to start what, a year ahead; what was published; what colleges answer."""
