"""From paths on a command line to the files to take in, with every trouble named and none of them a stop."""

from khronika.intake.collecting import Found, collect

__all__ = ["Found", "collect"]
