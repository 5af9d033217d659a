"""Who runs the tool is no recipient; schools are no processors; a host's seat places no data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Judge = Callable[..., Any]

PRESENTS = "La société eduMedia (ci-après « nous ») édite ce site. "


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        (PRESENTS + "eduMedia accorde une grande importance aux données de ses utilisateurs.", False),
        (PRESENTS + "Vos données sont transmises à Brevo, qui envoie nos courriels.", True),
        ("Vos données sont hébergées par OVH.", True),
    ],
)
def test_the_vendor_is_no_recipient(judge: Judge, text: str, passes: bool) -> None:
    assert (judge("transparency.recipients", "fr", text).verdict == "pass") is passes


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Les données sont destinées aux écoles, aux parents et aux enseignants.", "inconclusive"),
        ("Les données sont destinées aux écoles, à notre hébergeur et à nos prestataires techniques.", "warn"),
    ],
)
def test_schools_are_no_processors(judge: Judge, text: str, verdict: str) -> None:
    assert judge("sharing.subprocessor-list", "fr", text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Nos serveurs d’hébergement sont situés en France ou dans des pays offrant des garanties.", False),
        ("Nos serveurs d’hébergement sont situés en France.", True),
    ],
)
def test_a_place_left_open_is_none(judge: Judge, text: str, passes: bool) -> None:
    assert (judge("hosting.country-undeclared", "fr", text).verdict == "pass") is passes


def test_minors_of_an_age_are_no_period(judge: Judge) -> None:
    text = "Le traitement repose sur le consentement des inscrits et de leur responsable légal (mineurs de 15 ans)."
    assert judge("children.digital-consent-age", "fr", text).verdict == "pass"
    assert "5479" not in str(judge("retention.periods-stated", "fr", text + " Les comptes sont supprimés.").params)
