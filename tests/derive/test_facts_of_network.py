"""Hosts, third parties and cookies from hand-written DNS answers, headers and browser runs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from catalog.nouns.browser import (
    BrowserCookie,
    BrowserEvidence,
    BrowserPage,
    BrowserRequest,
    Canary,
    PhaseRun,
    StorageItem,
)

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HOME = "https://tool.example/"
LOGIN = "https://tool.example/login"


def browser(phase: str, requests: list[BrowserRequest] = [], **more: Any) -> BrowserEvidence:  # noqa: B006
    pages = (
        BrowserPage(url=HOME, final_url=HOME, role="home", surface="showcase"),
        BrowserPage(url=LOGIN, final_url=LOGIN, role="login", surface="learner"),
    )
    run = PhaseRun(phase=phase, started_at=NOW, ended_at=NOW, pages=pages, requests=tuple(requests), **more)
    canary = Canary(third_party_cookies=True, storage=True, beacons=True, fingerprint_hooks=True)
    return BrowserEvidence(browser="chromium", canary=canary, phases=(run,))


def host(facts: Any, name: str) -> Any:
    return next(one for one in facts.hosts if one.host == name)


def test_place_and_control_are_two_facts(site: Any) -> None:
    site.host("tool.example", "198.51.100.6").page(HOME, "<p>x</p>")
    fact = host(site.facts(), "tool.example")
    assert (fact.country, fact.control_country, fact.asn) == ("FR", "US", 16509)
    assert fact.first_party and fact.surfaces == ("showcase",)


def test_a_front_hides_the_place(site: Any) -> None:
    site.host("tool.example", "198.51.100.1").page(
        HOME, "<p>x</p>", headers=(("cf-ray", "8a-CDG"), ("server", "cloudflare"))
    )
    fact = host(site.facts(), "tool.example")
    assert fact.country is None and fact.masked_by == "Cloudflare"


def test_addresses_in_two_countries_leave_the_place_open(site: Any) -> None:
    site.host("tool.example", "198.51.100.1", "198.51.100.2").page(HOME, "<p>x</p>")
    fact = host(site.facts(), "tool.example")
    assert fact.country is None and fact.reason == "addresses-in-several-countries" and fact.masked_by is None


def test_no_answer_of_dns_is_no_country(site: Any) -> None:
    site.host("tool.example").page(HOME, "<p>x</p>")
    fact = host(site.facts(), "tool.example")
    assert fact.country is None and fact.location_basis == "none"


def test_own_is_by_whole_labels(site: Any) -> None:
    for name in ("www.tool.example", "eviltool.example", "tool.example.evil.org"):
        site.host(name, "198.51.100.1")
    facts = site.facts()
    assert [
        host(facts, name).first_party for name in ("www.tool.example", "eviltool.example", "tool.example.evil.org")
    ] == [
        True,
        False,
        False,
    ]


def test_neighbours_on_a_shared_domain_are_strangers(new_site: Any) -> None:
    site = new_site("https://outil.github.io/")
    site.host("outil.github.io", "198.51.100.1").host("autre.github.io", "198.51.100.1")
    assert [one.first_party for one in sorted(site.facts().hosts, key=lambda h: h.host)] == [False, True]


def test_a_home_that_moved_stays_the_tools_own(site: Any) -> None:
    site.page(HOME, "<p>x</p>", final_url="https://www.nouvel-outil.fr/")
    site.host("www.nouvel-outil.fr", "198.51.100.1")
    assert host(site.facts(), "www.nouvel-outil.fr").first_party


def test_referenced_is_not_observed(site: Any) -> None:
    site.page(HOME, '<script src="https://www.google-analytics.com/analytics.js"></script><p>mot</p>')
    party = site.facts().third_parties[0]
    assert (party.basis, party.phases, party.organisation, party.country) == ("referenced", (), "Google", "US")
    assert party.citations[0].references and party.citations[0].request is None


def test_requests_carry_phase_and_surface_and_a_click_proves_nothing(site: Any) -> None:
    site.page(HOME, "<p>x</p>")
    site.more["browser"] = browser(
        "before-choice",
        [
            BrowserRequest(
                url="https://www.google-analytics.com/g/collect?v=2", page=LOGIN, status=204, sent_cookies=("_ga",)
            ),
            BrowserRequest(
                url="https://connect.facebook.net/en_US/fbevents.js", page=HOME, status=200, during_click=True
            ),
            BrowserRequest(url="https://tool.example/app.js", page=HOME, status=200),
        ],
    )
    parties = [one for one in site.facts().third_parties if one.basis == "observed"]
    assert [(one.host, one.phases, one.surfaces, one.identifies) for one in parties] == [
        ("www.google-analytics.com", ("before-choice",), ("learner",), True)
    ]
    assert parties[0].citations[0].request == "https://www.google-analytics.com/g/collect?v=2"


def test_a_tracker_behind_an_own_name_is_unmasked(site: Any) -> None:
    site.page(HOME, '<script src="https://stats.tool.example/e.js"></script><p>x</p>')
    site.host("stats.tool.example", "198.51.100.1", cnames=("tool.eulerian.net",))
    site.host("aide.tool.example", "198.51.100.1", cnames=("tool.zendesk.com",))
    parties = site.facts().third_parties
    assert [(one.host, one.cloaked_as, one.organisation, one.surfaces) for one in parties] == [
        ("stats.tool.example", "tool.eulerian.net", "Eulerian", ("showcase",))
    ]


def test_one_row_for_each_name_domain_and_phase(site: Any, cookie: Any) -> None:
    session = cookie("PHPSESSID", http_only=True, secure=True, same_site="lax", entropy_bits=120.0)
    long = cookie("_pk_id.1.ab12", lifetime_seconds=33955200, entropy_bits=64.0)
    longer = cookie("_pk_id.1.ab12", lifetime_seconds=63072000, entropy_bits=64.0)
    site.page(HOME, "<p>x</p>", set_cookies=(session, long)).page(
        LOGIN, "<p>x</p>", role="login", set_cookies=(session, longer)
    )
    rows = {(one.name, one.phase): one for one in site.facts().cookies}
    assert set(rows) == {("PHPSESSID", "before-choice"), ("_pk_id.1.ab12", "before-choice")}
    assert (
        rows["PHPSESSID", "before-choice"].session_identifier
        and rows["PHPSESSID", "before-choice"].surface == "learner"
    )
    assert rows["PHPSESSID", "before-choice"].surfaces == ("showcase", "learner")
    assert rows["_pk_id.1.ab12", "before-choice"].lifetime_days == 730.0
    assert rows["_pk_id.1.ab12", "before-choice"].exempt == "conditional"


def test_the_jar_never_shortens_what_a_header_declared(site: Any, cookie: Any) -> None:
    site.page(HOME, "<p>x</p>", set_cookies=(cookie("uid", lifetime_seconds=86400 * 730, entropy_bits=90.0),))
    jar = BrowserCookie(
        name="uid", domain=".tool.example", lifetime_seconds=86400 * 400, set_by=HOME, set_via="jar", page=HOME
    )
    site.more["browser"] = browser("before-choice", cookies=(jar,))
    rows = site.facts().cookies
    assert [(one.name, one.domain, one.lifetime_days) for one in rows] == [("uid", "tool.example", 730.0)]


def test_a_third_partys_cookie_and_storage_are_told_apart(site: Any) -> None:
    site.page(HOME, "<p>x</p>")
    framed = BrowserCookie(
        name="VISITOR_INFO1_LIVE",
        domain=".youtube.com",
        set_by="https://www.youtube.com/embed/x",
        page=HOME,
        third_party_frame=True,
    )
    item = StorageItem(kind="local", origin="https://tool.example", key="theme", page=LOGIN)
    site.more["browser"] = browser("before-choice", cookies=(framed,), storage=(item,))
    rows = {one.name: one for one in site.facts().cookies}
    assert rows["VISITOR_INFO1_LIVE"].third_party and rows["VISITOR_INFO1_LIVE"].phase == "before-choice"
    assert rows["theme"].storage == "local" and rows["theme"].surface == "learner"


def test_an_item_is_of_every_page_that_loads_what_wrote_it_and_can_hold_it(site: Any) -> None:
    script, app = "https://tags.example/t.js", "https://app.tool.example/login"

    def surfaces(*asked: tuple[str, str], domain: str = ".tool.example", by: str = script, via: str = "script") -> Any:
        written = BrowserCookie(name="_ga", domain=domain, set_by=by, set_via=via, page=HOME, lifetime_seconds=86_400)
        requests = [BrowserRequest(url=url, page=page) for url, page in asked]
        evidence = browser("before-choice", requests, cookies=(written,))
        learner = BrowserPage(url=app, final_url=app, role="login", surface="learner")
        run = evidence.phases[0].model_copy(update={"pages": (*evidence.phases[0].pages, learner)})
        site.more["browser"] = evidence.model_copy(update={"phases": (run,)})
        return next(one.surfaces for one in site.facts().cookies if one.name == "_ga")

    site.page(HOME, "<p>x</p>")

    both = ("showcase", "learner")
    assert surfaces((script + "?id=1", HOME), (script + "?id=2", LOGIN)) == both
    assert surfaces((script, app)) == both, "a host below its domain holds it"
    assert surfaces((script, HOME), ("https://tags.example/u.js", LOGIN)) == ("showcase",), "another script"
    assert surfaces((script, app), domain="www.tool.example") == ("showcase",), "what it cannot hold is none of its own"
    pixel = "https://tags.example/p.gif"
    assert surfaces((pixel, LOGIN), domain="tags.example", by=pixel, via="header") == both
    assert surfaces((HOME, HOME), by=HOME) == ("showcase",), "a script of the page itself"


def test_tokens_against_forged_requests_are_no_session_identifiers(site: Any, cookie: Any) -> None:
    names = ("XSRF-TOKEN", "csrftoken", "_ga", "lang", "tarteaucitron")
    sessions = ("JSESSIONID", "__Host-session", "connect.sid", "SESSd41d8cd98f00b204", "mon_outil_session")
    site.page(HOME, "<p>x</p>", set_cookies=tuple(cookie(name, entropy_bits=100.0) for name in (*names, *sessions)))
    flagged = {one.name for one in site.facts().cookies if one.session_identifier}
    assert flagged == set(sessions)


def test_the_same_evidence_gives_the_same_facts(site: Any, cookie: Any) -> None:
    site.page(HOME, '<script src="//www.google-analytics.com/a.js"></script>', set_cookies=(cookie("a"), cookie("b")))
    site.host("tool.example", "198.51.100.1")
    assert site.facts() == site.facts()


def test_pages_of_stores_and_of_users_are_no_product(new_site: Any) -> None:
    kinds = {
        "https://play.google.com/store/apps/details?id=a": "app-store",
        "https://apps.apple.com/fr/app/x/id1": "app-store",
        "https://www.youtube.com/@classe": "shared-site-user",
        "https://github.com/ecole/outil": "code-forge",
        "https://github.com/": None,
        "https://www.canva.com/": None,
        "https://play.google.com.evil.org/store/x": None,
    }
    assert {url: new_site(url).facts().wrong_target for url in kinds} == kinds


def test_a_home_with_the_login_form_stands_on_both_surfaces(site: Any) -> None:
    html = '<form><input type="password" name="p"></form><script src="https://www.google-analytics.com/a.js"></script>'
    site.page(HOME, html).page(HOME, html, role="login").page(HOME, html, role="signup")
    facts = site.facts()
    assert [(one.role, one.also, one.surface) for one in facts.pages] == [
        ("home", (), "showcase"),
        ("login", ("signup",), "learner"),
    ]
    assert facts.third_parties[0].surfaces == ("showcase", "learner")


def test_initials_shared_with_a_service_need_the_service_to_be_heard(site: Any) -> None:
    site.page(HOME, "<p>x</p>")
    own = BrowserCookie(name="mf_taille", domain="tool.example", set_by=HOME, page=HOME)
    choice = BrowserCookie(name="amp_rgpd", domain="tool.example", set_by=HOME, page=HOME)
    site.more["browser"] = browser("after-refusal", cookies=(own, choice))
    rows = {one.name: (one.purpose, one.service, one.exempt) for one in site.facts().cookies}
    assert rows == {"mf_taille": (None, None, "unknown"), "amp_rgpd": ("consent-choice", None, "yes")}
    asked = BrowserRequest(url="https://cdn.mouseflow.com/projects/x.js", page=HOME, status=200)
    site.more["browser"] = browser("after-refusal", [asked], cookies=(own,))
    (row,) = site.facts().cookies
    assert (row.purpose, row.service, row.exempt) == ("session-replay", "Mouseflow", "no")
