"""Denials that leave a way open: sentences near to those that pass, with their verdicts.

They were written with their verdicts before the reader was run on them (criteria, sections 3.6 to 3.8 and 5.1).
"""

from __future__ import annotations

import pytest

from tests.checks.test_text_of_outside_tools import OPENED, OPENING, judge

SAID = [
    (
        "fr",
        "sharing.sale",
        "warn/fail/inconclusive",
        "Nous ne vendons pas vos données, nous les échangeons avec nos partenaires contre d’autres fichiers.",
    ),
    ("fr", "sharing.sale", "warn/fail", "Nous ne vendons pas vos données : nous les louons à des éditeurs."),
    ("en", "sharing.sale", "warn/fail", "We do not sell your data: we rent it to publishers."),
    (
        "en",
        "sharing.sale",
        "warn/fail/inconclusive",
        "We do not sell your data for money, but we trade it with partners for other data.",
    ),
    ("fr", "sharing.sale", "warn/inconclusive", "Nous ne vendons pas vos données sans vous en avertir."),
    ("en", "sharing.sale", "warn/inconclusive", "We do not sell your data without telling you first."),
    ("fr", "sharing.sale", "warn/inconclusive", "Nous n’avons pas l’intention de vendre vos données."),
    ("en", "sharing.sale", "warn/inconclusive", "We have no plans to sell your data."),
    ("fr", "sharing.sale", "warn/inconclusive", "Nous ne vendons pas les données des comptes payants."),
    ("en", "sharing.sale", "warn/inconclusive", "We do not sell data of paying customers."),
    ("en", "sharing.sale", "warn/fail/inconclusive", "We will only sell your data to trusted partners."),
    ("fr", "sharing.sale", "warn/inconclusive", "Vos données ne seront pas vendues tant que vous êtes abonné."),
    ("en", "sharing.sale", "warn/inconclusive", "Your data will not be sold while you are a subscriber."),
    (
        "fr",
        "sharing.sale",
        "warn/inconclusive",
        "Nous ne vendons plus vos données depuis 2024, hormis celles recueillies avant.",
    ),
    ("en", "sharing.sale", "pass/warn", "We never sell your data to anyone, full stop."),
    ("fr", "sharing.sale", "pass", "Vos données ne sont jamais vendues, à qui que ce soit."),
    ("fr", "sharing.sale", "warn/inconclusive", "À l’exception des statistiques de classe, rien n’est vendu."),
    ("en", "sharing.sale", "warn/inconclusive", "Nothing is sold, bar the class statistics."),
    ("fr", "sharing.sale", "inconclusive", "Nos revendeurs ne vendent pas vos données."),
    ("en", "sharing.sale", "inconclusive", "Our resellers do not sell your data."),
    ("fr", "sharing.sale", "inconclusive", "Nous demandons à nos partenaires de ne pas vendre vos données."),
    ("en", "sharing.sale", "inconclusive", "We ask our partners not to sell your data."),
    ("en", "sharing.advertising-use", "warn/pass/inconclusive", "There is no targeted advertising in the pupil area."),
    ("fr", "sharing.advertising-use", "warn/inconclusive", "La publicité ciblée est désactivée par défaut."),
    ("en", "sharing.advertising-use", "warn/inconclusive", "Targeted advertising is off by default."),
    ("fr", "sharing.advertising-use", "warn/inconclusive", "Vous pouvez refuser la publicité ciblée."),
    ("en", "sharing.advertising-use", "warn/inconclusive/fail", "You can refuse targeted advertising."),
    ("fr", "sharing.advertising-use", "warn/inconclusive", "Nous n’affichons pas de publicité pour les jeux d’argent."),
    ("en", "sharing.advertising-use", "warn/inconclusive", "We do not show gambling advertising."),
    ("en", "sharing.advertising-use", "warn/inconclusive/fail", "We limit targeted advertising."),
    (
        "fr",
        "sharing.vague-partners",
        "warn/fail",
        "Vos données peuvent être partagées avec des partenaires soigneusement sélectionnés.",
    ),
    ("en", "sharing.vague-partners", "warn/fail", "Your data may be shared with carefully selected partners."),
    (
        "fr",
        "sharing.vague-partners",
        "warn/fail/inconclusive",
        "Nous ne partageons vos données qu’avec nos partenaires.",
    ),
    ("en", "sharing.vague-partners", "warn/fail/inconclusive", "We only share your data with our partners."),
    (
        "fr",
        "sharing.vague-partners",
        "warn/inconclusive",
        "Vos données ne sont partagées avec des partenaires que lorsque cela est utile.",
    ),
    ("en", "sharing.vague-partners", "warn/inconclusive", "We do not share your data with partners unless useful."),
    ("fr", "sharing.own-purposes", "warn/fail/inconclusive", "Les travaux des élèves peuvent illustrer nos brochures."),
    ("en", "sharing.own-purposes", "warn/fail/inconclusive", "Pupils’ work may illustrate our brochures."),
    ("fr", "sharing.own-purposes", "fail/warn", "Nous exploitons les réponses des élèves pour nos études de marché."),
    ("en", "sharing.own-purposes", "fail/warn", "We use pupils’ answers for our market studies."),
    (
        "fr",
        "sharing.own-purposes",
        "warn/inconclusive",
        "Nous n’utilisons les données à nos propres fins qu’avec votre accord.",
    ),
    ("en", "sharing.own-purposes", "warn/inconclusive", "We use the data for our own purposes only with your consent."),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive/warn",
        "Les données des enseignants ne servent pas à nos propres fins.",
    ),
    ("en", "sharing.own-purposes", "inconclusive/warn", "Teachers’ data are not used for our own purposes."),
    ("fr", "sharing.vague-partners", "pass", "Nous ne communiquons vos données à aucun partenaire."),
    ("en", "sharing.vague-partners", "pass", "We do not share your data with any partner."),
    (
        "fr",
        "sharing.vague-partners",
        "warn/inconclusive/fail",
        "Nous ne communiquons pas vos données à nos partenaires, sauf à des fins statistiques.",
    ),
    (
        "en",
        "sharing.vague-partners",
        "warn/inconclusive/fail",
        "We do not share your data with our partners, except for statistics.",
    ),
    (
        "fr",
        "sharing.vague-partners",
        "warn/inconclusive",
        "Nous ne communiquons pas votre mot de passe à nos partenaires.",
    ),
    ("en", "sharing.vague-partners", "warn/inconclusive", "We do not share your password with our partners."),
    ("fr", "sharing.vague-partners", "inconclusive/warn", "Nos partenaires ne communiquent pas vos données."),
    ("en", "sharing.vague-partners", "inconclusive/warn", "Our partners do not share your data."),
    (
        "fr",
        "sharing.vague-partners",
        "inconclusive/warn",
        "Nous ne communiquons pas encore vos données à des partenaires.",
    ),
    ("en", "sharing.vague-partners", "inconclusive/warn", "We do not yet share your data with partners."),
    (
        "fr",
        "transparency.recipients",
        "inconclusive/warn/fail",
        "Vos données ne sont pas communiquées à des tiers à des fins publicitaires.",
    ),
    (
        "en",
        "transparency.recipients",
        "inconclusive/warn/fail",
        "Your data is not shared with third parties for advertising.",
    ),
    ("fr", "transparency.recipients", "inconclusive/warn/fail", "Votre mot de passe n’est communiqué à personne."),
    ("en", "transparency.recipients", "inconclusive/warn/fail", "Your password is not shared with anyone."),
    ("fr", "transparency.recipients", "pass", "Vos données ne sont transmises à personne."),
    (
        "fr",
        "transparency.recipients",
        "inconclusive/warn/fail",
        "Vos données ne sont transmises à personne, sauf exceptions.",
    ),
    (
        "en",
        "transparency.recipients",
        "inconclusive/warn/fail",
        "Your data are passed to nobody, with some exceptions.",
    ),
    ("fr", "transparency.recipients", "inconclusive/warn/fail", "Vos données restent confidentielles."),
    ("en", "transparency.recipients", "inconclusive/warn/fail", "Your data stay confidential."),
    (
        "fr",
        "transparency.recipients",
        "inconclusive/warn/fail",
        "Nous ne partageons en général pas vos données avec des tiers.",
    ),
    (
        "en",
        "transparency.recipients",
        "inconclusive/warn/fail",
        "We generally do not share your data with third parties.",
    ),
    (
        "fr",
        "sharing.business-transfer",
        "warn/fail/inconclusive",
        "En cas de cession de l’entreprise, vos données seront transmises à l’acquéreur.",
    ),
    (
        "en",
        "sharing.business-transfer",
        "warn/fail/inconclusive",
        "If the company is sold, your data will be passed to the buyer.",
    ),
    (
        "fr",
        "sharing.business-transfer",
        "warn",
        "En cas de cession de l’entreprise, vous serez prévenu avant le transfert de vos données à l’acquéreur.",
    ),
    (
        "en",
        "sharing.business-transfer",
        "warn",
        "If the company is sold, you will be told before your data is passed to the buyer.",
    ),
    (
        "fr",
        "sharing.business-transfer",
        "pass",
        "En cas de cession, vous serez prévenu, l’acquéreur respectera les mêmes engagements "
        "et vous pourrez faire supprimer vos données.",
    ),
    (
        "en",
        "sharing.business-transfer",
        "pass",
        "If we are sold, you will be told, the buyer will keep the same commitments, "
        "and you can have your data deleted.",
    ),
    (
        "fr",
        "sharing.content-licence",
        "fail",
        "Vous nous accordez une licence perpétuelle et irrévocable sur les productions des élèves.",
    ),
    ("en", "sharing.content-licence", "fail", "You grant us a perpetual and irrevocable licence on pupils’ works."),
    (
        "fr",
        "sharing.content-licence",
        "inconclusive/pass",
        "Vous ne nous accordez aucune licence perpétuelle sur les productions des élèves.",
    ),
    (
        "en",
        "sharing.content-licence",
        "inconclusive/pass",
        "You do not grant us any perpetual licence on pupils’ works.",
    ),
    (
        "fr",
        "transparency.recipients",
        "inconclusive",
        "Vos données ne sont pas communiquées à des tiers sans votre accord.",
    ),
    (
        "en",
        "transparency.recipients",
        "inconclusive",
        "Your data is not shared with third parties without your consent.",
    ),
    ("fr", "transparency.recipients", "pass", "Vos données ne sont communiquées à aucun tiers."),
    ("en", "transparency.recipients", "pass", "Your data is not shared with any third party."),
    ("fr", "sharing.sale", "warn/inconclusive", "Vos données ne sont pas vendues par défaut."),
    ("en", "sharing.sale", "warn/inconclusive", "Your data is not sold by default."),
    ("fr", "sharing.sale", "warn/inconclusive", "La vente de données ne fait pas partie de notre activité principale."),
    ("en", "sharing.sale", "warn/inconclusive", "Selling data is not our main business."),
    ("fr", "sharing.sale", "pass", "Nous ne vendons, ne louons ni n’échangeons vos données."),
    ("en", "sharing.sale", "pass", "We do not sell, rent or trade your data."),
    (
        "fr",
        "sharing.advertising-use",
        "pass",
        "Nous n’affichons aucune publicité et n’utilisons vos données à aucune fin publicitaire.",
    ),
    ("en", "sharing.advertising-use", "pass", "We show no advertising and use your data for no advertising purpose."),
    ("fr", "sharing.sale", "warn/inconclusive", "Vendre des données n’est pas notre activité principale."),
    ("fr", "sharing.sale", "warn/inconclusive", "La vente de données n’est pas notre métier premier."),
    ("en", "sharing.sale", "pass", "Selling data is not our business: we do not sell your data."),
]
OWN_RIGHT = {
    "fr": "\n\nVous avez le droit d’accéder à vos données.",
    "en": "\n\nYou have the right to access your data.",
}
"""A second sentence: a document of one sentence may be too short for its language to be told."""


@pytest.mark.parametrize(("language", "criterion", "wanted", "sentence"), SAID)
def test_what_a_denial_leaves_open(language: str, criterion: str, wanted: str, sentence: str) -> None:
    opening = OPENING if language == "fr" else OPENED
    assert judge(criterion, opening + sentence + OWN_RIGHT[language]).verdict in wanted.split("/")
