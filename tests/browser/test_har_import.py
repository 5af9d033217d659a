"""A school's recording: personal values do not come in, whose it is and what is missing is told, nothing raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.collect.har import HarProblem, import_har

SECRETS = ("camille.martin@ecole.fr", "Camille", "eyJhbGciOiJIUzI1NiJ9", "8f3a9c0d71e24b56", "motdepasse", "0612345678")


def entry(url: str, at: int = 0, **more: Any) -> dict[str, Any]:
    request = {"method": more.pop("method", "GET"), "url": url, "headers": more.pop("headers", []), "cookies": []}
    if "body" in more:
        request["postData"] = {"text": more.pop("body")}
    response = {
        "status": more.pop("status", 200),
        "headers": more.pop("answer", []),
        "content": {"mimeType": "text/html"},
    }
    if "error" in more:
        response = {"status": 0, "headers": [], "content": {}, "_error": more.pop("error")}
    moment = f"2026-11-20T09:{at // 60:02}:{at % 60:02}.000+01:00"
    return {"startedDateTime": moment, "request": request, "response": response, **more}


def har(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"log": {"version": "1.2", "pages": [], "entries": list(entries)}}).encode()


JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl"
INSIDE = [
    entry("https://app.outil.example/eleve/accueil?user=Camille", _resourceType="document",
          headers=[{"name": "Cookie", "value": "sid=8f3a9c0d71e24b56"},
                   {"name": "Authorization", "value": f"Bearer {JWT}"}],
          answer=[{"name": "Set-Cookie", "value": "sid=8f3a9c0d71e24b56; HttpOnly; Secure; Max-Age=3600; Path=/"}]),
    entry("https://app.outil.example/eleve/exercice/12345678", 5, _resourceType="document"),
    entry("https://www.google-analytics.com/g/collect?tid=G-1&cid=1.2"
          "&dl=https%3A%2F%2Fapp%2F%3Fmail%3Dcamille.martin%40ecole.fr", 6, _resourceType="ping",
          serverIPAddress="142.250.74.238", method="POST", body="nom=Camille&pw=motdepasse"),
    entry("https://stats.tiers.example/c/camille.martin@ecole.fr?token=" + JWT, 7, _resourceType="xhr"),
    *[entry(f"https://app.outil.example/api/{n}", 8 + n, _resourceType="xhr", method="POST", body="tel=0612345678")
      for n in range(12)],
]  # fmt: skip


def test_a_recording_becomes_evidence_without_personal_values() -> None:
    recording = import_har(har(*INSIDE), "eleve.har")
    text = recording.model_dump_json()
    assert not [secret for secret in SECRETS if secret in text]
    removed = dict(recording.removed)
    assert removed["cookies"] == 2 and removed["bodies"] == 13 and removed["secret-headers"] == 1
    assert removed["emails"] >= 1 and removed["tokens"] >= 1

    assert (recording.tool, recording.account_role, recording.too_thin) == ("outil.example", "pupil", None)
    assert recording.recorded_at is not None and recording.recorded_at.isoformat().startswith("2026-11-20")
    assert [page.role for page in recording.pages] == ["app", "app"]
    assert {page.surface for page in recording.pages} == {"learner"}
    leaks = {request.url.split("/")[2]: request.leaks for request in recording.requests if request.leaks}
    assert leaks["www.google-analytics.com"] == ("email", "name")
    assert set(leaks["stats.tiers.example"]) == {"email", "token"}
    (cookie,) = recording.cookies
    assert (cookie.name, cookie.lifetime_seconds, cookie.http_only) == ("sid", 3600, True)
    analytics = next(one for one in recording.requests if "google-analytics" in one.url)
    assert analytics.peer_address == "142.250.74.238"
    assert analytics.page == recording.pages[1].url
    assert "tid=G-1" in analytics.url, "what says how a tracker is set up stays"


@pytest.mark.parametrize(
    ("name", "page", "asked", "role"),
    [
        ("seance-prof.har", "accueil", "api/1", "teacher"),
        ("seance.har", "enseignant/classes", "api/1", "teacher"),
        ("seance.har", "accueil", "api/enseignant/12", "unknown"),
        ("seance.har", "enseignant/classes", "api/eleve/12", "unknown"),
        ("seance-eleve.har", "enseignant/classes", "api/1", "pupil"),
    ],
)
def test_whose_account_it_is(name: str, page: str, asked: str, role: str) -> None:
    home = "https://app.outil.example/"
    opened = [entry(home + page, n, _resourceType="document") for n in range(2)]
    recording = import_har(har(*opened, entry(home + asked, 5, _resourceType="xhr")), name)
    assert recording.account_role == role


def test_firefox_names_no_kinds_and_they_are_found() -> None:
    document = entry("https://app.outil.example/", headers=[{"name": "Sec-Fetch-Dest", "value": "document"}])
    script = entry("https://x.tiers.example/a.js", 1, headers=[{"name": "Sec-Fetch-Dest", "value": "script"}])
    recording = import_har(har(document, script), "f.har")
    assert [one.resource_type for one in recording.requests] == ["document", "script"]
    assert recording.requests[1].page == "https://app.outil.example/"


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([entry("https://app.outil.example/login", _resourceType="document")] * 20, "login-only"),
        ([entry("https://app.outil.example/cours", _resourceType="document")] * 3, "few-requests"),
        ([entry("https://app.outil.example/a.js", _resourceType="script")] * 20, "no-page"),
        ([], "no-page"),
    ],
)
def test_too_thin_a_recording_says_so(entries: list[dict[str, Any]], reason: str) -> None:
    assert import_har(har(*entries), "x.har").too_thin == reason


def test_blockers_and_filters_show() -> None:
    page = entry("https://app.outil.example/cours", _resourceType="document", serverIPAddress="203.0.113.9")
    blocked = entry("https://stats.tiers.example/t.js", 1, _resourceType="script", error="net::ERR_BLOCKED_BY_CLIENT")
    sunk = entry("https://pub.tiers.example/t.js", 2, serverIPAddress="0.0.0.0", status=0)
    proxied = entry("https://cdn.tiers.example/t.js", 3, serverIPAddress="10.0.0.3")
    assert import_har(har(page, blocked), "x").filtered_signs == ("blocker",)
    assert import_har(har(page, sunk), "x").filtered_signs == ("filtering-dns",)
    assert import_har(har(page, proxied), "x").filtered_signs == ("proxy",)
    assert import_har(har(page), "x").filtered_signs == ()
    request = import_har(har(page, blocked), "x").requests[1]
    assert (request.left, request.failure) == (False, "net::ERR_BLOCKED_BY_CLIENT")


@pytest.mark.parametrize("data", [b"", b"<html>", b"[]", b'{"log": {}}', b'{"log": {"entries": 3}}', b"[" * 100_000])
def test_what_is_no_recording_is_said(data: bytes) -> None:
    with pytest.raises(HarProblem):
        import_har(data, "x.har")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
FIELDS = st.dictionaries(
    st.sampled_from(["url", "method", "headers", "cookies", "postData", "status", "content", "_error", "request",
                     "response", "startedDateTime", "serverIPAddress", "_initiator", "_resourceType", "pageref"]),
    JSON | st.sampled_from(["https://a.example/x", "https://[::1", "2026-11-20T09:00:00Z", "http://a.b/%zz?a=%00"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.fixed_dictionaries({"request": FIELDS, "response": JSON | FIELDS}) | JSON, max_size=4))
def test_hostile_entries_never_raise(entries: list[Any]) -> None:
    recording = import_har(json.dumps({"log": {"entries": entries}}).encode(), "x.har")
    assert recording.name == "x.har"
