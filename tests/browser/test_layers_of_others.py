"""What lies over a page and is about something else than trackers shuts nobody out for a refusal."""

from __future__ import annotations

from typing import Any

import pytest

from scanner.collect.browser.usability import usable
from scanner.consent.survey import Block, Survey

LESSON = "La leçon du jour : les accords du participe. Lis, réponds, corrige. " * 4
LETTER = "Notre gazette\nRecevez chaque mois nos nouvelles fiches.\nOui\nPlus tard"
ASKING = "Ce site utilise des cookies de mesure.\nTout accepter\nTout refuser"


def modal(text: str, fields: int = 0) -> Block:
    box = (0.0, 0.0, 900.0, 600.0)
    return Block("f", "overlay", False, text, box, True, False, controls=(), toggles=(), fields=fields)


@pytest.mark.parametrize(
    ("survey", "before"),
    [
        (Survey([modal(LETTER)], 9, (LETTER,), LESSON), Survey([modal(LETTER)], 9, (ASKING, LETTER), LESSON)),
        (Survey([modal("Connexion\nIdentifiant", fields=2)], 9, (), LESSON), None),
        (Survey([], 9, ("Abonnez-vous à notre newsletter",), LESSON), None),
    ],
    ids=["there before the choice", "asks to log in", "offers a letter"],
)
def test_another_layer_is_no_cookie_wall(survey: Survey, before: Survey | None) -> None:
    assert usable(survey, before)


@pytest.mark.parametrize(
    "survey",
    [
        Survey([], 9, ("Vous avez refusé les cookies : choisissez une offre.",), LESSON),
        Survey([modal("Choisissez une offre pour lire la suite.")], 9, (), LESSON),
        Survey([], 9, ("",), LESSON),
        Survey([modal("Newsletter et cookies : sans cookies, pas de leçon.", fields=1)], 9, (), LESSON),
    ],
    ids=["speaks of cookies", "came with the refusal", "says nothing", "mixes both"],
)
def test_a_layer_that_came_with_the_refusal_shuts_out(survey: Survey) -> None:
    assert not usable(survey, Survey([modal(LETTER)], 9, (ASKING, LETTER), LESSON))


PAGE = f"""<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>{LESSON}</p>
<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">
<p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<button onclick="choose('oui')">Tout accepter</button> <button onclick="choose('non')">Tout refuser</button></div>
<div role="dialog" aria-modal="true" style="position:fixed;inset:0;background:#eee;z-index:50;padding:80px">
<p>Recevez chaque mois nos nouvelles fiches.</p><button>Oui</button><button>Plus tard</button></div>
<script>
const box = document.getElementById("box");
function choose(value) {{ document.cookie = "choix=" + value + "; max-age=9000; path=/"; box.style.display = "none"; }}
if (document.cookie.includes("choix=")) box.style.display = "none";
</script>"""


def test_a_letter_that_lies_over_banner_and_page_leaves_the_page_usable(stage: Any) -> None:
    stage.tool({"index.html": PAGE, "cours.html": PAGE})
    refused = stage.look([("cours", "other", "showcase")]).run("after-refusal")
    assert refused.choice_made
    assert [page.usable for page in refused.pages] == [True, True]
