"""Errors come in three families, by who can mend them: the item, the machine, the evidence."""


class KhronikaError(Exception):
    """Something a person can mend; ``hint`` says how."""

    hint = ""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        if hint is not None:
            self.hint = hint


class MaterialError(KhronikaError):
    """One item cannot be taken in or read; the others can."""

    hint = "The original is kept. Ask the source for another copy, or give the text as a plain file."

    def __init__(self, kind: str, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.kind = kind


class SetupError(KhronikaError):
    """This machine lacks something the program needs."""

    hint = "Run: khronika setup"


class TamperError(KhronikaError):
    """Stored evidence is not what was stored; stop and call the custodian."""

    hint = "Do not write to this project. Restore what is named here from a sealed copy."
