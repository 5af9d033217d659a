"""What notices of schools, towns and clubs say of offices, advice and things that only resemble a statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Judge = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "verdict", "message"),
    [
        (
            "Les données sont traitées par les gestionnaires de la cantine et par le secrétariat de la mairie.",
            "pass",
            "pass-categories",
        ),
        ("Les données des familles ne sont jamais cédées à des tiers à des fins commerciales.", "inconclusive", None),
        ("Les données des familles ne sont jamais transmises à des tiers.", "pass", "pass-nobody"),
        (
            "Le club propose aux enseignants un service accessible aux parents comme aux enseignants.",
            "inconclusive",
            None,
        ),
    ],
)
def test_recipients_are_those_who_get_data(judge: Judge, text: str, verdict: str, message: str | None) -> None:
    found = judge("transparency.recipients", "fr", text)
    assert found.verdict in ((verdict,) if verdict == "pass" else (verdict, "fail"))
    assert message is None or found.message == message


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("Si cette règle devait changer, le club demanderait leur consentement aux familles.", False),
        ("L’envoi de la lettre repose sur votre consentement.", True),
    ],
)
def test_a_consent_that_would_be_asked_for_needs_no_withdrawal(judge: Judge, text: str, fails: bool) -> None:
    assert (judge("rights.withdraw-consent", "fr", text).verdict == "fail") is fails


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Les données sont hébergées exclusivement sur le territoire français.", "pass"),
        ("Ces règles valent pour les personnes qui se trouvent sur le territoire français.", "inconclusive"),
        ("Les données sont hébergées sur des serveurs sûrs.", "warn"),
    ],
)
def test_french_soil_is_a_place_of_hosting(judge: Judge, text: str, verdict: str) -> None:
    assert judge("hosting.country-undeclared", "fr", text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "warns"),
    [
        ("Une chaîne anonymisée (appelée hachage) est transmise au service d’images pour vérifier l’avatar.", False),
        ("Un identifiant anonyme est utilisé pour limiter le nombre de tablettes.", False),
        ("Des données anonymisées sont utilisées pour nos études.", True),
    ],
)
def test_an_identifier_without_a_name_is_no_reuse(judge: Judge, text: str, warns: bool) -> None:
    found = judge("sharing.own-purposes", "fr", text)
    assert (found.verdict == "warn" and found.message == "warn-anonymised") is warns


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Nous ne faisons aucun ciblage publicitaire fondé sur le suivi multi-sites.", False),
        ("Nous ne faisons aucun ciblage publicitaire et aucune publicité.", True),
    ],
)
def test_targeting_of_one_kind_ruled_out_leaves_others(judge: Judge, text: str, passes: bool) -> None:
    assert (judge("children.no-ads-profiling", "fr", text).verdict == "pass") is passes


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        (
            "Cette page explique comment l’école traite vos données lorsque vous consultez notre site.",
            False,
        ),
        ("Cette page explique comment l’équipe traite les données des élèves dans l’application.", True),
    ],
)
def test_visits_of_a_site_are_not_the_tool(judge: Judge, text: str, passes: bool) -> None:
    assert (judge("transparency.policy-product-scope", "fr", text).verdict == "pass") is passes
