"""Names of cookies and of other browser storage, and what they are known for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rules.knowledge.datafiles import COOKIE_FOLDER, folder, read_toml
from rules.knowledge.hostnames import is_under
from rules.knowledge.model import CookieKnowledge

COOKIE_CATEGORIES: frozenset[str] = frozenset(
    [
        "session",
        "authentication",
        "csrf",
        "load-balancing",
        "consent-choice",
        "security",
        "preference",
        "basket",
        "payment",
        "exempt-analytics",
        "analytics",
        "session-replay",
        "advertising",
        "social",
        "support-widget",
        "ab-testing",
        "crm",
        "error-monitoring",
        "video",
        "maps",
        "fingerprinting",
    ]
)
"""The whole vocabulary; the first nine are strictly necessary or at the user's request."""


INITIALS = 3
"""Letters that a site's name is often shortened to, and its cookies begin with."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A name with ``*`` wildcards, the domains it is limited to, and what it is known for."""

    parts: tuple[str, ...]
    domains: tuple[str, ...]
    known: CookieKnowledge

    def fits(self, name: str) -> bool:
        """True where the name begins, goes on and ends with the parts, in order."""
        first, last = self.parts[0], self.parts[-1]
        if len(name) < len(first) + len(last) or not name.startswith(first) or not name.endswith(last):
            return False
        at, limit = len(first), len(name) - len(last)
        for part in self.parts[1:-1]:
            found = name.find(part, at, limit)
            if found < 0:
                return False
            at = found + len(part)
        return True

    @property
    def weight(self) -> tuple[bool, int, int]:
        """How specific the pattern is: limited to domains, then a long fixed beginning, then all fixed letters.

        So ``_hj*`` comes before ``*_session``: a vendor's own prefix says more than a common ending.
        """
        return bool(self.domains), len(self.parts[0]), sum(len(part) for part in self.parts)


@dataclass(frozen=True)
class CookieNames:
    """Exact names by name, and patterns with wildcards."""

    exact: Mapping[str, tuple[_Pattern, ...]]
    wild: tuple[_Pattern, ...]

    def find(self, name: str, domain: str = "") -> CookieKnowledge | None:
        """Return what the name is known for; an exact name comes before a wildcard, the most specific wins.

        Names are compared as they are written: cookie names are case-sensitive (RFC 6265). A row limited to domains
        applies only under one of them.
        """
        place = domain.lstrip(".")
        fitting = [one for one in self.exact.get(name, ()) if _applies(one, place)]
        if not fitting:
            fitting = [one for one in self.wild if one.fits(name) and _applies(one, place)]
        return max(fitting, key=lambda one: one.weight).known if fitting else None


def _applies(pattern: _Pattern, domain: str) -> bool:
    return not pattern.domains or any(is_under(domain, one) for one in pattern.domains)


def load_cookies() -> CookieNames:
    """Build the table from the data files."""
    exact: dict[str, list[_Pattern]] = {}
    wild: list[_Pattern] = []
    for file in folder(COOKIE_FOLDER):
        table = read_toml(file)
        for row in table["cookie"]:
            for one in _patterns(row, table["head"]):
                if len(one.parts) == 1:
                    exact.setdefault(one.parts[0], []).append(one)
                else:
                    wild.append(one)
    return CookieNames({name: tuple(rows) for name, rows in exact.items()}, tuple(wild))


def _is_loose(name: str, row: dict[str, Any]) -> bool:
    """Whether a wildcard of a service that needs consent fixes no more letters than a tool's initials have."""
    letters = sum(character.isalnum() for character in name)
    bound = "*" not in name or row.get("domains") or row["exempt"] == "yes" or name in row.get("distinct", ())
    return not bound and letters <= INITIALS


def _patterns(row: dict[str, Any], head: dict[str, Any]) -> list[_Pattern]:
    return [
        _Pattern(
            parts=tuple(name.split("*")),
            domains=tuple(row.get("domains", ())),
            known=CookieKnowledge(
                pattern=name,
                service=row.get("service"),
                organisation=row.get("organisation"),
                category=row["category"],
                exempt=row["exempt"],
                mark=row.get("mark", head["mark"]),
                loose=_is_loose(name, row),
            ),
        )
        for name in row["names"]
    ]
