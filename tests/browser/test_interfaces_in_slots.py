"""Interfaces whose words are handed to a custom element, held by what has no box of its own, or split by markup."""

from __future__ import annotations

from typing import Any

import pytest

TEXT = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
SLOTTED = """<script>
customElements.define("x-layer", class extends HTMLElement { constructor() { super();
  this.attachShadow({ mode: "open" }).innerHTML =
    '<div style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px"><slot></slot></div>'; } });
customElements.define("x-press", class extends HTMLElement { constructor() { super();
  this.attachShadow({ mode: "open" }).innerHTML = "<button><slot></slot></button>"; } });
</script>
<x-layer id="box"><p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<x-press onclick="choose('oui')">Tout accepter</x-press> <x-press onclick="choose('non')">Tout refuser</x-press>
</x-layer>"""
WITHOUT_BOX = """<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">
<div style="display:contents"><p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<button onclick="choose('oui')"><span style="display:contents">Tout accepter</span></button>
<button onclick="choose('non')"><span style="display:contents">Tout refuser</span></button></div></div>"""
SPLIT = """<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">
<p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<button onclick="choose('oui')">Tout ac<b>cep</b>ter</button>
<button onclick="choose('non')"><span>T</span>out re<span>f</span><span>u</span><span>s</span>er</button></div>"""
HIDDEN = f'<div style="visibility:hidden">{WITHOUT_BOX}</div>'
REST = """<script>
function choose(value) { document.cookie = "choix=" + value + "; max-age=9000; path=/"; remove(); }
function remove() { document.getElementById("box").remove(); }
if (document.cookie.includes("choix=")) remove();
</script>"""


def page(layer: str) -> str:
    return f'<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>{TEXT}</p>{layer}{REST}'


@pytest.mark.parametrize("layer", [SLOTTED, WITHOUT_BOX, SPLIT], ids=["slots", "display: contents", "split words"])
def test_what_has_no_box_of_its_own_is_read_and_pressed(stage: Any, layer: str) -> None:
    stage.tool({"index.html": page(layer)})
    seen = stage.look()
    interface = seen.run("before-choice", 1).interface
    assert interface is not None
    kinds = {one.text: one.kind for one in interface.controls}
    assert (kinds["Tout accepter"], kinds["Tout refuser"]) == ("accept", "reject")
    assert seen.run("after-refusal").choice_made


def test_what_is_hidden_stays_unread(stage: Any) -> None:
    stage.tool({"index.html": page(HIDDEN)})
    assert stage.look().run("before-choice", 1).interface is None
