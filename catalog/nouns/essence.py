"""What of an evidence can change a finding: all but times, volatile headers and values that differ each visit."""

from __future__ import annotations

from typing import Any

from .evidence import Evidence
from .noun import digest_of

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
_DROPPED = frozenset({"fetched_at", "not_modified", "value_digest", "value_length", "entropy_bits"})


def essence(evidence: Evidence) -> str:
    """Digest of what can change a finding. Two scans of the same essence have the same facts and findings."""
    plain = evidence.model_dump(mode="json", exclude={"scan_id", "started_at", "ended_at", "program"})
    plain["vantage_notes"] = [note for note in plain["vantage_notes"] if note != BROWSER_EARLIER]
    return digest_of(_bare(plain))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _headers(part) if key == "headers" else _bare(part)
            for key, part in value.items()
            if key not in _DROPPED
        }
    if isinstance(value, list):
        return [_bare(part) for part in value]
    return value


def _headers(pairs: Any) -> Any:
    return sorted([name, "" if name in VOLATILE_HEADERS else text] for name, text in pairs)
