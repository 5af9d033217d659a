"""What a page holds back until somebody moves: trackers and interfaces are seen, and nothing is chosen by it."""

from __future__ import annotations

from typing import Any

import pytest

TRACKER = "https://stats.traceur-essai.test/"
TEXT = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
PAGE = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%s</p>%s<script>
function load() {
  const s = document.createElement("script"); s.src = "https://stats.traceur-essai.test/t.js"; document.head.append(s);
}
%s
</script>"""
BAR = """<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px;display:none">
<p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<button onclick="choose('oui')">Tout accepter</button> <button onclick="choose('non')">Tout refuser</button></div>"""
CHOICE = """
const box = document.getElementById("box"), held = document.cookie.includes("choix=");
function choose(value) { document.cookie = "choix=" + value + "; max-age=9000; path=/"; box.style.display = "none"; }
function ask() { if (!held) box.style.display = "block"; }
"""
MOVES = "for (const name of ['mousemove', 'keydown', 'touchstart']) addEventListener(name, %s, { once: true });"


@pytest.mark.parametrize("held_back", [MOVES % "load", "addEventListener('scroll', load, { once: true });"])
def test_a_tracker_that_waits_for_a_movement_is_seen_in_every_visit(stage: Any, held_back: str) -> None:
    stage.tool({"index.html": PAGE % (TEXT, '<div style="height:3000px"></div>', held_back)})
    stage.tracker()
    seen = stage.look()
    for run in (1, 2, 3):
        hosts = {one.url for one in seen.run("before-choice", run).requests if one.left}
        assert any(url.startswith(TRACKER) for url in hosts), run


def test_an_interface_that_waits_for_the_mouse_is_met(stage: Any) -> None:
    stage.tool({"index.html": PAGE % (TEXT, BAR, CHOICE + MOVES % "ask")})
    seen = stage.look()
    assert seen.run("before-choice", 1).interface is not None
    assert seen.run("after-refusal").choice_made


def test_a_tracker_that_waits_beside_an_interface_is_seen_before_and_after_the_choice(stage: Any) -> None:
    page = PAGE % (TEXT, BAR, CHOICE + "ask();" + MOVES % "load")
    stage.tool({"index.html": page, "cours.html": page})
    stage.tracker()
    seen = stage.look([("cours", "other", "showcase")])
    for phase, run in (("before-choice", 1), ("before-choice", 2), ("after-refusal", None)):
        requests = [one for one in seen.run(phase, run).requests if one.url.startswith(TRACKER)]
        assert any(not one.during_click for one in requests), (phase, run)
    assert seen.run("after-refusal").choice_made


def test_moving_chooses_nothing_and_a_page_that_waits_for_nothing_sends_nothing(stage: Any) -> None:
    stage.tool({"index.html": PAGE % (TEXT, BAR, CHOICE + "ask();")})
    stage.tracker()
    seen = stage.look()
    assert seen.hosts("before-choice") == set()
    assert seen.run("before-choice", 1).cookies == ()
    assert seen.run("after-refusal").choice_made and seen.run("after-acceptance").choice_made


NEAR_THE_END = "new IntersectionObserver((e) => e[0].isIntersecting && load()).observe(document.getElementById('end'));"
DEEP = '<div style="height:7000px"></div><p id="end">Fin</p><div style="height:2000px"></div>'
INSIDE = f'<div style="position:fixed;inset:0;overflow-y:auto"><p>{TEXT}</p>{DEEP}</div>'
LOCKED = f"<style>html, body {{ overflow: hidden }}</style>{DEEP}"


@pytest.mark.parametrize(
    ("page", "seen_there"),
    [(DEEP, True), (INSIDE, True), (LOCKED, False)],
    ids=["far down the page", "in an application's own window", "a page that cannot be scrolled"],
)
def test_what_loads_far_down_is_seen_where_a_person_could_read_to_it(stage: Any, page: str, seen_there: bool) -> None:
    stage.tool({"index.html": PAGE % (TEXT, page, NEAR_THE_END)})
    stage.tracker()
    seen = stage.look(phases=("before-choice",))
    assert any(one.left and one.url.startswith(TRACKER) for one in seen.run("before-choice").requests) is seen_there


def test_a_frame_that_is_loaded_when_it_comes_near_is_seen(stage: Any) -> None:
    frame = f'<iframe loading="lazy" src="{TRACKER}cadre" width="400" height="200"></iframe>'
    stage.tool({"index.html": PAGE % (TEXT, f'<div style="height:9000px"></div>{frame}', "")})
    stage.tracker({"cadre.html": "<p>Une carte</p>"})
    assert "stats.traceur-essai.test" in stage.look(phases=("before-choice",)).hosts("before-choice")
