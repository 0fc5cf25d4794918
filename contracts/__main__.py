"""`python -m contracts` is the command `contracts`."""

from contracts.cli import main

main()
