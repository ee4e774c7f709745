"""Run the command line as ``python -m xuntu``."""

from xuntu.cli import main

main()
