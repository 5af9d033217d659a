"""Practices that harm pupils, told bluntly in words no policy uses: none may pass, and they should be found.

The sentences were written with their verdicts before the reader was run on them (criteria, sections 3.5 to 3.10).
"""

from __future__ import annotations

import pytest

from tests.checks.test_text_of_outside_tools import OPENED, OPENING, judge
from tests.checks.test_text_of_ways_left_open import OWN_RIGHT

SAID = [
    (
        "en",
        "sharing.sale",
        "fail",
        "We keep the app free by licensing the answers and scores, with names, to publishers who pay us a yearly fee.",
    ),
    (
        "en",
        "sharing.sale",
        "fail",
        "Some of our income comes from data brokers, to whom we pass the contact details of families.",
    ),
    (
        "en",
        "sharing.advertising-use",
        "fail",
        "What pupils look at in the app decides which adverts they see there and on other sites.",
    ),
    ("en", "sharing.advertising-use", "fail", "Advertisers can reach pupils by age, region and favourite games."),
    ("en", "ai.training-reuse", "fail", "Everything typed into the tutor goes into the next version of our model."),
    (
        "en",
        "ai.training-reuse",
        "fail",
        "By using the tutor you let us learn from your conversations in order to make the model better.",
    ),
    (
        "en",
        "sharing.own-purposes",
        "fail",
        "We study pupils’ scores, under their names, to design products that we sell to other customers.",
    ),
    ("en", "retention.indefinite-language", "fail", "We never delete pupils’ scores."),
    (
        "en",
        "retention.indefinite-language",
        "fail",
        "Even after an account is closed, the work stays on our servers for good.",
    ),
    (
        "en",
        "sharing.vague-partners",
        "fail",
        "Carefully chosen companies may get your details to tell you about their own products.",
    ),
    (
        "en",
        "children.no-ads-profiling",
        "fail",
        "A profile of each child’s tastes is built and used by our sponsors to choose what to show.",
    ),
    (
        "en",
        "children.public-exposure-default",
        "fail",
        "Each pupil has a page with name, photo and class that anyone on the internet can open.",
    ),
    ("en", "rights.export-and-delete", "fail", "Once created, an account can’t be removed."),
    (
        "en",
        "ai.emotion-recognition",
        "fail/warn",
        "The webcam tells the teacher who is bored and who is paying attention.",
    ),
    (
        "fr",
        "sharing.sale",
        "fail",
        "L’application est gratuite car des éditeurs nous paient chaque année pour obtenir les "
        "réponses et les scores, noms compris.",
    ),
    (
        "fr",
        "sharing.sale",
        "fail/warn",
        "Une partie de nos revenus vient de courtiers auxquels nous transmettons les coordonnées des familles.",
    ),
    (
        "fr",
        "sharing.advertising-use",
        "fail",
        "Ce que les élèves regardent dans l’application détermine les publicités qu’ils voient ici et ailleurs.",
    ),
    (
        "fr",
        "sharing.advertising-use",
        "fail",
        "Les annonceurs peuvent s’adresser aux élèves selon leur âge, leur région et leurs jeux préférés.",
    ),
    (
        "fr",
        "ai.training-reuse",
        "fail",
        "Tout ce qui est écrit au tuteur alimente la prochaine version de notre modèle.",
    ),
    (
        "fr",
        "ai.training-reuse",
        "fail",
        "En utilisant le tuteur, vous nous laissez apprendre de vos conversations pour rendre le modèle meilleur.",
    ),
    (
        "fr",
        "sharing.own-purposes",
        "fail",
        "Nous étudions les scores nominatifs des élèves pour concevoir les produits que nous "
        "vendons à d’autres clients.",
    ),
    ("fr", "retention.indefinite-language", "fail", "Nous n’effaçons jamais les scores des élèves."),
    (
        "fr",
        "retention.indefinite-language",
        "fail",
        "Même après la fermeture du compte, les travaux restent sur nos serveurs pour toujours.",
    ),
    (
        "fr",
        "sharing.vague-partners",
        "fail",
        "Des sociétés choisies avec soin peuvent recevoir vos coordonnées pour vous parler de leurs propres produits.",
    ),
    (
        "fr",
        "children.no-ads-profiling",
        "fail",
        "Un profil des goûts de chaque enfant est établi et nos sponsors s’en servent pour choisir "
        "ce qu’ils lui montrent.",
    ),
    (
        "fr",
        "children.public-exposure-default",
        "fail/warn",
        "Chaque élève a une page avec son nom, sa photo et sa classe que n’importe qui peut ouvrir sur internet.",
    ),
    ("fr", "rights.export-and-delete", "fail", "Une fois créé, un compte ne peut plus être retiré."),
    ("fr", "ai.emotion-recognition", "fail/warn", "La webcam indique au professeur qui s’ennuie et qui est attentif."),
]


@pytest.mark.parametrize(("language", "criterion", "wanted", "sentence"), SAID)
def test_a_blunt_practice_is_found(language: str, criterion: str, wanted: str, sentence: str) -> None:
    opening = OPENING if language == "fr" else OPENED
    assert judge(criterion, opening + sentence + OWN_RIGHT[language]).verdict in wanted.split("/")
