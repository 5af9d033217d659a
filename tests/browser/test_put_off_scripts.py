"""What a page puts off by some seconds, for speed, is waited for: it happens before any choice all the same."""

from __future__ import annotations

import time
from typing import Any

import pytest

from scanner.collect.browser import Waiting

TRACKER = "https://stats.traceur-essai.test/"


def late(seconds: float, code: str = "new Image().src = URL") -> str:
    code = code.replace("URL", f"'{TRACKER}tard.gif?cid=1234567'")
    return f"<title>t</title><h1>Outil</h1><script>setTimeout(() => {{ {code} }}, {int(seconds * 1000)})</script>"


def asked(seen: Any, phase: str = "before-choice") -> set[str]:
    return {one.page.rsplit("/", 1)[1] for run in seen.evidence.phases if run.phase == phase for one in run.requests
            if one.url.startswith(f"{TRACKER}tard.gif") and one.left}  # fmt: skip


@pytest.mark.parametrize("seconds", [3.5, 6])
def test_what_comes_some_seconds_late_is_seen_on_every_page(stage: Any, seconds: float) -> None:
    stage.tool({"index.html": late(seconds), "b.html": late(seconds), "c.html": "<h1>Suite</h1>"})
    stage.tracker()
    seen = stage.look([("b", "login", "learner"), ("c", "other", "showcase")], phases=("before-choice",), seconds=85)
    assert asked(seen) == {"", "b"}


def test_what_was_put_off_may_put_off_something_in_its_turn(stage: Any) -> None:
    twice = "setTimeout(() => { new Image().src = URL }, 3000)"
    for_ever = "(function again() { setTimeout(again, 2200) })()"
    stage.tool({"index.html": late(3, twice), "b.html": f"<h1>Suite</h1><script>{for_ever}</script>"})
    stage.tracker()
    began = time.monotonic()
    seen = stage.look([("b", "login", "learner")], phases=("before-choice",), seconds=85)
    assert asked(seen) == {""}
    assert time.monotonic() - began < 45, "what never ends is not waited for to its end"


def test_what_a_page_counts_up_to_is_seen_in_every_visit(stage: Any) -> None:
    counted = f"let n = 0; setInterval(() => {{ if (++n === 7) new Image().src = '{TRACKER}tard.gif?cid=1' }}, 500);"
    stage.tool({"index.html": f"<title>t</title><h1>Outil</h1><script>{counted}</script>"})
    stage.tracker()
    seen = stage.look(seconds=60, waiting=Waiting(0.5, 5.0, 5.0))
    for number in (1, 2, 3):
        run = seen.run("before-choice", number)
        assert any(one.url.startswith(TRACKER) and one.left for one in run.requests), number


BANNER = """<title>t</title><h1>Outil</h1><div id="box" style="position:fixed;bottom:0;left:0;right:0;background:#fff">
<p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>
<button onclick="choose('oui')">Tout accepter</button> <button onclick="choose('non')">Tout refuser</button></div>
<script>
const box = document.getElementById("box"), held = (document.cookie.match(/choix=(\\w+)/) || [])[1];
function choose(value) { document.cookie = "choix=" + value + "; max-age=9000; path=/"; box.remove(); }
if (held) box.remove();
if (held === "non") setTimeout(() => { new Image().src = "%stard.gif?cid=1234567"; }, 5000);
</script>"""


def test_what_a_refusal_only_puts_off_is_seen_within_an_ordinary_time(stage: Any) -> None:
    page = BANNER % f"{TRACKER}"
    stage.tool({"index.html": page, **{f"{name}.html": "<h1>Suite</h1>" for name in "bcd"}})
    stage.tracker()
    pages = [(name, "other", "showcase") for name in "bcd"]
    seen = stage.look(pages, seconds=60, waiting=Waiting(2.0, 10.0, 5.0))
    assert seen.run("after-refusal").choice_made
    assert asked(seen, "after-refusal") == {""}


def test_the_calls_look_untouched_and_do_what_they_did(stage: Any) -> None:
    code = (
        "let n = 0; const id = setTimeout(() => { n += 10 }, 2500); clearTimeout(id);"
        "setTimeout(function (a, b) { n += a + b; window.name = [n, String(setTimeout), setTimeout.name, "
        "setTimeout.length, typeof id].join('|'); localStorage.setItem('dit', window.name) }, 2100, 1, 2);"
    )
    stage.tool({"index.html": f"<title>t</title><h1>Outil</h1><script>{code}</script>", "b.html": "<h1>Suite</h1>"})
    seen = stage.look([], phases=("before-choice",), seconds=85)
    kept = next(one for one in seen.evidence.phases[0].storage if one.key == "dit")
    assert kept.size == len("3|function setTimeout() { [native code] }|setTimeout|1|number")
