"""Pages that freeze, flood, flee or hide: each costs at most its visit, and what was seen before stays evidence.

Every page first has a pixel of a third party fired, which must be in the evidence whatever comes after it. All of it
stays on loopback, and every storm is bounded by the visit's own limits.
"""

from __future__ import annotations

from typing import Any

import psutil
import pytest

TRACKER = "https://stats.traceur-essai.test/"
PIXEL = f"""<script>const gone = new Promise((done) => {{ const pixel = new Image();
pixel.onload = pixel.onerror = done; pixel.src = "{TRACKER}p.gif?cid=1234567"; }});</script>"""
"""The pixel, and when its answer is there: a page that leaves before may take back what it was about to send."""
SECOND = [("b", "login", "learner")]


def visited(stage: Any, script: str, **pages: str) -> Any:
    """The untouched run over a home page with this script and a harmless second page."""
    home = f"{PIXEL}<title>t</title><h1>Outil</h1><script>{script}</script>"
    stage.tool({"index.html": home, "b.html": "<title>b</title><h1>Suite</h1>", **pages})
    stage.tracker()
    seen = stage.look(SECOND, phases=("before-choice",), seconds=80)
    run = seen.run("before-choice")
    assert any(one.url.startswith(f"{TRACKER}p.gif") and one.left for one in run.requests), "what was seen is kept"
    assert run.pages[0].status == 200, "and that the page was answered"
    return seen


def claims_no_absence(seen: Any) -> bool:
    """Whether no page is silently missing: each was seen to its end, or it says that it was not, or the run does."""
    run = seen.run("before-choice")
    told = [page for page in run.pages if page.rendered or page.failure]
    return run.crashed or run.reason == "budget" or len(told) == 2


FREEZING = {
    "a loop": "onload = () => setTimeout(() => { for (;;) {} }, 100)",
    "loops again and again": "onload = () => setInterval(() => { for (;;) {} }, 100)",
    "promises without end": "onload = () => setTimeout(function f() { Promise.resolve().then(f); }, 100)",
    "a pattern that backtracks": "onload = () => setTimeout(() => /^(a+)+$/.test('a'.repeat(60) + 'b'), 100)",
}


@pytest.mark.parametrize("script", FREEZING.values(), ids=FREEZING)
def test_a_page_that_freezes_costs_itself_only(stage: Any, script: str) -> None:
    run = visited(stage, script).run("before-choice")
    first, second = run.pages
    assert (run.crashed, first.failure, first.rendered) == (False, "hang", False)
    assert (second.title, second.failure, second.rendered) == ("b", None, True), "the visit went on"


STORMS = {
    "alerts": "onload = () => { for (;;) alert(1); }",
    "questions before leaving": "setInterval(() => { alert(1); confirm(2); prompt(3); }, 10);"
    "onbeforeunload = (e) => { e.preventDefault(); return 'x'; }",
    "windows": "setInterval(() => { for (let i = 0; i < 50; i++) window.open('/b?' + i); }, 20)",
    "requests": "setInterval(() => { for (let i = 0; i < 300; i++) fetch('/x' + i).catch(() => 0); }, 10)",
    "lines of the console": "setInterval(() => { for (let i = 0; i < 3000; i++) console.error('x'.repeat(500)); }, 10)",
    "frames": "setInterval(() => { const f = document.createElement('iframe'); f.src = '/b';"
    "document.body.append(f); }, 5)",
    "a page of a million elements": "setTimeout(() => { let s = ''; for (let i = 0; i < 3e5; i++) s += '<p>x<b>y</b>';"
    "document.body.insertAdjacentHTML('beforeend', s); }, 100)",
}  # fmt: skip


@pytest.mark.parametrize("script", STORMS.values(), ids=STORMS)
def test_a_storm_costs_its_phase_at_most(stage: Any, script: str) -> None:
    seen = visited(stage, script)
    run = seen.run("before-choice")
    assert run.reason in (None, "hang", "budget", "memory", "crashed"), "and it is said why"
    assert claims_no_absence(seen), [(page.url, page.rendered, page.failure) for page in run.pages]
    assert not [one for one in seen.requests if one.path.startswith("/b?")], "no window was opened"


FLEEING = {
    "to a file": "gone.then(() => location.href = 'file:///etc/passwd')",
    "to data": "gone.then(() => location.href = 'data:text/html,<h1>x')",
    "by closing": "gone.then(() => { window.close(); window.open('', '_self').close(); })",
    "by endless redirects": "gone.then(() => location.href = '/?n=' + Math.random())",
    "into a download": "gone.then(() => location.href = URL.createObjectURL(new Blob(['x'])))",
}


@pytest.mark.parametrize("script", FLEEING.values(), ids=FLEEING)
def test_a_page_that_flees_is_left_and_the_next_one_seen(stage: Any, script: str) -> None:
    run = visited(stage, script).run("before-choice")
    assert not run.crashed
    second = run.pages[1]
    # On a machine under load it may have had no time to answer: then it says so.
    assert (second.title, second.failure, second.rendered) in (("b", None, True), ("", "hang", False))
    assert not any(one.url.startswith("file:") for one in run.requests)


@pytest.mark.parametrize("delay", [60, 140])
def test_no_page_that_flees_is_taken_for_the_one_that_comes_after_it(stage: Any, delay: int) -> None:
    fleeing = f"<title>t</title><h1>Outil</h1><script>setTimeout(() => location.href = '/?n=1', {delay})</script>"
    names = "bcdefg"
    still = {f"{name}.html": f"<title>{name}</title><h1>Suite</h1>" for name in names[::2]}
    stage.tool({"index.html": fleeing, **{f"{name}.html": fleeing for name in names[1::2]}, **still})
    seen = stage.look([(name, "login", "learner") for name in names], phases=("before-choice",), seconds=80)
    pages = {page.url[-1]: page for page in seen.run("before-choice").pages if page.url[-1] in names[::2]}
    told = {name: page for name, page in pages.items() if page.failure is None}
    assert told, "some page that stays where it is was seen"
    said = {name: (page.title, page.final_url[-2:], page.status) for name, page in told.items()}
    assert said == {name: (name, f"/{name}", 200) for name in told}
    # A machine under load may give a page no time to answer: then it says so, and tells nothing of another one.
    assert all(page.title in ("", name) and not page.rendered for name, page in pages.items() if page.failure)


def test_where_a_page_itself_goes_at_once_is_where_it_leads(stage: Any) -> None:
    leaving = "<title>b</title><script>location.replace('/c')</script>"
    stage.tool({"index.html": "<h1>Outil</h1>", "b.html": leaving, "c.html": "<title>c</title><h1>Suite</h1>"})
    page = stage.look(SECOND, phases=("before-choice",), seconds=60).run("before-choice").pages[1]
    assert (page.title, page.final_url[-2:], page.failure, page.status) == ("c", "/c", None, 200)


def test_what_a_page_made_of_nothing_sends_belongs_to_the_page_that_made_it(stage: Any) -> None:
    made = f"`<title>m</title><h1>m</h1><script>new Image().src = '{TRACKER}fait.gif'<\\/script>`"
    script = f"gone.then(() => location.href = URL.createObjectURL(new Blob([{made}], {{ type: 'text/html' }})))"
    run = visited(stage, script).run("before-choice")
    sent = next(one for one in run.requests if one.url == f"{TRACKER}fait.gif")
    assert (sent.page, sent.left) == ("https://www.outil-essai.test/", True)


def test_writing_without_end_is_looked_at_and_not_followed(stage: Any) -> None:
    seen = visited(stage, "let n = 0; setInterval(() => localStorage.setItem('a', n++ + 'x'.repeat(1e6)), 5)")
    assert ("local", "a") in {(item.kind, item.key) for item in seen.run("before-choice").storage}


def test_a_flood_of_messages_leaves_its_socket_in_the_evidence(stage: Any) -> None:
    script = """const w = new WebSocket('wss://www.outil-essai.test/ws');
setInterval(() => { try { for (let i = 0; i < 500; i++) w.send('x'.repeat(1000)); } catch (_) {} }, 10);
for (let i = 0; i < 300; i++) new WebSocket('wss://www.outil-essai.test/ws' + i);"""
    run = visited(stage, script).run("before-choice")
    assert any(one.resource_type == "websocket" for one in run.requests)


def test_a_service_worker_that_answers_with_a_frozen_page_costs_what_it_answers(stage: Any) -> None:
    worker = """oninstall = () => skipWaiting(); onactivate = () => clients.claim();
onfetch = (e) => { if (e.request.mode === "navigate") e.respondWith(new Response("<script>for (;;);</script>",
  { headers: { "content-type": "text/html" } })); };"""
    script = "navigator.serviceWorker.register('/sw.js').then(() => setTimeout(() => location.reload(), 400))"
    run = visited(stage, script, **{"sw.js": worker}).run("before-choice")
    assert not any(page.rendered and page.text_length == 0 for page in run.pages)
    assert run.crashed or any(page.failure == "hang" for page in run.pages)


POISON = """
const thrown = () => { throw new Error("no"); };
for (const owner of [Array, Map, Set, WeakMap, RegExp, String]) for (const key of Reflect.ownKeys(owner.prototype))
  if (typeof key === "string" && key !== "constructor") try { owner.prototype[key] = thrown; } catch (_) { }
Array.prototype[Symbol.iterator] = String.prototype[Symbol.iterator] = thrown;
Object.prototype.toJSON = String.prototype.toJSON = () => "x"; JSON.stringify = () => "{}";
Object.prototype.get = Object.prototype.set = thrown; Date.now = thrown;
Promise = null; fetch = null; Reflect.apply = thrown; Object.freeze(Error);
"""
ACTS = """
document.cookie = "_essai=9f8e7d6c5b4a39281706; max-age=31536000; path=/";
const c = document.createElement("canvas"); const x = c.getContext("2d");
x.fillText("Cwm fjordbank glyphs vext quiz", 2, 10); c.toDataURL();
new OfflineAudioContext(1, 5000, 44100).startRendering();
"""


def test_a_page_that_breaks_its_own_language_hides_nothing(stage: Any) -> None:
    run = visited(stage, POISON + ACTS).run("before-choice")
    cookie = next(one for one in run.cookies if one.name == "_essai")
    assert (cookie.set_via, cookie.lifetime_seconds) == ("script", 31_536_000)
    assert {"canvas", "audio"} <= {act.kind for act in run.behaviours}


def test_a_cookie_declared_where_nobody_listens_is_found_in_the_jar(stage: Any) -> None:
    script = 'cookieStore.set({ name: "muet", value: "9f8e7d6c5b4a39281706", expires: Date.now() + 40 * 864e5 });'
    stage.tool({"index.html": f"<h1>Outil</h1><script>{script}</script>"})
    from scanner.collect.browser import instrument

    heard = instrument.Reports.take
    instrument.Reports.take = lambda self, text: None  # type: ignore[method-assign]
    try:
        run = stage.look(phases=("before-choice",)).run("before-choice")
    finally:
        instrument.Reports.take = heard  # type: ignore[method-assign]
    found = next(one for one in run.cookies if one.name == "muet")
    assert (found.set_via, found.page, found.domain) == ("jar", "https://www.outil-essai.test/", "www.outil-essai.test")
    assert found.lifetime_seconds is not None and abs(found.lifetime_seconds - 40 * 86_400) < 120
    assert found.value_digest and "9f8e" not in found.value_digest


def test_nothing_of_a_storm_survives(stage: Any) -> None:
    visited(stage, FREEZING["loops again and again"])
    assert not [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()]
