"""What leaves the project, and whether it may."""

from khronika.publish.consent import Answer, Material, may_go
from khronika.publish.report import report_html
from khronika.publish.report_plain import report_text

__all__ = ["Answer", "Material", "may_go", "report_html", "report_text"]
