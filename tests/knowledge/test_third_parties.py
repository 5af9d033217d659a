"""Third-party hosts: whole labels, longest suffix, paths of shared hosts, CNAMEs."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from rules.knowledge.load import load_knowledge


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("host", "path", "organisation", "country", "category", "consent"),
    [
        ("www.google-analytics.com", "/g/collect", "Google", "US", "analytics", "yes"),
        ("region1.google-analytics.com", "", "Google", "US", "analytics", "yes"),
        ("WWW.Google-Analytics.COM.", "", "Google", "US", "analytics", "yes"),
        ("www.googletagmanager.com", "/gtm.js?id=GTM-1", "Google", "US", "tag-manager", "depends"),
        ("stats.g.doubleclick.net", "", "Google", "US", "advertising", "yes"),
        ("www.google.com", "/recaptcha/api.js", "Google", "US", "captcha", "yes"),
        ("www.gstatic.com", "/recaptcha/releases/a.js", "Google", "US", "captcha", "yes"),
        ("www.google.com", "/maps/embed?pb=1", "Google", "US", "maps", "yes"),
        ("fonts.googleapis.com", "/css2", "Google", "US", "fonts", "no"),
        ("www.youtube.com", "/embed/x", "Google", "US", "video", "yes"),
        ("www.youtube-nocookie.com", "/embed/x", "Google", "US", "video", "depends"),
        ("connect.facebook.net", "/fr_FR/fbevents.js", "Meta", "US", "advertising", "yes"),
        ("www.facebook.com", "/tr?id=1", "Meta", "US", "advertising", "yes"),
        ("analytics.tiktok.com", "", "ByteDance", "CN", "advertising", "yes"),
        ("snap.licdn.com", "", "LinkedIn", "US", "advertising", "yes"),
        ("static.hotjar.com", "", "Contentsquare", "FR", "session-replay", "yes"),
        ("www.clarity.ms", "", "Microsoft", "US", "session-replay", "yes"),
        ("eu.posthog.com", "/static/recorder.js", "PostHog", "US", "session-replay", "yes"),
        ("eu.posthog.com", "/e/", "PostHog", "US", "analytics", "yes"),
        ("tag.aticdn.net", "", "Piano", "US", "exempt-capable-analytics", "depends"),
        ("logs1412.xiti.com", "", "Piano", "US", "exempt-capable-analytics", "depends"),
        ("tool.matomo.cloud", "", "Matomo", "NZ", "exempt-capable-analytics", "depends"),
        ("ws.batch.com", "", "Batch", "FR", "push-notifications", "yes"),
        ("static.axept.io", "", "Axeptio", "FR", "consent-management", "no"),
        ("sdk.privacy-center.org", "", "Didomi", "FR", "consent-management", "no"),
        ("client.crisp.chat", "", "Crisp", "FR", "support-widget", "depends"),
        ("widget.intercom.io", "", "Intercom", "US", "support-widget", "depends"),
        ("js.hs-scripts.com", "", "HubSpot", "US", "crm", "yes"),
        ("o1.ingest.sentry.io", "", "Functional Software", "US", "error-monitoring", "depends"),
        ("api.openai.com", "/v1/chat", "OpenAI", "US", "ai", "depends"),
        ("api.mistral.ai", "", "Mistral AI", "FR", "ai", "depends"),
        ("educonnect.education.gouv.fr", "", "Ministère de l’Éducation nationale", "FR", "sso-education", "no"),
        ("challenges.cloudflare.com", "", "Cloudflare", "US", "captcha", "depends"),
        ("js.stripe.com", "", "Stripe", "US", "payment", "depends"),
        ("login.microsoftonline.com", "", "Microsoft", "US", "social-login", "depends"),
        ("cdn.jsdelivr.net", "/npm/@fingerprintjs/fingerprintjs@3", "FingerprintJS", "US", "fingerprinting", "yes"),
        ("cdn.jsdelivr.net", "/npm/vue@3", "jsDelivr", "PL", "library-cdn", "no"),
    ],
)
def test_hosts_a_school_meets(
    known: Knowledge, host: str, path: str, organisation: str, country: str, category: str, consent: str
) -> None:
    found = known.third_party(host, path)
    assert found is not None
    assert (found.organisation, found.country, found.needs_consent) == (organisation, country, consent)
    assert category in found.categories
    assert found.meaning_fr and found.meaning_en


@pytest.mark.parametrize(
    "host",
    [
        "evil-google-analytics.com",
        "google-analytics.com.evil.com",
        "google-analytics.comx",
        "xhotjar.com",
        "hotjar.com.school.fr",
        "com",
        "net",
        "",
        ".",
        "www.school.example",
        "education.fr.evil.com",
    ],
)
def test_look_alikes_are_unknown(known: Knowledge, host: str) -> None:
    assert known.third_party(host) is None


@pytest.mark.parametrize("path", ["/recaptchas", "/x/recaptcha", "/mapsy", "", "/search?q=/recaptcha"])
def test_a_path_counts_at_boundaries_only(known: Knowledge, path: str) -> None:
    found = known.third_party("www.google.com", path)
    assert found is not None
    assert found.categories == ("other",)


def test_facebook_pages_that_begin_like_the_pixel_are_no_pixel(known: Knowledge) -> None:
    found = known.third_party("www.facebook.com", "/trends")
    assert found is not None
    assert found.categories == ("social",)


@pytest.mark.parametrize("host", ["www.microsoft.com", "www.apple.com", "www.bing.com", "www.amazon.fr"])
def test_a_general_site_is_no_advertising_network(known: Knowledge, host: str) -> None:
    found = known.third_party(host)
    assert found is None or "advertising" not in found.categories


def test_a_tracker_under_a_first_party_name_is_found_by_its_cname(known: Knowledge) -> None:
    found = known.third_party("stats.tool.fr", "", ("edge.tool-host.fr", "tool.eulerian.net"))
    assert found is not None
    assert (found.organisation, found.via_cname) == ("Eulerian", "tool.eulerian.net")


def test_the_hosts_own_name_comes_before_its_cnames(known: Knowledge) -> None:
    found = known.third_party("static.hotjar.com", "", ("d1.cloudfront.net",))
    assert found is not None
    assert (found.service, found.via_cname) == ("Hotjar", None)


def test_facts_taken_over_in_bulk_say_so_and_have_no_prose(known: Knowledge) -> None:
    found = known.third_party("ib.3lift.com")
    assert found is not None
    assert (found.source, found.categories, found.meaning_fr) == ("third-party-web", ("advertising",), None)


def test_an_owner_in_the_eea_carried_by_american_networks_is_not_eea_only(known: Knowledge) -> None:
    carried, fonts = known.third_party("cdn.jsdelivr.net"), known.third_party("fonts.bunny.net")
    assert carried is not None and fonts is not None
    assert (carried.country, carried.carried_by, carried.eea_only) == ("PL", "US", False)
    assert fonts.eea_only is True


@pytest.mark.parametrize(
    ("path", "organisation", "category"),
    [
        ("/piwik/matomo.php?idsite=1", "Matomo", "exempt-capable-analytics"),
        ("/plugins/HeatmapSessionRecording/configs.php", "Matomo", "session-replay"),
        ("/g/collect?v=2&tid=G-1", "Google", "analytics"),
        ("/videos/embed/abc", "Framasoft", "video"),
        ("/a1b2?v=2&tid=G-1&cid=1.2", "Google", "analytics"),
        ("/lib.js?id=GTM-AB12", "Google", "tag-manager"),
        ("/tr/?id=123&ev=PageView&dl=https%3A%2F%2Fx", "Meta", "social"),
        ("/compter?idsite=1&rec=1", "Matomo", "exempt-capable-analytics"),
        ("/ph/static/array.js", "PostHog", "analytics"),
        ("/ingest/e/?ip=0&_=1764220000000&ver=1.130.0&compression=gzip-js", "PostHog", "analytics"),
        ("/t/i18n/pixel/events.js?sdkid=C1&lib=ttq", "ByteDance", "advertising"),
        ("/relais/2/httpapi", "Amplitude", "analytics"),
        ("/com.snowplowanalytics.snowplow/tp2", "Snowplow", "analytics"),
        ("/event?s=123456&idclient=a1b2", "Piano", "exempt-capable-analytics"),
        ("/stats/ppms.php", "Piwik PRO", "exempt-capable-analytics"),
        ("/umami.js", "Umami", "analytics"),
    ],
)
def test_end_points_that_an_editor_hosts(known: Knowledge, path: str, organisation: str, category: str) -> None:
    found = known.endpoint(path)
    assert found is not None
    assert found.organisation == organisation
    assert category in found.categories


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/gtm.json",
        "/notmatomo.php.txt",
        "/search?q=/matomo.php",
        "/a?v=2&tid=G-&cid=1",
        "/tr?id=1",
        "/e/",
        "/agenda/event?s=1",
        "/flags/",
    ],
)
def test_other_paths_are_no_end_points(known: Knowledge, path: str) -> None:
    assert known.endpoint(path) is None
