"""The queue: a table. A job is put in by the transaction that wants it, and claimed with a lease."""
