"""Countries that a notice names beside who receives data: in a table of recipients, as a parent company, as a seat.

The texts were written with their verdicts before they were judged (criteria, `transfers.disclosed`).
"""

from __future__ import annotations

import pytest

from tests.checks.test_text_of_outside_tools import OPENED, OPENING, judge

HEAD_FR = "## Destinataires\n\n| Prestataire | Finalité | Pays |\n|---|---|---|\n"
HEAD_EN = "## Recipients\n\n| Provider | Purpose | Country |\n|---|---|---|\n"
SAID = [
    ("fr", "transfers.disclosed", "inconclusive", "Notre société mère se trouve aux États-Unis."),
    ("fr", "transfers.disclosed", "inconclusive", "Notre société mère est aux États-Unis."),
    ("fr", "transfers.disclosed", "inconclusive", "Le siège de notre groupe se trouve aux États-Unis."),
    ("fr", "transfers.disclosed", "inconclusive", "Notre société mère a son siège aux États-Unis."),
    ("fr", "transfers.disclosed", "inconclusive", "Nos bureaux se situent au Canada."),
    ("en", "transfers.disclosed", "inconclusive", "Our parent company has its headquarters in the United States."),
    ("en", "transfers.disclosed", "inconclusive", "Our offices are in Canada."),
    ("fr", "transfers.disclosed", "pass", "Nos serveurs se trouvent aux États-Unis."),
    ("fr", "transfers.disclosed", "pass", "Vos données se trouvent aux États-Unis."),
    ("en", "transfers.disclosed", "pass", "Our servers are in the United States."),
    ("fr", "transfers.disclosed", "pass", "Notre société mère, qui se trouve aux États-Unis, reçoit vos données."),
    ("fr", "transfers.disclosed", "pass", "Notre maison mère aux États-Unis reçoit vos données."),
    ("en", "transfers.disclosed", "pass", "Our parent company in the United States receives your data."),
    ("en", "transfers.disclosed", "pass", "Our US parent company receives your data."),
    ("fr", "transfers.disclosed", "pass", "Vos données sont communiquées à notre maison mère aux États-Unis."),
    ("fr", "transfers.disclosed", "pass", "Une société sœur établie en Inde reçoit les courriels d’assistance."),
    ("en", "transfers.disclosed", "pass", "A sister company in India receives the support e-mails with your data."),
    ("en", "transfers.disclosed", "pass", "A processor in India receives your data."),
    ("fr", "transfers.disclosed", "pass", "Un sous-traitant en Inde reçoit vos données."),
    ("fr", "transfers.mechanism-named", "inconclusive", "Notre société mère se trouve aux États-Unis."),
    ("fr", "transfers.disclosed", "inconclusive", "Un sous-traitant en Inde ne reçoit pas vos données."),
    ("en", "transfers.disclosed", "inconclusive", "No processor in India receives your data."),
    ("en", "transfers.disclosed", "inconclusive", "The company in India receives our newsletter."),
    ("fr", "transfers.mechanism-named", "inconclusive", "Un sous-traitant en Inde reçoit vos données."),
    ("fr", "transfers.disclosed", "inconclusive", "Un sous-traitant en Allemagne reçoit vos données."),
    (
        "fr",
        "transfers.disclosed",
        "pass",
        HEAD_FR + "| Mailgun | courriels | Inde |\n| OVH | hébergement | France |\n\n",
    ),
    (
        "en",
        "transfers.disclosed",
        "pass",
        HEAD_EN + "| Mailgun | e-mails | India |\n| OVH | hosting | France |\n\n",
    ),
    (
        "fr",
        "transfers.disclosed",
        "pass",
        HEAD_FR + "| Postier | courriels | États-Unis |\n\n",
    ),
    (
        "en",
        "transfers.disclosed",
        "pass",
        HEAD_EN + "| Posty | e-mails | United States |\n\n",
    ),
    (
        "fr",
        "transfers.disclosed",
        "inconclusive",
        HEAD_FR + "| OVH | hébergement | France |\n| Brevo | courriels | Allemagne |\n\n",
    ),
    (
        "en",
        "transfers.disclosed",
        "inconclusive",
        "## Our customers\n\n| School | Country |\n|---|---|\n| Boston High | United States |\n\n",
    ),
    (
        "fr",
        "transfers.disclosed",
        "inconclusive",
        "## Nos clients\n\n| Client | Pays |\n|---|---|\n| Lycée de Boston | États-Unis |\n\n",
    ),
    (
        "fr",
        "transfers.disclosed",
        "warn/inconclusive",
        "Aucune donnée n’est transférée hors de l’Union européenne.\n\n"
        + HEAD_FR
        + "| Mailgun | courriels | Inde |\n\n",
    ),
    (
        "en",
        "transfers.disclosed",
        "warn/inconclusive",
        "No data is transferred outside the European Union.\n\n" + HEAD_EN + "| Mailgun | e-mails | India |\n\n",
    ),
    (
        "fr",
        "transfers.disclosed",
        "pass",
        "Aucune donnée n’est transférée hors de l’Union européenne.\n\n"
        + HEAD_FR
        + "| OVH | hébergement | France |\n\n",
    ),
    (
        "fr",
        "transfers.mechanism-named",
        "warn",
        HEAD_FR
        + "| Mailgun | courriels | Inde |\n\nLes clauses contractuelles types de la Commission les encadrent.\n\n",
    ),
    (
        "fr",
        "transfers.mechanism-named",
        "inconclusive",
        HEAD_FR + "| Mailgun | courriels | Inde |\n\n",
    ),
]
LIST_FR = "## Sous-traitants ultérieurs\n\n- Scaleway, France (hébergement)\n"
LIST_EN = "## Sub-processors\n\n- Scaleway, France (hosting)\n"
SAID += [
    ("fr", "transfers.disclosed", "warn", "Vos données restent en France.\n\n" + LIST_FR + each)
    for each in (
        "- Postier, Inde (courriels)\n",
        "- Postier Inc. (États-Unis) : courriels\n",
        "- Courriels : Postier, Inde\n",
    )
]
SAID += [
    ("en", "transfers.disclosed", "warn", "All data stay in the European Union.\n\n" + LIST_EN + each)
    for each in ("- Posty, India (e-mails)\n", "- Posty Inc. (United States): e-mails\n")
]
SAID += [
    ("fr", "transfers.disclosed", "pass", LIST_FR + "- Postier, Inde (courriels)\n"),
    (
        "fr",
        "transfers.disclosed",
        "pass",
        "Vos données restent en France.\n\n" + LIST_FR + "- Postier, France (courriels)\n",
    ),
    (
        "fr",
        "transfers.disclosed",
        "pass",
        "Vos données restent en France.\n\n"
        + LIST_FR
        + "- Postier SAS, filiale de Posty Inc. (États-Unis) : courriels\n",
    ),
    (
        "en",
        "transfers.disclosed",
        "pass",
        "All data stay in the European Union.\n\n"
        + LIST_EN
        + "- Posty Ltd, a subsidiary of Post Corp (United States)\n",
    ),
    (
        "fr",
        "transfers.disclosed",
        "pass",
        "Vos données restent en France.\n\n## Nos clients\n\n- Lycée français de Boston (États-Unis)\n",
    ),
    (
        "fr",
        "transfers.disclosed",
        "pass",
        "Vos données restent en France.\n\n## Nos prestataires\n\n- Scaleway, non soumis au droit des États-Unis\n",
    ),
    ("fr", "transfers.mechanism-named", "inconclusive", LIST_FR + "- Postier, Inde (courriels)\n"),
]
OWN_RIGHT = {
    "fr": "\n\nVous avez le droit d’accéder à vos données.",
    "en": "\n\nYou have the right to access your data.",
}
"""A second sentence: a document of one sentence may be too short for its language to be told."""


@pytest.mark.parametrize(("language", "criterion", "wanted", "text"), SAID)
def test_where_recipients_are(language: str, criterion: str, wanted: str, text: str) -> None:
    opening = OPENING if language == "fr" else OPENED
    assert judge(criterion, opening + text + OWN_RIGHT[language]).verdict in wanted.split("/")


SEATS = {
    "fr": "## Sous-traitants\n\n| Sous-traitant | Finalité | Pays du siège | Lieu d’hébergement |\n|---|---|---|---|\n"
    "| Amazon Web Services | Hébergement | États-Unis | France (Paris) |\n\n"
    "Aucune donnée n’est transférée hors de l’Union européenne.\n\n",
    "en": "## Subprocessors\n\n| Subprocessor | Purpose | Headquarters | Data location |\n|---|---|---|---|\n"
    "| Amazon Web Services | Hosting | USA | Frankfurt, Germany |\n\n"
    "Your data are never transferred outside the European Union.\n\n",
}


@pytest.mark.parametrize(("language", "place"), [("fr", "FR"), ("en", "DE")])
def test_a_column_for_the_seat_places_no_data(language: str, place: str) -> None:
    opening = OPENING if language == "fr" else OPENED
    disclosed = judge("transfers.disclosed", opening + SEATS[language])
    assert (disclosed.verdict, disclosed.message) == ("pass", "pass-none")
    hosting = judge("hosting.country-undeclared", opening + SEATS[language])
    assert dict(hosting.params)["countries"] == place


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_column_for_the_country_does(language: str) -> None:
    said = SEATS[language].replace("Pays du siège", "Pays").replace("Headquarters", "Country")
    opening = OPENING if language == "fr" else OPENED
    disclosed = judge("transfers.disclosed", opening + said)
    assert dict(disclosed.params)["countries"] == "US"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_seat_in_brackets_behind_a_name_hosts_nothing(language: str) -> None:
    rows = {
        "fr": "| Nom | Finalité | Lieu des données |\n|---|---|---|\n| AWS (États-Unis) | hébergement | Irlande |",
        "en": "| Name | Purpose | Place of data |\n|---|---|---|\n| AWS (USA) | hosting of pupils' data | Ireland |",
    }
    opening = OPENING if language == "fr" else OPENED
    hosting = judge("hosting.country-undeclared", opening + rows[language])
    assert dict(hosting.params)["countries"] == "IE"


def test_a_place_in_brackets_counts_where_no_column_tells_another() -> None:
    table = "| Provider | Purpose |\n|---|---|\n| AWS (Ireland) | hosting of pupils' data |"
    hosting = judge("hosting.country-undeclared", OPENED + table)
    assert dict(hosting.params)["countries"] == "IE"
