"""Identifiers of scans: UUIDs in the order of time (RFC 9562, version 7)."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime


def scan_id(at: datetime) -> str:
    """A UUID version 7: 48 bits of milliseconds since 1970, then random bits."""
    milliseconds = int(at.timestamp() * 1000)
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
