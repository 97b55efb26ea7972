"""`python -m pfa` is the `pfa` command."""

from pfa.cli import main

main()
