"""Khronika turns reports of human-rights violations into a record that can be checked, counted and acted on."""

__version__ = "0.1.0"
