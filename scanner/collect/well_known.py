"""Small well-known texts, and what plain `http://` answers on the tool's hosts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from catalog.nouns.evidence import Exchange, HttpProbe
from catalog.nouns.vocabulary import SkipReason
from catalog.sites import host_of
from scanner.net.address import origin_of
from scanner.net.failure import FetchFailure

if TYPE_CHECKING:
    from scanner.net.fetch import Fetched, Web

PATHS = ("/.well-known/security.txt", "/ads.txt")
"""RFC 9116 (vulnerability contact); IAB ads.txt (who may sell the site's advertising space)."""
_REFRESH_TO_HTTPS = re.compile(r"http-equiv=[\"']?refresh[\"']?[^>]{0,200}url=[\"']?https://", re.IGNORECASE)

Note = Callable[[str, SkipReason, str], None]


async def well_known_texts(web: Web, home: str, note: Note, known: Mapping[str, Exchange]) -> tuple[Exchange, ...]:
    """The well-known texts of the home page's host, whatever they answer. What was not read goes to `note`."""
    found = []
    for path in PATHS:
        url = origin_of(home) + path
        try:
            fetched = await web.fetch(url, kind="file", known=known.get(url))
        except FetchFailure as failure:
            note(url, failure.reason, failure.detail)
            continue
        found.append(fetched.exchange)
    return tuple(found)


async def http_probes(web: Web, hosts: Iterable[str], note: Note) -> tuple[HttpProbe, ...]:
    """What each host answers on plain http: one probe a host, one after the other."""
    return tuple([probe for host in hosts if (probe := await _probe(web, host, note)) is not None])


async def _probe(web: Web, host: str, note: Note) -> HttpProbe | None:
    url = f"http://{host}/"
    try:
        fetched = await web.fetch(url, kind="probe", stop=lambda target: target.startswith("https://"))
    except FetchFailure as failure:
        if failure.reason in ("budget", "robots", "unsafe-address"):
            note(url, failure.reason, failure.detail)
            return None
        refused = "refused" in failure.detail
        outcome: Literal["refused", "timeout", "error"] = "refused" if refused else "error"
        if failure.reason == "timeout":
            outcome = "timeout"
        return HttpProbe(host=host, outcome=outcome, hops=failure.hops, detail=failure.detail)
    return _judge(host, fetched)


def _judge(host: str, fetched: Fetched) -> HttpProbe:
    exchange = fetched.exchange
    hops, status = exchange.hops, exchange.status or 0
    if hops and hops[-1].location.startswith("https://"):
        return HttpProbe(host=host, outcome="redirects-to-https", status=hops[0].status, hops=hops)
    if fetched.bot is not None or not 200 <= status < 300:
        return HttpProbe(host=host, outcome="error", status=status, hops=hops, detail=f"status {status}")
    if exchange.size < 5000 and _REFRESH_TO_HTTPS.search(fetched.text):
        return HttpProbe(host=host, outcome="redirects-to-https", status=status, hops=hops, detail="by meta refresh")
    where = "" if host_of(exchange.final_url) == host else f"on {host_of(exchange.final_url)}"
    return HttpProbe(host=host, outcome="served-in-clear", status=status, hops=hops, detail=where)
