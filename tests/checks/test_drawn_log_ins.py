"""Verdicts on log-in and sign-up pages whose fields and buttons only a browser shows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.nouns.browser import BrowserEvidence, BrowserPage, Canary, PhaseRun
from catalog.nouns.noun import digest

LOGIN = "https://tool.example/login"
SHELL = "<!doctype html><html lang=fr><body><div id=root></div><script src=/a.js></script></body></html>"
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SOUND = Canary(third_party_cookies=True, storage=True, beacons=True, fingerprint_hooks=True)
GOOGLE = "<button>Se connecter avec Google</button>"
OWN = '<form><input name="identifiant"><input type="password"></form>'


def shown(site: Any, controls: str, role: Any = "login", **page: Any) -> Any:
    """The site with a page that scripts draw, as a browser saw it."""
    site.page("https://tool.example/", "<p>Un outil pour réviser en classe et à la maison.</p>")
    site.page(LOGIN, SHELL, role=role)
    body = f"<!doctype html><html lang='fr'><body>{controls}</body></html>".encode()
    site.blobs[digest(body)] = body
    seen = BrowserPage(
        url=LOGIN, final_url=LOGIN, role=role, surface="learner", status=200, controls=digest(body), **page
    )
    run = PhaseRun(phase="before-choice", started_at=AT, ended_at=AT, pages=(seen,))
    site.more["browser"] = BrowserEvidence(browser="Chromium", canary=SOUND, phases=(run,))
    return site


@pytest.mark.parametrize(
    ("controls", "verdict", "message"),
    [
        (OWN, "pass", "pass"),
        (OWN + GOOGLE, "warn", "warn-optional"),
        (GOOGLE, "fail", "fail-only-social"),
        ("<button>Se connecter avec ÉduConnect</button>" + GOOGLE, "warn", "warn-optional"),
        (GOOGLE + "<button>Continuer avec une adresse e-mail</button>", "warn", "warn-optional"),
        (GOOGLE + "<a href='/login/email'>Log in with a username</a>", "warn", "warn-optional"),
        (GOOGLE + "<a href='/aide'>Impossible de se connecter ?</a>", "fail", "fail-only-social"),
        ("<button>Retour</button>", "inconclusive", "inconclusive-nothing-shown"),
    ],
)
def test_whose_account_opens_a_drawn_log_in(site: Any, controls: str, verdict: str, message: str) -> None:
    outcome = shown(site, controls).judge("sharing.social-login", "learner")
    assert (outcome.verdict, outcome.message) == (verdict, message)


def test_a_page_that_never_came_to_rest_or_was_not_shown_tells_nothing(site: Any, new_site: Any) -> None:
    assert shown(site, GOOGLE, settled=False).judge("sharing.social-login", "learner").verdict == "inconclusive"
    unseen = shown(new_site(), GOOGLE, rendered=False)
    assert unseen.judge("sharing.social-login", "learner").verdict == "inconclusive"


def test_a_log_in_that_nobody_saw_passes_by_no_other_page(site: Any) -> None:
    site.page(LOGIN, SHELL, role="login").page("https://tool.example/signup", OWN, role="signup")
    assert site.judge("sharing.social-login", "learner").verdict == "inconclusive"


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ('<input name="classCode"><button>Entrer</button>', "pass"),
        ('<input name="firstName"><input name="dateOfBirth"><input type="email"><input type="password">', "fail"),
        ('<input name="birthDate"><input type="email"><input type="password">', "warn"),
        ('<input name="birthDate"><input type="email" name="parentEmail"><input type="password">', "inconclusive"),
        ('<input type="email"><input type="password">', "inconclusive"),
    ],
)
def test_what_a_drawn_sign_up_asks_of_a_pupil(site: Any, fields: str, verdict: str) -> None:
    outcome = shown(site, f"<form method='post'>{fields}</form>", "signup")
    assert outcome.judge("children.pseudonymous-access", "learner").verdict == verdict
