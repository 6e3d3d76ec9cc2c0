"""From an event and the reports of it to a grade: how many independent origins of knowledge, and who objects."""

from khronika.corroborate.album import Album
from khronika.corroborate.grading import Evidence, corroborate
from khronika.corroborate.likeness import bands_of, likeness, runs_of
from khronika.corroborate.lines import Report, find_lines, to_report

__all__ = [
    "Album",
    "Evidence",
    "Report",
    "bands_of",
    "corroborate",
    "find_lines",
    "likeness",
    "runs_of",
    "to_report",
]
