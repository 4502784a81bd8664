"""`python -m builder` is `build`."""

from builder.cli import main

main()
