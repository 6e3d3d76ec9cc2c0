"""What leaves the project, and whether it may."""

from khronika.publish.consent import Answer, Material, may_go

__all__ = ["Answer", "Material", "may_go"]
