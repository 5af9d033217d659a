"""What of an evidence can change a finding: all but times, volatile headers and values that differ each visit."""

from __future__ import annotations

from typing import Any

from .evidence import Evidence
from .noun import Noun

VOLATILE_HEADERS = frozenset(
    {
        "date", "age", "expires", "last-modified", "etag", "cf-ray", "x-request-id", "x-amz-cf-id", "x-served-by",
        "x-timer", "x-cache", "x-cache-hits", "report-to", "nel", "x-runtime", "x-trace-id", "traceparent",
        "x-amz-request-id", "x-amz-id-2", "x-varnish", "content-length", "keep-alive", "server-timing",
        "x-correlation-id", "cf-cache-status", "alt-svc", "vary", "accept-ranges", "connection", "transfer-encoding",
    }
)  # fmt: skip
"""Headers no criterion reads that differ between two visits of the same page. `x-amz-cf-id`, `cf-ray` and
`x-served-by` tell a front by their presence, so their names stay and only their values go."""
BROWSER_EARLIER = "browser-earlier"
"""The vantage note of a night over HTTP that kept what the browser saw before: it says when, not what."""
_OF_THE_SCAN = frozenset({"scan_id", "started_at", "ended_at", "program"})
_DROPPED = frozenset({"fetched_at", "body_at", "not_modified", "value_digest", "value_length", "entropy_bits"})


def same_essence(one: Evidence, other: Evidence) -> bool:
    """Whether two scans saw the same in all that can change a finding: then they have the same facts and findings."""
    return all(
        _same(_part(one, name), _part(other, name)) for name in type(one).model_fields if name not in _OF_THE_SCAN
    )


def _part(evidence: Evidence, name: str) -> Any:
    return _noted(evidence) if name == "vantage_notes" else getattr(evidence, name)


def _noted(evidence: Evidence) -> tuple[str, ...]:
    return tuple(note for note in evidence.vantage_notes if note != BROWSER_EARLIER)


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    if type(one) is not type(other):
        return False
    if isinstance(one, Noun):
        return _same(one.__dict__, other.__dict__)
    if isinstance(one, dict):
        if one.keys() != other.keys():
            return False
        return all(
            _same_headers(part, other[key]) if key == "headers" else _same(part, other[key])
            for key, part in one.items()
            if key not in _DROPPED
        )
    return bool(one == other)


def _same_headers(one: Any, other: Any) -> bool:
    return bool(one == other) or _headers(one) == _headers(other)


def _headers(pairs: Any) -> list[tuple[str, str]]:
    return sorted((name, "" if name in VOLATILE_HEADERS else text) for name, text in pairs)
