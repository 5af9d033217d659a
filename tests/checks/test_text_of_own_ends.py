"""What data serve: running the tool and nothing else passes, the vendor’s next product fails, some data decide nothing.

The sentences were written with their verdicts before the reader was run on them (criteria, `sharing.own-purposes`).
"""

from __future__ import annotations

import pytest

from tests.checks.test_text_of_outside_tools import OPENED, OPENING, judge
from tests.checks.test_text_of_ways_left_open import OWN_RIGHT

SAID = [
    ("fr", "sharing.own-purposes", "pass", "Nous utilisons les données uniquement pour faire fonctionner l’outil."),
    (
        "fr",
        "sharing.own-purposes",
        "pass",
        "Les données des élèves servent exclusivement à fournir le service, et à rien d’autre.",
    ),
    ("fr", "sharing.own-purposes", "pass", "Vos données ne sont utilisées que pour faire fonctionner l’application."),
    (
        "fr",
        "sharing.own-purposes",
        "pass",
        "Les données ne servent à aucune autre fin que le fonctionnement de l’exerciseur.",
    ),
    ("fr", "sharing.own-purposes", "pass", "Vos données ne servent qu’au fonctionnement du site."),
    ("en", "sharing.own-purposes", "pass", "We use the data only to run the tool."),
    ("en", "sharing.own-purposes", "pass", "Your data is used solely to provide the service."),
    ("en", "sharing.own-purposes", "pass", "We use pupils’ data for nothing but running the application."),
    (
        "en",
        "sharing.own-purposes",
        "pass",
        "The data are used exclusively for the operation of the tool, and for no other purpose.",
    ),
    ("en", "sharing.own-purposes", "pass", "Student data is only used to deliver the service to the school."),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive",
        "Nous utilisons les cookies uniquement pour faire fonctionner l’outil.",
    ),
    ("en", "sharing.own-purposes", "inconclusive", "We use cookies only to run the tool."),
    ("fr", "sharing.own-purposes", "inconclusive", "Nous utilisons votre adresse uniquement pour vous répondre."),
    ("en", "sharing.own-purposes", "inconclusive", "We use your e-mail address only to reply to you."),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive/warn",
        "Nous utilisons les données de paiement uniquement pour fournir le service.",
    ),
    ("en", "sharing.own-purposes", "inconclusive/warn", "We use payment data only to provide the service."),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive/warn",
        "Nous utilisons les données uniquement pour faire fonctionner et améliorer l’outil.",
    ),
    ("en", "sharing.own-purposes", "inconclusive/warn", "We use the data only to run and improve the tool."),
    ("fr", "sharing.own-purposes", "fail", "Les réponses des élèves servent à mettre au point nos prochains produits."),
    ("fr", "sharing.own-purposes", "fail", "Vos réponses nous aident à concevoir notre prochain produit."),
    (
        "fr",
        "sharing.own-purposes",
        "fail",
        "Nous utilisons les données des élèves pour développer de nouveaux produits.",
    ),
    ("en", "sharing.own-purposes", "fail", "Pupils’ answers help us design our next product."),
    ("en", "sharing.own-purposes", "fail", "Your answers help us to develop new products."),
    ("en", "sharing.own-purposes", "fail", "We use what pupils write to build our next app."),
    ("en", "sharing.own-purposes", "inconclusive/warn/pass", "Anonymised answers help us design our next product."),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive/warn/pass",
        "Les réponses anonymisées servent à mettre au point nos prochains produits.",
    ),
    (
        "en",
        "sharing.own-purposes",
        "inconclusive",
        "Teachers’ suggestions at our workshops help us design our next product.",
    ),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive",
        "Les remarques des enseignants lors des ateliers nous aident à concevoir nos prochains produits.",
    ),
    (
        "en",
        "sharing.own-purposes",
        "pass",
        "Your answers never help us design our next product: we do not use pupils’ data for our own purposes.",
    ),
    ("fr", "sharing.own-purposes", "pass", "Les réponses des élèves ne servent jamais à mettre au point nos produits."),
    ("en", "sharing.own-purposes", "pass", "Pupils’ answers are not used to develop new products."),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive/warn",
        "Les partenaires utilisent les données uniquement pour fournir le service.",
    ),
    ("en", "sharing.own-purposes", "inconclusive/warn", "Our partners use the data only to provide their service."),
    ("en", "sharing.own-purposes", "inconclusive/warn", "Our host may use the data only to provide hosting."),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive/warn",
        "Notre hébergeur n’utilise les données que pour fournir l’hébergement.",
    ),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive/warn",
        "Vous utilisez les données uniquement pour faire fonctionner la classe.",
    ),
    ("en", "sharing.own-purposes", "inconclusive/warn", "Your e-mail address is used only to provide the service."),
    (
        "fr",
        "sharing.own-purposes",
        "inconclusive/warn",
        "Votre adresse électronique sert uniquement à fournir le service.",
    ),
    (
        "fr",
        "sharing.advertising-use",
        "fail/warn",
        "Les données des élèves ne servent à aucune autre fin que la publicité ciblée.",
    ),
    (
        "en",
        "sharing.advertising-use",
        "fail/warn",
        "Pupils’ data are used for no other purpose than targeted advertising.",
    ),
]

BOUND_FR = "Nous ne traitons les données que sur instruction documentée de l’établissement. "
BOUND_EN = "We process the data only on documented instructions from the school. "
TRAINED = [
    (
        "fr",
        "fail",
        "Les réponses des élèves pourront être exploitées pour entraîner nos modèles d’intelligence artificielle.",
    ),
    ("fr", "warn", "Les contenus pourront être utilisés pour entraîner nos modèles d’intelligence artificielle."),
    ("fr", "pass", "Les réponses des élèves ne servent jamais à entraîner des modèles d’intelligence artificielle."),
    ("fr", "pass", "Nos modèles d’intelligence artificielle sont entraînés sur des données anonymisées."),
    ("en", "fail", "Pupils’ answers may be used to train our AI models."),
    ("en", "warn", "With your consent, your answers are used to train our AI models."),
    ("en", "pass", "We never use pupils’ work to train AI models."),
]
"""A model made of people’s data is a product of the vendor’s, whatever else binds it to the school’s instructions."""
SAID += [
    (language, "sharing.own-purposes", wanted, (BOUND_FR if language == "fr" else BOUND_EN) + sentence)
    for language, wanted, sentence in TRAINED
]

SAID += [
    (language, "rights.export-and-delete", wanted, sentence)
    for language, wanted, sentence in (
        ("fr", "inconclusive", "Les comptes d’élèves sont effacés à la fin de l’année scolaire."),
        ("fr", "warn", "Votre compte sera supprimé dans un délai d’un mois après votre demande."),
        ("fr", "pass", "Vous pouvez supprimer votre compte dans les paramètres ; il est effacé à la fin du mois."),
        ("en", "inconclusive", "Pupil accounts are deleted at the end of the school year."),
        ("en", "inconclusive", "Accounts are deleted when the contract ends."),
        ("en", "warn", "Your account is deleted within 30 days of your request."),
    )
]
"""An account that is erased in its time is none that people can have erased."""


@pytest.mark.parametrize(("language", "criterion", "wanted", "sentence"), SAID)
def test_what_data_serve(language: str, criterion: str, wanted: str, sentence: str) -> None:
    opening = OPENING if language == "fr" else OPENED
    assert judge(criterion, opening + sentence + OWN_RIGHT[language]).verdict in wanted.split("/")
