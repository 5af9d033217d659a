"""A cross that refuses because the text says so, and one that says nothing; going without is no implied consent."""

from __future__ import annotations

from typing import Any

import pytest

from scanner.consent.sentences import closing_refuses, implied_wording

REFUSING = [
    "Fermer ce bandeau vaut refus.",
    "En fermant cette fenêtre, vous refusez les cookies.",
    "Fermer ce bandeau avec la croix vaut refus : aucun cookie n’est déposé.",
    "La croix ferme ce bandeau : vous continuez sans cookies.",
    "En fermant ce bandeau, vous poursuivez sans accepter.",
    "Closing this banner rejects all non-essential cookies.",
    "If you close this message, you continue without cookies.",
    "By closing this banner you browse in the absence of cookies.",
    "Wenn Sie dieses Fenster schließen, lehnen Sie alle Cookies ab: Ablehnung.",
    "Wer das Banner schließt, surft ohne Cookies weiter.",
    "Si cierra este aviso, rechaza las cookies.",
    "Chiudendo questo banner con la X continui la navigazione senza cookie.",
    "La chiusura del banner comporta la navigazione in assenza di cookie.",
    "Closing the banner counts as a refusal.",
    "Als u dit venster sluit, gaat u verder zonder cookies.",
]
SAYING_NOTHING = [
    "En fermant ce bandeau, vous acceptez les cookies.",
    "Vous pouvez accepter, refuser ou fermer ce bandeau.",
    "Fermez ce bandeau quand vous avez choisi.",
    "By closing this banner you accept our cookies.",
    "Close this message.",
    "Vous pouvez refuser les cookies.",
    "Le site fonctionne sans cookies.",
    "Fermer ce bandeau ne vaut pas refus.",
    "Schließen Sie dieses Fenster, stimmen Sie zu.",
    "Chiudendo questo banner accetti i cookie.",
]


@pytest.mark.parametrize("text", REFUSING)
def test_closing_is_said_to_refuse(text: str) -> None:
    assert closing_refuses(f"Bienvenue ! {text}")
    assert implied_wording(text) is None


@pytest.mark.parametrize("text", SAYING_NOTHING)
def test_closing_is_not_said_to_refuse(text: str) -> None:
    assert not closing_refuses(text)


@pytest.mark.parametrize(
    "text",
    [
        "En poursuivant sans modifier vos cookies, vous acceptez leur dépôt.",
        "En poursuivant votre navigation sans modifier vos paramètres de cookies, vous acceptez leur utilisation.",
        "En poursuivant votre navigation, vous acceptez les cookies sans lesquels le site ne fonctionne pas.",
        "Si vous continuez à naviguer sans désactiver les cookies, ils seront déposés.",
        "Si vous continuez à naviguer et ne refusez pas les cookies, ils seront déposés.",
        "By continuing without changing your cookie settings, you agree to our use of cookies.",
    ],
)
def test_going_without_something_else_is_still_consent_by_use(text: str) -> None:
    assert implied_wording(text) == text


@pytest.mark.parametrize("text", ["Votre silence vaut refus.", "En poursuivant votre navigation, vous les refusez."])
def test_a_refusal_by_use_is_no_consent_by_use(text: str) -> None:
    assert implied_wording(text) is None


PAGE = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%s</p>
<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px;display:none">
<button aria-label="Fermer" onclick="choose('non')">×</button><p>Nous mesurons la fréquentation, si vous acceptez les
cookies. %s</p><button onclick="choose('oui')">Tout accepter</button></div><script>
const box = document.getElementById("box");
function choose(value) { document.cookie = "choix=" + value + "; max-age=9000; path=/"; box.style.display = "none"; }
if (!document.cookie.includes("choix=")) box.style.display = "block";
</script>"""


@pytest.mark.parametrize("said", [True, False])
def test_a_cross_is_pressed_to_refuse_only_where_the_text_says_so(stage: Any, said: bool) -> None:
    text = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
    stage.tool({"index.html": PAGE % (text, "Fermer ce bandeau vaut refus." if said else "")})
    refused = stage.look(phases=("before-choice", "after-refusal")).run("after-refusal")
    assert refused.choice_made is said
    assert refused.interface is not None
    kinds = {one.text: one.kind for one in refused.interface.controls}
    assert kinds["Fermer"] == ("reject" if said else "close")
