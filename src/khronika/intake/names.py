"""File names as they can be shown and stored: no control characters, nothing that is not text."""

import unicodedata

# Control, format (bidi overrides, zero-width), surrogate, private, unassigned, line and paragraph separators.
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Persian spelling needs the zero-width non-joiner, and emoji the joiner.
_FIT = frozenset("\u200c\u200d")


def clean_name(name: str) -> str:
    r"""The name with each unfit character written as ``\xNN`` or ``\uNNNN``; undecodable bytes as ``\xNN``."""
    return "".join(char if _is_fit(char) else _visible(char) for char in name)


def _is_fit(char: str) -> bool:
    return char in _FIT or unicodedata.category(char) not in _UNFIT


def _visible(char: str) -> str:
    if "\udc80" <= char <= "\udcff":
        # Python's stand-in for a byte of a file name that is no UTF-8.
        return f"\\x{ord(char) - 0xDC00:02x}"
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"
