"""Ids of facts come from content, so that a second run is a no-op."""

import hashlib
import json


def id_of(kind: str, *parts: object) -> str:
    """``kind-`` and 24 hex digits of the SHA-256 over the parts as one JSON list.

    JSON keeps the parts apart: ("a", "bc") and ("ab", "c") differ.
    """
    packed = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return f"{kind}-{hashlib.sha256(packed.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
