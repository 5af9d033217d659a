"""Bodies: what a request carries, as text; measuring libraries send theirs compressed."""

from __future__ import annotations

import contextlib
import zlib
from typing import Final

TEXT_LIMIT: Final = 256 * 1024
"""Bytes of a body that are unpacked: a small one may unpack to gigabytes."""
_GZIP: Final = b"\x1f\x8b"
_ZLIB: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
"""First bytes of a zlib stream with the usual window, by level of compression (RFC 1950, 2.2)."""
_EITHER = 32
"""Added to the window's bits, `zlib` takes both formats."""


def text_of(body: bytes) -> str:
    """The body as text: unpacked where it is a gzip or zlib stream (RFC 1952, RFC 1950), as far as it is whole."""
    if body.startswith((_GZIP, *_ZLIB)):
        with contextlib.suppress(zlib.error):  # it only looked like one
            body = zlib.decompressobj(zlib.MAX_WBITS | _EITHER).decompress(body, TEXT_LIMIT) or body
    return body.decode("utf-8", "replace")
