"""What static HTML and DNS can say of trackers: never that there are none, never that one loaded."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from rules.judging.observation import MODULES, observed_judgement
from rules.judging.observed import Observed
from rules.judging.seen import look
from rules.judging.static_trackers import STATIC

HOME = "https://tool.example/"
LOGIN = "https://tool.example/login"
ALL = sorted(STATIC)


@pytest.mark.parametrize("criterion", ALL)
@pytest.mark.parametrize(
    "html",
    [
        "<p>Bonjour</p>",
        '<div id="root"></div><script src="/a.js"></script>',
        '<p>x</p><a href="https://www.facebook.com/tool">f</a><a href="https://www.youtube.com/watch?v=1">v</a>',
        '<p>x</p><!-- <script src="https://www.google-analytics.com/analytics.js"></script> -->',
    ],
)
def test_silence_of_html_is_never_a_pass(site: Any, criterion: str, html: str) -> None:
    site.page(HOME, html).page(LOGIN, html, role="login")
    outcome = site.judge(criterion, "learner", check="trackers")
    assert outcome.verdict == "inconclusive" and "script-execution" in outcome.missing


@pytest.mark.parametrize(
    ("criterion", "tag", "verdict"),
    [
        ("trackers.before-consent", '<script src="https://connect.facebook.net/en_US/fbevents.js">', "inconclusive"),
        ("trackers.google-analytics", '<script src="https://www.googletagmanager.com/gtag/js?id=G-1">', "inconclusive"),
        (
            "trackers.google-analytics",
            "<script>x='https://www.google-analytics.com/analytics.js'</script>",
            "inconclusive",
        ),
        ("trackers.session-replay", '<script src="https://www.clarity.ms/tag/x">', "inconclusive"),
        ("trackers.social-pixel", '<noscript><img src="https://www.facebook.com/tr?id=1"></noscript>', "inconclusive"),
        ("trackers.embedded-media", '<iframe src="https://www.youtube.com/embed/x"></iframe>', "inconclusive"),
        ("trackers.third-party-captcha", '<script src="https://www.google.com/recaptcha/api.js">', "inconclusive"),
        ("trackers.tag-manager", '<script src="https://www.googletagmanager.com/gtm.js?id=GTM-1">', "inconclusive"),
        ("trackers.support-widget", '<script src="https://client.crisp.chat/l.js">', "inconclusive"),
        ("trackers.third-party-fonts", '<link rel="stylesheet" href="https://fonts.googleapis.com/css">', "warn"),
        ("trackers.third-party-fonts", '<style>@import url("https://fonts.googleapis.com/css")</style>', "warn"),
        ("trackers.learner-surface", '<script src="https://static.hotjar.com/c/hotjar-1.js">', "inconclusive"),
    ],
)
def test_what_is_named_is_cited_as_a_reference(site: Any, criterion: str, tag: str, verdict: str) -> None:
    site.page(LOGIN, f"<p>x</p>{tag}", role="login")
    outcome = site.judge(criterion, "learner", check="trackers")
    assert outcome.verdict == verdict and outcome.message.endswith("referenced")
    assert outcome.citations[0].references and outcome.citations[0].request is None


@pytest.mark.parametrize(
    ("criterion", "tag"),
    [
        ("trackers.third-party-fonts", '<link rel="stylesheet" href="https://fonts.bunny.net/css">'),
        ("trackers.embedded-media", '<img src="https://i.ytimg.com/vi/x/hq.jpg">'),
        ("trackers.google-analytics", '<link rel="stylesheet" href="https://fonts.googleapis.com/css">'),
    ],
)
def test_what_is_another_matter_is_not_named(site: Any, criterion: str, tag: str) -> None:
    site.page(HOME, f"<p>x</p>{tag}")
    assert site.judge(criterion, "showcase", check="trackers").message == "inconclusive-static-only"


def test_what_waits_for_a_choice_is_told_apart(site: Any) -> None:
    site.page(HOME, '<p>x</p><script type="text/plain" src="https://www.google-analytics.com/analytics.js"></script>')
    assert site.judge("trackers.google-analytics", "showcase", check="trackers").message == "inconclusive-held-back"


def test_surfaces_are_not_mixed(site: Any) -> None:
    site.page(HOME, '<p>x</p><script src="https://www.google-analytics.com/analytics.js"></script>')
    site.page(LOGIN, "<p>x</p>", role="login")
    assert site.judge("trackers.google-analytics", "learner", check="trackers").message == "inconclusive-static-only"


def test_sellers_of_advertising_warn_and_a_page_in_their_place_does_not(site: Any, new_site: Any) -> None:
    site.page(HOME, "<p>x</p>").file("https://tool.example/ads.txt", "# x\ngoogle.com, pub-1, DIRECT, f08c\nbad line")
    outcome = site.judge("trackers.advertising-network", "showcase", check="trackers")
    assert (outcome.message, outcome.params["sellers"]) == ("warn-ads-txt", "google.com")
    soft = new_site().page(HOME, "<p>x</p>").file("https://tool.example/ads.txt", "<html>a.com, b, DIRECT</html>")
    assert soft.judge("trackers.advertising-network", "showcase", check="trackers").verdict == "inconclusive"


def test_an_own_name_that_leads_to_a_tracker_warns_from_dns_alone(site: Any) -> None:
    site.page(HOME, "<p>x</p>").host("stats.tool.example", "198.51.100.1", cnames=("tool.eulerian.net",))
    outcome = site.judge("trackers.cname-cloaking", "showcase", check="trackers")
    assert outcome.message == "warn-cloaked" and "eulerian.net" in (outcome.citations[0].note or "")


def test_an_own_name_for_a_help_desk_disguises_nothing(site: Any) -> None:
    site.page(HOME, "<p>x</p>").host("aide.tool.example", "198.51.100.1", cnames=("tool.zendesk.com",))
    assert site.judge("trackers.cname-cloaking", "showcase", check="trackers").verdict == "inconclusive"


FORM = '<form method="post"><input name="email"><input type="password" name="p"></form>'


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (FORM, "pass"),
        (FORM + '<a href="https://educonnect.education.gouv.fr/idp">ÉduConnect</a>', "pass"),
        ("<p>" + "mot " * 40 + "</p><button>Se connecter avec mon ENT</button>", "pass"),
        (FORM + "<button>Continue with Google</button>", "warn-optional"),
        (
            "<p>" + "mot " * 40 + '</p><a href="/auth/facebook">f</a><button>Sign in with Google</button>',
            "fail-only-social",
        ),
        (
            "<p>" + "mot " * 40 + "</p><button>ENT</button><button>Se connecter avec Google ou l’ENT</button>",
            "warn-optional",
        ),
        (FORM + '<script src="https://connect.facebook.net/fr_FR/sdk.js"></script>', "warn-script-named"),
        (FORM + '<script src="https://connect.facebook.net/en_US/fbevents.js"></script>', "pass"),
        (FORM + '<a href="https://www.facebook.com/tool">Suivez-nous</a>', "pass"),
        ('<div id="root"></div><script src="/a.js"></script>', "inconclusive-nothing-shown"),
        ('<form><input type="search" name="q"></form><p>' + "mot " * 40 + "</p>", "inconclusive-nothing-shown"),
    ],
)
def test_social_login(site: Any, html: str, message: str) -> None:
    site.page(LOGIN, html, role="login")
    assert site.judge("sharing.social-login", "learner").message == message


def test_a_login_address_that_leads_to_google_offers_google_only(site: Any) -> None:
    site.page(LOGIN, "<p>" + "mot " * 40 + "</p>" + FORM, role="login", final_url="https://accounts.google.com/signin")
    assert site.judge("sharing.social-login", "learner").message == "fail-only-social"


@pytest.mark.parametrize(
    ("name", "days", "bits", "message"),
    [
        ("_pk_id.1.1fff", 393, 64.0, "pass"),
        ("_pk_id.1.1fff", 730, 64.0, "fail-exempt-analytics"),
        ("_ga", 730, 70.0, "warn-long"),
        ("uid", 400, 90.0, "warn-long"),
        ("uid", 396, 90.0, "pass"),
        ("lang", 3650, 9.0, "inconclusive-no-identifier"),
        ("tarteaucitron", 730, 80.0, "inconclusive-no-identifier"),
        ("uid", None, 90.0, "inconclusive-no-identifier"),
    ],
)
def test_declared_lifetimes(site: Any, cookie: Any, name: str, days: int | None, bits: float, message: str) -> None:
    seconds = None if days is None else days * 86400
    site.page(HOME, "<p>x</p>", set_cookies=(cookie(name, lifetime_seconds=seconds, entropy_bits=bits),))
    assert site.judge("cookies.lifetime-over-13-months", "showcase").message == message


JUDGEMENTS = sorted(name for module in MODULES for name in import_module(module).OBSERVED)
HOLDS_ALL = (
    "<script src='https://www.google-analytics.com/analytics.js'></script><iframe src='https://www.youtube.com/embed/x'>"
    "</iframe><script src='https://connect.facebook.net/en_US/fbevents.js'></script><link rel='stylesheet'"
    " href='https://fonts.googleapis.com/css?family=R'><script src='https://stats.tool.example/x.js'></script>"
    "<form action='http://tool.example/in'><input type='password'></form><button>Tout accepter</button>"
)


@pytest.mark.parametrize("criterion", JUDGEMENTS)
def test_where_nothing_ran_what_was_observed_cites_nothing_and_need_not_be_asked(site: Any, criterion: str) -> None:
    site.page(HOME, HOLDS_ALL).page(LOGIN, HOLDS_ALL, role="login")
    site.host("stats.tool.example", "8.8.8.8", cnames=("ssl-a.xiti.com",))
    case = site.case()
    judgement = observed_judgement(criterion)
    assert isinstance(judgement, Observed)
    for surface in ("showcase", "learner"):
        seen = look(case, surface)  # type: ignore[arg-type]
        outcome = judgement.judgement(seen)
        assert seen.nothing_to_cite and not (outcome.verdict in judgement.presence and outcome.citations)


def test_sellers_and_stored_items_are_something_to_cite_without_a_browser(new_site: Any, cookie: Any) -> None:
    sold = new_site().page(HOME, "<p>x</p>").file("https://tool.example/ads.txt", "google.com, pub-1, DIRECT")
    stored = new_site().page(HOME, "<p>x</p>", set_cookies=(cookie("_ga"),))
    assert not look(sold.case(), "showcase").nothing_to_cite
    assert not look(stored.case(), "showcase").nothing_to_cite
