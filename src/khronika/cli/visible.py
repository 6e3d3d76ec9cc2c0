"""Characters that hide or turn text, made visible."""

from khronika.lexicon.visible import visible

__all__ = ["visible"]
