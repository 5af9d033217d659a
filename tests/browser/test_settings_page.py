"""Settings that are a page: a link from a consent interface to a text, and to a page with boxes."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.nouns.browser import ConsentInterface

BANNER = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%(text)s</p>
<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">
<p>Nous mesurons la fréquentation avec des cookies, si vous acceptez.</p>
<button onclick="box.remove()">Tout accepter</button> <button onclick="box.remove()">Tout refuser</button>
%(settings)s</div><script>const box = document.getElementById("box");</script>"""
TEXT = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 6
LINK = '<a href="/cookies.html">Détails</a>'


def interface(stage: Any, page: str, settings: str = LINK) -> ConsentInterface:
    home = BANNER % {"text": TEXT, "settings": settings}
    stage.tool({"index.html": home, "cookies.html": f"<!doctype html><html lang=fr><h1>Nos cookies</h1>{page}"})
    found = stage.look(phases=("before-choice",)).run("before-choice").interface
    assert found is not None and "settings" in {control.kind for control in found.controls}
    return found  # type: ignore[no-any-return]


def test_a_text_on_cookies_is_no_second_layer(stage: Any) -> None:
    found = interface(stage, f"<p>{TEXT}</p>")
    assert (found.settings_page or "").endswith("/cookies.html")
    assert found.toggles == ()


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{TEXT}</p><label><input type=checkbox checked> Mesure d’audience</label><button>Enregistrer</button>",
        f"<p>{TEXT}</p><div role=switch aria-checked=true>Mesure</div>",
        "<p>Page introuvable.</p>",
    ],
    ids=["boxes", "switch", "error"],
)
def test_a_page_that_may_be_settings_is_not_taken_for_a_text(stage: Any, page: str) -> None:
    assert interface(stage, page).settings_page is None


@pytest.mark.parametrize(
    "settings", ["<button>Paramétrer</button>", f"{LINK} <a href='/choix.html'>Paramétrer</a>"], ids=["button", "two"]
)
def test_settings_that_open_nothing_or_two_pages_stay_unseen(stage: Any, settings: str) -> None:
    assert interface(stage, f"<p>{TEXT}</p>", settings).settings_page is None
