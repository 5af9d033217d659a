"""Documents that must be there, and when their absence can be said."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.nouns.evidence import Bot, Skipped

HOME = "https://tool.example/"
POLICY = "https://tool.example/privacy"
PROSE_FR = (
    "<h1>Politique de confidentialité</h1>"
    + "<p>Nous traitons les données des élèves pour le compte de leur école.</p>" * 40
)
PROSE_EN = (
    "<h1>Privacy policy</h1>" + "<p>We process the data of pupils on behalf of their school and for you.</p>" * 40
)
WELCOME = "<p>Des exercices de calcul pour la classe, avec vos élèves et pour les familles.</p>" * 4
SEARCHED = (HOME, "https://tool.example/sitemap.xml", POLICY)


def present(site: Any) -> Any:
    return site.judge("transparency.privacy-policy-present", "documents")


def test_a_whole_policy_passes(site: Any) -> None:
    site.page(HOME, WELCOME).page(POLICY, PROSE_FR, role="privacy")
    assert present(site).verdict == "pass"


def test_a_policy_in_a_legal_hub_passes_a_part_of_the_terms_warns(site: Any, new_site: Any) -> None:
    site.page(POLICY, PROSE_FR, role="legal-notice", also=("privacy",))
    assert present(site).verdict == "pass"
    terms = new_site().page(POLICY, PROSE_FR, role="terms", also=("privacy",))
    assert present(terms).message == "warn-terms-only"


def test_a_short_notice_of_a_small_publisher_is_no_failure(site: Any) -> None:
    site.page(POLICY, "<h1>Confidentialité</h1><p>Nous ne gardons rien.</p>", role="privacy")
    assert present(site).message == "warn-short"


def test_menus_are_no_prose(site: Any) -> None:
    menu = "<nav>" + "<a href=/x>Nos ressources pédagogiques pour la classe</a> " * 80 + "</nav>"
    site.page(POLICY, menu + "<h1>Confidentialité</h1><p>Bientôt.</p>", role="privacy")
    assert present(site).verdict == "warn"


def test_nothing_after_a_whole_search_fails_and_waits_for_confirmation(site: Any) -> None:
    site.page(HOME, WELCOME).more["searched"] = SEARCHED
    outcome = present(site)
    assert outcome.verdict == "fail" and outcome.confirmed is False and set(SEARCHED) <= set(outcome.searched)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"bots": (Bot(url=HOME, sign="challenge"),)}, "inconclusive-blocked"),
        ({"skipped": (Skipped(url=HOME, reason="robots"),)}, "inconclusive-robots"),
        ({"skipped": (Skipped(url=POLICY, reason="timeout", role="privacy"),)}, "inconclusive-unreachable"),
        ({"skipped": (Skipped(url="https://tool.example/x", reason="budget"),)}, "inconclusive-search-incomplete"),
        ({"searched": (HOME,)}, "inconclusive-search-incomplete"),
    ],
)
def test_what_could_not_be_searched_shows_nothing(site: Any, change: dict[str, Any], message: str) -> None:
    site.page(HOME, WELCOME).more.update({"searched": SEARCHED, **change})
    assert present(site).message == message


@pytest.mark.parametrize(
    ("html", "more", "message"),
    [
        ('<div id="root"></div><script src="/a.js"></script>', {}, "inconclusive-home-needs-script"),
        (WELCOME, {"status": 403}, "inconclusive-blocked"),
        (WELCOME, {"status": 500}, "inconclusive-home-not-shown"),
    ],
)
def test_a_home_that_was_not_shown_proves_no_absence(site: Any, html: str, more: dict[str, Any], message: str) -> None:
    site.page(HOME, html, **more).more["searched"] = SEARCHED
    assert present(site).message == message


def test_a_policy_that_answers_404_is_unreachable_and_one_by_script_unread(site: Any, new_site: Any) -> None:
    site.page(HOME, WELCOME).page(POLICY, "gone", role="privacy", status=404).more["searched"] = SEARCHED
    assert present(site).message == "inconclusive-unreachable"
    script = new_site().page(POLICY, '<div id="app"></div><script src="/a.js"></script>', role="privacy")
    assert present(script).message == "inconclusive-needs-script"


@pytest.mark.parametrize(
    ("home", "policy", "message"),
    [
        (WELCOME, PROSE_FR, "pass"),
        (WELCOME, PROSE_EN, "warn-other-language"),
        (
            "<p>Exercises for your class and for all of your pupils at home.</p>",
            PROSE_EN,
            "not-applicable-no-french-offer",
        ),
        (WELCOME, None, "inconclusive-no-policy"),
    ],
)
def test_language_of_the_policy(site: Any, home: str, policy: str | None, message: str) -> None:
    site.page(HOME, home)
    if policy:
        site.page(POLICY, policy, role="privacy")
    assert site.judge("transparency.policy-language-fr", "documents").message == message
