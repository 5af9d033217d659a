"""The sentence that shows a clause best is quoted first; what is read does not depend on it."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.markdown import read_markdown

FIRST = [
    (
        "fr",
        "data-categories",
        "## Présentation\n\nNous traitons l’inscription à la classe de votre établissement et votre adresse.\n\n"
        "## Données collectées\n\nNous recueillons le nom, le prénom et l’adresse électronique de l’élève.",
        "Nous recueillons le nom",
    ),
    (
        "fr",
        "recipients-categories",
        "## Connexion\n\nL’école et les parents ont un mot de passe pour accéder aux données.\n\n"
        "## Destinataires\n\nLes données sont destinées aux enseignants, aux familles et à notre hébergeur.",
        "Les données sont destinées",
    ),
    (
        "fr",
        "third-party-sharing",
        "La présente politique présente les tiers auxquels nous communiquons vos données.\n\n"
        "Nous transmettons votre adresse à notre prestataire d’envoi.",
        "Nous transmettons",
    ),
    (
        "en",
        "data-categories",
        "## About\n\nWe process the registration of your class and the address of the school.\n\n"
        "## Data we collect\n\nWe record the pupil's first name, surname and email address.",
        "We record",
    ),
    (
        "en",
        "recipients-categories",
        "## Log-in\n\nThe school and its teachers have a password to access the data.\n\n"
        "## Recipients\n\nThe data are shared with teachers, parents and our hosting provider.",
        "The data are shared",
    ),
]
SAME_ORDER = [
    ("fr", "sale-of-data", "Nous ne vendons pas vos données.\n\nNous ne louons pas vos données.", "Nous ne vendons"),
    ("en", "sale-of-data", "We do not sell your data.\n\nWe do not rent out your data.", "We do not sell"),
]


@pytest.mark.parametrize(("language", "clause", "text", "first"), FIRST + SAME_ORDER)
def test_the_best_sentence_is_quoted_first(language: str, clause: str, text: str, first: str) -> None:
    quotes = [quote.text.rpartition(" … ")[2] for quote in read(read_markdown(text), language).clause(clause).quotes]
    assert len(quotes) > 1
    assert quotes[0].startswith(first)


def test_the_head_of_a_table_is_not_quoted_first() -> None:
    text = "| Donnée | Durée de conservation |\n|---|---|\n| Prénom | Supprimé après 12 mois |\n"
    quotes = read(read_markdown(text), "fr").clause("retention-period").quotes
    assert quotes[0].text.endswith("12 mois")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Cet accord de traitement lie la société et vous, établissement de l’un de ces pays.", "absent"),
        ("Nous collectons votre classe et votre établissement.", "affirmed"),
        ("## Données collectées\n\n- classe\n- niveau\n", "affirmed"),
        ("Les données personnelles sont des informations relatives à une personne : nom, adresse, photo.", "absent"),
        ("Vous êtes seul responsable du contenu que vous publiez ou envoyez par e-mail ou par téléphone.", "absent"),
    ],
)
def test_schools_and_countries_are_data_only_beside_data(text: str, stance: str) -> None:
    assert read(read_markdown(text), "fr").clause("data-categories").stance == stance


@pytest.mark.parametrize(
    ("language", "text", "stance"),
    [
        ("fr", "Notre assistant repose sur Claude.", "affirmed"),
        ("fr", "Directeur de la publication : Monsieur Claude Perrin. Notre assistant utilise une IA.", "absent"),
        ("fr", "Le collège Claude Monet utilise l’intelligence artificielle.", "absent"),
        ("en", "Our assistant relies on Claude.", "affirmed"),
        ("en", "Our head teacher Claude Baker uses artificial intelligence.", "absent"),
    ],
)
def test_a_persons_or_schools_name_is_no_model(language: str, text: str, stance: str) -> None:
    assert read(read_markdown(text), language).clause("ai-provider-named").stance == stance


@pytest.mark.parametrize(
    ("clause", "text", "stance"),
    [
        ("indefinite-retention", "Il n’y a pas de suppression des journaux après un délai donné.", "affirmed"),
        ("indefinite-retention", "Il y a une suppression des journaux après un an.", "absent"),
        ("deletion-self-service", "Le site se réserve la possibilité de supprimer le contenu mis en ligne.", "absent"),
        ("deletion-self-service", "Vous pouvez supprimer vous-même le contenu mis en ligne.", "affirmed"),
        ("legal-basis", "Cette politique décrit les données collectées et les bases légales applicables.", "absent"),
        ("legal-basis", "La base légale du traitement est l’intérêt légitime.", "affirmed"),
        ("controller-contact", "Nous ne gardons pas les adresses contactées.", "absent"),
        ("controller-contact", "Vous pouvez nous contacter à l’adresse bonjour@atelier.example.", "affirmed"),
    ],
)
def test_what_others_do_is_not_the_vendors_word(clause: str, text: str, stance: str) -> None:
    assert read(read_markdown(text), "fr").clause(clause).stance == stance
