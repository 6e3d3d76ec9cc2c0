"""What a user types. Each command lives in the file of its group and is loaded when it is asked for."""

from khronika.cli.program import main

__all__ = ["main"]
