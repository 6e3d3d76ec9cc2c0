"""What a stage could not do, so that nothing is dropped silently."""

from dataclasses import dataclass

from khronika.model.ids import id_of


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should know or mend: in which stage, about which id or name, and what to do.

    ``message`` and ``hint`` hold no content of the report.
    """

    stage: str
    about: str
    kind: str
    message: str
    hint: str = ""

    @property
    def id(self) -> str:
        """The same trouble with the same thing is the same problem."""
        return id_of("problem", self.stage, self.about, self.kind, self.message)
