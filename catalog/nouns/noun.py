"""What every noun shares: frozen, closed to unknown fields, and a canonical form that can be digested."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen value. Unknown fields are errors, so that a stored value never loses a part unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def canonical_json(value: Any) -> bytes:
    """The one JSON text of a value: sorted keys, no spaces, UTF-8; equal values give equal bytes.

    `value` is a noun or anything `json` takes. Dates are written in ISO 8601 as pydantic writes them.
    """
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(data: bytes) -> str:
    """SHA-256 of `data` in lower-case hexadecimal: the name of a blob."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """The digest of a value's canonical JSON."""
    return digest(canonical_json(value))
