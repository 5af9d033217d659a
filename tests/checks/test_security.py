"""Transport, headers, cookie flags and security.txt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

HOME = "https://tool.example/"
LOGIN = "https://tool.example/login"
FORM = '<form method="post"><input name="email"><input type="password" name="p"></form>'


def test_sound_https_passes_and_says_what_was_seen(site: Any) -> None:
    site.page(HOME, "<p>x</p>").tls("tool.example")
    outcome = site.judge("security.https-enforced", "showcase")
    assert outcome.verdict == "pass" and "TLSv1.3" in outcome.citations[0].note


@pytest.mark.parametrize("problem", ["expired", "wrong-name", "self-signed", "untrusted", "not-yet-valid"])
def test_a_bad_certificate_fails_on_each_surface(site: Any, problem: str) -> None:
    site.page(HOME, "<p>x</p>", certificate_verified=False).page(LOGIN, FORM, role="login", certificate_verified=False)
    site.tls("tool.example", problem=problem)
    for surface in ("showcase", "learner"):
        outcome = site.judge("security.https-enforced", surface)
        assert (outcome.verdict, outcome.message, outcome.params["problem"]) == ("fail", "fail-certificate", problem)


def test_a_certificate_that_expired_today_stays_to_be_confirmed(site: Any) -> None:
    from datetime import UTC, datetime

    ended = datetime(2026, 11, 24, 3, 0, tzinfo=UTC) - timedelta(hours=5)
    site.page(HOME, "<p>x</p>").tls("tool.example", problem="expired", not_after=ended)
    assert site.judge("security.https-enforced", "showcase").confirmed is False


def test_a_third_partys_certificate_is_not_the_tools(site: Any) -> None:
    site.page(HOME, "<p>x</p>").tls("tool.example").tls("policies.example.org", problem="expired")
    assert site.judge("security.https-enforced", "showcase").verdict == "pass"


@pytest.mark.parametrize(
    ("surface", "page", "verdict", "message"),
    [
        ("showcase", {"url": HOME, "html": "<p>x</p>"}, "warn", "warn-no-redirect"),
        ("showcase", {"url": HOME, "html": '<form><input name="q" type="search"></form>'}, "warn", "warn-no-redirect"),
        ("showcase", {"url": HOME, "html": '<form><input name="email"></form>'}, "fail", "fail-form-over-http"),
        ("learner", {"url": LOGIN, "html": FORM, "role": "login"}, "fail", "fail-form-over-http"),
    ],
)
def test_http_that_answers(site: Any, surface: str, page: dict[str, str], verdict: str, message: str) -> None:
    site.page(**page).tls("tool.example", probe="served-in-clear")
    outcome = site.judge("security.https-enforced", surface)
    assert (outcome.verdict, outcome.message) == (verdict, message)


def test_a_form_that_sends_in_clear_fails(site: Any) -> None:
    site.page(LOGIN, FORM.replace("<form", '<form action="http://tool.example/in"'), role="login").tls("tool.example")
    assert site.judge("security.https-enforced", "learner").message == "fail-form-over-http"


@pytest.mark.parametrize(
    ("more", "verdict", "message"),
    [
        ({"protocol": "TLSv1.1"}, "fail", "fail-old-protocol"),
        ({"protocol": None, "accepted_legacy": ("TLSv1",), "problem": "handshake"}, "fail", "fail-old-protocol"),
        ({"accepted_legacy": ("TLSv1", "TLSv1.1")}, "warn", "warn-legacy-protocols"),
        ({"protocol": None, "problem": "timeout"}, "inconclusive", "inconclusive-not-probed"),
    ],
)
def test_protocols(site: Any, more: dict[str, Any], verdict: str, message: str) -> None:
    site.page(HOME, "<p>x</p>").tls("tool.example", **more)
    outcome = site.judge("security.https-enforced", "showcase")
    assert (outcome.verdict, outcome.message) == (verdict, message)


def test_a_document_reached_over_http_is_a_warning_of_the_showcase(site: Any) -> None:
    from catalog.nouns.evidence import Hop

    hops = (Hop(url="https://tool.example/vp", status=302, location="http://tool.example/vp2"),)
    site.page(HOME, "<p>x</p>").tls("tool.example")
    site.page("https://tool.example/vp", "<p>x</p>", role="privacy", final_url="http://tool.example/vp2", hops=hops)
    assert site.judge("security.https-enforced", "showcase").message == "warn-redirect-over-http"


def test_a_hop_over_http_at_another_organisations_host_is_not_the_tools(site: Any) -> None:
    from catalog.nouns.evidence import Hop

    hops = (Hop(url="https://policies.example.org/1", status=302, location="http://policies.example.org/2"),)
    site.page(HOME, "<p>x</p>").tls("tool.example")
    site.page("https://policies.example.org/1", "<p>x</p>", role="privacy", hops=hops)
    assert site.judge("security.https-enforced", "showcase").verdict == "pass"


def test_mixed_content_warns(site: Any) -> None:
    site.page(HOME, '<script src="http://tool.example/a.js"></script><p>x</p>').tls("tool.example")
    assert site.judge("security.https-enforced", "showcase").message == "warn-mixed-content"


def test_nothing_probed_is_nothing_shown(site: Any) -> None:
    site.page(HOME, "<p>x</p>")
    outcome = site.judge("security.https-enforced", "showcase")
    assert outcome.verdict == "inconclusive" and outcome.missing == ("tls",)


GOOD = (
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
)


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "pass"),
        ({"strict-transport-security": "max-age=0"}, "warn"),
        ({"strict-transport-security": "max-age=300"}, "warn"),
        ({"x-content-type-options": "sniff"}, "warn"),
        ({"x-frame-options": "ALLOW-FROM https://x.example"}, "warn"),
        ({"referrer-policy": "unsafe-url"}, "warn"),
        ({"referrer-policy": "", "content-security-policy": "default-src 'self'"}, "pass"),
        ({"referrer-policy": "", "content-security-policy": "default-src * 'unsafe-inline'"}, "warn"),
        ({"x-frame-options": "", "content-security-policy": "frame-ancestors 'none'"}, "pass"),
    ],
)
def test_headers_count_by_their_values(site: Any, changed: dict[str, str], verdict: str) -> None:
    site.page(LOGIN, FORM, role="login", headers=tuple({**dict(GOOD), **changed}.items()))
    assert site.judge("security.headers", "learner").verdict == verdict


def test_headers_of_the_showcase_say_nothing_of_the_login(site: Any) -> None:
    site.page(HOME, "<p>x</p>", headers=GOOD)
    assert site.judge("security.headers", "learner").verdict == "inconclusive"


SAFE = {"secure": True, "http_only": True, "same_site": "lax", "entropy_bits": 120.0}


@pytest.mark.parametrize(
    ("changed", "probe", "message"),
    [
        ({}, "redirects-to-https", "pass"),
        ({"http_only": False}, "redirects-to-https", "warn-flag-missing"),
        ({"same_site": "unset"}, "redirects-to-https", "warn-flag-missing"),
        ({"secure": False}, "redirects-to-https", "warn-flag-missing"),
        ({"secure": False}, "served-in-clear", "fail-in-clear"),
        ({"name": "csrftoken", "http_only": False}, "redirects-to-https", "inconclusive-no-session-cookie"),
    ],
)
def test_flags_of_session_cookies(site: Any, cookie: Any, changed: dict[str, Any], probe: str, message: str) -> None:
    given = {"name": "PHPSESSID", **SAFE, **changed}
    site.page(LOGIN, FORM, role="login", set_cookies=(cookie(given.pop("name"), **given),)).tls(
        "tool.example", probe=probe
    )
    assert site.judge("security.cookie-flags", "learner").message == message


@pytest.mark.parametrize(
    ("text", "more", "message"),
    [
        ("Contact: mailto:s@tool.example\nExpires: 2027-01-01T00:00:00Z", {}, "pass"),
        ("Contact: mailto:s@tool.example\nExpires: 2026-01-01T00:00:00Z", {}, "warn-expired"),
        ("Contact: mailto:s@tool.example", {}, "warn-no-expiry"),
        ("<html>Contact: us Expires: 2027-01-01</html>", {}, "inconclusive-none-found"),
        ("Contact: x\nExpires: 2027-01-01T00:00:00Z", {"media_type": "text/html"}, "inconclusive-none-found"),
        ("Contact: x\nExpires: 2027-01-01T00:00:00Z", {"status": 404}, "inconclusive-none-found"),
        (
            "Contact: x\nExpires: 2027-01-01T00:00:00Z",
            {"final_url": "https://tool.example/"},
            "inconclusive-none-found",
        ),
    ],
)
def test_security_txt(site: Any, text: str, more: dict[str, Any], message: str) -> None:
    site.file("https://tool.example/.well-known/security.txt", text, **more)
    assert site.judge("security.contact", "showcase").message == message


def test_expiry_is_judged_on_the_day_asked_for(site: Any) -> None:
    site.file("https://tool.example/.well-known/security.txt", "Contact: x\nExpires: 2027-01-01T00:00:00Z")
    site.on = date(2028, 1, 1)
    assert site.judge("security.contact", "showcase").message == "warn-expired"
