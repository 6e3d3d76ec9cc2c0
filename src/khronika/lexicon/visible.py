"""Characters that hide or turn text, made visible."""

import unicodedata

# Persian needs the joiners inside words; they hide nothing.
_KEPT = frozenset("\n\t\u200c\u200d")


def visible(text: str) -> str:
    """The text with control, bidi and zero-width characters as ``⟨U+202E⟩``; line ends and tabs stay."""
    return "".join(_shown(char) for char in text) if not text.isascii() or not text.isprintable() else text


def _shown(char: str) -> str:
    if char in _KEPT or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return char
    return f"⟨U+{ord(char):04X}⟩"
