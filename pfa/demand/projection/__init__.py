"""How many young people are likely to start what in one September: plain values in, plain values out, no database."""
