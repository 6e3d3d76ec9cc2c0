"""From an event and the reports of it to a grade: how many independent origins of knowledge, and who objects."""

from khronika.corroborate.grading import Evidence, corroborate
from khronika.corroborate.lines import Report, find_lines, to_report

__all__ = ["Evidence", "Report", "corroborate", "find_lines", "to_report"]
