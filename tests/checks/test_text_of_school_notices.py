"""What notices of schools' tools say in passing, and what they must not be taken to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ENGLISH = {"we", "you", "the", "of", "is", "your"}
Judge = Callable[..., Any]


def language(text: str) -> str:
    return "en" if ENGLISH & set(text.lower().split()) else "fr"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nous recueillons le prénom, la classe et les notes de chaque élève.", "pass"),
        ("Les informations que vous fournissez sont votre nom et votre adresse e-mail.", "pass"),
        ("We collect your name and your e-mail address.", "pass"),
        (
            "Une donnée personnelle désigne toute information qui identifie une personne, par exemple son nom et son "
            "numéro d’élève. Nous collectons le strict nécessaire.",
            "inconclusive",
        ),
        (
            "L’application traite les acquis des élèves d’un établissement, sur des référentiels librement choisis.",
            "inconclusive",
        ),
        ("Personal data means any information about you, such as your name and e-mail address.", "inconclusive"),
    ],
)
def test_data_are_listed_where_two_kinds_are_named(judge: Judge, text: str, expected: str) -> None:
    assert judge("transparency.data-categories", language(text), text).verdict == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aucune donnée n’est transmise à des partenaires commerciaux.", "pass"),
        ("Vos données ne sont ni vendues, ni louées, ni partagées avec des tiers.", "pass"),
        ("We never share your data with third parties.", "pass"),
        ("Les données des élèves ne sont jamais vendues à des tiers.", "inconclusive"),
        ("Elles ne sont ni utilisées à des fins commerciales ni revendues à d’autres sociétés.", "inconclusive"),
        ("Aucune donnée de santé n’est transmise à des tiers à des fins publicitaires.", "inconclusive"),
        ("We never sell your data to third parties.", "inconclusive"),
    ],
)
def test_what_is_not_sold_may_still_reach_partners(judge: Judge, text: str, expected: str) -> None:
    assert judge("sharing.vague-partners", language(text), text).verdict == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MAJ 10/2025", "2025-10"),
        ("Mise à jour : 01/2026", "2026-01"),
        ("v2.1 – 03/2026", "2026-03"),
        ("Politique en vigueur depuis le 25 mai 2018.", "2018-05-25"),
        ("À compter du 25 mai 2018, le RGPD remplace les déclarations à la commission.", None),
        ("Chaque établissement est tenu à ces procédures à compter du 25 mai 2018.", None),
        ("L’article 12/2025 du règlement intérieur s’applique.", None),
        ("Le chiffrement suit TLS v1.2 – 03/2026.", None),
    ],
)
def test_the_date_of_a_notice_and_other_dates(judge: Judge, text: str, expected: str | None) -> None:
    found = judge("transparency.dated-and-versioned", "fr", text)
    assert dict(found.params).get("date") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nous ne transférons aucune donnée hors de l’Union européenne.", "pass"),
        ("Nous faisons tout notre possible pour ne pas transférer vos données hors de l’Union européenne.", "warn"),
        ("Nous mettons tout en œuvre afin de ne pas transférer ces données en dehors de l’Union européenne.", "warn"),
        ("We do not transfer your data outside the European Union.", "pass"),
        ("We make every effort to avoid transferring your data outside the European Union.", "warn"),
    ],
)
def test_who_does_what_can_be_done_promises_nothing(judge: Judge, text: str, expected: str) -> None:
    assert judge("transfers.disclosed", language(text), text).verdict == expected


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Il vous est possible d’exercer un droit d’accès, de rectification ou de suppression.", False),
        ("Rien n’étant enregistré, il n’est pas possible d’exercer un droit de rectification ou d’effacement.", True),
        ("Faute de compte, il est impossible d’exercer un droit de rectification ou de suppression.", True),
        ("Les espaces sont cloisonnés pour qu’une école ne puisse pas modifier les données d’une autre.", True),
        ("As nothing is stored, it is not possible to exercise a right of rectification or erasure.", True),
    ],
)
def test_a_right_that_cannot_be_exercised_is_not_granted(judge: Judge, text: str, missing: bool) -> None:
    access = {"fr": "Vous pouvez accéder à vos données.", "en": "You may access your data."}[language(text)]
    found = judge("rights.all-listed", language(text), f"{text} {access}")
    assert ("right-rectification" in dict(found.params)["items"]) is missing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nos prestataires peuvent traiter ou héberger des données en dehors de la Côte d’Ivoire.", None),
        ("Vos données peuvent être stockées hors de France.", None),
        ("Your data may be stored outside Canada.", None),
        ("Vos données ne sont jamais hébergées hors de France.", "FR"),
        ("Your data are never stored outside Canada.", "CA"),
        ("Les données sont hébergées par Hôte SAS, 2 rue Basse, 59100 Roubaix, France.", "FR"),
        ("Base SA, 10 Bay Road, Singapour 318992 Données stockées en région Francfort (Allemagne).", "DE"),
    ],
)
def test_a_place_left_out_or_a_seat_run_into_the_line_is_no_place_of_hosting(
    judge: Judge, text: str, expected: str | None
) -> None:
    found = judge("hosting.country-undeclared", language(text), text)
    assert dict(found.params).get("countries") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les données sont hébergées à Singapour.", "fail"),
        ("Les données sont stockées sur des serveurs situés aux États-Unis.", "fail"),
        ("The data are stored in Singapore by Base Pte Ltd, 10 Bay Road, Singapore 318992.", "fail"),
        ("Les données des élèves sont stockées chez Base SA, 10 Bay Road, Singapour 318992.", "inconclusive"),
        ("Les données sont hébergées par Nuage Inc., 340 Oak Street, Walnut, CA 91789, États-Unis.", "inconclusive"),
        ("The data are stored by Base Pte Ltd, 10 Bay Road, Singapore 318992.", "inconclusive"),
    ],
)
def test_where_the_company_that_hosts_has_its_seat_data_need_not_be(judge: Judge, text: str, expected: str) -> None:
    assert judge("hosting.country-outside-eea", language(text), text).verdict == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Nous utilisons vos données pour fournir le service et respecter nos obligations légales.", "warn-duty-only"),
        ("Vos données sont conservées le temps nécessaire au respect de nos obligations légales.", "warn-duty-only"),
        ("We use your data to provide the service and to comply with our legal obligations.", "warn-duty-only"),
        ("Le traitement repose sur le respect d’une obligation légale et sur l’exécution du contrat.", "pass"),
        ("La gestion des comptes est nécessaire à l’exécution du contrat.", "pass"),
        ("We process billing data because the law requires it: this legal obligation is our legal basis.", "pass"),
    ],
)
def test_obeying_the_law_as_an_end_founds_no_other_processing(judge: Judge, text: str, message: str) -> None:
    assert judge("transparency.legal-basis", language(text), text).message == message


def test_a_contract_that_is_only_mentioned_is_no_legal_basis(judge: Judge) -> None:
    text = "Ces engagements seront repris dans les contrats d’utilisation conclus avec les écoles."
    assert judge("transparency.legal-basis", "fr", text).verdict == "fail"
    text = "Le traitement est nécessaire dans le cadre du contrat d’abonnement."
    assert judge("transparency.legal-basis", "fr", text).verdict == "pass"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vous échangez avec une intelligence artificielle.", "pass"),
        ("Le tuteur est une intelligence artificielle et peut se tromper.", "pass"),
        ("Les corrections sont proposées par une IA et relues par l’enseignant.", "pass"),
        ("Our app uses artificial intelligence to suggest exercises to your class.", "pass"),
        (
            "Ce parcours explique ce qu’est l’intelligence artificielle et comment elle génère des textes.",
            "inconclusive",
        ),
        ("Les élèves apprennent à utiliser l’intelligence artificielle.", "inconclusive"),
        ("L’usage d’une intelligence artificielle pour rédiger un devoir est interdit.", "inconclusive"),
        ("Notre hébergeur utilise l’intelligence artificielle pour détecter les attaques.", "inconclusive"),
        ("You may not use artificial intelligence to generate your answers.", "inconclusive"),
    ],
)
def test_intelligence_that_users_meet_is_disclosed_and_no_other(judge: Judge, text: str, expected: str) -> None:
    assert judge("ai.chatbot-disclosure", language(text), text).verdict == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La déclaration UE de conformité est publiée sur cette page.", "pass"),
        ("Nos outils ne relèvent pas de l’annexe III du règlement sur l’intelligence artificielle.", "pass"),
        ("L’IA ne note pas les copies : l’évaluation revient à l’enseignant seul.", "pass"),
        ("Our AI is not a high-risk system within Annex III of the AI Act.", "pass"),
        ("Nos outils relèvent de l’annexe III du règlement sur l’intelligence artificielle.", "inconclusive"),
        ("Nous suivons les évolutions du règlement européen sur l’intelligence artificielle.", "inconclusive"),
        ("Notre outil est conforme à l’AI Act.", "inconclusive"),
        ("Nous ne surveillons pas les examens à distance.", "inconclusive"),
        ("We comply with the EU AI Act.", "inconclusive"),
    ],
)
def test_obeying_the_act_on_intelligence_shows_no_document(judge: Judge, text: str, expected: str) -> None:
    assert judge("ai.high-risk-use", language(text), text).verdict == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vos données servent à gérer les comptes et à corriger les exercices.", "pass"),
        ("La présente charte a pour but de vous informer de l’usage et de la gestion de vos données.", "inconclusive"),
        ("Ce document vise à présenter les données utilisées et à répondre à vos questions.", "inconclusive"),
        ("The purpose of this policy is to explain how we use your data and to answer questions.", "inconclusive"),
    ],
)
def test_what_a_notice_is_for_is_no_purpose_of_processing(judge: Judge, text: str, expected: str) -> None:
    assert judge("transparency.purposes", language(text), text).verdict == expected
