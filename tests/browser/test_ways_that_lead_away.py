"""A refusal that leads to another site, and layers that say that nobody enters without accepting."""

from __future__ import annotations

from typing import Any

TEXT = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
LAYER = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%s</p>
<div id="box" style="position:fixed;%s;background:#fff;padding:20px"><p>%s</p>%s</div>
<script>
function keep(value) { document.cookie = "choix=" + value + "; max-age=9000; path=/"; }
function accept() { keep("oui"); document.getElementById("box").remove(); }
if (document.cookie.includes("choix=")) document.getElementById("box").remove();
</script>"""
SAID = "Nous mesurons la fréquentation, si vous acceptez les cookies."
BARRING = "Pour accéder au site, vous devez accepter les cookies de mesure d’audience."
ACCEPT = '<button onclick="accept()">Accepter</button>'
AWAY = "https://ailleurs.autre-site.test/"


def page(said: str, answers: str, style: str = "bottom:0;left:0;right:0") -> str:
    return LAYER % (TEXT, style, said, answers)


def test_a_refusal_that_leads_to_another_site_is_not_made(stage: Any) -> None:
    stage.site("ailleurs.autre-site.test", "127.1.60.7", {"index.html": "<title>Ailleurs</title>"}, kind="third-party")
    refuse = f"""<button onclick="location.href = '{AWAY}'">Refuser</button>"""
    stage.tool({"index.html": page(SAID, ACCEPT + refuse)})
    opened = stage.look(phases=("before-choice", "after-refusal")).run("after-refusal")
    assert (opened.choice_made, opened.reason, opened.led_to) == (False, "led-away", AWAY)
    kept_out = stage.look(
        phases=("before-choice", "after-refusal", "after-acceptance"), may_visit=lambda url: not url.startswith(AWAY)
    )
    refused = kept_out.run("after-refusal")
    assert (refused.choice_made, refused.reason, refused.led_to) == (False, "led-away", AWAY)
    assert not [one for one in refused.requests if one.left and one.url.startswith(AWAY)]
    assert kept_out.run("after-acceptance").choice_made


def test_a_refusal_on_another_page_of_the_site_is_made(stage: Any) -> None:
    refuse = """<button onclick="keep('non'); location.href = '/merci'">Refuser</button>"""
    stage.tool({"index.html": page(SAID, ACCEPT + refuse), "merci.html": "<title>Merci</title><p>C’est noté.</p>"})
    refused = stage.look(phases=("before-choice", "after-refusal")).run("after-refusal")
    assert (refused.choice_made, refused.choice_kept, refused.led_to) == (True, True, None)


def test_words_that_keep_out_are_quoted(stage: Any) -> None:
    stage.tool({"index.html": page(BARRING, ACCEPT, "inset:0")})
    interface = stage.look(phases=("before-choice",)).run("before-choice").interface
    assert interface is not None
    assert (interface.wall_wording, interface.blocks_page) == (BARRING, True)


def test_a_layer_that_leaves_the_site_open_keeps_nobody_out(stage: Any) -> None:
    said = f"{SAID} Vous pouvez continuer sans les accepter."
    stage.tool({"index.html": page(said, ACCEPT, "inset:0")})
    interface = stage.look(phases=("before-choice",)).run("before-choice").interface
    assert interface is not None and interface.wall_wording is None
