"""robots.txt (RFC 9309): read before anything else of a host, and obeyed by every collector, the browser too."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ROBOTS_BYTES = 512 * 1024
"""RFC 9309, 2.5: parsers read at least 500 KiB; what comes after is left out."""


@dataclass(frozen=True)
class RobotsRules:
    """What an origin allows this program. `refusal` is why everything is forbidden, None where the rules decide."""

    user_agent: str
    refusal: str | None = None
    sitemaps: tuple[str, ...] = ()
    crawl_delay: float = 0.0
    _parsed: Any = field(default=None, repr=False, compare=False)

    def refuses(self, url: str) -> str | None:
        """Why an address may not be fetched, None where it may."""
        if self.refusal is not None:
            return self.refusal
        if self._parsed is None or self._parsed.can_fetch(url, self.user_agent):
            return None
        return "robots.txt forbids it"


def parse_robots(text: str, user_agent: str) -> RobotsRules:
    """The rules of a robots.txt for a user agent. A text that is no robots.txt (an HTML page) allows everything."""
    from protego import Protego

    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return RobotsRules(user_agent)
    parsed = Protego.parse(text.lstrip("\ufeff"))
    delay = parsed.crawl_delay(user_agent)
    return RobotsRules(
        user_agent,
        sitemaps=tuple(list(parsed.sitemaps)[:10]),
        crawl_delay=float(delay) if delay is not None and delay == delay else 0.0,
        _parsed=parsed,
    )


def rules_for_status(status: int, text: str, user_agent: str) -> RobotsRules:
    """The rules that an answer to `/robots.txt` means (RFC 9309, 2.3.1): 4xx allows all, 5xx forbids all.

    429 counts with 5xx: a host that asks to slow down is not one without rules.
    """
    if 200 <= status < 300:
        return parse_robots(text, user_agent)
    if 400 <= status < 500 and status != 429:
        return RobotsRules(user_agent)
    return RobotsRules(user_agent, refusal=f"robots.txt answered {status}, which forbids everything (RFC 9309)")
