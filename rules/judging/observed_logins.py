"""Log-in scripts of social networks that really ran: they tell the network of each visit, before anyone logs in."""

from __future__ import annotations

from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.logins import providers_by_script
from rules.judging.observed import could_not_leave
from rules.judging.seen import LOGIN_ROLES, Seen, told
from rules.judging.sightings import WITHOUT_CONSENT, Sighting

SDKS = frozenset({"sdk:facebook", "sdk:tiktok"})
"""The log-in libraries of Facebook and TikTok (criteria, `sharing.social-login`). Their pixels are none."""


def sdk_on_view(case: Case, surface: Surface) -> Outcome | None:
    """A fail where such a library loaded as a log-in page was shown, None where none did."""
    seen = Seen(case, surface)
    found = [one for one in seen.sightings if _is_sdk(one, seen)]
    return told("fail", "fail-sdk-on-view", found, seen) if found else None


def sdk_not_reached(case: Case, surface: Surface) -> Outcome | None:
    """Not shown where such a library was asked for and the request could not leave, None where none was."""
    seen = Seen(case, surface)
    found = [one for one in seen.attempts if _is_sdk(one, seen)]
    return could_not_leave(found, seen) if found else None


def _is_sdk(one: Sighting, seen: Seen) -> bool:
    pages = {load.url for load in seen.loads if load.role in LOGIN_ROLES or seen.surface == "learner"}
    library = not SDKS.isdisjoint(providers_by_script(one.request.url))
    return library and one.request.page in pages and one.phase in {*WITHOUT_CONSENT, "none"}
