"""Whether a page can be used after a refusal, by the words it shows."""

from __future__ import annotations

import pytest

from scanner.collect.browser.usability import usable
from scanner.consent.survey import Survey

LESSON = "La leçon du jour : les accords du participe. Lis, réponds, corrige. " * 4


@pytest.mark.parametrize(
    "text",
    [
        "Accès impossible\nVous avez refusé : sans votre accord, vous ne pouvez pas consulter ce site.",
        "Pour accéder au site, acceptez les cookies.",
        "L’accès au cours est subordonné à l’acceptation des cookies.",
        "Sorry. Without your consent you cannot use this site.",
        "Veuillez accepter les cookies pour poursuivre.",
        "L’accès au site est réservé aux visiteurs ayant accepté les cookies.",
        "Vous avez refusé les cookies : vous ne pouvez pas continuer.",
        "Le site ne fonctionne pas sans cookies publicitaires.",
        "To continue, accept cookies or subscribe.",
        "This site is only available to visitors who accept cookies.",
        "Access denied",
    ],
)
def test_words_that_keep_out_whoever_refuses(text: str) -> None:
    assert not usable(Survey(text=text), None)


@pytest.mark.parametrize(
    "text",
    [
        LESSON,
        f"{LESSON}\nPour voir cette vidéo, vous devez accepter les cookies du lecteur.",
        f"{LESSON}\nVous avez refusé les cookies : votre choix est enregistré.",
        f"{LESSON}\nYou must accept cookies to see this map.",
        f"{LESSON}\nVous pouvez utiliser le site sans accepter les cookies.",
        f"{LESSON}\nL’accès au site n’est pas conditionné à l’acceptation des cookies.",
        f"{LESSON}\nVous devez accepter les conditions générales pour vous inscrire.",
        f"{LESSON}\nAccès refusé : vous devez vous connecter.",
        f"{LESSON}\nYou can use the site without accepting cookies.",
        f"{LESSON}\nYou must accept our terms to register.",
    ],
)
def test_words_that_keep_nobody_out(text: str) -> None:
    assert usable(Survey(text=text), Survey(text=LESSON))
