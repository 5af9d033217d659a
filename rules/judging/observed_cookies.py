"""The criteria on cookies and consent, on what a browser saw (criteria 3.3)."""

from __future__ import annotations

from rules.case import Check
from rules.judging import consent_choice as choice
from rules.judging import consent_interface as interface
from rules.judging.attempts import may_store
from rules.judging.observed import FAULTS, Observed
from rules.judging.sightings import Sighting
from rules.judging.stored_items import declared_items, set_before_choice


def _would_store(one: Sighting) -> bool:
    """Whether a request that could not leave would have led to stored items, or might have."""
    return one.needs_consent or may_store(one)


OBSERVED: dict[str, Check] = {
    "cookies.set-before-choice": Observed(set_before_choice, _would_store, FAULTS),
    "cookies.banner-missing": Observed(interface.banner_missing),
    "cookies.reject-not-as-easy": Observed(interface.reject_not_as_easy),
    "cookies.reject-ineffective": Observed(choice.reject_ineffective, presence=FAULTS),
    "cookies.implied-or-preticked": Observed(interface.implied_or_preticked),
    "cookies.wall": Observed(choice.wall),
    "cookies.withdrawal": Observed(choice.withdrawal),
    "cookies.purposes-and-parties": Observed(interface.purposes_and_parties),
    "cookies.declared-vs-observed": Observed(declared_items),
}
"""Criterion → its judgement."""
