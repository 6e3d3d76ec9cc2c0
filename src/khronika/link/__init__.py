"""From claims to events and persons: which claims tell of one happening. Pure: nothing is read or kept here."""

from khronika.link.events import aliases_of, link
from khronika.link.persons import find_persons
from khronika.link.told import Told, to_told

__all__ = ["Told", "aliases_of", "find_persons", "link", "to_told"]
