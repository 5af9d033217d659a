"""Boxes behind tabs and headings: they are read where boxes are judged, and unticked where a refusal needs it."""

from __future__ import annotations

from typing import Any

import pytest

TEXT = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
PAGE = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%(text)s</p>
<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px;display:none">
<p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<button onclick="choose('oui')">Tout accepter</button> %(refusal)s
<button onclick="document.getElementById('more').hidden = false">Paramétrer</button>
<div id="more" hidden>%(folds)s<button onclick="save()">Enregistrer mes choix</button></div></div>
<script>
const box = document.getElementById("box");
function load() {
  const s = document.createElement("script"); s.src = "https://stats.traceur-essai.test/t.js"; document.head.append(s);
}
function choose(value) { document.cookie = "choix=" + value + "; max-age=9000; path=/"; box.style.display = "none"; }
function save() {
  const boxes = [...document.querySelectorAll("#more input:not([disabled])")];
  choose(boxes.some((each) => each.checked) ? "oui" : "non");
}
function tab(name) { for (const each of ["a", "b"]) document.getElementById(each).hidden = each !== name; }
const held = (document.cookie.match(/choix=(\\w+)/) || [])[1];
if (!held) box.style.display = "block"; else if (held === "oui") load();
</script>"""
REFUSAL = """<button onclick="choose('non')">Tout refuser</button>"""
TABS = """<button role="tab" onclick="tab('a')">Consentement</button>
<button role="tab" onclick="tab('b')">Partenaires</button>
<div id="a"><label><input type="checkbox"> Statistiques</label></div>
<div id="b" hidden><label><input type="checkbox" checked> Mesurer (intérêt légitime)</label></div>"""
DETAILS = """<label><input type="checkbox" checked disabled> Nécessaires</label>
<details><summary>Statistiques</summary><label><input type="checkbox" checked> Fréquentation</label></details>
<details><summary>Réseaux</summary><label><input type="checkbox" checked> Réseaux sociaux</label></details>"""
ICONS = """<label><input type="checkbox" checked disabled> Nécessaires</label>
<button aria-expanded="false" onclick="this.nextElementSibling.hidden = false">›</button>
<div hidden><label><input type="checkbox"> Fréquentation</label></div>
<button aria-expanded="false" onclick="this.nextElementSibling.hidden = false">›</button>
<div hidden><label><input type="checkbox" checked> Réseaux sociaux</label></div>"""


def page(folds: str, refusal: str = REFUSAL) -> str:
    return PAGE % {"text": TEXT, "folds": folds, "refusal": refusal}


@pytest.mark.parametrize(
    ("folds", "ticked"),
    [
        (TABS, {"Mesurer (intérêt légitime)"}),
        (DETAILS, {"Fréquentation", "Réseaux sociaux"}),
        (ICONS, {"Réseaux sociaux"}),
    ],
)
def test_boxes_behind_tabs_and_headings_are_read(stage: Any, folds: str, ticked: set[str]) -> None:
    stage.tool({"index.html": page(folds)})
    interface = stage.look().run("before-choice", 1).interface
    assert interface is not None and interface.second_layer_reached
    assert {box.label for box in interface.toggles if box.checked and not box.essential} == ticked


@pytest.mark.parametrize("folds", [TABS, DETAILS, ICONS])
def test_a_refusal_by_boxes_unticks_the_folded_ones_too(stage: Any, folds: str) -> None:
    stage.tool({"index.html": page(folds, refusal=""), "cours.html": page(folds, refusal="")})
    stage.tracker()
    seen = stage.look([("cours", "other", "showcase")])
    refused = seen.run("after-refusal")
    assert (refused.choice_made, refused.choice_route) == (True, "second-layer-toggles")
    assert seen.hosts("after-refusal") == set()


def test_a_box_that_cannot_be_brought_to_sight_leaves_the_refusal_unmade(stage: Any) -> None:
    hidden = (
        '<label><input type="checkbox"> Statistiques</label><div hidden><input type="checkbox" checked name="m"></div>'
    )
    stage.tool({"index.html": page(hidden, refusal="")})
    stage.tracker()
    refused = stage.look().run("after-refusal")
    assert not refused.choice_made, "the site would have been told yes"


PRESSED = """<p>Fréquentation <button aria-pressed="true" aria-label="Mesurer la fréquentation"
onclick="this.setAttribute('aria-pressed', this.getAttribute('aria-pressed') !== 'true')">Actif</button></p>"""
DRAWN = """<p>Fréquentation <i id="drawn" class="vert" onclick="this.classList.toggle('vert')"
style="display:inline-block;width:40px;height:20px;background:#090;cursor:pointer"></i></p>"""
PER_PURPOSE = """<p>Fréquentation <button aria-pressed="false">Autoriser</button>
<button aria-pressed="true">Interdire</button></p>"""
SAVED = """const boxes = [...document.querySelectorAll("#more input:not([disabled])")];
  choose(boxes.some((each) => each.checked) ? "oui" : "non");"""
SAVED_DRAWN = """choose(document.querySelector("#more .vert, #more [aria-pressed=true]") ? "oui" : "non");"""


def saving(folds: str) -> str:
    assert SAVED in PAGE
    return page(folds, refusal="").replace(SAVED, SAVED_DRAWN)


def test_a_button_that_stays_down_is_a_box(stage: Any) -> None:
    stage.tracker()
    stage.tool({"index.html": saving(PRESSED)})
    seen = stage.look(phases=("before-choice", "after-refusal"))
    interface = seen.run("before-choice", 1).interface
    assert interface is not None
    assert [(one.label, one.checked) for one in interface.toggles] == [("Mesurer la fréquentation", True)]
    refused = seen.run("after-refusal")
    assert (refused.choice_made, refused.choice_route) == (True, "second-layer-toggles")
    assert not seen.hosts("after-refusal")


@pytest.mark.parametrize("folds", [DRAWN, PER_PURPOSE], ids=["drawn without a name", "answers that stay down"])
def test_saving_what_nobody_saw_is_no_refusal(stage: Any, folds: str) -> None:
    stage.tool({"index.html": saving(folds)})
    seen = stage.look(phases=("before-choice", "after-refusal"))
    interface = seen.run("before-choice", 1).interface
    assert interface is not None and not interface.toggles
    assert seen.run("after-refusal").choice_route != "second-layer-toggles"


WITHOUT_BOXES = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%(text)s</p>
<div id="box" role="dialog" aria-label="Cookies" style="position:fixed;bottom:0;left:0;right:0;background:#fff">
<div id="first"><p>Nous mesurons la fréquentation avec des cookies, si vous les acceptez.</p>
<button onclick="choose('oui')">Tout accepter</button>
<button onclick="first.hidden = true; more.hidden = false">Paramétrer</button></div>
<div id="more" hidden><button role="tab" onclick="tab('a')">Vos données</button>
<button role="tab" onclick="tab('b')">Vos choix</button>
<div id="a"><p>Ces cookies nous disent quelles pages sont lues.</p></div>
<div id="b" hidden><p>Pour l’ensemble des cookies.</p>%(behind)s</div></div></div>
<script>
const box = document.getElementById("box");
function load() {
  const s = document.createElement("script"); s.src = "https://stats.traceur-essai.test/t.js"; document.head.append(s);
}
function choose(value) { document.cookie = "choix=" + value + "; max-age=9000; path=/"; box.style.display = "none"; }
function tab(name) { for (const each of ["a", "b"]) document.getElementById(each).hidden = each !== name; }
const held = (document.cookie.match(/choix=(\\w+)/) || [])[1];
if (held) box.style.display = "none"; if (held === "oui") load();
</script>"""


@pytest.mark.parametrize("behind", ["""<button onclick="choose('non')">Tout refuser</button>""", ""])
def test_a_refusal_behind_a_tab_without_boxes_is_found_where_it_is(stage: Any, behind: str) -> None:
    stage.tool({"index.html": WITHOUT_BOXES % {"text": TEXT, "behind": behind}})
    stage.tracker()
    refused = stage.look(phases=("before-choice", "after-refusal")).run("after-refusal")
    assert refused.choice_made is bool(behind)
    if behind:
        assert (refused.choice_route, refused.actions) == ("second-layer", 3), "settings, the tab, the refusal"


def test_settings_that_lead_on_are_pressed_once_each(stage: Any) -> None:
    deep = """<button onclick="more.hidden = false">Paramétrer</button><div id="more" hidden><p>Vos préférences</p>
    <button onclick="most.hidden = false">Voir les finalités</button><div id="most" hidden><p>Statistiques</p>
    <button onclick="choose('non')">Tout refuser</button></div></div>"""
    page = PAGE[: PAGE.index("%(refusal)s")] + deep + PAGE[PAGE.index("</div></div>\n<script>") + 6 :]
    stage.tool({"index.html": page % {"text": TEXT}})
    stage.tracker()
    refused = stage.look(phases=("before-choice", "after-refusal")).run("after-refusal")
    assert (refused.choice_made, refused.actions) == (True, 3)


ONE_BUTTON = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%(text)s</p>
<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">
<p>Nous mesurons la fréquentation avec des cookies, si vous l’acceptez.</p>
<label><input type="checkbox" id="yes" %(ticked)s> Mesure de la fréquentation</label>
<button onclick="choose(yes.checked ? 'oui' : 'non')">Valider</button></div><script>
const box = document.getElementById("box");
function load() {
  const s = document.createElement("script"); s.src = "https://stats.traceur-essai.test/t.js"; document.head.append(s);
}
function choose(value) {
  document.cookie = "choix=" + value + "; max-age=9000; path=/"; box.remove(); if (value === "oui") load();
}
const held = (document.cookie.match(/choix=(\\w+)/) || [])[1];
if (held) box.remove(); if (held === "oui") load();
</script>"""


@pytest.mark.parametrize(("ticked", "presses"), [("", 1), ("checked", 2)])
def test_a_mere_button_beside_boxes_keeps_them_as_they_are(stage: Any, ticked: str, presses: int) -> None:
    stage.tool({"index.html": ONE_BUTTON % {"text": TEXT, "ticked": ticked}})
    stage.tracker()
    seen = stage.look()
    refused = seen.run("after-refusal")
    assert (refused.choice_made, refused.actions) == (True, presses)
    assert "stats.traceur-essai.test" not in seen.hosts("after-refusal")
    assert seen.run("after-acceptance").choice_made
    assert "stats.traceur-essai.test" in seen.hosts("after-acceptance")
