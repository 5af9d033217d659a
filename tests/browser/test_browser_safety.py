"""What hostile or broken pages may not do: reach inside, submit forms, hang a scan, hide, leave anything behind."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from scanner.collect.browser import Waiting, available, profile, session
from scanner.collect.browser.phase import PhaseVisit
from scanner.config import BrowserConfig, Config

TRACKER = "https://stats.traceur-essai.test/"


def test_addresses_inside_are_never_reached(stage: Any) -> None:
    stage.tool(
        {
            "index.html": """<title>x</title><h1>Outil</h1>
<img src="https://interne.essai.test/secret"><img src="http://169.254.169.254/latest/meta-data/">
<img src="http://[::1]/"><img src="http://127.0.0.1:22/"><script src="https://nulle-part.essai.test/x.js"></script>
<iframe src="file:///etc/passwd"></iframe>"""
        }
    )
    stage.site("interne.essai.test", "127.2.0.1", {"secret": "x"}, kind="third-party")
    seen = stage.look(phases=("before-choice",))
    requests = {one.url: one for one in seen.run("before-choice").requests}
    inside = requests["https://interne.essai.test/secret"]
    assert (inside.left, inside.failure, inside.peer_address) == (False, "unsafe-address", None)
    assert requests["http://169.254.169.254/latest/meta-data/"].left is False
    assert requests["https://nulle-part.essai.test/x.js"].failure == "no-such-name"
    assert not any(one.left for url, one in requests.items() if "127.0.0.1" in url or "[::1]" in url)
    assert not [one for one in seen.requests if one.host == "interne.essai.test"]
    assert not any(url.startswith("file:") for url in requests)


def test_a_third_party_with_a_wrong_certificate_is_refused(stage: Any) -> None:
    stage.tool({"index.html": f"<h1>Outil</h1><script src={TRACKER}t.js></script>"})
    stage.tracker(extra='tls = "expired"')
    seen = stage.look(phases=("before-choice",))
    request = next(one for one in seen.run("before-choice").requests if one.url.startswith(TRACKER))
    assert (request.left, request.failure) == (False, "certificate-expired")
    assert any("stats.traceur-essai.test: expired" in note for note in seen.evidence.notes)


def test_the_tools_own_wrong_certificate_is_noted_and_its_pages_seen(stage: Any) -> None:
    stage.tool({"index.html": "<h1>Outil</h1>"}, extra='tls = "wrong-name"')
    seen = stage.look(phases=("before-choice",))
    assert seen.run("before-choice").pages[0].status == 200
    assert any("www.outil-essai.test: wrong-name" in note for note in seen.evidence.notes)


def test_no_form_is_submitted_whoever_wants_it(stage: Any) -> None:
    form = '<form id="f" method="%s" action="/recu"><input name="email" type="email"><button>OK</button></form>'
    stage.tool(
        {
            "index.html": form % "post" + "<script>document.getElementById('f').submit()</script>",
            "b.html": form % "get" + "<script>document.getElementById('f').requestSubmit()</script>",
            "c.html": """<title>c</title><h1>C</h1><div style="position:fixed;bottom:0">Cookies ?
<form method="post" action="/recu"><button>Tout accepter</button><button name="n">Tout refuser</button></form></div>""",
        }
    )
    seen = stage.look([("b", "login", "learner"), ("c", "signup", "learner")])
    received = [(one.method, one.path) for one in seen.requests]
    assert not [one for one in received if one[1].startswith("/recu") or one[0] == "POST"]
    assert seen.run("after-refusal").choice_made is False
    assert seen.run("after-refusal").reason == "click-failed"


def test_robots_bind_what_the_page_navigates_to(stage: Any) -> None:
    stage.tool({"index.html": "<script>location.href = '/prive'</script>", "prive.html": "x", "b.html": "<h1>B</h1>"})
    seen = stage.look([("prive", "login", "learner")], may_visit=lambda url: "/prive" not in url)
    assert not [one for one in seen.requests if one.path.startswith("/prive")]
    assert [page.url for page in seen.run("before-choice").pages] == ["https://www.outil-essai.test/"]


def test_a_page_that_never_ends_costs_itself_only(stage: Any) -> None:
    stage.tool({"index.html": "<h1>Outil</h1>", "b.html": "<script>for (;;) {}</script>"})
    seen = stage.look([("b", "login", "learner")])
    first = seen.run("before-choice", 1)
    assert (first.crashed, first.reason) == (False, None)
    assert [(page.status, page.rendered, page.failure) for page in first.pages] == [
        (200, True, None),
        (200, False, "hang"),
    ]
    assert seen.run("before-choice", 3).pages[0].status == 200


def test_a_crash_costs_its_phase_only(stage: Any) -> None:
    def kill_a_renderer() -> None:
        for _ in range(200):
            time.sleep(0.1)
            for child in psutil.Process().children(recursive=True):
                if landed and "--type=renderer" in " ".join(child.cmdline()):
                    child.kill()
            if landed:
                return

    landed: list[str] = []
    stage.tool({"index.html": "<h1>Outil</h1><script>setInterval(() => fetch('/x'), 300)</script>"})
    from scanner.lab.answer import Answerer

    original = Answerer.answer

    def noticing(self: Any, request: Any) -> Any:
        landed.append(type("Landed", (), {"path": request.host}))
        return original(self, request)

    Answerer.answer = noticing  # type: ignore[method-assign]
    try:
        killer = threading.Thread(target=kill_a_renderer)
        killer.start()
        seen = stage.look()
        killer.join()
    finally:
        Answerer.answer = original  # type: ignore[method-assign]
    crashed = [run for run in seen.evidence.phases if run.crashed]
    assert {run.reason for run in crashed} == {"crashed"}
    assert any(not run.crashed and run.pages and run.pages[0].status == 200 for run in seen.evidence.phases)


def test_a_page_that_stores_without_end_costs_its_phase_only(stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MEMORY_BYTES", 600_000_000)
    hoard = """<h1>Outil</h1><script>
setInterval(() => fetch("/x"), 100);
const much = new Uint8Array(8e6).fill(7);
caches.open("tas").then((cache) => {
  for (let number = 0; number < 100; number++) cache.put("/" + number, new Response(much));
});</script>"""
    stage.tool({"index.html": "<h1>Outil</h1>", "b.html": hoard})
    seen = stage.look([("b", "login", "learner")], waiting=Waiting(quiet=0.4, limit=15.0, look=0.0))
    first = seen.run("before-choice", 1)
    assert (first.crashed, first.reason) == (True, "memory")
    assert first.pages[0].status == 200, "what was seen before is kept"
    assert seen.run("before-choice", 3).pages[0].status == 200


def test_dialogs_windows_and_downloads_do_not_stop_a_visit(stage: Any) -> None:
    stage.tool(
        {
            "index.html": """<title>t</title><h1>Outil</h1><script>
alert(1); confirm(2); window.open("/autre"); onbeforeunload = () => "stay";
const a = document.createElement("a"); a.href = "/x.bin"; a.download = "x.bin"; document.body.append(a); a.click();
navigator.geolocation.getCurrentPosition(() => 0); Notification.requestPermission();
</script>""",
            "x.bin": "0" * 1000,
        }
    )
    seen = stage.look()
    assert [run.crashed for run in seen.evidence.phases] == [False] * 5
    assert all(page.status == 200 for run in seen.evidence.phases for page in run.pages)
    assert not [one for one in seen.requests if one.path == "/autre"]


def test_time_is_kept_and_said(stage: Any) -> None:
    stage.tool({"index.html": "<h1>Outil</h1><script>setInterval(() => fetch('/x'), 100)</script>"})
    started = time.monotonic()
    seen = stage.look([(f"p{n}", "login", "learner") for n in range(4)], seconds=9)
    assert time.monotonic() - started < 25
    failures = {page.failure for run in seen.evidence.phases for page in run.pages}
    assert "budget" in failures or any(run.reason == "budget" for run in seen.evidence.phases)


def test_phases_that_ended_stand_when_a_later_one_does_not_end(stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def endless(*_: object) -> list[object]:
        await asyncio.sleep(600)
        return []

    monkeypatch.setattr(PhaseVisit, "choosing", endless)
    stage.tool({"index.html": "<title>t</title><h1>Outil</h1>"})
    seen = stage.look(seconds=20)
    runs = {run.phase: run for run in seen.evidence.phases}
    assert runs["before-choice"].pages[0].title == "t"
    assert [runs[phase].reason for phase in ("after-refusal", "after-acceptance")] == ["budget", "budget"]
    assert len({run.run for run in seen.evidence.phases}) == 3


def test_a_page_cannot_tell_that_it_is_watched(stage: Any) -> None:
    stage.tool(
        {
            "index.html": """<title>t</title><h1>Outil</h1><script>
const native = (f) => Function.prototype.toString.call(f);
const frame = document.createElement("iframe"); document.body.append(frame);
const told = [
  native(HTMLCanvasElement.prototype.toDataURL) === "function toDataURL() { [native code] }",
  native(Function.prototype.toString) === "function toString() { [native code] }",
  native(EventTarget.prototype.addEventListener).includes("addEventListener"),
  HTMLCanvasElement.prototype.toDataURL.name === "toDataURL" && HTMLCanvasElement.prototype.toDataURL.length === 0,
  !("prototype" in HTMLCanvasElement.prototype.toDataURL),
  Object.getOwnPropertyNames(window).filter((n) => /^r[0-9a-f]{24}$/.test(n)).length === 0,
  frame.contentWindow.Function.prototype.toString.call(HTMLCanvasElement.prototype.toDataURL).includes("[native code]"),
  navigator.webdriver === false,
];
document.title = JSON.stringify(told);
</script>"""
        }
    )
    seen = stage.look(phases=("before-choice",))
    assert seen.run("before-choice").pages[0].title == str([True] * 8).replace("True", "true").replace(" ", "")


def test_without_chromium_nothing_is_claimed() -> None:
    missing = Config(browser=BrowserConfig(executable=Path("/no/such/chromium")))
    found = available(missing)
    assert (found.found, found.why_not) == (False, "not-there")


def test_what_chromium_writes_to_its_own_folder_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile, "STORED_BYTES", 1_000_000)
    kept = profile.Profile()
    try:
        assert not kept.is_overfull()
        (kept.folder / "Default" / "much").write_bytes(bytes(range(256)) * 40_000)
        assert kept.is_overfull()
    finally:
        kept.remove()
    assert not kept.folder.exists()
