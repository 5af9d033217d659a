"""Retention without an end, and transfers that a denial leaves open: sentences with their verdicts.

They were written with their verdicts before the reader was run on them (criteria, sections 3.6 to 3.8 and 5.1).
"""

from __future__ import annotations

import pytest

from tests.checks.test_text_of_outside_tools import OPENED, OPENING, judge
from tests.checks.test_text_of_ways_left_open import OWN_RIGHT

SAID = [
    ("fr", "transfers.disclosed", "warn/inconclusive", "Nous nous efforçons de garder vos données en Europe."),
    ("en", "transfers.disclosed", "warn/inconclusive", "We try to keep your data in Europe."),
    (
        "fr",
        "transfers.disclosed",
        "warn/inconclusive",
        "En principe, aucune donnée n’est transférée hors de l’Union européenne.",
    ),
    ("en", "transfers.disclosed", "warn/inconclusive", "As a rule, no data is transferred outside the European Union."),
    (
        "fr",
        "transfers.disclosed",
        "warn/inconclusive",
        "Aucune donnée de santé n’est transférée hors de l’Union européenne.",
    ),
    ("en", "transfers.disclosed", "warn/inconclusive", "No health data is transferred outside the European Union."),
    (
        "fr",
        "transfers.disclosed",
        "warn/inconclusive",
        "Vos données ne sont pas transférées hors de l’Union européenne sans garanties appropriées.",
    ),
    (
        "en",
        "transfers.disclosed",
        "warn/inconclusive",
        "Your data is not transferred outside the EU without appropriate safeguards.",
    ),
    (
        "fr",
        "transfers.disclosed",
        "warn/inconclusive",
        "Nous ne transférons vos données hors de l’Union européenne que si cela est nécessaire.",
    ),
    ("en", "transfers.disclosed", "warn/inconclusive", "We transfer your data outside the EU only where necessary."),
    ("fr", "transfers.disclosed", "inconclusive", "Nos données comptables ne quittent pas la France."),
    (
        "fr",
        "transfers.disclosed",
        "warn/inconclusive",
        "Aucune donnée n’est stockée hors de l’Union européenne, mais notre support au Maroc y a accès.",
    ),
    (
        "en",
        "transfers.disclosed",
        "warn/pass",
        "No data is stored outside the EU, but our support team in Morocco can access it.",
    ),
    (
        "fr",
        "transfers.us-dpf-reliance",
        "inconclusive/warn/fail",
        "Aucune donnée n’est stockée hors de l’Union européenne, mais notre support aux États-Unis y a accès.",
    ),
    (
        "en",
        "transfers.us-dpf-reliance",
        "inconclusive/warn/fail",
        "No data is stored outside the EU, but our support team in the United States can access it.",
    ),
    (
        "fr",
        "transfers.disclosed",
        "inconclusive/warn",
        "Le contrat interdit à l’école de transférer des données hors de l’Union européenne.",
    ),
    (
        "en",
        "transfers.disclosed",
        "inconclusive/warn",
        "The contract forbids the school to transfer data outside the European Union.",
    ),
    (
        "fr",
        "transfers.disclosed",
        "inconclusive/warn",
        "Nous choisissons de préférence des prestataires qui ne transfèrent pas de données hors de l’Union.",
    ),
    (
        "en",
        "transfers.disclosed",
        "inconclusive/warn",
        "We prefer providers that do not transfer data outside the Union.",
    ),
    (
        "fr",
        "retention.periods-stated",
        "warn/fail",
        "Les données sont conservées le temps nécessaire, puis supprimées.",
    ),
    ("en", "retention.periods-stated", "warn/fail", "Data is kept as long as necessary and then deleted."),
    (
        "fr",
        "retention.periods-stated",
        "pass",
        "Les comptes des élèves sont supprimés un an après la dernière connexion ; les journaux sont gardés six mois.",
    ),
    (
        "en",
        "retention.periods-stated",
        "pass",
        "Pupil accounts are deleted one year after the last login; logs are kept for six months.",
    ),
    ("fr", "retention.periods-stated", "warn/fail/inconclusive", "Les factures sont conservées dix ans."),
    ("en", "retention.periods-stated", "warn/fail/inconclusive", "Invoices are kept for ten years."),
    ("fr", "retention.periods-stated", "warn/fail/inconclusive", "Les candidatures sont conservées deux ans."),
    ("en", "retention.periods-stated", "warn/fail/inconclusive", "Job applications are kept for two years."),
    ("fr", "retention.periods-stated", "warn/fail/inconclusive", "Votre choix de cookies est conservé six mois."),
    ("en", "retention.periods-stated", "warn/fail/inconclusive", "Your cookie choice is kept for six months."),
    (
        "fr",
        "retention.periods-stated",
        "warn/fail/inconclusive",
        "Nous conservons vos données pendant une durée raisonnable.",
    ),
    ("en", "retention.periods-stated", "warn/fail/inconclusive", "We keep your data for a reasonable time."),
    (
        "fr",
        "retention.periods-stated",
        "warn/fail/inconclusive",
        "Nous existons depuis dix ans et protégeons vos données.",
    ),
    (
        "fr",
        "retention.periods-stated",
        "warn/fail/inconclusive",
        "Nous revoyons nos durées de conservation tous les deux ans.",
    ),
    ("en", "retention.periods-stated", "warn/fail/inconclusive", "We review our retention periods every two years."),
    (
        "fr",
        "retention.periods-stated",
        "warn/fail/inconclusive",
        "Les contrats durent un an et les données y sont traitées.",
    ),
    (
        "en",
        "retention.periods-stated",
        "warn/fail/inconclusive",
        "Contracts last one year and data are processed under them.",
    ),
    ("fr", "retention.periods-stated", "warn/fail/inconclusive", "Les statistiques anonymes sont conservées cinq ans."),
    ("en", "retention.periods-stated", "warn/fail/inconclusive", "Anonymous statistics are kept for five years."),
    ("fr", "retention.indefinite-language", "fail", "Les comptes inactifs sont conservés sans limite de durée."),
    ("en", "retention.indefinite-language", "fail", "Inactive accounts are kept with no time limit."),
    (
        "fr",
        "retention.indefinite-language",
        "fail",
        "Nous conservons vos données aussi longtemps qu’elles nous sont utiles.",
    ),
    ("en", "retention.indefinite-language", "fail", "We keep your data as long as it is useful to our business."),
    ("fr", "retention.indefinite-language", "fail", "Nous n’effaçons jamais les travaux des élèves."),
    ("en", "retention.indefinite-language", "fail", "We never erase pupils’ work."),
    ("fr", "retention.indefinite-language", "fail", "Les données des élèves sont archivées à vie."),
    ("en", "retention.indefinite-language", "fail", "Pupils’ data are archived for life."),
    (
        "fr",
        "retention.indefinite-language",
        "pass/inconclusive",
        "Vos données ne sont pas conservées indéfiniment : elles sont effacées au bout d’un an.",
    ),
    (
        "en",
        "retention.indefinite-language",
        "pass/inconclusive",
        "Your data are not kept for ever: they are erased after one year.",
    ),
    ("en", "retention.indefinite-language", "pass/inconclusive/warn", "Anonymous statistics are kept without limit."),
    (
        "fr",
        "retention.indefinite-language",
        "pass/inconclusive",
        "Vous pouvez conserver vos exercices sans limite de durée sur votre ordinateur.",
    ),
    (
        "en",
        "retention.indefinite-language",
        "pass/inconclusive",
        "You may keep your exercises for ever on your computer.",
    ),
    (
        "fr",
        "retention.end-of-contract",
        "warn/pass",
        "À la fin du contrat, l’école choisit la restitution ou la suppression des données sous trente jours.",
    ),
    (
        "en",
        "retention.end-of-contract",
        "pass",
        "At the end of the contract the school chooses return or deletion of the data within thirty days.",
    ),
    ("fr", "retention.end-of-contract", "warn", "À la fin du contrat, les données sont supprimées sur demande."),
    ("en", "retention.end-of-contract", "warn", "At the end of the contract data are deleted on request."),
    (
        "fr",
        "retention.end-of-contract",
        "warn",
        "À la fin du contrat, les données sont supprimées dans un délai de trois ans.",
    ),
    ("en", "retention.end-of-contract", "warn", "At the end of the contract data are deleted within three years."),
    (
        "fr",
        "retention.end-of-contract",
        "inconclusive",
        "À la fin du contrat, l’école supprime les données de ses propres ordinateurs.",
    ),
    (
        "fr",
        "retention.end-of-contract",
        "inconclusive/warn",
        "À la fin du contrat, nous conservons les données pendant un an.",
    ),
    (
        "en",
        "retention.end-of-contract",
        "inconclusive/warn",
        "At the end of the contract we keep the data for one year.",
    ),
    (
        "en",
        "retention.end-of-contract",
        "inconclusive",
        "At the end of employment, staff data are deleted within thirty days.",
    ),
    (
        "fr",
        "transfers.mechanism-named",
        "inconclusive/warn",
        "Les données transférées aux États-Unis sont protégées par nos mesures internes.",
    ),
    (
        "en",
        "transfers.mechanism-named",
        "inconclusive/warn/fail",
        "Data transferred to the United States are protected by our internal measures.",
    ),
    (
        "fr",
        "transfers.mechanism-named",
        "inconclusive/warn/fail",
        "Vos données sont transférées aux États-Unis. Nous ne nous appuyons pas sur les clauses contractuelles types.",
    ),
    (
        "en",
        "transfers.mechanism-named",
        "inconclusive/warn/fail",
        "Your data is transferred to the United States. We do not rely on standard contractual clauses.",
    ),
    ("fr", "transfers.stale-mechanism", "fail", "Les transferts vers les États-Unis reposent sur le Privacy Shield."),
    ("en", "transfers.stale-mechanism", "fail", "Transfers to the United States rely on the Privacy Shield."),
    (
        "fr",
        "transfers.stale-mechanism",
        "pass/inconclusive",
        "Nous ne nous appuyons plus sur le Privacy Shield, invalidé en 2020.",
    ),
    (
        "en",
        "transfers.stale-mechanism",
        "pass/inconclusive",
        "We no longer rely on the Privacy Shield, which was struck down in 2020.",
    ),
    (
        "fr",
        "transfers.disclosed",
        "warn/inconclusive",
        "Par défaut, vos données ne sont pas transférées hors de l’Union européenne.",
    ),
    (
        "en",
        "transfers.disclosed",
        "warn/inconclusive",
        "By default your data is not transferred outside the European Union.",
    ),
    ("fr", "transfers.disclosed", "pass", "Vos données ne sont pas transférées hors de l’Union européenne."),
    (
        "fr",
        "transfers.disclosed",
        "pass",
        "Toutes les données sont hébergées exclusivement en France et n’en sortent pas.",
    ),
    ("en", "transfers.disclosed", "pass", "All data is hosted exclusively in France and does not leave it."),
    ("fr", "retention.indefinite-language", "fail", "Vos données sont conservées indéfiniment."),
    (
        "fr",
        "retention.indefinite-language",
        "pass/inconclusive",
        "Les comptes ne sont jamais supprimés sans préavis de trente jours.",
    ),
    (
        "en",
        "retention.indefinite-language",
        "pass/inconclusive",
        "Accounts are never deleted without thirty days’ notice.",
    ),
]


@pytest.mark.parametrize(("language", "criterion", "wanted", "sentence"), SAID)
def test_what_a_denial_leaves_open(language: str, criterion: str, wanted: str, sentence: str) -> None:
    opening = OPENING if language == "fr" else OPENED
    assert judge(criterion, opening + sentence + OWN_RIGHT[language]).verdict in wanted.split("/")
