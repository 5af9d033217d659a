"""Redaction: addresses without what could tell who was behind them; what is removed is counted by kind."""

from __future__ import annotations

from collections import Counter
from urllib.parse import unquote, urlsplit, urlunsplit

from scanner.traffic.identifiers import is_email, kinds_in, planted_in

_KEPT_VALUE = 24
"""Characters of a third party's parameter that may stay: settings and property ids, not identifiers of persons."""
_ID_LETTERS = frozenset("0123456789abcdefABCDEF-")
_URL_LIMIT = 2048


class Redactor:
    """Removes personal values from addresses of one recording. `removed` counts them."""

    def __init__(self) -> None:
        self.removed: Counter[str] = Counter()

    def url(self, url: str, own: bool) -> str:
        """An address without personal values. Of the tool's own addresses no parameter value stays at all; of a third
        party's only short ones that are no identifier. Unreadable addresses become `about:invalid`."""
        try:
            parts = urlsplit(url[: _URL_LIMIT * 4])
            host = parts.hostname or ""
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            return "about:invalid"
        if parts.username or parts.password:
            self.removed["credentials"] += 1
        path = "/".join(self._segment(segment) for segment in parts.path.split("/"))
        query = "&".join(self._parameter(pair, own) for pair in parts.query.split("&") if pair)
        if parts.fragment:
            self.removed["fragments"] += 1
        return urlunsplit((parts.scheme, host + port, path, query, ""))[:_URL_LIMIT]

    def _segment(self, segment: str) -> str:
        plain = unquote(segment)
        if is_email(plain):
            self.removed["emails"] += 1
            return "[email]"
        if plain.startswith("eyJ") and len(plain) > 40:
            self.removed["tokens"] += 1
            return "[token]"
        digits = sum(each.isdigit() for each in plain)
        if (digits >= 5 and digits == len(plain)) or (len(plain) >= 20 and set(plain) <= _ID_LETTERS):
            self.removed["ids"] += 1
            return "[id]"
        return segment

    def _parameter(self, pair: str, own: bool) -> str:
        key, equals, value = pair.partition("=")
        if not value:
            return key if not kinds_in(f"?x={key}") else "[removed]"
        kinds = kinds_in(f"?{pair}") or planted_in(pair)
        if kinds:
            for kind in kinds:
                self.removed[{"email": "emails", "token": "tokens", "name": "names"}.get(kind, f"{kind}s")] += 1
            return f"{key}{equals}[{kinds[0]}]"
        if own or len(value) > _KEPT_VALUE:
            self.removed["values"] += 1
            return f"{key}{equals}[removed]"
        return pair
