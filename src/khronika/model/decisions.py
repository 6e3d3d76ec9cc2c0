"""What a stage could not do, so that nothing is dropped silently; and what a person decided should go."""

from dataclasses import dataclass

from khronika.model.evidence import SourceKind
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


@dataclass(frozen=True, slots=True)
class Deletion:
    """A person's word that something be removed for good, and why. ``salt`` keeps the id from telling the reason."""

    reason: str
    by: str
    at: str
    salt: str

    @property
    def id(self) -> str:
        """What the ledger is told of the reason: it can be held against the words, and they cannot be guessed."""
        return id_of("deletion", self.salt, self.reason, self.by, self.at)


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many months after taking in, what sources of this kind told may be kept; None: of all other kinds."""

    kind: SourceKind | None
    months: int
    reason: str
    by: str
    at: str
    salt: str

    def __post_init__(self) -> None:
        if self.months < 1:
            raise ValueError("a term of less than a month")

    @property
    def id(self) -> str:
        """What the ledger is told of the rule."""
        return id_of("retention", self.salt, self.kind, self.months, self.reason, self.by, self.at)
