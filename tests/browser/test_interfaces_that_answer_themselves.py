"""A banner that is gone before anybody answered was there all the same."""

from __future__ import annotations

from typing import Any

from scanner.collect.browser import Waiting

USUAL = Waiting(quiet=2.0, limit=6.0, look=0.5)
TEXT = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
PAGE = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%s</p>
<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">
<p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<button onclick="choose('oui')">Tout accepter</button> <button onclick="choose('non')">Tout refuser</button></div>
<script>
const box = document.getElementById("box"), held = document.cookie.includes("choix=");
function load() {
  const s = document.createElement("script"); s.src = "https://stats.traceur-essai.test/t.js"; document.head.append(s);
}
function choose(value) {
  document.cookie = "choix=" + value + "; max-age=9000; path=/"; box.remove();
  if (value === "oui") load();
}
if (held) box.remove(); else %s
</script>"""


def test_a_banner_that_answers_itself_was_met_and_went_away(stage: Any) -> None:
    stage.tool({"index.html": PAGE % (TEXT, "setTimeout(() => choose('oui'), 1500);")})
    stage.tracker()
    seen = stage.look(phases=("before-choice", "after-refusal"), waiting=USUAL)
    for number in (1, 2):
        run = seen.run("before-choice", number)
        assert run.interface is not None and run.interface.vanished
        assert [one.kind for one in run.interface.controls] == ["accept", "reject"]
        assert "stats.traceur-essai.test" in {one.url.split("/")[2] for one in run.requests if one.left}
    refused = seen.run("after-refusal")
    assert (refused.choice_made, refused.reason) == (False, "no-interface")


def test_a_banner_that_stays_and_one_that_comes_late_did_not_vanish(stage: Any) -> None:
    late = "{ box.style.display = 'none'; setTimeout(() => (box.style.display = 'block'), 2500); }"
    stage.tool({"index.html": PAGE % (TEXT, late)})
    interface = stage.look(phases=("before-choice",), waiting=Waiting(2.0, 6.0, 5.0)).run("before-choice").interface
    assert interface is not None and not interface.vanished


def test_a_banner_that_takes_reading_for_an_answer_went_away(stage: Any) -> None:
    long = TEXT + '<div style="height:3000px"></div>'
    stage.tool({"index.html": PAGE % (long, "addEventListener('scroll', () => choose('oui'), { once: true });")})
    stage.tracker()
    run = stage.look(phases=("before-choice",), waiting=USUAL).run("before-choice")
    assert run.interface is not None and run.interface.vanished and run.interface.screenshot
    assert "stats.traceur-essai.test" in {one.url.split("/")[2] for one in run.requests if one.left}


def test_a_banner_that_hides_while_the_page_is_read_down_is_still_there(stage: Any) -> None:
    hides = "addEventListener('scroll', () => (box.style.display = scrollY > 200 ? 'none' : 'block'));"
    stage.tool({"index.html": PAGE % (TEXT + '<div style="height:3000px"></div>', hides)})
    interface = stage.look(phases=("before-choice",), waiting=USUAL).run("before-choice").interface
    assert interface is not None and not interface.vanished


def test_what_reading_on_sets_off_is_seen_in_two_profiles(stage: Any) -> None:
    long = TEXT + '<div style="height:3000px"></div>'
    stage.tool({"index.html": PAGE % (long, "addEventListener('scroll', () => choose('oui'), { once: true });")})
    stage.tracker()
    seen = stage.look(waiting=USUAL)
    for number in (1, 3):
        run = seen.run("before-choice", number)
        assert "stats.traceur-essai.test" in {one.url.split("/")[2] for one in run.requests if one.left}, number
        assert run.interface is not None and run.interface.vanished
    assert seen.run("after-refusal").choice_made, "who refuses before reading on is still seen"
    assert not seen.run("after-acceptance").choice_made, "nobody pressed anything"


def test_a_banner_that_takes_reading_for_a_refusal_can_still_be_accepted(stage: Any) -> None:
    long = TEXT + '<div style="height:3000px"></div>'
    stage.tool({"index.html": PAGE % (long, "addEventListener('scroll', () => choose('non'), { once: true });")})
    stage.tracker()
    seen = stage.look(waiting=USUAL)
    assert seen.hosts("before-choice") == set()
    assert seen.run("after-refusal").choice_made and seen.run("after-acceptance").choice_made
