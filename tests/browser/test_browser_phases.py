"""Three phases of a real Chromium over real TLS: what is seen before a choice, after refusing, after accepting."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from scanner import scratch
from scanner.collect.browser import profile

TRACKER = "https://stats.traceur-essai.test/"
BANNER = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>%(text)s</p>
<footer><a href="#" onclick="ask(); return false">Gérer mes cookies</a></footer>
<div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px;display:none">
<p>Nous mesurons la fréquentation avec nos 3 partenaires, si vous acceptez les cookies.</p>%(controls)s</div>
<script>
const box = document.getElementById("box");
function ask() { box.style.display = "block"; }
function load() {
  const s = document.createElement("script"); s.src = "https://stats.traceur-essai.test/t.js"; document.head.append(s);
}
function choose(value) {
  document.cookie = "choix=" + value + "; max-age=15552000; path=/";
  box.style.display = "none";
  if (value === "oui"%(leak)s) load();
}
const held = (document.cookie.match(/choix=(\\w+)/) || [])[1];
if (!held) ask(); else if (held === "oui"%(held)s) load();
</script>"""
BUTTONS = (
    """<button onclick="choose('oui')">Tout accepter</button> <button onclick="choose('non')">Tout refuser</button>"""
)


def banner(controls: str = BUTTONS, leak: str = "", held: str = "") -> str:
    text = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
    return BANNER % {"controls": controls, "text": text, "leak": leak, "held": held}


def test_an_honest_banner_is_refused_accepted_and_remembered(stage: Any) -> None:
    stage.tool({"index.html": banner(), "connexion.html": banner()})
    stage.tracker()
    seen = stage.look([("connexion", "login", "learner")])
    assert seen.evidence.canary.sound, seen.evidence.canary.detail

    before = seen.run("before-choice", 1)
    assert seen.hosts("before-choice") == set()
    assert before.cookies == ()
    assert before.interface is not None
    kinds = {control.text: control.kind for control in before.interface.controls}
    assert kinds == {"Tout accepter": "accept", "Tout refuser": "reject"}
    assert before.interface.partners_count == 3
    picture = seen.blobs.get(before.interface.screenshot)
    assert picture[:3] == b"\xff\xd8\xff"

    refused = seen.run("after-refusal")
    assert (refused.choice_made, refused.choice_route, refused.actions, refused.choice_kept) == (
        True,
        "first-layer",
        1,
        True,
    )
    assert seen.hosts("after-refusal") == set()
    assert [page.role for page in refused.pages] == ["home", "login"]
    assert {page.way_back for page in refused.pages} == {"Gérer mes cookies"}
    assert all(page.usable for page in refused.pages)

    accepted = seen.run("after-acceptance")
    assert accepted.choice_made
    clicked = [one for one in accepted.requests if one.during_click]
    later = [one for one in accepted.requests if one.url.startswith(TRACKER) and not one.during_click]
    assert any(one.url.startswith(TRACKER) for one in clicked), "the request of the click itself is tagged"
    assert later, "the next page shows it untagged"
    assert later[0].peer_address == "127.1.60.2"
    lifetimes = {cookie.name: cookie.lifetime_seconds for cookie in accepted.cookies}
    assert lifetimes == {"choix": 15_552_000, "_essai": 63_072_000}, "as declared, not capped at 400 days"
    assert [run.run for run in seen.evidence.phases if run.phase == "before-choice"] == [1, 2, 3]


def test_a_refusal_that_is_ignored_shows_after_it(stage: Any) -> None:
    stage.tool({"index.html": banner(leak=' || value === "non"', held=' || held === "non"')})
    stage.tracker()
    seen = stage.look(phases=("before-choice", "after-refusal"))
    assert seen.run("after-refusal").choice_made
    kept = [one for one in seen.run("after-refusal").requests if one.url.startswith(TRACKER) and not one.during_click]
    assert kept
    assert "_essai" in {cookie.name for cookie in seen.run("after-refusal").cookies}


WALL = """<script>
function shut() {
  document.querySelectorAll("h1, body > p").forEach((one) => one.remove());
  const wall = document.createElement("div");
  wall.style = "position:fixed;inset:0;background:#fff;z-index:9;padding:60px";
  wall.innerHTML = "<p>Sans votre accord aux cookies, le contenu reste fermé.</p><button>Accepter</button>";
  wall.querySelector("button").onclick = () => { choose("oui"); location.reload(); };
  document.body.append(wall);
}
if (held === "non") shut();
</script>"""


def test_a_refusal_that_a_wall_answers_was_made(stage: Any) -> None:
    refuse = BUTTONS.replace("choose('non')", "choose('non'); shut()")
    stage.tool({"index.html": banner(refuse) + WALL, "cours.html": banner(refuse) + WALL})
    seen = stage.look([("cours", "other", "showcase")], phases=("before-choice", "after-refusal"))
    refused = seen.run("after-refusal")
    assert (refused.choice_made, refused.choice_route, refused.actions) == (True, "first-layer", 1)
    assert [page.usable for page in refused.pages] == [False, False]


SHADOW = """<!doctype html><title>Outil</title><h1>Outil</h1><script>
const host = document.createElement("div"); document.body.append(host);
const root = host.attachShadow({ mode: "closed" });
root.innerHTML = `<div style="position:fixed;bottom:0;background:#fff">Cookies : votre choix.
<button id="y">Accepter</button><button id="n">Continuer sans accepter</button></div>`;
const choose = (v) => { document.cookie = "choix=" + v + "; path=/"; host.remove(); };
root.getElementById("y").onclick = () => choose("oui");
root.getElementById("n").onclick = () => choose("non");
if (/choix=/.test(document.cookie)) host.remove();
</script>"""
SETTINGS = banner(
    """<button onclick="choose('oui')">J’accepte</button>
<button onclick="document.getElementById('more').hidden = false">Personnaliser</button>
<div id="more" hidden><label><input type="checkbox" id="stats" checked> Mesure d’audience</label>
<label><input type="checkbox" checked disabled> Strictement nécessaires</label>
<button onclick="choose(stats.checked ? 'oui' : 'non')">Enregistrer mes choix</button></div>"""
)


def test_a_closed_shadow_root_hides_nothing_from_a_person(stage: Any) -> None:
    stage.tool({"index.html": SHADOW})
    seen = stage.look(phases=("before-choice", "after-refusal"))
    refused = seen.run("after-refusal")
    assert refused.choice_made and refused.choice_route == "first-layer"
    assert refused.interface is not None and refused.interface.in_shadow_root


def test_a_refusal_behind_boxes_is_made_by_unticking_them(stage: Any) -> None:
    stage.tool({"index.html": SETTINGS})
    stage.tracker()
    seen = stage.look(phases=("before-choice", "after-refusal"))
    interface = seen.run("before-choice", 1).interface
    assert interface is not None and interface.second_layer_reached
    boxes = {box.label: (box.checked, box.essential) for box in interface.toggles}
    assert boxes == {"Mesure d’audience": (True, False), "Strictement nécessaires": (True, True)}
    refused = seen.run("after-refusal")
    assert (refused.choice_made, refused.choice_route, refused.actions) == (True, "second-layer-toggles", 3)
    assert seen.hosts("after-refusal") == set()


def test_an_interface_in_a_frame_of_another_host_is_used(stage: Any) -> None:
    frame = """<body style="margin:0">Nous utilisons des cookies. <button onclick="say('oui')">J’accepte</button>
<button onclick="say('non')">Je refuse</button><script>function say(v) { parent.postMessage(v, "*"); }</script>"""
    home = """<!doctype html><title>Outil</title><h1>Outil</h1><script>
if (!/choix=/.test(document.cookie)) {
  const f = document.createElement("iframe"); f.src = "https://stats.traceur-essai.test/cadre";
  f.style = "position:fixed;bottom:0;left:0;width:100%;height:140px;border:0;background:#fff"; document.body.append(f);
  addEventListener("message", (e) => { document.cookie = "choix=" + e.data + "; path=/"; f.remove(); });
}</script>"""
    stage.tool({"index.html": home})
    stage.tracker({"cadre.html": frame})
    seen = stage.look(phases=("before-choice", "after-refusal"))
    refused = seen.run("after-refusal")
    assert refused.choice_made and refused.choice_kept
    assert refused.interface is not None and refused.interface.in_frame
    control = refused.interface.controls[0]
    assert control.box is not None and control.box[1] > 600, "where it is in the window, not in its frame"


@pytest.mark.parametrize(
    "page",
    ["<h1>Outil</h1><p>Rien à choisir ici.</p>", "<h1>Outil</h1><p>Cookies</p><a href=/cookies>En savoir plus</a>"],
)
def test_where_nothing_asks_nothing_is_invented(stage: Any, page: str) -> None:
    stage.tool({"index.html": page})
    seen = stage.look()
    for phase in ("after-refusal", "after-acceptance"):
        run = seen.run(phase)
        assert (run.choice_made, run.reason, run.requests) == (False, "no-interface", ())
    assert seen.run("before-choice", 1).interface is None


def test_an_interface_without_refusal_says_so(stage: Any) -> None:
    notice = banner("""<button onclick="choose('oui')">OK</button>""")
    stage.tool({"index.html": notice})
    stage.tracker()
    refused = stage.look(phases=("before-choice", "after-refusal")).run("after-refusal")
    assert (refused.choice_made, refused.reason) == (False, "no-refusal-found")


def test_what_only_one_page_shows_is_loaded_again_in_a_second_profile(stage: Any) -> None:
    stage.tool({"index.html": "<h1>Accueil</h1>", "connexion.html": f"<script src={TRACKER}t.js></script>"})
    stage.tracker()
    seen = stage.look([("connexion", "login", "learner")], phases=("before-choice", "after-refusal"))
    runs = {
        run.run
        for run in seen.evidence.phases
        if run.phase == "before-choice" and any(one.url.startswith(TRACKER) for one in run.requests)
    }
    assert runs == {1, 2}


def test_two_looks_see_the_same(stage: Any) -> None:
    stage.tool({"index.html": banner() + f"<script src={TRACKER}t.js></script>"})
    stage.tracker()
    first, second = (stage.look() for _ in range(2))

    def told(seen: Any) -> list[Any]:
        return [
            (
                run.phase,
                run.run,
                run.choice_made,
                # How often one picture is asked for is the engine's affair: it may still hold it in memory, or not.
                sorted({(one.url, one.resource_type, one.page) for one in run.requests}),
                # Which request falls into the second after a press is a matter of time; who is proven outside is not.
                sorted({one.url.split("?")[0] for one in run.requests if not one.during_click}),
                sorted((one.name, one.domain, one.lifetime_seconds, one.set_via) for one in run.cookies),
            )
            for run in seen.evidence.phases
        ]

    assert json.dumps(told(first)) == json.dumps(told(second))


@pytest.mark.parametrize("in_memory", [True, False])
def test_nothing_of_a_scan_survives(stage: Any, monkeypatch: pytest.MonkeyPatch, in_memory: bool) -> None:
    import psutil

    with tempfile.TemporaryDirectory(prefix="essai-") as name:
        memory, disk = Path(name) / "m", Path(name) / "d"
        memory.mkdir()
        disk.mkdir()
        monkeypatch.setattr(scratch, "IN_MEMORY", memory if in_memory else Path(name) / "absent")
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        monkeypatch.setenv("TMPDIR", str(disk))
        used = _folders_used(monkeypatch)
        stage.tool({"index.html": "<h1>Outil</h1>"})
        seen = stage.look(phases=("before-choice",))
        assert seen.run("before-choice").pages[0].status == 200
        assert {folder.parent.parent for folder in used} == {memory if in_memory else disk}
        # The lab that is still served keeps its own.
        left = [one for folder in (memory, disk) for one in folder.glob("*/*") if one.name != "owner"]
        assert [one.name for one in left if not one.name.startswith("lab")] == []
    assert [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()] == []


def _folders_used(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders of all profiles from now on."""
    used: list[Path] = []
    make = profile.Profile.__init__

    def noted(self: profile.Profile) -> None:
        make(self)
        used.append(self.folder)

    monkeypatch.setattr(profile.Profile, "__init__", noted)
    return used
