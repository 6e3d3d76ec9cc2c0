"""Dates as EDTF (ISO 8601-2): what was said, and the first and last day it can mean."""

from dataclasses import dataclass
from typing import Literal

Calendar = Literal["gregorian", "jalali", "hijri"]
Anchor = Literal["publication", "previous", "explicit"]
Relation = Literal["at", "since", "until", "during"]


@dataclass(frozen=True, slots=True)
class When:
    """A date as read: EDTF, and ISO days of the first and last day meant; None where a side is open.

    ``rule`` names the rule that read it; ``anchor`` says what a relative date was counted from.
    """

    edtf: str
    first: str | None
    last: str | None
    calendar: Calendar = "gregorian"
    anchor: Anchor = "explicit"
    relation: Relation = "at"
    rule: str = ""
