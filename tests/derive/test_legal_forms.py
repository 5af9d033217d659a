"""Legal forms of companies: found as they are written, never in ordinary words that look like them."""

from __future__ import annotations

import pytest

from rules.derive.legal_forms import names_legal_form


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
