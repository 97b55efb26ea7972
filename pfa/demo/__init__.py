"""An invented authority, the same for the same seed: for `pfa demo` and for tests. Nobody in it is real."""
