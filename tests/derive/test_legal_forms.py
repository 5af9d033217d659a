"""Legal forms of companies: found as they are written, never in ordinary words that look like them."""

from __future__ import annotations

import pytest

from rules.derive.legal_forms import company_name, names_legal_form


@pytest.mark.parametrize(
    "text",
    [
        "Le site est édité par Ardoise SAS, 3 rue des Craies.",
        "Éditeur : Ardoise S.A.S. au capital de 10 000 €",
        "Ardoise (SARL) est responsable du traitement.",
        "La société Ardoise SA traite vos données.",
        "Ardoise s.a., 3 rue des Craies",
        "Ardoise est une SCOP.",
        "Slate Limited is the controller.",
        "Slate Inc operates this service.",
        "Slate, Inc. (“we”)",
        "Slate Inc.’s servers",
        "Slate Holdings AG, Bern",
        "Slate NV/SA, Brussels",
        "Slate S.p.A. and SpA Slate",
        "Slate Tools e.V., Berlin",
        "Vertrieb durch die Tafel GmbH.",
        "ARDOISE SARL ÉDITE CE SITE",
    ],
)
def test_a_form_is_found_as_it_is_written(text: str) -> None:
    assert names_legal_form(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ardoise (« nous ») protège sa plateforme et ses élèves.",
        "Sa plateforme est ouverte à tous.",
        "PROTECTION DE SA VIE PRIVÉE",
        "Your data are limited to what is needed, including your name.",
        "Ab dem 1. Mai gilt diese Erklärung.",
        "Provided AS IS, e.g. without a warranty.",
        "A day at the spa, in the nv folder.",
        "Nous incluons les données, corps et âme.",
        "Sia il docente sia lo studente.",
    ],
)
def test_words_that_look_like_forms_are_none(text: str) -> None:
    assert not names_legal_form(text)


def test_a_whole_word_counts_only_where_it_is_asked_for() -> None:
    assert names_legal_form("Slate Limited")
    assert not names_legal_form("Slate Limited", long=False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le responsable est la société Atelier du Préau SAS, 12 rue des Tilleuls.", "Atelier du Préau SAS"),
        ("La SAS Atelier du Préau, 12 rue des Tilleuls, édite ce site.", "SAS Atelier du Préau"),
        ("Atelier du Préau, SAS au capital de 10 000 euros, est responsable.", "Atelier du Préau SAS"),
        ("Éditeur : Les Petits Carnets SARL", "Les Petits Carnets SARL"),
        ("La Société Carnets & Cie SAS traite vos données.", "Carnets & Cie SAS"),
        ("The data controller is Preau Workshop Ltd, a company that makes notebooks.", "Preau Workshop Ltd"),
        ("Wir, die Schulheft GmbH, Berlin, sind verantwortlich.", "Schulheft GmbH"),
        ("We are a small team of teachers.", ""),
    ],
)
def test_a_companys_name_is_told_from_its_sentence(text: str, name: str) -> None:
    assert company_name(text) == name
