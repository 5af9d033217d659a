"""What third parties are told of a person: identifiers in addresses, bodies and referrers, with their kinds."""

from __future__ import annotations

from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Verdict
from rules.case import Outcome
from rules.judging.seen import Seen, told
from rules.judging.sightings import Sighting, cited


def signs_in(one: Sighting) -> bool:
    """Whether a request only logs in elsewhere: who checks the account is told whose it is, by design.

    A school's identity provider is no third party to the pupil; of a social network's only its own page is meant, for
    a script of its on the tool's page may send it what is typed there.
    """
    if one.is_of("sso-education"):
        return True
    return one.is_of("social-login") and one.request.resource_type == "document"


def told_kinds(verdict: Verdict, message: str, leaking: list[Sighting], seen: Seen) -> Outcome:
    """An outcome about requests that held identifiers, of which it says the kinds (`kinds`)."""
    outcome = told(verdict, message, leaking, seen)
    kinds = sorted({kind for one in leaking for kind in one.request.leaks})
    return outcome._replace(params={**outcome.params, "kinds": ", ".join(kinds)}, citations=_with_kinds(leaking))


def _with_kinds(found: list[Sighting]) -> tuple[Citation, ...]:
    """Requests with what they carried; the identifiers themselves are in the evidence, not in a finding."""
    return tuple(
        one.model_copy(update={"request": (one.request or "").split("?", 1)[0], "note": _kinds_of(one, found)})
        for one in cited(found)
    )


def _kinds_of(citation: Citation, found: list[Sighting]) -> str:
    kinds = {kind for one in found if one.request.url == citation.request for kind in one.request.leaks}
    return ", ".join(sorted(kinds))
