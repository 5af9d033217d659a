"""A socket that the server does not open was asked for all the same: its address has left; to no server it has not."""

from __future__ import annotations

from typing import Any

PAGE = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><script>
new WebSocket("wss://stats.traceur-essai.test/ws?cid=1234567890");
new WebSocket("wss://nulle-part.traceur-essai.test/ws");
</script>"""


def test_a_socket_that_is_refused_has_left_and_one_that_reaches_nobody_has_not(stage: Any) -> None:
    stage.tool({"index.html": PAGE})
    stage.tracker(extra='set_cookie = ["_essai={hex32}; Path=/; Max-Age=9000; Secure; SameSite=None"]')
    seen = stage.look()
    sockets = {one.url: one.left for one in seen.run("before-choice", 1).requests if one.resource_type == "websocket"}
    assert sockets == {
        "wss://stats.traceur-essai.test/ws?cid=1234567890": True,
        "wss://nulle-part.traceur-essai.test/ws": False,
    }
    assert any(one.path.startswith("/ws") and one.host == "stats.traceur-essai.test" for one in seen.requests)
