"""A site's own notice beside a platform's banner: both are answered; what follows a press was not without a choice."""

from __future__ import annotations

from typing import Any

import pytest

TEXT = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
PAGE = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%(text)s</p>
<div class="info" style="position:fixed;top:0;left:0;right:0;background:#eee;padding:8px">%(other)s</div>
<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">
<p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<button onclick="choose('box', 'oui')">Tout accepter</button>
<button onclick="choose('box', 'non')">Tout refuser</button></div><script>
function load() {
  const s = document.createElement("script"); s.src = "https://stats.traceur-essai.test/t.js"; document.head.append(s);
}
function held(name) { return (document.cookie.match(new RegExp(name + "=(\\\\w+)")) || [])[1]; }
function layer(name) { return document.querySelector("#" + name + ", ." + name); }
function choose(name, value) {
  document.cookie = name + "=" + value + "; max-age=9000; path=/"; %(after)s(name); start();
}
function remove(name) { layer(name).remove(); }
function start() { if (held("box") === "oui" && (%(free)s || held("info") === "oui")) load(); }
for (const name of ["box", "info"]) if (held(name)) remove(name);
start();
</script>"""
NOTICE = "Ce site utilise des cookies nécessaires. <button onclick=\"choose('info', 'vu')\">J’ai compris</button>"
BANNER = """Des cookies publicitaires paient nos fiches. <button onclick="choose('info', 'oui')">Tout accepter</button>
<button onclick="choose('info', 'non')">Tout refuser</button>"""


def page(other: str, *, free: bool = False, after: str = "remove") -> str:
    return PAGE % {"text": TEXT, "other": other, "free": str(free).lower(), "after": after}


@pytest.mark.parametrize(("other", "free", "refusals"), [(NOTICE, True, 1), (BANNER, False, 2)])
def test_both_are_answered(stage: Any, other: str, free: bool, refusals: int) -> None:
    stage.tool({"index.html": page(other, free=free)})
    stage.tracker()
    seen = stage.look()
    refused, accepted = seen.run("after-refusal"), seen.run("after-acceptance")
    assert (refused.choice_made, refused.choice_kept, refused.actions) == (True, True, refusals)
    assert (accepted.choice_made, accepted.choice_kept, accepted.actions) == (True, True, 2)
    assert seen.hosts("before-choice") == seen.hosts("after-refusal") == set()
    assert seen.hosts("after-acceptance") == {"stats.traceur-essai.test"}


def test_what_follows_a_press_without_visible_effect_is_not_laid_to_the_time_before(stage: Any) -> None:
    stage.tool({"index.html": page("", free=True, after="void")})
    stage.tracker()
    seen = stage.look()
    accepted = seen.run("after-acceptance")
    assert (accepted.choice_made, accepted.reason) == (False, "click-failed")
    for run in seen.evidence.phases:
        assert not any("traceur-essai" in one.url for one in run.requests), run.phase
        assert not any(one.name == "_essai" for one in run.cookies), run.phase
