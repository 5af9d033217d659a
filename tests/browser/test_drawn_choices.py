"""Choices that are drawn: what their code says of them is read, and what says nothing is never taken for off."""

from __future__ import annotations

from typing import Any

import pytest

from scanner.consent.drawn import FoundToggle, drawn_choices

TEXT = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
LOOK = "display:inline-block;width:40px;height:22px;border-radius:11px;background:#bbb;cursor:pointer"
PAGE = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%(text)s</p>
<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px;display:none">
<p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<button onclick="choose('oui')">Tout accepter</button> <button onclick="more.hidden = false">Paramétrer</button>
<div id="more" hidden><p>Nécessaires <input type="checkbox" checked disabled></p>
%(drawn)s<button onclick="save()">Enregistrer mes choix</button></div></div>
<script>
const box = document.getElementById("box"), more = document.getElementById("more");
function load() {
  const s = document.createElement("script"); s.src = "https://stats.traceur-essai.test/t.js"; document.head.append(s);
}
function choose(value) { document.cookie = "choix=" + value + "; max-age=9000; path=/"; box.style.display = "none"; }
function save() {
  const on = "#more .on, #more .vert, #more [checked]:not(input), #more .yes:checked";
  choose(document.querySelector(on) ? "oui" : "non");
}
const held = (document.cookie.match(/choix=(\\w+)/) || [])[1];
if (!held) box.style.display = "block"; else if (held === "oui") load();
</script>"""
SWITCH = (
    f"""<p>Fréquentation <span class="sw on" style="{LOOK}" onclick="this.classList.toggle('on')"><i></i></span></p>"""
)
ELEMENT = (
    f"""<p>Fréquentation <un-choix checked style="{LOOK}" onclick="this.toggleAttribute('checked')"></un-choix></p>"""
)
RADIOS = """<fieldset>Publicité <label><input type="radio" name="p"> Oui</label>
<label><input type="radio" name="p" checked> Non</label></fieldset>
<fieldset>Fréquentation <label><input type="radio" name="f" class="yes" checked> Oui</label>
<label><input type="radio" name="f"> Non</label></fieldset>"""
UNNAMED = f"""<p>Fréquentation <span class="vert" style="{LOOK}" onclick="this.classList.toggle('vert')"></span></p>"""
STATED = """<p>Fréquentation <button class="on" onclick="this.classList.toggle('on');
this.textContent = this.className ? 'Activé' : 'Désactivé'">Activé</button></p>"""


def page(drawn: str) -> str:
    return PAGE % {"text": TEXT, "drawn": drawn}


@pytest.mark.parametrize("drawn", [SWITCH, ELEMENT, RADIOS], ids=["class", "attribute", "radio"])
def test_what_its_code_calls_on_is_ticked_beforehand_and_unticked_to_refuse(stage: Any, drawn: str) -> None:
    stage.tool({"index.html": page(drawn)})
    stage.tracker()
    seen = stage.look(phases=("before-choice", "after-refusal"))
    interface = seen.run("before-choice", 1).interface
    assert interface is not None and not interface.unread_toggles
    assert [(one.label, one.checked) for one in interface.toggles if one.checked and not one.essential] == [
        ("Fréquentation", True)
    ]
    refused = seen.run("after-refusal")
    assert (refused.choice_made, refused.choice_route) == (True, "second-layer-toggles")
    assert not seen.hosts("after-refusal")


@pytest.mark.parametrize("drawn", [UNNAMED, STATED], ids=["nameless", "stated"])
def test_what_says_nothing_stays_unread_and_is_not_saved_as_a_refusal(stage: Any, drawn: str) -> None:
    stage.tool({"index.html": page(drawn)})
    stage.tracker()
    seen = stage.look(phases=("before-choice", "after-refusal"))
    interface = seen.run("before-choice", 1).interface
    assert interface is not None and [one.split()[0] for one in interface.unread_toggles] == ["Fréquentation"]
    assert not seen.run("after-refusal").choice_made
    assert not seen.hosts("after-refusal")


BARE: dict[str, Any] = {"drawn": [], "radios": [], "stated": []}


def drawn(*names: str, label: str = "Publicité", square: bool = False, row: bool = False) -> dict[str, Any]:
    one = {"id": 7, "label": label, "names": list(names), "square": square, "row": row, "disabled": False}
    return {**BARE, "drawn": [one]}


@pytest.mark.parametrize(
    ("names", "on"),
    [
        (["toggle is-active"], True),
        (["switchOn"], True),
        (["slider", "checked"], True),
        (["toggle toggle--off"], False),
        (["x", "unchecked"], False),
        (["switch", "false"], False),
    ],
)
def test_names_in_code_say_the_state(names: list[str], on: bool) -> None:
    assert drawn_choices(drawn(*names)) == ((FoundToggle(7, "Publicité", on, False),), ())


@pytest.mark.parametrize("names", [["toggle"], ["on off"], ["not-checked"], ["confirm"], []])
def test_names_that_say_nothing_or_both_leave_it_unread(names: list[str]) -> None:
    assert drawn_choices(drawn(*names)) == ((), ("Publicité",))


def test_a_square_picture_is_no_box_and_what_is_always_on_is_no_choice() -> None:
    assert drawn_choices(drawn("icon active", square=True)) == ((), ())
    assert drawn_choices(drawn("checkbox checked", square=True))[0]
    assert drawn_choices(drawn("arrow", row=True)) == ((), ())
    assert drawn_choices(drawn("toggle", row=True)) == ((), ("Publicité",))
    assert drawn_choices(drawn("arrow on", row=True))[0]
    assert drawn_choices(drawn("button", label="Tout refuser")) == ((), ())
    assert drawn_choices(drawn("toggle", label="Strictement nécessaires Toujours actif")) == ((), ())


def test_radio_buttons_that_do_not_answer_yes_or_no_stay_unread() -> None:
    options = [{"id": 1, "text": "Tous les jours", "checked": True}, {"id": 2, "text": "Jamais", "checked": False}]
    group = {"label": "Publicité", "options": options, "disabled": False, "list": False}
    assert drawn_choices({**BARE, "radios": [group]}) == ((), ("Publicité",))
    assert drawn_choices({**BARE, "radios": [{**group, "list": True}]}) == ((), ())


def test_a_list_that_is_set_to_yes_is_ticked_and_one_that_cannot_be_changed_refuses_nothing(stage: Any) -> None:
    chosen = """<p>Fréquentation <select><option selected>Autoriser</option><option>Interdire</option></select></p>
    <p>Langue <select><option>Français</option><option>English</option></select></p>"""
    stage.tool({"index.html": page(chosen)})
    seen = stage.look(phases=("before-choice", "after-refusal"))
    interface = seen.run("before-choice", 1).interface
    assert interface is not None and not interface.unread_toggles
    assert [(one.label, one.checked) for one in interface.toggles if not one.essential] == [("Fréquentation", True)]
    assert not seen.run("after-refusal").choice_made


def test_pictures_of_links_and_arrows_of_rows_are_no_choices(stage: Any) -> None:
    look = "display:inline-block;width:60px;height:24px;background:#246"
    others = f"""<p><a href="https://www.outil-essai.test/plateforme"><i style="{look}"></i></a></p>
    <div style="cursor:pointer">Statistiques <i class="arrow" style="{look}"></i></div>
    <button aria-expanded="false" style="{look}"></button>"""
    stage.tool({"index.html": page(others)})
    interface = stage.look(phases=("before-choice",)).run("before-choice", 1).interface
    assert interface is not None and interface.second_layer_reached
    assert not interface.unread_toggles and all(one.essential for one in interface.toggles)
