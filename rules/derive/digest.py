"""The digest of what derives facts: facts are kept under it and derived again when it changes."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from rules.words import of_topics


def derive_digest() -> str:
    """SHA-256 over this package's modules and data files and the words its modules ask for, in hexadecimal."""
    total = hashlib.sha256()
    own = sorted(files("rules.derive").iterdir(), key=lambda one: one.name)
    for file in own:
        if file.name.endswith((".py", ".toml")):
            total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    # A list of words is named after the module that asks for it.
    topics = (file.name.removesuffix(".py").replace("_", "-") for file in own if file.name.endswith(".py"))
    total.update(of_topics(topics).encode())
    return total.hexdigest()


DERIVE_DIGEST: str = derive_digest()
"""Names this code; rules and reference data have digests of their own."""
