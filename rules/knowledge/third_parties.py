"""Third-party hosts: who they belong to, what they do, what they mean for a school."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from rules.knowledge.datafiles import HOST_FOLDER, folder, read_lines, read_toml
from rules.knowledge.hostnames import path_begins, suffixes
from rules.knowledge.model import NeedsConsent, ThirdPartyKnowledge

CountryOf = Callable[[str], "str | None"]
"""Name of an organisation → country of its ultimate parent."""

CATEGORIES: frozenset[str] = frozenset(
    [
        "advertising",
        "analytics",
        "exempt-capable-analytics",
        "session-replay",
        "social",
        "social-login",
        "tag-manager",
        "consent-management",
        "captcha",
        "fonts",
        "library-cdn",
        "video",
        "audio",
        "maps",
        "support-widget",
        "error-monitoring",
        "payment",
        "hosting-cdn",
        "ai",
        "security",
        "sso-education",
        "ab-testing",
        "fingerprinting",
        "crm",
        "marketing",
        "push-notifications",
        "embedded-content",
        "accessibility",
        "survey",
        "search",
        "email",
        "other",
    ]
)
"""The whole vocabulary of categories; a host may have several."""

_BULK_CATEGORIES: Mapping[str, tuple[str, NeedsConsent]] = {
    "ad": ("advertising", "yes"),
    "analytics": ("analytics", "yes"),
    "social": ("social", "yes"),
    "marketing": ("marketing", "yes"),
    "tag-manager": ("tag-manager", "depends"),
    "customer-success": ("support-widget", "depends"),
    "consent-provider": ("consent-management", "no"),
    "video": ("video", "depends"),
    "content": ("embedded-content", "depends"),
    "cdn": ("library-cdn", "no"),
    "hosting": ("hosting-cdn", "no"),
    "utility": ("other", "depends"),
    "other": ("other", "depends"),
}


_PARAMETERS = 200


@dataclass(frozen=True, slots=True)
class _Row:
    """One pattern: a path prefix (or "") under a host suffix; ``shared`` hosts yield to more precise bulk rows."""

    path: str
    shared: bool
    known: ThirdPartyKnowledge


@dataclass(frozen=True, slots=True)
class _EndPoint:
    """A path, by its end or beginning, and parameters with their values; ``*`` at the end stands for anything."""

    form: str
    text: str
    query: Mapping[str, str]
    known: ThirdPartyKnowledge

    def fits(self, path: str, given: Mapping[str, str]) -> bool:
        if self.form == "end" and not path.endswith(self.text):
            return False
        if self.form == "begin" and not path_begins(path, self.text):
            return False
        return all(name in given and _is_like(given[name], wanted) for name, wanted in self.query.items())


def _is_like(value: str, wanted: str) -> bool:
    start = wanted.removesuffix("*")
    return value.startswith(start) and len(value) > len(start) if wanted.endswith("*") else value == wanted


@dataclass(frozen=True)
class ThirdParties:
    """Rows by host suffix: those made by hand, and those taken over in bulk."""

    hand: Mapping[str, tuple[_Row, ...]]
    bulk: Mapping[str, ThirdPartyKnowledge]
    endpoints: tuple[_EndPoint, ...]

    def find(self, host: str, path: str = "", cnames: tuple[str, ...] = ()) -> ThirdPartyKnowledge | None:
        """Return what is known of the host, else of the first known CNAME.

        The longest host suffix wins, then the longest path prefix. A row made by hand comes before one taken over in
        bulk, unless it stands for a host that many services share and the bulk row is more precise.
        """
        found = self._find_host(host, path)
        if found is not None:
            return found
        for name in cnames:
            found = self._find_host(name, path)
            if found is not None:
                return replace(found, via_cname=name)
        return None

    def endpoint(self, path: str, query: str = "") -> ThirdPartyKnowledge | None:
        """Return the service whose self-hosted end point has this path (``/matomo.php``), whatever the host.

        ``query`` holds the parameters by which a protocol is known wherever a server of the site answers to it.
        """
        plain, _, inside = path.partition("#")[0].partition("?")
        given = dict(parse_qsl(query or inside, keep_blank_values=True)[:_PARAMETERS])
        return next((one.known for one in self.endpoints if one.fits(plain, given)), None)

    def _find_host(self, host: str, path: str) -> ThirdPartyKnowledge | None:
        by_hand = self._hand_row(host, path)
        if by_hand is not None and not by_hand.shared:
            return by_hand.known
        for suffix in suffixes(host):
            if by_hand is not None and suffix in self.hand and by_hand in self.hand[suffix]:
                return by_hand.known
            if suffix in self.bulk and (by_hand is None or self.bulk[suffix].categories != ("other",)):
                return self.bulk[suffix]
        return None

    def _hand_row(self, host: str, path: str) -> _Row | None:
        for suffix in suffixes(host):
            fitting = [row for row in self.hand.get(suffix, ()) if path_begins(path, row.path)]
            if fitting:
                return max(fitting, key=lambda row: len(row.path))
        return None


def load_third_parties(country_of: CountryOf) -> ThirdParties:
    """Build the table from the data files; ``country_of`` gives an organisation's country."""
    hand: dict[str, list[_Row]] = {}
    for name in folder(HOST_FOLDER):
        table = read_toml(name)
        for row in table["service"]:
            for host, path, one in _hand_rows(row, table["head"], country_of):
                hand.setdefault(host, []).append(_Row(path, bool(row.get("shared")), one))
    bulk: dict[str, ThirdPartyKnowledge] = {}
    for source in ("tarteaucitron", "third-party-web"):
        for row in read_lines(f"hosts-{source}.jsonl"):
            bulk.update(_bulk_rows(row, source, country_of))
    return ThirdParties({host: tuple(rows) for host, rows in hand.items()}, bulk, tuple(_endpoint_rows(country_of)))


def _service(row: dict[str, Any], head: dict[str, Any], pattern: str, country_of: CountryOf) -> ThirdPartyKnowledge:
    return ThirdPartyKnowledge(
        pattern=pattern,
        service=row["name"],
        organisation=row["organisation"],
        country=country_of(row["organisation"]),
        categories=tuple(row["categories"]),
        needs_consent=row["needs_consent"],
        meaning_fr=row.get("meaning_fr"),
        meaning_en=row.get("meaning_en"),
        source="hand",
        mark=row.get("mark", head["mark"]),
        carried_by=row.get("carried_by"),
    )


def _hand_rows(
    row: dict[str, Any], head: dict[str, Any], country_of: CountryOf
) -> Iterator[tuple[str, str, ThirdPartyKnowledge]]:
    for pattern in row["hosts"]:
        host, slash, path = pattern.partition("/")
        yield host, slash + path, _service(row, head, pattern, country_of)


def _endpoint_rows(country_of: CountryOf) -> Iterator[_EndPoint]:
    table = read_toml("endpoints.toml")
    for row in table["endpoint"]:
        query = row.get("query", {})
        forms = [(form, text) for form in ("end", "begin") for text in row.get(form, ())]
        for form, text in forms or [("any", "")]:
            pattern = text + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")
            known = _service(row, table["head"], pattern, country_of)
            yield _EndPoint(form, text, query, replace(known, relayed=bool(row.get("relayed"))))


def _bulk_rows(row: dict[str, Any], source: str, country_of: CountryOf) -> Iterator[tuple[str, ThirdPartyKnowledge]]:
    category, consent = _BULK_CATEGORIES[row["category"]]
    if "needs_consent" in row and row["needs_consent"] is False:
        consent = "depends"
    for host in row["hosts"]:
        yield (
            host,
            ThirdPartyKnowledge(
                pattern=host,
                service=row["name"],
                organisation=row["organisation"],
                country=country_of(row["organisation"]),
                categories=(category,),
                needs_consent=consent,
                meaning_fr=None,
                meaning_en=None,
                source=source,
                mark=None,
            ),
        )
