"""The matching solver: plain values in, plain values out. It knows nothing of the web or of any database."""
