"""Evidence as WARC and JSON, for a file that a data-protection officer can keep and others can read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from catalog.nouns.evidence import Evidence, Exchange

Bodies = Callable[[str], "bytes | None"]


def write_json(evidence: Evidence, path: Path) -> None:
    """The evidence as it is kept, readable."""
    path.write_text(evidence.model_dump_json(indent=1) + "\n", encoding="utf-8")


def write_warc(evidence: Evidence, bodies: Bodies, path: Path) -> int:
    """Every answer whose body is kept, as WARC 1.1 response records; returns how many records were written.

    A document that scripts draw, and what a log-in page asks for as they draw it, is a resource record: what the
    browser drew, normalised, is no answer of a server.

    Cookies are not in it: their values were never kept. `WARC-IP-Address` is the peer that answered. Bodies are as
    they were after decompression, so `content-encoding` and `transfer-encoding` are left out of the headers.
    """
    from warcio.warcwriter import WARCWriter

    written = 0
    with path.open("wb") as file:
        writer: Any = WARCWriter(file, gzip=path.suffix == ".gz", warc_version="1.1")
        info = {
            "software": evidence.program,
            "format": "WARC File Format 1.1",
            "isPartOf": evidence.scan_id,
            "description": f"Scan of {evidence.home}",
        }
        writer.write_record(writer.create_warcinfo_record(path.name, info))
        for exchange in _exchanges(evidence):
            body = bodies(exchange.body) if exchange.body else None
            if body is None or exchange.status is None:
                continue
            writer.write_record(_record(writer, exchange, body))
            written += 1
        for url, digest, drawn_at in _drawn(evidence):
            body = bodies(digest)
            if body is not None:
                writer.write_record(_drawn_record(writer, url, drawn_at, body))
                written += 1
    return written


def _drawn(evidence: Evidence) -> Iterator[tuple[str, str, datetime]]:
    """Address, digest and time of what a browser drew: documents, and what log-in pages ask for, each once."""
    if evidence.browser is None:
        return
    yield from ((one.url, one.body, one.drawn_at) for one in evidence.browser.drawn if one.body is not None)
    asked = {
        (page.url, page.controls): run.started_at
        for run in evidence.browser.phases
        for page in run.pages
        if page.controls is not None
    }
    yield from ((url, digest, at) for (url, digest), at in asked.items())


def _drawn_record(writer: Any, url: str, drawn_at: datetime, body: bytes) -> Any:
    return writer.create_warc_record(
        url,
        "resource",
        payload=io.BytesIO(body),
        warc_content_type="text/html; charset=utf-8",
        warc_headers_dict={"WARC-Date": drawn_at.strftime("%Y-%m-%dT%H:%M:%SZ")},
    )


def _record(writer: Any, exchange: Exchange, body: bytes) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    status = exchange.status or 0
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
    left_out = ("content-encoding", "transfer-encoding", "content-length", "connection")
    headers = [(name, value) for name, value in exchange.headers if name not in left_out]
    headers.append(("content-length", str(len(body))))
    http = StatusAndHeaders(f"{status} {phrase}".strip(), headers, protocol="HTTP/1.1")
    extra = {"WARC-Date": exchange.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    if exchange.peer_address:
        extra["WARC-IP-Address"] = exchange.peer_address
    return writer.create_warc_record(
        exchange.final_url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=extra
    )


def _exchanges(evidence: Evidence) -> Iterator[Exchange]:
    yield from evidence.robots
    yield from (page.exchange for page in evidence.pages)
    yield from evidence.well_known
