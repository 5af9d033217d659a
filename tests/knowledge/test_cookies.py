"""Names of cookies and storage: exact before wildcard, domains decide collisions, case counts."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from rules.knowledge.load import load_knowledge


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("name", "category", "exempt"),
    [
        ("PHPSESSID", "session", "yes"),
        ("JSESSIONID", "session", "yes"),
        ("csrftoken", "csrf", "yes"),
        ("XSRF-TOKEN", "csrf", "yes"),
        ("__cf_bm", "security", "yes"),
        ("AWSALB", "load-balancing", "yes"),
        ("tarteaucitron", "consent-choice", "yes"),
        ("axeptio_cookies", "consent-choice", "yes"),
        ("axeptio_all_vendors", "consent-choice", "yes"),
        ("didomi_token", "consent-choice", "yes"),
        ("CookieConsent", "consent-choice", "yes"),
        ("OptanonConsent", "consent-choice", "yes"),
        ("_ga", "analytics", "no"),
        ("_ga_ABC123", "analytics", "no"),
        ("_gid", "analytics", "no"),
        ("_pk_id.1.1fff", "exempt-analytics", "conditional"),
        ("_pk_ses.1.1fff", "exempt-analytics", "conditional"),
        ("MC1", "analytics", "no"),
        ("FPC", "analytics", "no"),
        ("MSFPC", "analytics", "no"),
        ("MicrosoftApplicationsTelemetryDeviceId", "analytics", "no"),
        ("ai_session", "analytics", "no"),
        ("ai-session", "analytics", "no"),
        ("ai_user", "analytics", "no"),
        ("_fbp", "advertising", "no"),
        ("_gcl_au", "advertising", "no"),
        ("IDE", "advertising", "no"),
        ("NID", "advertising", "no"),
        ("_hjSessionUser_123", "session-replay", "no"),
        ("_clck", "session-replay", "no"),
        ("hubspotutk", "crm", "no"),
        ("intercom-id-abc123", "support-widget", "conditional"),
        ("crisp-client/session/1", "support-widget", "conditional"),
        ("ph_phc_abc_posthog", "analytics", "no"),
        ("VISITOR_INFO1_LIVE", "video", "no"),
        ("monapp_session", "session", "yes"),
    ],
)
def test_names_a_school_meets(known: Knowledge, name: str, category: str, exempt: str) -> None:
    found = known.cookie(name)
    assert found is not None
    assert (found.category, found.exempt) == (category, exempt)


@pytest.mark.parametrize("name", ["", "x", "uid", "_g", "ga", "phpsessid", "my_ga", "PHPSESSID2", "zz_custom"])
def test_other_names_are_unknown(known: Knowledge, name: str) -> None:
    assert known.cookie(name) is None


def test_a_domain_decides_between_colliding_names(known: Knowledge) -> None:
    own, instagram = known.cookie("csrftoken", "tool.fr"), known.cookie("csrftoken", ".instagram.com")
    telemetry, login = known.cookie("FPC", "tool.fr"), known.cookie("fpc", "login.microsoftonline.com")
    assert own and instagram and telemetry and login
    assert (own.category, instagram.organisation) == ("csrf", "Meta")
    assert (telemetry.exempt, login.category) == ("no", "authentication")
    assert known.cookie("uid", ".criteo.com") is not None
    assert known.cookie("uid", "criteo.com.evil.fr") is None


def test_a_vendors_prefix_comes_before_a_common_ending(known: Knowledge) -> None:
    found = known.cookie("_hjFirst_session")
    assert found is not None
    assert found.service == "Hotjar"


def test_a_wildcard_never_overlaps_its_own_ends(known: Knowledge) -> None:
    found = known.cookie("mp__mixpanel")
    assert found is not None and found.service == "Mixpanel"
    short = known.cookie("mp_mixpanel")
    assert short is None or short.service != "Mixpanel"


def test_a_prefix_as_short_as_initials_is_loose_and_a_vendors_own_is_not(known: Knowledge) -> None:
    """A tool called Atelier du Mot Parlé may well name its cookies `amp_…`."""
    loose = {"amp_lang": True, "mf_menu": True, "cto_x": True, "mf_user": False, "_ga_AB12": False, "_hjFirst": False}
    loose |= {"ph_phc_a_posthog": False, "intercom-id-a": False, "monapp_session": False}
    assert {name: found.loose for name in loose if (found := known.cookie(name))} == loose
