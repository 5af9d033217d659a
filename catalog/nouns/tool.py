"""Tool: an online service a school may use, and its profile."""

from __future__ import annotations

from datetime import date

from .noun import Noun
from .vocabulary import Audience, Tri


class Profile(Noun):
    """Who uses the tool and how. `unknown` stays unknown: criteria that depend on it are then inconclusive."""

    audience: Audience = "unknown"
    accounts: Tri = "unknown"
    ai: Tri = "unknown"


class Tool(Noun):
    """One online tool of the catalogue.

    `id` is the slug of the registrable domain of `home` (with a suffix where one organisation has several tools).
    `apps` are the product's own addresses, `documents` addresses of legal documents known beforehand.
    """

    id: str
    name: str
    home: str
    apps: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    vendor: str | None = None
    country: str | None = None
    levels: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    source: str | None = None
    checked: date | None = None
    profile: Profile = Profile()
    retired: bool = False
