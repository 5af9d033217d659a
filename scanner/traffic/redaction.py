"""Redaction: addresses without what could tell who was behind them; what is removed is counted by kind."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

from catalog.sites import site_of
from scanner.traffic.identifiers import is_email, kinds_in, planted_in
from scanner.traffic.persons import decoded, names_a_person
from scanner.traffic.words import word_list

_KEPT_VALUE = 24
"""Characters of a third party's parameter that may stay: settings and property ids, not identifiers of persons."""
_HOLDERS: Final = word_list("holders")
"""Parts of a path after which a tool's own addresses say who or what for: `/eleves/lea-martin`."""
_ROUTES: Final = word_list("routes")
"""Parts that stand there and say nobody."""
_ACCOUNTS: Final = word_list("account-keys")
_ID_LETTERS = frozenset("0123456789abcdefABCDEF-")
_URL_LIMIT = 2048
_LEAST_TOKEN = 12
"""Characters from which on what begins as JSON does in base64 (`eyJ`) is taken for it."""
_MEASURING = ("_ga", "_gid", "_hj", "_pk_", "_gat", "_gcl")
"""Names of cookies the number in which is that of a site."""


class Redactor:
    """Removes personal values from addresses of one recording. `removed` counts them.

    `words`: by which the recording names who was logged in, folded (see `persons`).
    """

    def __init__(self, words: frozenset[str] = frozenset()) -> None:
        self._words = words
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
        path = self.path(parts.path, own)
        query = "&".join(self._parameter(pair, own) for pair in parts.query.split("&") if pair)
        if parts.fragment:
            self.removed["fragments"] += 1
        return urlunsplit((parts.scheme, self.host(host) + port, path, query, ""))[:_URL_LIMIT]

    def path(self, path: str, own: bool) -> str:
        """A path without personal values."""
        segments = path.split("/")
        before = ["", *(unquote(each).lower() for each in segments)]
        return "/".join(
            self._segment(each, own and after in _HOLDERS) for after, each in zip(before, segments, strict=False)
        )

    def host(self, host: str) -> str:
        """A host name, the labels before the registered name of which name nobody."""
        site = site_of(f"https://{host}/")
        labels = host.removesuffix(site).split(".") if host.endswith(site) else []
        named = [label for label in labels if names_a_person(label, self._words)]
        self.removed["names"] += len(named)
        return "".join((".".join("removed" if label in named else label for label in labels), site)) if named else host

    def name(self, text: str) -> str:
        """The name of a cookie or a file, without the words that name somebody."""
        if any(is_email(part) for part in decoded(text).split("_")) or names_a_person(text, self._words):
            self.removed["names"] += 1
            return "[name]"
        if re.search(r"\d{5}", text) and not text.startswith(_MEASURING):
            self.removed["ids"] += 1
            return re.sub(r"\d{5,}", "[id]", text)
        return text

    def _segment(self, segment: str, held: bool) -> str:
        plain, semicolon, _ = decoded(segment).partition(";")
        if semicolon:
            self.removed["values"] += 1
            return f"{self._segment(segment.partition(';')[0], held)};[removed]"
        if is_email(plain):
            self.removed["emails"] += 1
            return "[email]"
        if plain.startswith("eyJ") and len(plain) > _LEAST_TOKEN:
            self.removed["tokens"] += 1
            return "[token]"
        if plain.startswith("@") or names_a_person(plain, self._words) or (held and self._says_who(plain)):
            self.removed["names"] += 1
            return "[name]"
        digits = sum(each.isdigit() for each in plain)
        if (digits >= 5 and digits == len(plain)) or (len(plain) >= 20 and set(plain) <= _ID_LETTERS):
            self.removed["ids"] += 1
            return "[id]"
        return segment

    @staticmethod
    def _says_who(plain: str) -> bool:
        return bool(plain) and plain.lower() not in _ROUTES | _HOLDERS and not plain.isdigit()

    def _parameter(self, pair: str, own: bool) -> str:
        key, equals, value = pair.partition("=")
        if not value:
            return key if not (kinds_in(f"?x={key}") or names_a_person(key, self._words)) else "[removed]"
        if kinds_in(f"?x={key}") or names_a_person(key, self._words):
            self.removed["values"] += 1
            return "[removed]"
        if names_a_person(value, self._words):
            self.removed["names"] += 1
            return f"{key}{equals}[name]"
        if key.lower() in _ACCOUNTS:
            self.removed["ids"] += 1
            return f"{key}{equals}[id]"
        kinds = kinds_in(f"?{pair}") or planted_in(pair)
        if kinds:
            for kind in kinds:
                self.removed[{"email": "emails", "token": "tokens", "name": "names"}.get(kind, f"{kind}s")] += 1
            return f"{key}{equals}[{kinds[0]}]"
        if own or len(value) > _KEPT_VALUE:
            self.removed["values"] += 1
            return f"{key}{equals}[removed]"
        return pair
