"""From paths on a command line to the files to take in, with every trouble named and none of them a stop."""

from khronika.intake.collecting import Found, collect
from khronika.intake.names import clean_name

__all__ = ["Found", "clean_name", "collect"]
