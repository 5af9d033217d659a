"""The digest of the code that derives facts: facts are kept under it and derived again when it changes."""

from __future__ import annotations

import hashlib
from importlib.resources import files


def _digest() -> str:
    """SHA-256 over the names and contents of this package's modules, in hexadecimal."""
    total = hashlib.sha256()
    for module in sorted(files("rules.derive").iterdir(), key=lambda one: one.name):
        if module.name.endswith(".py"):
            total.update(module.name.encode() + b"\0" + module.read_bytes() + b"\0")
    return total.hexdigest()


DERIVE_DIGEST: str = _digest()
"""Names this code; rules and reference data have digests of their own."""
